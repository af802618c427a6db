//! The plan is bettered by small changes: worse ones are taken at first and refused at last (annealing in whole numbers, so that
//! it comes out the same on every machine).
use std::ops::ControlFlow;

use super::{
    chance::Chance,
    read::{Round, Slot},
    seating::Seating,
    watch::Watch,
};

/// A weight above every soft rule, for what is missing by law.
const LACK: i64 = 1 << 40;

/// Worse by so much is taken readily at the start.
const HOT: i64 = 40_000;

/// Changes between two looks at the heat, and at whether somebody has cancelled.
const STRETCH: u64 = 1024;

/// What a change has done to the seats, last first, to be undone.
type Done = Vec<(usize, Option<usize>)>;

pub(super) struct Search<'a> {
    round: &'a Round,
    /// By seat: who may sit there, whoever else goes.
    able: Vec<Vec<usize>>,
    /// By seat: held by a pin.
    pinned: Vec<bool>,
    movable: Vec<usize>,
    chance: Chance,
    pub(super) seating: Seating<'a>,
}

impl<'a> Search<'a> {
    /// Begins with the pins and with people who meet what the law asks.
    pub(super) fn new(round: &'a Round, seated: &[(usize, Slot)]) -> Self {
        let mut seating = Seating::empty(round);
        let mut pinned = vec![false; round.slots.len()];
        let pins: Vec<(usize, Slot)> = round.pins().map(|(_, person, slot)| (person, slot)).collect();
        let others = seated.iter().filter(|seat| !pins.contains(seat));
        for (at, (person, slot)) in pins.iter().chain(others).enumerate() {
            let free = (0..round.slots.len()).find(|&seat| round.slots[seat] == *slot && seating.who[seat].is_none());
            // what a pin displaced, or what a new fact forbids, is left to the search
            if let Some(seat) = free.filter(|seat| at < pins.len() || seating.welcomes(*seat, *person)) {
                seating.put(seat, *person);
                pinned[seat] = at < pins.len();
            }
        }
        let able = round
            .slots
            .iter()
            .map(|slot| (0..round.problem.people.len()).filter(|&person| round.may(person, *slot)).collect());
        let movable = (0..round.slots.len()).filter(|&seat| !pinned[seat]).collect();
        Self { round, able: able.collect(), pinned, movable, chance: Chance::new(round.problem.seed), seating }
    }

    fn cost(&self) -> i64 {
        self.seating.cost() + self.seating.lacks * LACK
    }

    /// Betters the plan for a number of changes, and leaves the best that was found.
    pub(super) fn better(&mut self, moves: u64, watch: &mut Watch<'_>) -> ControlFlow<()> {
        self.fill();
        let (mut cost, mut best) = (self.cost(), self.seating.who.clone());
        let mut least = cost;
        let mut flow = ControlFlow::Continue(());
        let stretches = moves.div_ceil(STRETCH);
        for stretch in 0..stretches {
            let found = (least < LACK).then_some(least);
            flow = watch.tell(stretch * STRETCH, found);
            if flow.is_break() {
                break;
            }
            let heat = heat(stretch, stretches);
            for _ in 0..STRETCH {
                let done = self.change();
                let next = self.cost();
                if next - cost <= heat * self.chance.heads() {
                    cost = next;
                    if cost < least {
                        least = cost;
                        best.clone_from(&self.seating.who);
                    }
                } else {
                    self.undo(done);
                }
            }
        }
        self.restore(&best);
        flow
    }

    /// Takes a change only where it makes the plan better, so that nobody moves for nothing.
    pub(super) fn climb(&mut self, moves: u64) {
        self.fill();
        let mut cost = self.cost();
        for _ in 0..moves {
            let done = self.change();
            let next = self.cost();
            if next < cost {
                cost = next;
            } else {
                self.undo(done);
            }
        }
    }

    fn set(&mut self, seat: usize, person: Option<usize>, done: &mut Done) {
        let before = self.seating.take(seat);
        if let Some(person) = person {
            self.seating.put(seat, person);
        }
        done.push((seat, before));
    }

    fn undo(&mut self, done: Done) {
        // whoever moved sits nowhere in between
        for (seat, _) in &done {
            self.seating.take(*seat);
        }
        let mut set: Vec<usize> = Vec::new();
        for (seat, before) in done {
            if !set.contains(&seat) {
                set.push(seat);
                if let Some(person) = before {
                    self.seating.put(seat, person);
                }
            }
        }
    }

    fn restore(&mut self, who: &[Option<usize>]) {
        for seat in 0..who.len() {
            self.seating.take(seat);
        }
        for (seat, person) in who.iter().enumerate() {
            if let Some(person) = person {
                self.seating.put(seat, *person);
            }
        }
    }

    /// Fills what is empty with whoever carries least.
    fn fill(&mut self) {
        for at in 0..self.movable.len() {
            let seat = self.movable[at];
            if self.seating.who[seat].is_none() {
                let free = self.able[seat].iter().filter(|&&person| self.seating.welcomes(seat, person));
                if let Some(&person) = free.min_by_key(|&&person| self.seating.load[person]) {
                    let before = self.cost();
                    self.seating.put(seat, person);
                    if self.cost() > before {
                        self.seating.take(seat);
                    }
                }
            }
        }
    }

    /// One change: somebody comes into a seat, from outside or from another seat; who sat there goes to the seat left, or out.
    fn change(&mut self) -> Done {
        let mut done = Done::new();
        let Some(seat) = self.chance.one(&self.movable) else { return done };
        if self.seating.who[seat].is_some() && self.chance.below(64) == 0 {
            self.set(seat, None, &mut done);
            return done;
        }
        let Some(person) = self.chance.one(&self.able[seat]) else { return done };
        let out = self.seating.who[seat];
        if out == Some(person) {
            return done;
        }
        let visit = self.seating.seats[seat].visit;
        let in_the_way = |&held: &usize| {
            let other = self.seating.seats[held].visit;
            other == visit || self.round.clash[visit][other]
        };
        let mut left: Vec<usize> = self.seating.held[person].iter().copied().filter(in_the_way).collect();
        // now and then somebody changes visits without need
        if left.is_empty() && self.chance.below(2) == 0 {
            left.extend(self.chance.one(&self.seating.held[person]));
        }
        if left.iter().any(|held| self.pinned[*held]) {
            return done;
        }
        for held in &left {
            self.set(*held, None, &mut done);
        }
        self.set(seat, Some(person), &mut done);
        for held in left {
            self.refill(held, out, &mut done);
        }
        done
    }

    /// Fills a seat that was left: with who had to go, or with somebody free.
    fn refill(&mut self, seat: usize, out: Option<usize>, done: &mut Done) {
        let may = |search: &Self, person: usize| {
            search.able[seat].binary_search(&person).is_ok() && search.seating.welcomes(seat, person)
        };
        if let Some(out) = out.filter(|&out| may(self, out)) {
            self.set(seat, Some(out), done);
            return;
        }
        for _ in 0..8 {
            let Some(person) = self.chance.one(&self.able[seat]) else { return };
            if self.seating.welcomes(seat, person) {
                self.set(seat, Some(person), done);
                return;
            }
        }
    }
}

/// From hot to cold in steps of a half, each as long as the others, and straight between them.
fn heat(stretch: u64, stretches: u64) -> i64 {
    const HALVINGS: u64 = 13;
    let at = stretch * HALVINGS * 256 / stretches.max(1);
    let (halved, rest) = (at / 256, i64::try_from(at % 256).unwrap_or_default());
    let hot = HOT >> halved;
    hot - hot * rest / 512
}
