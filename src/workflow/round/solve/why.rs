//! Why somebody is here, and why not there.
use super::{
    Proposal, Reason, VisitId,
    board::Board,
    propose::{self, cheapest},
    read::Round,
    seating::Seating,
};
use crate::{foundation::id::PersonId, workflow::team::Place};

/// What speaks for and against a person at a visit, beside a board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// The place that the person has there.
    pub place: Option<Place>,
    /// Every blocking rule that keeps the person from there, with its facts.
    pub reasons: Vec<Reason>,
    /// Who is here: others in this seat, and what they would cost more. Who is not: the ways to bring the person in, and what
    /// they would cost, away from where the person sits on the same days. None where another rule blocks, or nothing lawful is left.
    pub alternatives: Vec<Proposal>,
}

/// How many alternatives are told.
const TOLD: usize = 5;

impl Round {
    /// Why somebody is (not) at a visit. None if the round does not know the one or the other.
    pub fn why(&self, board: &Board, person: PersonId, visit: VisitId) -> Option<Why> {
        let (&who, &at) = (self.person_at.get(&person)?, self.visit_at.get(&visit)?);
        let mut seating = Seating::of(self, board);
        let seat = propose::seat_at(&seating, who, at);
        let mut reasons = self.against[at][who].clone();
        reasons.extend(self.elsewhere(board, who, at));
        let changes = if let Some(seat) = seat {
            reasons.extend(self.against_place(who, seating.seats[seat].place));
            let mut changes = propose::replacements(&seating, seat, who);
            changes.extend(propose::swaps(&seating, seat, who));
            changes
        } else {
            reasons.extend(self.nowhere(who, at));
            let seats = (0..seating.seats.len()).filter(|&seat| seating.seats[seat].visit == at);
            seats.flat_map(|seat| propose::ways_in(&seating, who, seat)).collect()
        };
        let mut alternatives = cheapest(&mut seating, changes, TOLD, |_| true);
        for alternative in &mut alternatives {
            propose::leave_wholly(&mut alternative.shifts, board);
        }
        Some(Why { place: seat.map(|seat| seating.seats[seat].place), reasons, alternatives })
    }

    /// What keeps somebody from every place that the visit has.
    fn nowhere(&self, person: usize, visit: usize) -> Option<Reason> {
        let mut places = self.visit(visit).seats.iter().map(|place| self.against_place(person, *place));
        let first = places.next()??;
        // that a chief must lead says more than that a chief is no expert
        let all: Option<Vec<Reason>> = places.collect();
        all.map(|all| all.into_iter().find(|reason| *reason != Reason::Unfit).unwrap_or(first))
    }
}
