//! What would have to give so that a plan exists: the cheapest changes of the round, each tried before it is told.
use super::{
    change::{Change, Newcomer, changes_of, newcomer_for},
    ground::{self, Ground},
    obstacle::{Obstacle, Oracle},
    read::Round,
};

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
