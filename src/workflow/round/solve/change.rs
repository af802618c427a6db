//! What could be changed about a round so that a plan exists, and which change lifts which ground.
use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::{
    Class, Skill, VisitId,
    ground::Ground,
    model::{Bar, Override, Person, Pin, Problem, Visit},
    read::Round,
    reason::Reason,
};
use crate::{foundation::id::PersonId, people::person::PersonKind, workflow::team::Place};

/// Somebody new, of whom no more is asked than this, and whom no rule keeps from anywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Newcomer {
    pub kind: PersonKind,
    pub skill: Option<Skill>,
    pub may_lead: bool,
}

/// One change of the round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// So many people more.
    MorePeople {
        like: Newcomer,
        count: u32,
    },
    /// Ends so many days earlier.
    EndsEarlier {
        visit: VisitId,
        days: u32,
    },
    /// Begins so many days later.
    BeginsLater {
        visit: VisitId,
        days: u32,
    },
    /// A place more in the team.
    MoreSeats {
        visit: VisitId,
        place: Place,
        count: u32,
    },
    /// The approver sets a rule of class D aside.
    SetAside(Override),
    Unpin(Pin),
    Unbar(Bar),
    /// The round does without a skill at a visit.
    WithoutSkill {
        visit: VisitId,
        skill: Skill,
    },
}

/// Moving a visit further than this would make another round of it.
const MOST_DAYS: i64 = 7;

impl Change {
    /// How much is asked: a day is the least, then what a hand did, the approver's word, a place, a person, a skill.
    pub const fn cost(&self) -> u32 {
        match self {
            Self::EndsEarlier { days, .. } | Self::BeginsLater { days, .. } => *days,
            Self::Unpin(_) | Self::Unbar(_) => 2,
            Self::SetAside(_) => 3,
            Self::MoreSeats { count, .. } => 3 * *count,
            Self::MorePeople { count, .. } => 4 * *count,
            Self::WithoutSkill { .. } => 6,
        }
    }

    /// The round after the change.
    pub fn apply(&self, problem: &mut Problem) {
        let visit_of = |problem: &mut Problem, id: VisitId, change: &dyn Fn(&mut Visit)| {
            problem.visits.iter_mut().filter(|visit| visit.id == id).for_each(change);
        };
        match self {
            Self::MorePeople { like, count } => {
                for _ in 0..*count {
                    problem.people.push(like.person(problem.people.len()));
                }
            }
            Self::EndsEarlier { visit, days } => {
                visit_of(problem, *visit, &|visit| visit.last = moved(visit.last, -i64::from(*days)));
            }
            Self::BeginsLater { visit, days } => {
                visit_of(problem, *visit, &|visit| visit.first = moved(visit.first, i64::from(*days)));
            }
            Self::MoreSeats { visit, place, count } => {
                visit_of(problem, *visit, &|visit| visit.seats.extend((0..*count).map(|_| *place)));
            }
            Self::SetAside(one) => problem.overrides.push(*one),
            Self::Unpin(pin) => problem.pins.retain(|other| other != pin),
            Self::Unbar(bar) => problem.bars.retain(|other| other != bar),
            Self::WithoutSkill { visit, skill } => {
                visit_of(problem, *visit, &|visit| visit.skills.retain(|other| other != skill));
            }
        }
    }

    /// Two of a kind are one with both counts.
    pub(super) fn joins(&mut self, other: &Self) -> bool {
        match (self, other) {
            (Self::MorePeople { like, count }, Self::MorePeople { like: also, count: more }) if like == also => {
                *count += more;
                true
            }
            (Self::MoreSeats { visit, place, count }, Self::MoreSeats { visit: also, place: same, count: more })
                if *visit == *also && *place == *same =>
            {
                *count += more;
                true
            }
            (own, other) => own == other,
        }
    }
}

impl Newcomer {
    pub(super) const fn many(self, count: u32) -> Change {
        Change::MorePeople { like: self, count }
    }

    /// A person against whom nothing is known. The key is counted down from the last, which nobody has.
    fn person(self, at: usize) -> Person {
        Person {
            id: PersonId(Uuid::from_u128(u128::MAX - u128::try_from(at).unwrap_or_default())),
            kind: self.kind,
            rank: None,
            chief: false,
            may_lead: self.may_lead,
            gender: None,
            unit: None,
            procuratorate: None,
            home: None,
            skills: self.skill.into_iter().collect(),
            absences: Vec::new(),
            postings: Vec::new(),
            kin: Vec::new(),
            recusals: Vec::new(),
            ties: Vec::new(),
            inspected: Vec::new(),
            carried: 0,
        }
    }
}

/// Who would meet a need.
pub(super) fn newcomer_for(round: &Round, ground: &Ground) -> Option<Newcomer> {
    let inspector = Newcomer { kind: PersonKind::Prosecutor, skill: None, may_lead: false };
    if let Ground::Skill { visit, skill } = ground {
        let expert = visit_of(round, *visit).is_some_and(|visit| visit.seats.contains(&Place::Expert));
        let kind = if expert { PersonKind::Expert } else { PersonKind::Prosecutor };
        Some(Newcomer { kind, skill: Some(*skill), may_lead: false })
    } else if matches!(ground, Ground::Lead { .. }) {
        Some(Newcomer { may_lead: true, ..inspector })
    } else {
        matches!(ground, Ground::Minimum { .. }).then_some(inspector)
    }
}

/// What would lift a ground. None for what nobody may lift: kin, a recusal, a minimum.
pub(super) fn changes_of(round: &Round, ground: &Ground, beside: &[Ground]) -> Vec<Change> {
    let mut changes: Vec<Change> = newcomer_for(round, ground).map(|like| like.many(1)).into_iter().collect();
    match ground {
        Ground::Lead { .. } | Ground::Minimum { .. } | Ground::ChiefLeads { .. } => {}
        Ground::Skill { visit, skill } => changes.push(Change::WithoutSkill { visit: *visit, skill: *skill }),
        Ground::Seats { visit } => {
            let more = [Place::Member, Place::Expert];
            changes.extend(more.map(|place| Change::MoreSeats { visit: *visit, place, count: 1 }));
        }
        Ground::Days { visit } => {
            for other in beside {
                if let (Ground::Days { visit: other }, Some(own)) = (other, visit_of(round, *visit))
                    && other != visit
                    && let Some(other) = visit_of(round, *other)
                {
                    changes.extend(apart(own, other.first, other.last));
                }
            }
        }
        Ground::Pin(pin) => changes.push(Change::Unpin(*pin)),
        Ground::Against { person, visit, reason } => {
            if let (Reason::Absent { from, to, .. }, Some(own)) = (reason, visit_of(round, *visit)) {
                changes.extend(apart(own, *from, *to));
            } else if *reason == Reason::Barred {
                changes.push(Change::Unbar(Bar { person: *person, visit: *visit }));
            } else if reason.class() == Class::Design {
                let rule = reason.rule();
                changes.push(Change::SetAside(Override { person: *person, visit: *visit, rule }));
            }
        }
    }
    changes
}

fn visit_of(round: &Round, id: VisitId) -> Option<&Visit> {
    round.visit_at.get(&id).map(|&at| round.visit(at))
}

/// How a visit gets out of the way of some days: by ending earlier or by beginning later, where that leaves anything of it.
fn apart(visit: &Visit, from: NaiveDate, to: NaiveDate) -> Vec<Change> {
    let few = |days: i64| u32::try_from(days).ok().filter(|_| (1..=MOST_DAYS).contains(&days));
    let earlier = few((visit.last - from).num_days() + 1).filter(|_| visit.first < from && from <= visit.last);
    let later = few((to - visit.first).num_days() + 1).filter(|_| to < visit.last && visit.first <= to);
    let ends = earlier.map(|days| Change::EndsEarlier { visit: visit.id, days });
    ends.into_iter().chain(later.map(|days| Change::BeginsLater { visit: visit.id, days })).collect()
}

/// A day so many days later, or earlier; the day itself at the ends of time.
fn moved(day: NaiveDate, days: i64) -> NaiveDate {
    let by = Days::new(days.unsigned_abs());
    let moved = if days < 0 { day.checked_sub_days(by) } else { day.checked_add_days(by) };
    moved.unwrap_or(day)
}
