//! What would have to give so that a plan exists: the cheapest changes of the round, each tried before it is told.
use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::{
    Skill, VisitId,
    ground::{self, Ground},
    model::{Bar, Override, Person, Pin, Problem, Visit},
    obstacle::{Obstacle, Oracle},
    read::Round,
    reason::{Class, Reason},
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

/// Changes that suffice together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relief {
    pub changes: Vec<Change>,
    /// By the scale of [`Change::cost`].
    pub cost: u32,
    /// Nothing of what can be changed here would cost less, and that is proved.
    pub least: bool,
}

/// How many are told.
const TOLD: usize = 3;

/// How many sets of changes are tried.
const TRIED: usize = 40;

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
                visit_of(problem, *visit, &|visit| visit.last = visit.last - Days::new(u64::from(*days)));
            }
            Self::BeginsLater { visit, days } => {
                visit_of(problem, *visit, &|visit| visit.first = visit.first + Days::new(u64::from(*days)));
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
    fn joins(&mut self, other: &Self) -> bool {
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
    const fn many(self, count: u32) -> Change {
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
            inspected: Vec::new(),
            carried: 0,
        }
    }
}

/// The cheapest changes that let a plan exist.
pub(super) fn least(round: &Round, obstacles: &[Obstacle]) -> Vec<Relief> {
    let third = round.effort().nodes / 3;
    let mut search = Search { round, nodes: third, told: Vec::new(), doubt: false };
    search.people_alone(obstacles);
    search.nodes = third;
    search.together(obstacles);
    search.nodes = third;
    if search.told.is_empty() {
        search.whatever_does(obstacles);
    }
    let Search { mut told, doubt, .. } = search;
    told.sort_by_key(|relief| relief.cost);
    let cheapest = told.first().map(|relief| relief.cost);
    for relief in &mut told {
        relief.least = !doubt && Some(relief.cost) == cheapest;
    }
    told.truncate(TOLD);
    told
}

struct Search<'a> {
    round: &'a Round,
    nodes: u64,
    told: Vec<Relief>,
    /// Something cheaper may have been passed over.
    doubt: bool,
}

impl Search<'_> {
    fn after(&self, changes: &[Change]) -> Option<Round> {
        let mut problem = self.round.problem.clone();
        for change in changes {
            change.apply(&mut problem);
        }
        Round::read(problem).ok()
    }

    fn tell(&mut self, changes: Vec<Change>) {
        if !self.told.iter().any(|relief| relief.changes == changes) {
            let cost = cost(&changes);
            self.told.push(Relief { changes, cost, least: false });
        }
    }

    /// How many people of one kind would do, and nothing else.
    fn people_alone(&mut self, obstacles: &[Obstacle]) {
        let mut kinds: Vec<Newcomer> = Vec::new();
        for ground in obstacles.iter().flat_map(|obstacle| &obstacle.grounds) {
            kinds.extend(newcomer_for(self.round, ground).filter(|kind| !kinds.contains(kind)));
        }
        for kind in kinds {
            // as many as there are seats do whatever people can do: if they do not suffice, no number does
            let (mut few, mut enough) = (0, u32::try_from(self.round.slots.len()).unwrap_or(u32::MAX));
            if !self.holds(&[kind.many(enough)]) {
                continue;
            }
            while enough - few > 1 {
                let middle = few + (enough - few) / 2;
                if self.holds(&[kind.many(middle)]) { enough = middle } else { few = middle }
            }
            self.tell(vec![kind.many(enough)]);
        }
    }

    /// Whether a plan is proved to exist after these changes.
    fn holds(&mut self, changes: &[Change]) -> bool {
        let Some(round) = self.after(changes) else { return false };
        let mut oracle = Oracle::new(&round, self.nodes);
        let failed = oracle.fail(&ground::points(&round));
        self.nodes = oracle.nodes;
        self.doubt |= oracle.open;
        !failed && !oracle.open
    }

    /// What stands in the way of a round: nothing where it is proved to hold together, None where that is not known.
    fn obstacle(&mut self, round: &Round) -> Option<Vec<Ground>> {
        let points = ground::points(round);
        let mut oracle = Oracle::new(round, self.nodes);
        let part = if oracle.fail(&points) { oracle.part(&[], false, &points) } else { Vec::new() };
        let unknown = part.is_empty() && oracle.open;
        self.nodes = oracle.nodes;
        (!unknown).then(|| part.iter().map(|point| point.ground(round)).collect())
    }

    /// Sets of changes, the cheapest first: each that does not suffice grows by what would lift what stands in its way.
    fn together(&mut self, obstacles: &[Obstacle]) {
        let first = obstacles.first().map(|obstacle| obstacle.grounds.clone()).unwrap_or_default();
        let mut waiting: Vec<Vec<Change>> = grown(self.round, &[], &first);
        let mut seen: Vec<Vec<Change>> = Vec::new();
        while let Some(at) = (0..waiting.len()).min_by_key(|&at| cost(&waiting[at])) {
            let changes = waiting.remove(at);
            let dearer = self.told.iter().filter(|relief| relief.cost <= cost(&changes)).count() >= TOLD;
            if dearer {
                return;
            }
            if seen.len() >= TRIED || self.nodes == 0 {
                self.doubt = true;
                return;
            }
            seen.push(changes.clone());
            let Some(round) = self.after(&changes) else { continue };
            match self.obstacle(&round) {
                None => self.doubt = true,
                Some(grounds) if grounds.is_empty() => self.tell(changes),
                Some(grounds) => {
                    for next in grown(&round, &changes, &grounds) {
                        if !seen.contains(&next) && !waiting.contains(&next) {
                            waiting.push(next);
                        }
                    }
                }
            }
        }
    }

    /// Lifts whatever stands in the way, one after the other, what was not tried yet and people first; then leaves out what
    /// was not needed.
    fn whatever_does(&mut self, obstacles: &[Obstacle]) {
        self.doubt = true;
        let mut changes: Vec<Change> = Vec::new();
        let mut waiting: Vec<Vec<Ground>> = obstacles.iter().map(|obstacle| obstacle.grounds.clone()).collect();
        while let Some(grounds) = waiting.pop() {
            let Some(now) = self.after(&changes) else { return };
            let tried = |change: &Change| {
                changes.iter().filter(|own| (*own).clone().joins(change)).map(Change::cost).sum::<u32>()
            };
            let people = |change: &Change| matches!(change, Change::MorePeople { .. });
            let ways = grounds.iter().flat_map(|ground| changes_of(&now, ground, &grounds));
            let Some(change) = ways.min_by_key(|change| (tried(change), !people(change), change.cost())) else {
                return;
            };
            if !changes.iter_mut().any(|own| own.joins(&change)) {
                changes.push(change);
            }
            if waiting.is_empty() {
                let Some(left) = self.after(&changes).and_then(|round| self.obstacle(&round)) else { return };
                waiting.extend((!left.is_empty()).then_some(left));
            }
        }
        for at in (0..changes.len()).rev() {
            let mut fewer = changes.clone();
            fewer.remove(at);
            if self.holds(&fewer) {
                changes = fewer;
            }
        }
        self.tell(changes);
    }
}

fn cost(changes: &[Change]) -> u32 {
    changes.iter().map(Change::cost).sum()
}

/// The changes with one more, in each way that lifts one of the grounds.
fn grown(round: &Round, changes: &[Change], grounds: &[Ground]) -> Vec<Vec<Change>> {
    let mut sets: Vec<Vec<Change>> = Vec::new();
    for change in grounds.iter().flat_map(|ground| changes_of(round, ground, grounds)) {
        let mut set = changes.to_vec();
        if !set.iter_mut().any(|own| own.joins(&change)) {
            set.push(change);
        }
        set.sort_by_key(|change| format!("{change:?}"));
        if set != changes && !sets.contains(&set) {
            sets.push(set);
        }
    }
    sets
}

/// Who would meet a need.
fn newcomer_for(round: &Round, ground: &Ground) -> Option<Newcomer> {
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
fn changes_of(round: &Round, ground: &Ground, beside: &[Ground]) -> Vec<Change> {
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
