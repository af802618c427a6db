//! A round is read once: what contradicts itself is refused by name, what the search asks a million times is worked out.
use std::collections::{BTreeMap, BTreeSet};

use super::{
    Reason, Refusal, VisitId,
    bits::Bits,
    model::{Person, Pin, Problem, Visit, fits},
    refusal, rules,
};
use crate::{
    foundation::{
        id::{OrgId, PersonId},
        word::Word,
    },
    people::{person::PersonKind, roster::seat::kilometres},
    workflow::team::Place,
};

/// A place to be filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) visit: usize,
    pub(super) place: Place,
}

/// Among whom days are balanced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pool {
    Inspectors,
    Experts,
}

/// A round that can be worked on.
pub struct Round {
    pub(super) problem: Problem,
    pub(super) visit_at: BTreeMap<VisitId, usize>,
    pub(super) person_at: BTreeMap<PersonId, usize>,
    /// By visit: the places to be filled. Where one person is pinned as leader and as lead, the leader's is none of them.
    pub(super) places: Vec<Vec<Place>>,
    /// The same one after the other.
    pub(super) slots: Vec<Slot>,
    /// By visit: experts and observers wanted.
    pub(super) watched: Vec<(u32, u32)>,
    /// By visit and person: what keeps them apart.
    pub(super) against: Vec<Vec<Vec<Reason>>>,
    /// By visit and visit: whether their days overlap. A visit does not clash with itself.
    pub(super) clash: Vec<Vec<bool>>,
    pub(super) km: Vec<Vec<i64>>,
    pub(super) days: Vec<i64>,
    /// By visit, and by person where it supervises any visit: the procuratorate, counted from nought.
    pub(super) supervisor: Vec<usize>,
    pub(super) unit: Vec<Option<usize>>,
    pub(super) organs: Vec<OrgId>,
    /// By person: who was on a team with them in the last round.
    pub(super) partners: Vec<Bits>,
    /// By place: who is of a kind to sit there, chiefs too.
    pub(super) fitting: Vec<Bits>,
    pub(super) chiefs: Bits,
    /// By visit and place: who may sit there, whoever else goes.
    pub(super) able: Vec<Vec<Bits>>,
    /// By visit and needed skill: who has it.
    pub(super) skilled: Vec<Vec<Bits>>,
    /// The visits that go on at once, most of them together, in the order of their days.
    pub(super) together: Vec<Vec<usize>>,
    /// By person: the pool that shares days with them, and the fair share of it. None for observers, and for who cannot go anywhere.
    pub(super) share: Vec<Option<(Pool, i64)>>,
}

impl Round {
    /// Reads a round, or says everything that is wrong with it.
    pub fn read(problem: Problem) -> Result<Self, Vec<Refusal>> {
        let refusals = refusal::all(&problem);
        if refusals.is_empty() { Ok(Self::of(problem)) } else { Err(refusals) }
    }

    fn of(problem: Problem) -> Self {
        let (visits, people) = (&problem.visits, &problem.people);
        let person_at: BTreeMap<_, _> = people.iter().enumerate().map(|(at, person)| (person.id, at)).collect();
        let organs: BTreeSet<OrgId> = visits.iter().filter_map(|visit| visit.supervisor).collect();
        let organs: Vec<OrgId> = organs.into_iter().collect();
        let place_of = |organ: Option<OrgId>| organ.and_then(|organ| organs.binary_search(&organ).ok());
        let mut partners = vec![Bits::none(people.len()); people.len()];
        for (one, other) in &problem.last_pairs {
            if let (Some(&one), Some(&other)) = (person_at.get(one), person_at.get(other))
                && one != other
            {
                partners[one].set(other);
                partners[other].set(one);
            }
        }
        let places: Vec<Vec<Place>> = visits.iter().map(|visit| places(visit, &problem.pins)).collect();
        let people_who = |is: &dyn Fn(usize) -> bool| Bits::of(people.len(), (0..people.len()).filter(|&at| is(at)));
        let skilled = |visit: &Visit| {
            let having = |skill| people_who(&|at| people[at].skills.contains(skill));
            visit.skills.iter().map(having).collect()
        };
        let mut round = Self {
            fitting: Place::ALL.iter().map(|place| people_who(&|at| fits(&people[at], *place))).collect(),
            chiefs: people_who(&|at| people[at].chief),
            able: Vec::new(),
            skilled: visits.iter().map(skilled).collect(),
            together: together(visits),
            visit_at: visits.iter().enumerate().map(|(at, visit)| (visit.id, at)).collect(),
            slots: slots(&places),
            places,
            watched: visits
                .iter()
                .map(|visit| (wanted(visit, Place::Expert), wanted(visit, Place::Observer)))
                .collect(),
            against: visits
                .iter()
                .map(|visit| people.iter().map(|person| rules::against(&problem, person, visit)).collect())
                .collect(),
            clash: visits.iter().map(|one| visits.iter().map(|other| overlap(one, other)).collect()).collect(),
            km: visits.iter().map(|visit| people.iter().map(|person| road(person, visit)).collect()).collect(),
            days: visits.iter().map(|visit| i64::from(visit.days)).collect(),
            supervisor: visits.iter().map(|visit| place_of(visit.supervisor).unwrap_or_default()).collect(),
            unit: people.iter().map(|person| place_of(person.procuratorate.or(person.unit))).collect(),
            share: vec![None; people.len()],
            organs,
            partners,
            person_at,
            problem,
        };
        round.able = (0..round.problem.visits.len()).map(|visit| round.able_at(visit)).collect();
        round.share_out();
        round
    }

    pub fn problem(&self) -> &Problem {
        &self.problem
    }

    pub(super) fn person(&self, at: usize) -> &Person {
        &self.problem.people[at]
    }

    pub(super) fn visit(&self, at: usize) -> &Visit {
        &self.problem.visits[at]
    }

    /// Whether somebody may sit in such a place anywhere: kind, right to lead, and a chief's place.
    pub(super) fn sits(&self, person: usize, place: Place) -> bool {
        let leads = place == Place::LeadProsecutor;
        self.fitting[place as usize].has(person) && (leads || !self.chiefs.has(person))
    }

    /// Whether nothing speaks against somebody in a place, whoever else goes.
    pub(super) fn may(&self, person: usize, slot: Slot) -> bool {
        self.able[slot.visit][slot.place as usize].has(person)
    }

    fn able_at(&self, visit: usize) -> Vec<Bits> {
        let people = self.problem.people.len();
        let able = |place: &Place| {
            let may = |&at: &usize| self.against[visit][at].is_empty() && self.sits(at, *place);
            Bits::of(people, (0..people).filter(may))
        };
        Place::ALL.iter().map(able).collect()
    }

    /// The pins by index. Who is pinned as leader and as lead of one team sits in the lead's place: that one leads as well.
    pub(super) fn pins(&self) -> impl Iterator<Item = (usize, usize, Slot)> + '_ {
        let pins = &self.problem.pins;
        let kept = pins.iter().enumerate().filter(move |(at, pin)| !pins[..*at].contains(pin) && !leads_too(pin, pins));
        kept.filter_map(|(at, pin)| {
            let visit = *self.visit_at.get(&pin.visit)?;
            Some((at, *self.person_at.get(&pin.person)?, Slot { visit, place: pin.place }))
        })
    }

    /// Works out who shares the days with whom, and how many would be fair.
    fn share_out(&mut self) {
        for (pool, expert) in [(Pool::Inspectors, false), (Pool::Experts, true)] {
            let wanted: Vec<Slot> = self
                .slots
                .iter()
                .filter(|slot| slot.place != Place::Observer && (slot.place == Place::Expert) == expert)
                .copied()
                .collect();
            let sharing: Vec<usize> = (0..self.problem.people.len())
                .filter(|&person| (self.person(person).kind == PersonKind::Expert) == expert)
                .filter(|&person| wanted.iter().any(|slot| self.may(person, *slot)))
                .collect();
            let carried: i64 = sharing.iter().map(|&person| i64::from(self.person(person).carried)).sum();
            let to_come: i64 = wanted.iter().map(|slot| self.days[slot.visit]).sum();
            let people = i64::try_from(sharing.len()).unwrap_or(i64::MAX).max(1);
            let fair = (carried + to_come + people / 2) / people;
            for person in sharing {
                self.share[person] = Some((pool, fair));
            }
        }
    }
}

fn places(visit: &Visit, pins: &[Pin]) -> Vec<Place> {
    let mut places = visit.seats.clone();
    places.sort_unstable();
    let both = pins.iter().any(|pin| pin.visit == visit.id && leads_too(pin, pins));
    if let Some(at) = places.iter().position(|place| both && *place == Place::TeamLeader) {
        places.remove(at);
    }
    places
}

/// Whether who is pinned as leader is pinned as lead as well.
fn leads_too(pin: &Pin, pins: &[Pin]) -> bool {
    pin.place == Place::TeamLeader && pins.contains(&Pin { place: Place::LeadProsecutor, ..*pin })
}

fn slots(places: &[Vec<Place>]) -> Vec<Slot> {
    let of = |(visit, places): (usize, &Vec<Place>)| -> Vec<Slot> {
        places.iter().map(|place| Slot { visit, place: *place }).collect()
    };
    places.iter().enumerate().flat_map(of).collect()
}

pub(super) fn wanted(visit: &Visit, place: Place) -> u32 {
    u32::try_from(visit.seats.iter().filter(|seat| **seat == place).count()).unwrap_or(u32::MAX)
}

fn overlap(one: &Visit, other: &Visit) -> bool {
    one.id != other.id && one.first <= other.last && other.first <= one.last
}

/// The sets of visits that go on at once and that no other such set holds.
fn together(visits: &[Visit]) -> Vec<Vec<usize>> {
    let on = |day| (0..visits.len()).filter(move |&at| visits[at].first <= day && day <= visits[at].last);
    let mut sets: Vec<Vec<usize>> = visits.iter().map(|visit| on(visit.first).collect()).collect();
    sets.sort_by_key(|set| std::cmp::Reverse(set.len()));
    let mut largest: Vec<Vec<usize>> = Vec::new();
    for set in sets {
        if !largest.iter().any(|other| set.iter().all(|visit| other.contains(visit))) {
            largest.push(set);
        }
    }
    largest
}

fn road(person: &Person, visit: &Visit) -> i64 {
    person.home.zip(visit.city).map_or(0, |(home, city)| i64::from(kilometres(home, city)))
}
