//! Whether a set of grounds can hold together: a search that fills what is hardest to fill first, and gives up a branch as soon
//! as the people who are left cannot be dealt out among the visits of one day.
use std::{cell::OnceCell, cmp::Reverse, collections::BTreeMap};

use super::{
    bits::Bits,
    ground::Point,
    need::{Need, What},
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
#[derive(Clone)]
pub(super) struct State {
    /// By visit and place: seats that are free.
    pub(super) free: Vec<[u32; PLACES]>,
    /// By visit: who is there, or elsewhere on the same days.
    pub(super) taken: Vec<Bits>,
    seated: Vec<(usize, Slot)>,
    busy: Bits,
    pub(super) needs: Vec<TeamNeed>,
}

#[derive(Clone)]
pub(super) struct TeamNeed {
    pub(super) lead: bool,
    pub(super) inspectors: u32,
    pub(super) skills: Vec<bool>,
}

pub(super) struct Proof<'a> {
    pub(super) round: &'a Round,
    pub(super) open: Vec<Bits>,
    /// By place: who may sit in one.
    pub(super) sitting: Vec<Bits>,
    pub(super) clash: Vec<Vec<usize>>,
    /// The visits that go on at once.
    pub(super) together: Vec<Vec<usize>>,
    /// Who cannot be told apart by any rule; asked for only once there is a choice.
    alike: OnceCell<Vec<usize>>,
    /// How often a need could not be met.
    failed: BTreeMap<(usize, What), u32>,
    /// What one look at all needs costs.
    price: u64,
    pub(super) left: u64,
}

/// Whether these grounds hold together, within a number of steps, which it counts down.
///
/// What could not be met is remembered, and comes first when the search begins anew: each time with twice the steps.
pub(super) fn decide(round: &Round, points: &[Point], steps: &mut u64) -> Verdict {
    let size = points.len() / 64 + round.problem.visits.len() * round.problem.people.len() / 2048;
    let size = u64::try_from(size).unwrap_or(u64::MAX);
    *steps = steps.saturating_sub(1 + size);
    let mut proof = Proof::new(round, points);
    proof.price = 1 + size / 4;
    let Some(state) = proof.begin(points) else { return Verdict::Fails };
    let mut granted = FIRST_TRY;
    while *steps > 0 {
        let before = granted.min(*steps);
        proof.left = before;
        let verdict = proof.step(&state, None);
        *steps -= before - proof.left;
        if !matches!(verdict, Verdict::Open) {
            return verdict;
        }
        granted *= 2;
    }
    Verdict::Open
}

/// The steps before the search begins anew for the first time.
const FIRST_TRY: u64 = 256;

impl<'a> Proof<'a> {
    fn new(round: &'a Round, points: &[Point]) -> Self {
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
            failed: BTreeMap::new(),
            price: 1,
            round,
            open,
            left: 0,
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
                    for place in &self.round.places[visit] {
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

    fn step(&mut self, state: &State, changed: Option<usize>) -> Verdict {
        if self.left == 0 {
            return Verdict::Open;
        }
        self.left = self.left.saturating_sub(self.price);
        let needs = self.needs(state);
        if let Some(unmet) = self.unmet(&needs, changed) {
            *self.failed.entry(unmet).or_default() += 1;
            return Verdict::Fails;
        }
        let Some(need) = needs.iter().min_by_key(|need| self.ease(need)) else {
            return Verdict::Holds(state.seated.clone());
        };
        let mut tried = Vec::new();
        for (person, place) in self.ways(state, need) {
            let alike = (self.alike()[person], place);
            if !state.busy.has(person) {
                if tried.contains(&alike) {
                    continue;
                }
                tried.push(alike);
            }
            let mut next = state.clone();
            self.seat(&mut next, person, Slot { visit: need.visit, place });
            match self.step(&next, Some(need.visit)) {
                Verdict::Holds(seated) => return Verdict::Holds(seated),
                Verdict::Open => return Verdict::Open,
                Verdict::Fails => {}
            }
        }
        Verdict::Fails
    }

    /// How easily a need is met: by how many more than are needed, and how seldom it could not be.
    fn ease(&self, need: &Need) -> u32 {
        let failed = self.failed.get(&(need.visit, need.what)).copied().unwrap_or_default();
        (need.room - need.count + 1) * 1024 / (1 + failed)
    }

    /// The ways to meet a need: who brings most of what the team lacks first, then who is good for little else.
    fn ways(&self, state: &State, need: &Need) -> Vec<(usize, Place)> {
        let visit = need.visit;
        let lacking = state.needs[visit].skills.iter().zip(&self.round.skilled[visit]).filter(|(lacks, _)| **lacks);
        let lacking: Vec<&Bits> = lacking.map(|(_, skilled)| skilled).collect();
        let brings = |person: usize| lacking.iter().filter(|skilled| skilled.has(person)).count();
        let mut people: Vec<usize> = need.people.iter().collect();
        people.sort_by_key(|&person| (Reverse(brings(person)), self.worth(person)));
        let free = |person: usize, place: Place| {
            self.sitting[place as usize].has(person) && state.free[visit][place as usize] > 0
        };
        let places: Vec<Place> = LAST_FIRST.into_iter().filter(|place| need.what.asks(*place)).collect();
        let ways = people.into_iter().flat_map(|person| places.iter().map(move |place| (person, *place)));
        ways.filter(|(person, place)| free(*person, *place)).collect()
    }
}

/// The places in the order in which they are filled: what is common before what is rare.
const LAST_FIRST: [Place; 6] =
    [Place::Expert, Place::Member, Place::Recorder, Place::DeputyLeader, Place::TeamLeader, Place::LeadProsecutor];
