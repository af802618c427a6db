//! What can be said against a board, solved or made by hand.
use super::{
    Class, Proposal, Reason, Rule, VisitId,
    board::{Board, Seat},
    model::fits,
    propose,
    read::Round,
    score::{Score, Spread, TeamScore},
    seating::Seating,
};
use crate::{foundation::id::PersonId, workflow::team::Place};

/// A rule that is broken, where and by whom, and what would mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    pub reason: Reason,
    /// None where it is about the whole round.
    pub visit: Option<VisitId>,
    /// None where it is about the whole team.
    pub person: Option<PersonId>,
    /// The place that the person has there.
    pub place: Option<Place>,
    /// Changes after which it is gone, and nothing else is broken by law; cheapest first. None for soft rules.
    pub proposals: Vec<Proposal>,
}

impl Conflict {
    pub const fn rule(&self) -> Rule {
        self.reason.rule()
    }

    pub const fn class(&self) -> Class {
        self.reason.class()
    }
}

/// A board with all that can be said against it and what it costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// By visit; what is about the whole round last.
    pub conflicts: Vec<Conflict>,
    pub score: Score,
    pub teams: Vec<TeamScore>,
    pub spread: Option<Spread>,
}

impl Judgement {
    /// What must be gone before the board can be submitted: everything hard, and what the approver has not set aside.
    pub fn blocking(&self) -> impl Iterator<Item = &Conflict> {
        self.conflicts.iter().filter(|conflict| conflict.class() != Class::Soft)
    }
}

impl Round {
    /// Judges a board, with proposals that mend what blocks it.
    pub fn judge(&self, board: &Board) -> Judgement {
        let mut seating = Seating::of(self, board);
        let mut conflicts = self.blocking(board, &seating);
        for conflict in &mut conflicts {
            conflict.proposals = propose::mending(&mut seating, board, conflict);
        }
        conflicts.extend(self.warnings(board, &seating));
        conflicts.sort_by_key(|conflict| {
            let visit = conflict.visit.and_then(|visit| self.visit_at.get(&visit).copied());
            (visit.is_none(), visit, conflict.class())
        });
        Judgement { conflicts, score: seating.score(), teams: seating.team_scores(), spread: seating.spread() }
    }

    /// Everything of the classes H and D, without proposals.
    pub(super) fn blocking(&self, board: &Board, seating: &Seating<'_>) -> Vec<Conflict> {
        let mut conflicts = Vec::new();
        for (at, seat) in board.seats.iter().enumerate() {
            let reasons = self.against_seat(board, at, seat);
            conflicts.extend(reasons.into_iter().map(|reason| Conflict {
                person: Some(seat.person),
                place: Some(seat.place),
                ..Conflict::about(reason, Some(seat.visit))
            }));
        }
        for (at, visit) in self.problem.visits.iter().enumerate() {
            let broken = seating.broken(at).into_iter();
            conflicts.extend(broken.map(|reason| Conflict::about(reason, Some(visit.id))));
        }
        conflicts
    }

    /// What speaks against one seat of a board.
    fn against_seat(&self, board: &Board, at: usize, seat: &Seat) -> Vec<Reason> {
        let (Some(&visit), Some(&person)) = (self.visit_at.get(&seat.visit), self.person_at.get(&seat.person)) else {
            return vec![Reason::Unknown];
        };
        let mut reasons = Vec::new();
        let again = |other: &Seat| other.person == seat.person && other.visit == seat.visit;
        if board.seats[..at].iter().any(|other| again(other) && !is_both(other.place, seat.place)) {
            reasons.push(Reason::SeatedTwice);
        }
        // the leader's seat of who is lead as well says nothing that the lead's does not
        let leads_too = seat.place == Place::TeamLeader
            && board.seats.iter().any(|other| again(other) && other.place == Place::LeadProsecutor);
        if !leads_too {
            reasons.extend(self.against_place(person, seat.place));
            reasons.extend(self.against[visit][person].iter().cloned());
            reasons.extend(self.elsewhere(board, person, visit));
        }
        reasons
    }

    /// What speaks against somebody in a kind of place.
    pub(super) fn against_place(&self, person: usize, place: Place) -> Option<Reason> {
        let who = self.person(person);
        let leads = matches!(place, Place::TeamLeader | Place::LeadProsecutor);
        if self.sits(person, place) {
            None
        } else if leads && fits(&super::Person { may_lead: true, ..who.clone() }, place) && !who.may_lead {
            Some(Reason::MayNotLead)
        } else if fits(who, place) {
            Some(Reason::ChiefLeads)
        } else {
            Some(Reason::Unfit)
        }
    }

    /// The other visits of the same days at which somebody sits.
    pub(super) fn elsewhere(&self, board: &Board, person: usize, visit: usize) -> Vec<Reason> {
        let (id, own) = (self.person(person).id, self.visit(visit));
        let mut others: Vec<usize> = board
            .seats
            .iter()
            .filter(|seat| seat.person == id)
            .filter_map(|seat| self.visit_at.get(&seat.visit).copied())
            .filter(|&other| self.clash[visit][other])
            .collect();
        others.sort_unstable();
        others.dedup();
        let reasons = others.into_iter().map(|other| {
            let other = self.visit(other);
            Reason::TwoPlaces { other: other.id, from: own.first.max(other.first), to: own.last.min(other.last) }
        });
        reasons.collect()
    }

    /// Everything of class S.
    fn warnings(&self, board: &Board, seating: &Seating<'_>) -> Vec<Conflict> {
        let mut warnings = Vec::new();
        for (at, visit) in self.problem.visits.iter().enumerate() {
            let (team, (experts, observers)) = (&seating.teams[at], self.watched[at]);
            let size = team.inspectors + team.experts;
            let (women, men) = (team.women, team.men);
            let soft = [
                (size != visit.about, Reason::Size { have: size, about: visit.about }),
                (team.experts < experts, Reason::Experts { have: team.experts, want: experts }),
                (team.observers < observers, Reason::Observers { have: team.observers, want: observers }),
                (
                    women < visit.women || men < visit.men,
                    Reason::Gender { women, women_wanted: visit.women, men, men_wanted: visit.men },
                ),
            ];
            let soft = soft.into_iter().filter(|(is, _)| *is).map(|(_, reason)| reason);
            warnings.extend(soft.map(|reason| Conflict::about(reason, Some(visit.id))));
            let mut people: Vec<usize> = team.people.clone();
            people.sort_unstable();
            for (nth, &one) in people.iter().enumerate() {
                for &other in people[nth + 1..].iter().filter(|other| self.partners[one].has(**other)) {
                    let reason = Reason::Pair { with: self.person(other).id };
                    let person = Some(self.person(one).id);
                    warnings.push(Conflict { person, ..Conflict::about(reason, Some(visit.id)) });
                }
            }
        }
        for one in 0..self.organs.len() {
            for other in (one + 1..self.organs.len()).filter(|&other| seating.swapped(one, other) > 0) {
                let reason = Reason::Swap { one: self.organs[one], other: self.organs[other] };
                warnings.push(Conflict::about(reason, None));
            }
        }
        if let Some(spread) = seating.spread().filter(|_| !board.seats.is_empty()) {
            let longest = self.problem.visits.iter().map(|visit| visit.days).max().unwrap_or_default();
            if spread.most.1 - spread.least.1 > longest {
                let reason = Reason::Spread { most: spread.most, least: spread.least };
                warnings.push(Conflict::about(reason, None));
            }
        }
        warnings
    }
}

/// Leader and lead prosecutor may be one person.
fn is_both(one: Place, other: Place) -> bool {
    matches!((one, other), (Place::TeamLeader, Place::LeadProsecutor) | (Place::LeadProsecutor, Place::TeamLeader))
}

impl Conflict {
    fn about(reason: Reason, visit: Option<VisitId>) -> Self {
        Self { reason, visit, person: None, place: None, proposals: Vec::new() }
    }
}
