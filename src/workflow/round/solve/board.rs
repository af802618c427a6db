//! Who sits where: a board, the steps between two boards, and their comparison.
use super::{VisitId, read::Round, score::Score, seating::Seating};
use crate::{foundation::id::PersonId, workflow::team::Place};

/// A place at a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Spot {
    pub visit: VisitId,
    pub place: Place,
}

/// Somebody in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Seat {
    pub visit: VisitId,
    pub place: Place,
    pub person: PersonId,
}

/// The teams of a round, as far as they are filled. Solved or made by hand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Board {
    pub seats: Vec<Seat>,
}

/// One person leaves a place, takes one, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    pub person: PersonId,
    pub from: Option<Spot>,
    pub to: Option<Spot>,
}

/// What changes from one board to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// By visit and place on the first board, newcomers last.
    pub shifts: Vec<Shift>,
    /// What the second costs more than the first, term by term.
    pub difference: Score,
}

impl Board {
    /// Where somebody sits at a visit.
    pub fn place(&self, person: PersonId, visit: VisitId) -> Option<Place> {
        self.seats.iter().find(|seat| seat.person == person && seat.visit == visit).map(|seat| seat.place)
    }

    /// The board after these steps.
    #[must_use]
    pub fn after(&self, shifts: &[Shift]) -> Self {
        let mut seats = self.seats.clone();
        for shift in shifts {
            if let Some(from) = shift.from {
                let left = Seat { visit: from.visit, place: from.place, person: shift.person };
                if let Some(at) = seats.iter().position(|seat| *seat == left) {
                    seats.remove(at);
                }
            }
        }
        let taken = shifts.iter().filter_map(|shift| shift.to.map(|to| (shift.person, to)));
        seats.extend(taken.map(|(person, to)| Seat { visit: to.visit, place: to.place, person }));
        Self { seats }
    }

    /// The steps from this board to another. Who leaves one place and takes another makes one step of it.
    pub fn shifts_to(&self, other: &Self) -> Vec<Shift> {
        let lacks = |board: &Self, of: &Self| -> Vec<Seat> {
            of.seats.iter().filter(|seat| !board.seats.contains(seat)).copied().collect()
        };
        let (left, mut taken) = (lacks(other, self), lacks(self, other));
        let mut shifts: Vec<Shift> = Vec::new();
        for seat in left {
            let next = taken.iter().position(|to| to.person == seat.person).map(|at| taken.remove(at));
            shifts.push(Shift { person: seat.person, from: Some(seat.spot()), to: next.map(|to| to.spot()) });
        }
        shifts.extend(taken.iter().map(|to| Shift { person: to.person, from: None, to: Some(to.spot()) }));
        shifts
    }
}

impl Seat {
    pub const fn spot(&self) -> Spot {
        Spot { visit: self.visit, place: self.place }
    }
}

impl Round {
    /// Who moves between two boards, and which terms change.
    pub fn compare(&self, one: &Board, other: &Board) -> Comparison {
        let difference = Seating::of(self, other).score().less(&Seating::of(self, one).score());
        Comparison { shifts: one.shifts_to(other), difference }
    }
}
