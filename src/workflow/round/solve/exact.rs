//! Small rounds are searched to the end: every team of every visit, cheapest first, and no further than could still be better.
use super::{
    matching,
    read::{Pool, Round, Slot},
    score::Term,
    seating::Seating,
};
use crate::workflow::team::Place;

/// More people than this at one visit make too many teams to try them all.
const MOST: usize = 12;

/// A team that keeps every law by itself, with what it costs by itself.
struct Choice {
    people: Vec<(usize, Slot)>,
    cost: i64,
}

struct Exact<'a> {
    round: &'a Round,
    choices: Vec<Vec<Choice>>,
    /// By visit: the least that it and all after it cost by themselves.
    floor: Vec<i64>,
    /// By visit and pool: the most days that it and all after it can bring.
    days: Vec<[i64; 2]>,
    left: u64,
    best: i64,
    found: Option<Vec<(usize, Slot)>>,
}

/// What a search to the end has found.
pub(super) enum End {
    /// Too many teams, or the steps ran out.
    Open,
    /// Nothing is better than what was in hand.
    Best,
    Better(Vec<(usize, Slot)>),
}

/// Looks for anything better than `known` until nothing is left to be looked at.
pub(super) fn search(round: &Round, known: i64, nodes: u64) -> End {
    let choices: Option<Vec<Vec<Choice>>> = (0..round.problem.visits.len()).map(|visit| teams(round, visit)).collect();
    let Some(choices) = choices else { return End::Open };
    let mut floor = vec![0; choices.len() + 1];
    let mut days = vec![[0; 2]; choices.len() + 1];
    for (visit, teams) in choices.iter().enumerate().rev() {
        floor[visit] = floor[visit + 1] + teams.iter().map(|team| team.cost).min().unwrap_or_default();
        for (at, pool) in POOLS.into_iter().enumerate() {
            let most = teams.iter().map(|team| team.days(round, visit, pool)).max().unwrap_or_default();
            days[visit][at] = days[visit + 1][at] + most;
        }
    }
    let mut exact = Exact { round, choices, floor, days, left: nodes, best: known, found: None };
    let mut seating = Seating::empty(round);
    let empty = apart(&seating);
    let ended = exact.step(0, empty, &mut seating);
    match exact.found {
        _ if !ended => End::Open,
        None => End::Best,
        Some(found) => End::Better(found),
    }
}

const POOLS: [Pool; 2] = [Pool::Inspectors, Pool::Experts];

/// What teams cost each by itself: all but what couples them.
fn apart(seating: &Seating<'_>) -> i64 {
    let weights = &seating.round.problem.weights;
    let coupled = [Term::Balance, Term::Swap].map(|term| seating.raw(term) * weights.of(term));
    seating.cost() - coupled.iter().sum::<i64>()
}

impl Choice {
    fn days(&self, round: &Round, visit: usize, pool: Pool) -> i64 {
        let shares = |(person, _): &&(usize, Slot)| round.share[*person].is_some_and(|(own, _)| own == pool);
        let people = i64::try_from(self.people.iter().filter(shares).count()).unwrap_or(i64::MAX);
        people * round.days[visit]
    }
}

/// Every team of a visit that keeps the law, cheapest first. None if there are too many to be listed.
fn teams(round: &Round, visit: usize) -> Option<Vec<Choice>> {
    let mut free: Vec<Slot> = round.slots.iter().filter(|slot| slot.visit == visit).copied().collect();
    let pins = round.pins().filter(|(.., slot)| slot.visit == visit);
    let pins: Vec<(usize, Slot)> = pins.map(|(_, person, slot)| (person, slot)).collect();
    for (_, slot) in &pins {
        let at = free.iter().position(|one| one == slot)?;
        free.remove(at);
    }
    // whoever can lead takes the lead's seat before any other
    free.sort_by_key(|slot| slot.place != Place::LeadProsecutor);
    let people: Vec<usize> = (0..round.problem.people.len())
        .filter(|person| !pins.iter().any(|(pinned, _)| pinned == person))
        .filter(|person| free.iter().any(|slot| round.may(*person, *slot)))
        .collect();
    if people.len() > MOST {
        return None;
    }
    let mut seating = Seating::empty(round);
    let sets = 0..1_usize << people.len();
    let mut choices: Vec<Choice> = sets
        .filter_map(|set| {
            let going = people.iter().enumerate().filter(|(at, _)| set & (1 << at) != 0);
            let mut team = pins.clone();
            team.extend(matching::seats(round, &free, going.map(|(_, person)| *person))?);
            choice(&mut seating, visit, team)
        })
        .collect();
    choices.sort_by_key(|choice| choice.cost);
    Some(choices)
}

/// A team with its cost; None where it lacks what the law asks.
fn choice(seating: &mut Seating<'_>, visit: usize, people: Vec<(usize, Slot)>) -> Option<Choice> {
    let before = apart(seating);
    let seats = seating.seat(&people);
    let (lawful, cost) = (seating.lacks_at(visit) == 0, apart(seating) - before);
    seating.rise(&seats);
    lawful.then_some(Choice { people, cost })
}

impl Exact<'_> {
    /// Tries every team of a visit and goes on to the next; false when the steps have run out.
    fn step(&mut self, visit: usize, apart: i64, seating: &mut Seating<'_>) -> bool {
        if visit == self.choices.len() {
            if seating.cost() < self.best {
                self.best = seating.cost();
                self.found = Some(seating.seated());
            }
            return true;
        }
        for at in 0..self.choices[visit].len() {
            let choice = &self.choices[visit][at];
            let own = apart + choice.cost;
            if own + self.floor[visit + 1] >= self.best {
                break;
            }
            if self.left == 0 {
                return false;
            }
            self.left -= 1;
            if choice.people.iter().any(|(person, _)| seating.clashes(*person, visit)) {
                continue;
            }
            let seats = seating.seat(&choice.people);
            let least = own + self.floor[visit + 1] + self.coupled(visit + 1, seating);
            let ended = least >= self.best || self.step(visit + 1, own, seating);
            seating.rise(&seats);
            if !ended {
                return false;
            }
        }
        true
    }

    /// The least that couples the teams, whoever goes to the visits that are left: swaps stay, days only grow.
    fn coupled(&self, visit: usize, seating: &Seating<'_>) -> i64 {
        let weights = &self.round.problem.weights;
        let mut balance = 0;
        for (at, pool) in POOLS.into_iter().enumerate() {
            let (mut below, mut missing) = (0, 0);
            for (person, share) in self.round.share.iter().enumerate() {
                if let Some((own, fair)) = share
                    && *own == pool
                {
                    let off = seating.load[person] - fair;
                    if off > 0 {
                        balance += off * off;
                    } else {
                        below += 1;
                        missing -= off;
                    }
                }
            }
            let lasting = (missing - self.days[visit][at]).max(0);
            balance += lasting * lasting / below.max(1);
        }
        balance * weights.balance + seating.raw(Term::Swap) * weights.swap
    }
}
