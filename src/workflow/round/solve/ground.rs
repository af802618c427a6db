//! The rules and facts that bind, one by one, so that some may be left out and it can be asked whether the rest holds together.
use super::{Pin, Reason, Skill, VisitId, read::Round};
use crate::foundation::id::PersonId;

/// A rule with its fact that takes part in an obstacle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ground {
    /// The team has a lead prosecutor.
    Lead { visit: VisitId },
    /// The team has so many inspectors at least.
    Minimum { visit: VisitId, need: u32 },
    /// Somebody on the team has the skill.
    Skill { visit: VisitId, skill: Skill },
    /// The team has no more places than it has.
    Seats { visit: VisitId },
    /// The visit takes place on its days, and nobody is at two places on one day.
    Days { visit: VisitId },
    /// A hand has put somebody in a place.
    Pin(Pin),
    /// The chief or deputy chief leads whatever team (s)he joins.
    ChiefLeads { person: PersonId },
    /// What keeps a person from a visit.
    Against { person: PersonId, visit: VisitId, reason: Reason },
}

/// A ground by index, as the proof uses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Point {
    Lead(usize),
    Minimum(usize),
    Skill(usize, usize),
    Seats(usize),
    Days(usize),
    Pin(usize),
    Chief(usize),
    Against(usize, usize, usize),
}

/// Every ground of a round: what is asked for first, what stands in its way after.
pub(super) fn points(round: &Round) -> Vec<Point> {
    let mut points = Vec::new();
    for (at, visit) in round.problem.visits.iter().enumerate() {
        points.push(Point::Lead(at));
        if visit.minimum > 0 {
            points.push(Point::Minimum(at));
        }
        points.extend((0..visit.skills.len()).map(|skill| Point::Skill(at, skill)));
    }
    points.extend(round.pins().map(|(pin, ..)| Point::Pin(pin)));
    let visits = 0..round.problem.visits.len();
    points.extend(visits.clone().flat_map(|visit| [Point::Days(visit), Point::Seats(visit)]));
    let chiefs = round.problem.people.iter().enumerate().filter(|(_, person)| person.chief);
    points.extend(chiefs.map(|(at, _)| Point::Chief(at)));
    for visit in visits {
        for (person, reasons) in round.against[visit].iter().enumerate() {
            points.extend((0..reasons.len()).map(|reason| Point::Against(visit, person, reason)));
        }
    }
    points
}

impl Point {
    pub(super) fn ground(self, round: &Round) -> Ground {
        let visit = |at: usize| round.visit(at).id;
        match self {
            Self::Lead(at) => Ground::Lead { visit: visit(at) },
            Self::Minimum(at) => Ground::Minimum { visit: visit(at), need: round.visit(at).minimum },
            Self::Skill(at, skill) => Ground::Skill { visit: visit(at), skill: round.visit(at).skills[skill] },
            Self::Seats(at) => Ground::Seats { visit: visit(at) },
            Self::Days(at) => Ground::Days { visit: visit(at) },
            Self::Pin(at) => Ground::Pin(round.problem.pins[at]),
            Self::Chief(at) => Ground::ChiefLeads { person: round.person(at).id },
            Self::Against(at, person, reason) => Ground::Against {
                person: round.person(person).id,
                visit: visit(at),
                reason: round.against[at][person][reason].clone(),
            },
        }
    }
}
