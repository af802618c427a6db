//! What holds of every round, on some hundreds made by chance.
use super::*;

/// Rounds against which everything is tried; the other laws are held by fewer.
const ROUNDS: u64 = 500;
const FEWER: u64 = 100;

#[test]
fn the_objective_is_what_trying_everything_finds() {
    let (mut plans, mut refused) = (0, 0);
    for seed in 0..ROUNDS {
        let problem = by_chance(seed);
        let Some(least) = plain::least(&problem) else { continue };
        let round = read(problem);
        assert_eq!(holds(&round, &ground::points(&round)), Some(least.is_some()), "round {seed}");
        let Some(least) = least else {
            refused += 1;
            continue;
        };
        let plan = plan(&round);
        assert_eq!(plan.score.total(), least, "round {seed}");
        assert!(plan.best, "round {seed} is not searched to the end");
        plans += 1;
    }
    assert!(plans > 200 && refused > 100, "too few to tell: {plans} plans, {refused} refused");
}

#[test]
fn a_plan_breaks_no_blocking_rule_and_costs_what_its_board_does() {
    for seed in 0..FEWER {
        let round = read(by_chance(seed));
        if let Answer::Plan(plan) = solve(&round) {
            let judgement = round.judge(&plan.board);
            assert_eq!(judgement.blocking().next(), None, "round {seed}");
            assert_eq!(judgement.score, plan.score, "round {seed}");
            assert_eq!(solve(&round), Answer::Plan(plan), "round {seed} comes out otherwise a second time");
        }
    }
}

#[test]
fn an_obstacle_is_impossible_and_no_part_of_it_is() {
    let mut seen = 0;
    for seed in 0..FEWER {
        let round = read(by_chance(seed));
        for obstacle in round.obstacles().obstacles {
            let points: Vec<Point> = ground::points(&round);
            let held: Vec<Point> =
                points.into_iter().filter(|point| obstacle.grounds.contains(&point.ground(&round))).collect();
            assert!(obstacle.irreducible && obstacle.smallest, "round {seed}: {obstacle:?}");
            assert_eq!(holds(&round, &held), Some(false), "round {seed}: {obstacle:?}");
            for at in 0..held.len() {
                let mut less = held.clone();
                less.remove(at);
                assert_eq!(holds(&round, &less), Some(true), "round {seed} without {at} of {obstacle:?}");
            }
            seen += 1;
        }
    }
    assert!(seen > 20, "too few to tell: {seen}");
}

fn holds(round: &Round, points: &[Point]) -> Option<bool> {
    match feasible::decide(round, points, &mut 100_000) {
        feasible::Verdict::Holds(_) => Some(true),
        feasible::Verdict::Fails => Some(false),
        feasible::Verdict::Open => None,
    }
}

#[test]
fn what_would_relieve_a_round_does() {
    let mut seen = 0;
    for seed in 0..FEWER {
        let problem = by_chance(seed);
        for relief in read(problem.clone()).obstacles().reliefs {
            let mut relieved = problem.clone();
            relief.changes.iter().for_each(|change| change.apply(&mut relieved));
            let relieved = read(relieved);
            assert!(matches!(solve(&relieved), Answer::Plan(_)), "round {seed}: {relief:?}");
            seen += 1;
        }
    }
    assert!(seen > 20, "too few to tell: {seen}");
}

#[test]
fn a_proposal_mends_its_conflict_and_breaks_nothing() {
    let mut seen = 0;
    for seed in 0..FEWER {
        let problem = by_chance(seed);
        let (mut chance, people) = (Chance::new(seed), problem.people.len());
        let places = problem.visits.iter().flat_map(|visit| visit.seats.iter().map(|place| (visit.id, *place)));
        let seats = places.map(|(visit, place)| Seat { visit, place, person: person_id(chance.below(people)) });
        let board = Board { seats: seats.collect() };
        let round = read(problem);
        let before = round.judge(&board);
        for conflict in before.blocking() {
            for proposal in &conflict.proposals {
                let after = round.judge(&board.after(&proposal.shifts));
                let gone = !after.blocking().any(|left| same(left, conflict));
                let old = |left: &Conflict| before.blocking().any(|old| same(old, left) || fewer_missing(old, left));
                let none_new = after.blocking().all(old);
                assert!(gone && none_new, "round {seed}: {conflict:?}, {proposal:?}");
                let cost = after.score.less(&before.score);
                assert_eq!(cost, proposal.difference, "round {seed}: {proposal:?}");
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "too few to tell: {seen}");
}

fn same(one: &Conflict, other: &Conflict) -> bool {
    (&one.reason, one.visit, one.person) == (&other.reason, other.visit, other.person)
}

/// A minimum that is still missed, but by fewer.
fn fewer_missing(before: &Conflict, after: &Conflict) -> bool {
    let (Reason::Minimum { have, .. }, Reason::Minimum { have: now, .. }) = (&before.reason, &after.reason) else {
        return false;
    };
    before.visit == after.visit && have < now
}
