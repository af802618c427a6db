//! Whether a set of grounds can hold together: a search that fills what is hardest to fill first, and gives up a branch as soon
//! as the people who are left cannot be dealt out among the visits of one day.
use std::{cell::OnceCell, collections::BTreeMap};

use super::{
    bits::Bits,
    ground::Point,
    matching,
    read::{Round, Slot},
};
use crate::{foundation::word::Word, workflow::team::Place};

/// The answer of a proof.
pub(super) enum Verdict {
    /// They hold together: these people in these places.
    Holds(Vec<(usize, Slot)>),
    Fails,
    /// The steps ran out.
    Open,
}

const PLACES: usize = Place::ALL.len();

/// A need that is not met yet.
struct Need {
    visit: usize,
    count: u32,
    what: What,
    /// Who could meet it.
    people: Bits,
    /// How many of them there are seats for, at most.
    room: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Lead,
    Inspectors,
    Skill(usize),
}

#[derive(Clone)]
struct State {
    /// By visit and place: seats that are free.
    free: Vec<[u32; PLACES]>,
    /// By visit: who is there, or elsewhere on the same days.
    taken: Vec<Bits>,
    seated: Vec<(usize, Slot)>,
    busy: Bits,
    needs: Vec<TeamNeed>,
}

#[derive(Clone)]
struct TeamNeed {
    lead: bool,
    inspectors: u32,
    skills: Vec<bool>,
}

struct Proof<'a> {
    round: &'a Round,
    open: Vec<Bits>,
    /// By place: who may sit in one.
    sitting: Vec<Bits>,
    clash: Vec<Vec<usize>>,
    /// The visits that go on at once.
    together: Vec<Vec<usize>>,
    /// Who cannot be told apart by any rule; asked for only once there is a choice.
    alike: OnceCell<Vec<usize>>,
    left: u64,
}

/// Whether these grounds hold together, within a number of steps, which it counts down.
pub(super) fn decide(round: &Round, points: &[Point], nodes: &mut u64) -> Verdict {
    let mut proof = Proof::new(round, points, *nodes);
    let verdict = proof.begin(points).map_or(Verdict::Fails, |state| proof.step(&state, None));
    *nodes = proof.left;
    verdict
}

impl<'a> Proof<'a> {
    fn new(round: &'a Round, points: &[Point], left: u64) -> Self {
        let (visits, people) = (round.problem.visits.len(), round.problem.people.len());
        let mut open = vec![Bits::of(people, 0..people); visits];
        let (mut dated, mut chiefs) = (vec![false; visits], Bits::none(people));
        for point in points {
            match *point {
                Point::Against(visit, person, _) => open[visit].clear(person),
                Point::Days(visit) => dated[visit] = true,
                Point::Chief(person) => chiefs.set(person),
                Point::Lead(_) | Point::Minimum(_) | Point::Skill(..) | Point::Seats(_) | Point::Pin(_) => {}
            }
        }
        let sitting = Place::ALL.iter().map(|place| {
            let fitting = &round.fitting[*place as usize];
            if *place == Place::LeadProsecutor { fitting.clone() } else { fitting.without(&chiefs) }
        });
        let clashing = |one: usize| {
            (0..visits).filter(|&other| round.clash[one][other] && dated[one] && dated[other]).collect::<Vec<_>>()
        };
        let at_once = round.together.iter().map(|set| set.iter().copied().filter(|&visit| dated[visit]).collect());
        // whoever is bound to no days is a set of one
        let apart = (0..visits).filter(|&visit| !dated[visit]).map(|visit| vec![visit]);
        Self {
            sitting: sitting.collect(),
            clash: (0..visits).map(clashing).collect(),
            together: at_once.chain(apart).collect(),
            alike: OnceCell::new(),
            round,
            open,
            left,
        }
    }

    /// By person: the first who is no different to any rule.
    fn alike(&self) -> &[usize] {
        self.alike.get_or_init(|| {
            let mut kinds = BTreeMap::new();
            let kind = |at: usize| {
                let mut skills = self.round.person(at).skills.clone();
                skills.sort_unstable();
                let sets = self.open.iter().chain(&self.sitting);
                (sets.map(|set| set.has(at)).collect::<Vec<bool>>(), skills)
            };
            (0..self.round.problem.people.len()).map(|at| *kinds.entry(kind(at)).or_insert(at)).collect()
        })
    }

    /// What else somebody is good for: who is good for little is sent first.
    fn worth(&self, person: usize) -> usize {
        let person = self.round.person(person);
        person.skills.len() + usize::from(person.may_lead)
    }

    /// The state with the pins in it; None where they contradict the rest.
    fn begin(&self, points: &[Point]) -> Option<State> {
        let (visits, people) = (self.open.len(), self.round.problem.people.len());
        let mut state = State {
            free: vec![[u32::MAX / 2; PLACES]; visits],
            taken: vec![Bits::none(people); visits],
            seated: Vec::new(),
            busy: Bits::none(people),
            needs: vec![TeamNeed { lead: false, inspectors: 0, skills: Vec::new() }; visits],
        };
        for visit in 0..visits {
            state.needs[visit].skills = vec![false; self.round.skilled[visit].len()];
        }
        for point in points {
            match *point {
                Point::Lead(visit) => state.needs[visit].lead = true,
                Point::Minimum(visit) => state.needs[visit].inspectors = self.round.visit(visit).minimum,
                Point::Skill(visit, skill) => state.needs[visit].skills[skill] = true,
                Point::Seats(visit) => {
                    state.free[visit] = [0; PLACES];
                    for place in &self.round.visit(visit).seats {
                        state.free[visit][*place as usize] += 1;
                    }
                }
                Point::Days(_) | Point::Pin(_) | Point::Chief(_) | Point::Against(..) => {}
            }
        }
        for (pin, person, slot) in self.round.pins() {
            if points.contains(&Point::Pin(pin)) {
                let fits = self.open[slot.visit].has(person)
                    && self.sitting[slot.place as usize].has(person)
                    && !state.taken[slot.visit].has(person)
                    && state.free[slot.visit][slot.place as usize] > 0;
                if !fits {
                    return None;
                }
                self.seat(&mut state, person, slot);
            }
        }
        Some(state)
    }

    fn seat(&self, state: &mut State, person: usize, slot: Slot) {
        let Slot { visit, place } = slot;
        state.free[visit][place as usize] -= 1;
        state.taken[visit].set(person);
        for &other in &self.clash[visit] {
            state.taken[other].set(person);
        }
        state.busy.set(person);
        state.seated.push((person, slot));
        let need = &mut state.needs[visit];
        need.lead &= place != Place::LeadProsecutor;
        need.inspectors = need.inspectors.saturating_sub(u32::from(place.is_inspector()));
        if place != Place::Observer {
            for (need, skilled) in need.skills.iter_mut().zip(&self.round.skilled[visit]) {
                *need &= !skilled.has(person);
            }
        }
    }

    /// A need with all who could still come to meet it.
    fn need(&self, state: &State, visit: usize, what: What, count: u32) -> Need {
        let here = self.open[visit].without(&state.taken[visit]);
        let here = match what {
            What::Skill(skill) => here.and(&self.round.skilled[visit][skill]),
            What::Lead | What::Inspectors => here,
        };
        let (mut people, mut room) = (Bits::none(self.round.problem.people.len()), 0);
        for place in Place::ALL.iter().filter(|place| what.asks(**place)) {
            let free = state.free[visit][*place as usize];
            // the lead's seat is kept for the lead
            if free > 0 && (what != What::Inspectors || *place != Place::LeadProsecutor || !state.needs[visit].lead) {
                let coming = here.and(&self.sitting[*place as usize]);
                room += free.min(coming.count());
                people.add(&coming);
            }
        }
        let room = room.min(people.count());
        Need { visit, count, what, people, room }
    }

    fn needs(&self, state: &State) -> Vec<Need> {
        let mut needs = Vec::new();
        for (visit, need) in state.needs.iter().enumerate() {
            if need.lead {
                needs.push(self.need(state, visit, What::Lead, 1));
            }
            // the lead to come is an inspector as well
            let count = need.inspectors.saturating_sub(u32::from(need.lead));
            if count > 0 {
                needs.push(self.need(state, visit, What::Inspectors, count));
            }
            let skills = need.skills.iter().enumerate().filter(|(_, need)| **need);
            needs.extend(skills.map(|(skill, _)| self.need(state, visit, What::Skill(skill), 1)));
        }
        needs
    }

    /// Whether the people go round among visits that go on at once; only where something has changed, if that is known.
    fn dealt(&self, needs: &[Need], changed: Option<usize>) -> bool {
        let touched = |visits: &&Vec<usize>| {
            changed.is_none_or(|at| visits.iter().any(|visit| *visit == at || self.clash[at].contains(visit)))
        };
        self.together.iter().filter(touched).all(|day| {
            let of_day: Vec<&Need> = needs.iter().filter(|need| day.contains(&need.visit)).collect();
            let mut apart: Vec<&Need> =
                of_day.iter().filter(|need| !matches!(need.what, What::Skill(_))).copied().collect();
            for need in of_day.iter().filter(|need| matches!(need.what, What::Skill(_))) {
                // one person may meet two needs of one visit, so only those that nobody could meet together are added up
                if !apart.iter().any(|other| other.visit == need.visit && other.people.meets(&need.people)) {
                    apart.push(need);
                }
            }
            matching::goes_round(apart.iter().map(|need| (need.count, &need.people)))
                && of_day.iter().all(|need| {
                    let What::Skill(skill) = need.what else { return true };
                    let wanted = self.round.visit(need.visit).skills[skill];
                    let same = of_day.iter().filter(|other| {
                        matches!(other.what, What::Skill(at) if self.round.visit(other.visit).skills[at] == wanted)
                    });
                    matching::goes_round(same.map(|need| (need.count, &need.people)))
                })
        })
    }

    fn step(&mut self, state: &State, changed: Option<usize>) -> Verdict {
        if self.left == 0 {
            return Verdict::Open;
        }
        self.left -= 1;
        let needs = self.needs(state);
        if needs.iter().any(|need| need.room < need.count) || !self.dealt(&needs, changed) {
            return Verdict::Fails;
        }
        let Some(need) = needs.iter().min_by_key(|need| need.room - need.count) else {
            return Verdict::Holds(state.seated.clone());
        };
        let places: Vec<Place> = LAST_FIRST.into_iter().filter(|place| need.what.asks(*place)).collect();
        let mut people: Vec<usize> = need.people.iter().collect();
        people.sort_by_key(|&person| self.worth(person));
        let (mut tried, mut open) = (Vec::new(), false);
        for person in people {
            for &place in &places {
                let alike = (self.alike()[person], place);
                let sits = self.sitting[place as usize].has(person) && state.free[need.visit][place as usize] > 0;
                if !sits || !state.busy.has(person) && tried.contains(&alike) {
                    continue;
                }
                if !state.busy.has(person) {
                    tried.push(alike);
                }
                let mut next = state.clone();
                self.seat(&mut next, person, Slot { visit: need.visit, place });
                match self.step(&next, Some(need.visit)) {
                    Verdict::Holds(seated) => return Verdict::Holds(seated),
                    Verdict::Open => open = true,
                    Verdict::Fails => {}
                }
                if self.left == 0 {
                    return Verdict::Open;
                }
            }
        }
        if open { Verdict::Open } else { Verdict::Fails }
    }
}

/// The places in the order in which they are filled: what is common before what is rare.
const LAST_FIRST: [Place; 6] =
    [Place::Expert, Place::Member, Place::Recorder, Place::DeputyLeader, Place::TeamLeader, Place::LeadProsecutor];

impl What {
    const fn asks(self, place: Place) -> bool {
        match self {
            Self::Lead => matches!(place, Place::LeadProsecutor),
            Self::Inspectors => place.is_inspector(),
            Self::Skill(_) => !matches!(place, Place::Observer),
        }
    }
}
