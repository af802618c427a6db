//! Changes of a board that break no law where none was broken: what mends a conflict, and what else could be.
use super::{
    Conflict, Reason, Rule,
    board::{Board, Seat, Shift, Spot},
    score::Score,
    seating::Seating,
};
use crate::workflow::team::Place;

/// A change with what it costs more (or less) than the board as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    pub shifts: Vec<Shift>,
    pub difference: Score,
}

/// One person from a seat, to a seat, or both.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    person: usize,
    from: Option<usize>,
    to: Option<usize>,
}

type Steps = Vec<Step>;

const fn step(person: usize, from: Option<usize>, to: Option<usize>) -> Step {
    Step { person, from, to }
}

/// How many of a kind are shown.
const SHOWN: usize = 2;

/// What would mend a blocking conflict, cheapest first: a few of each kind.
pub(super) fn mending(seating: &mut Seating<'_>, board: &Board, conflict: &Conflict) -> Vec<Proposal> {
    let round = seating.round;
    let Some(&visit) = conflict.visit.and_then(|visit| round.visit_at.get(&visit)) else { return Vec::new() };
    let mut proposals = Vec::new();
    if let Some(person) = conflict.person {
        let Some(&person) = round.person_at.get(&person) else { return Vec::new() };
        let Some(seat) = seat_at(seating, person, visit) else { return Vec::new() };
        if conflict.rule() == Rule::SeatedTwice {
            return vec![leave_others(seating, board, conflict, seating.seats[seat].place)];
        }
        let kinds = [
            replacements(seating, seat, person),
            swaps(seating, seat, person),
            moves(seating, seat, person),
            vec![vec![step(person, Some(seat), None)]],
        ];
        for kind in kinds {
            proposals.extend(cheapest(seating, kind, SHOWN, |_| true));
        }
    } else {
        let coming = arrivals(seating, visit);
        // of two who are missing, one who comes makes it one
        let mended = |seating: &Seating<'_>| !seating.broken(visit).contains(&conflict.reason);
        proposals = cheapest(seating, coming, 2 * SHOWN, mended);
    }
    for proposal in &mut proposals {
        leave_wholly(&mut proposal.shifts, board);
    }
    proposals.sort_by_key(|proposal| proposal.difference.total());
    proposals
}

/// Whoever leaves a place leaves every place at that visit: the leader's as well as the lead's.
pub(super) fn leave_wholly(shifts: &mut Vec<Shift>, board: &Board) {
    for Shift { person, from, .. } in shifts.clone() {
        let Some(from) = from else { continue };
        let there = board.seats.iter().filter(|seat| seat.person == person && seat.visit == from.visit);
        let mut places: Vec<Spot> = there.map(Seat::spot).collect();
        if let Some(at) = places.iter().position(|spot| *spot == from) {
            places.remove(at);
        }
        shifts.extend(places.into_iter().map(|spot| Shift { person, from: Some(spot), to: None }));
    }
}

/// Whoever sits in several places keeps the one that counts, which changes nothing else.
fn leave_others(seating: &Seating<'_>, board: &Board, conflict: &Conflict, kept: Place) -> Proposal {
    let own = |seat: &&Seat| Some(seat.person) == conflict.person && Some(seat.visit) == conflict.visit;
    let mut others: Vec<Seat> = board.seats.iter().filter(own).copied().collect();
    if let Some(at) = others.iter().position(|seat| seat.place == kept) {
        others.remove(at);
    }
    let shifts = others.iter().map(|seat| Shift { person: seat.person, from: Some(seat.spot()), to: None }).collect();
    let score = seating.score();
    Proposal { shifts, difference: score.less(&score) }
}

pub(super) fn seat_at(seating: &Seating<'_>, person: usize, visit: usize) -> Option<usize> {
    seating.held[person].iter().copied().find(|&seat| seating.seats[seat].visit == visit)
}

/// Somebody else in the seat, in addition to whatever they do.
pub(super) fn replacements(seating: &Seating<'_>, seat: usize, out: usize) -> Vec<Steps> {
    let others = (0..seating.held.len()).filter(|&other| seating.round.may(other, seating.seats[seat]));
    others.map(|other| vec![step(out, Some(seat), None), step(other, None, Some(seat))]).collect()
}

/// Somebody of another team in the seat, who is replaced by who sat there.
pub(super) fn swaps(seating: &Seating<'_>, seat: usize, person: usize) -> Vec<Steps> {
    let (round, own) = (seating.round, seating.seats[seat]);
    let others = seating.who.iter().enumerate().filter_map(|(at, who)| who.map(|other| (at, other)));
    others
        .filter(|&(at, other)| {
            let there = seating.seats[at];
            there.visit != own.visit && round.may(other, own) && round.may(person, there)
        })
        .map(|(at, other)| vec![step(person, Some(seat), Some(at)), step(other, Some(at), Some(seat))])
        .collect()
}

/// The person in an empty seat of another team.
fn moves(seating: &Seating<'_>, seat: usize, person: usize) -> Vec<Steps> {
    let own = seating.seats[seat].visit;
    let empty = (0..seating.seats.len()).filter(|&at| seating.who[at].is_none() && seating.seats[at].visit != own);
    empty.map(|at| vec![step(person, Some(seat), Some(at))]).collect()
}

/// Somebody in an empty seat of the visit, from outside or from a seat elsewhere.
fn arrivals(seating: &Seating<'_>, visit: usize) -> Vec<Steps> {
    let mut arrivals = Vec::new();
    for seat in 0..seating.seats.len() {
        if seating.seats[seat].visit == visit {
            for person in 0..seating.held.len() {
                arrivals.extend(ways_in(seating, person, seat));
            }
        }
    }
    arrivals
}

/// Every way to bring somebody into a seat.
pub(super) fn ways_in(seating: &Seating<'_>, person: usize, seat: usize) -> Vec<Steps> {
    let own = seating.seats[seat];
    if !seating.round.may(person, own) || seating.who[seat] == Some(person) {
        return Vec::new();
    }
    let sits_in: Vec<Option<usize>> =
        std::iter::once(None).chain(seating.held[person].iter().map(|held| Some(*held))).collect();
    let mut ways = Vec::new();
    for from in sits_in {
        let comes = step(person, from, Some(seat));
        match seating.who[seat] {
            None => ways.push(vec![comes]),
            Some(out) => {
                ways.push(vec![step(out, Some(seat), None), comes]);
                if from.is_some() {
                    ways.push(vec![step(out, Some(seat), from), comes]);
                }
            }
        }
    }
    ways
}

/// Those of the changes that break no law, and do what is asked; the cheapest few.
pub(super) fn cheapest(
    seating: &mut Seating<'_>,
    changes: Vec<Steps>,
    few: usize,
    asked: impl Fn(&Seating<'_>) -> bool,
) -> Vec<Proposal> {
    let before = seating.score();
    let mut proposals: Vec<Proposal> = Vec::new();
    for steps in changes {
        let done = take_steps(seating, &steps);
        if done.lawful && asked(seating) {
            let shifts = steps.iter().map(|step| shift(seating, step)).collect();
            proposals.push(Proposal { shifts, difference: seating.score().less(&before) });
        }
        take_back(seating, &steps, &done);
    }
    proposals.sort_by_key(|proposal| proposal.difference.total());
    proposals.truncate(few);
    proposals
}

struct Done {
    /// How many of the arrivals took place.
    came: usize,
    lawful: bool,
}

fn take_steps(seating: &mut Seating<'_>, steps: &[Step]) -> Done {
    let broken: Vec<Vec<Reason>> = touched(seating, steps).map(|visit| seating.broken(visit)).collect();
    for from in steps.iter().filter_map(|step| step.from) {
        seating.take(from);
    }
    let mut done = Done { came: 0, lawful: true };
    for (person, to) in steps.iter().filter_map(|step| step.to.map(|to| (step.person, to))) {
        if !seating.welcomes(to, person) {
            done.lawful = false;
            return done;
        }
        seating.put(to, person);
        done.came += 1;
    }
    done.lawful = touched(seating, steps).zip(&broken).all(|(visit, before)| {
        seating.broken(visit).iter().all(|reason| before.iter().any(|old| old == reason || fewer_missing(old, reason)))
    });
    done
}

/// A minimum that is still missed, but by fewer.
fn fewer_missing(before: &Reason, after: &Reason) -> bool {
    matches!((before, after), (Reason::Minimum { have, .. }, Reason::Minimum { have: now, .. }) if have < now)
}

fn take_back(seating: &mut Seating<'_>, steps: &[Step], done: &Done) {
    for to in steps.iter().filter_map(|step| step.to).take(done.came) {
        seating.take(to);
    }
    for (person, from) in steps.iter().filter_map(|step| step.from.map(|from| (step.person, from))) {
        seating.put(from, person);
    }
}

fn touched<'a>(seating: &'a Seating<'_>, steps: &'a [Step]) -> impl Iterator<Item = usize> + 'a {
    steps.iter().flat_map(|step| [step.from, step.to]).flatten().map(|seat| seating.seats[seat].visit)
}

fn shift(seating: &Seating<'_>, step: &Step) -> Shift {
    let spot = |seat: usize| {
        let slot = seating.seats[seat];
        Spot { visit: seating.round.visit(slot.visit).id, place: slot.place }
    };
    Shift { person: seating.round.person(step.person).id, from: step.from.map(spot), to: step.to.map(spot) }
}
