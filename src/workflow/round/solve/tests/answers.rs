//! Every input has an answer in words of the trade.
use super::*;

fn refusals(problem: Problem) -> Vec<Refusal> {
    Round::read(problem).err().unwrap_or_default()
}

fn grounds(problem: Problem) -> Vec<Vec<Ground>> {
    let Answer::Impossible(obstacles) = solve(&read(problem)) else { unreachable!("no plan exists") };
    assert!(obstacles.obstacles.iter().all(|obstacle| obstacle.irreducible && obstacle.smallest));
    obstacles.obstacles.into_iter().map(|obstacle| obstacle.grounds).collect()
}

#[test]
fn what_contradicts_itself_is_refused_by_name() {
    let mut problem = round_of(2, 4);
    problem.visits[0].supervisor = None;
    problem.visits[1].seats = vec![Place::Member];
    problem.people[0].absences.push(Absence { id: key(4, 0), from: day(3), to: day(1) });
    problem.pins.push(Pin { person: person_id(9), visit: visit_id(0), place: Place::Member });
    problem.overrides.push(Override { person: person_id(1), visit: visit_id(0), rule: Rule::Kin });
    let expected = [
        Refusal::NoSupervisor(visit_id(0)),
        Refusal::NoLeadPlace(visit_id(1)),
        Refusal::BackwardAbsence(person_id(0), key(4, 0)),
        Refusal::UnknownPerson(person_id(9)),
        Refusal::NotOverridable { person: person_id(1), visit: visit_id(0), rule: Rule::Kin },
    ];
    assert_eq!(refusals(problem), expected);
    assert_eq!(refusals(round_of(0, 3)), [Refusal::NoVisits]);
}

#[test]
fn without_forensic_experts_exactly_that_is_named() {
    let mut problem = round_of(6, 20);
    for at in [1, 2, 4] {
        problem.visits[at].skills.push(FORENSIC);
        problem.visits[at].seats.push(Place::Expert);
    }
    let missing = [1, 2, 4].map(|at| vec![Ground::Skill { visit: visit_id(at), skill: FORENSIC }]);
    assert_eq!(grounds(problem.clone()), missing);
    let reliefs = read(problem).obstacles().reliefs;
    let expert = Newcomer { kind: PersonKind::Expert, skill: Some(FORENSIC), may_lead: false };
    // the visits do not overlap: one expert does for all
    let one_more = Relief { changes: vec![Change::MorePeople { like: expert, count: 1 }], cost: 4, least: true };
    assert_eq!(reliefs.first(), Some(&one_more));
}

#[test]
fn fewer_people_than_the_law_asks_for_on_one_day() {
    let mut problem = round_of(2, 3);
    problem.visits[1].first = problem.visits[0].last;
    let [grounds] = &grounds(problem.clone())[..] else { unreachable!("one obstacle") };
    let expected = [
        Ground::Minimum { visit: visit_id(0), need: 2 },
        Ground::Minimum { visit: visit_id(1), need: 2 },
        Ground::Days { visit: visit_id(0) },
        Ground::Days { visit: visit_id(1) },
    ];
    assert_eq!(*grounds, expected);
    let least = Change::EndsEarlier { visit: visit_id(0), days: 1 };
    assert_eq!(read(problem).obstacles().reliefs[0].changes, [least]);
}

#[test]
fn a_hard_fact_is_named_and_an_override_lifts_a_rule_of_class_d_alone() {
    let mut problem = round_of(1, 2);
    problem.people[0].kin.push(Kin { id: key(5, 0), organ: None, facility: Some(facility(0)) });
    let own = Reason::OwnUnit { unit: organ(100) };
    (problem.people[1].unit, problem.people[1].procuratorate) = (Some(organ(100)), Some(organ(0)));
    let lead = [
        Ground::Lead { visit: visit_id(0) },
        Ground::Against { visit: visit_id(0), person: person_id(0), reason: Reason::Kin { tie: key(5, 0) } },
        Ground::Against { visit: visit_id(0), person: person_id(1), reason: own },
    ];
    problem.visits[0].minimum = 1;
    assert_eq!(grounds(problem.clone())[0], lead);
    let set_aside = Override { person: person_id(1), visit: visit_id(0), rule: Rule::OwnUnit };
    assert_eq!(read(problem.clone()).obstacles().reliefs[0].changes, [Change::SetAside(set_aside)]);
    problem.overrides.push(set_aside);
    assert!(matches!(solve(&read(problem)), Answer::Plan(_)));
}

#[test]
fn pins_that_contradict_each_other_are_named() {
    let mut problem = round_of(2, 8);
    let pin = |person, visit| Pin { person: person_id(person), visit: visit_id(visit), place: Place::LeadProsecutor };
    problem.visits[1].first = problem.visits[0].first;
    problem.pins = vec![pin(0, 0), pin(0, 1)];
    let both = [
        Ground::Days { visit: visit_id(0) },
        Ground::Days { visit: visit_id(1) },
        Ground::Pin(pin(0, 0)),
        Ground::Pin(pin(0, 1)),
    ];
    assert_eq!(grounds(problem.clone()), [both.to_vec()]);
    problem.pins = vec![pin(0, 0), pin(1, 0)];
    let two_leads = [Ground::Seats { visit: visit_id(0) }, Ground::Pin(pin(0, 0)), Ground::Pin(pin(1, 0))];
    assert_eq!(grounds(problem), [two_leads.to_vec()]);
}

#[test]
fn a_former_post_counts_until_its_years_are_over() {
    let mut problem = round_of(1, 3);
    let until = NaiveDate::from_ymd_opt(2024, 1, 11);
    let post = |until| Posting {
        id: key(6, 0),
        organ: Some(organ(100)),
        procuratorate: Some(organ(0)),
        facility: None,
        from: day(0) - Days::new(4000),
        until,
    };
    problem.people[0].postings.push(post(until));
    problem.people[1].postings.push(post(until.and_then(|day| day.succ_opt())));
    let round = read(problem);
    let board = Board::default();
    let reasons = |at| round.why(&board, person_id(at), visit_id(0)).map(|why| why.reasons);
    assert_eq!(reasons(0), Some(Vec::new()));
    let free_from = Some(day(1));
    assert_eq!(reasons(1), Some(vec![Reason::Posted { posting: key(6, 0), free_from }]));
}

#[test]
fn a_chief_who_joins_leads() {
    let mut problem = round_of(1, 3);
    problem.people[2].chief = true;
    let seat = |place, at| Seat { visit: visit_id(0), place, person: person_id(at) };
    let board = Board { seats: vec![seat(Place::LeadProsecutor, 0), seat(Place::Member, 2)] };
    let round = read(problem);
    let judgement = round.judge(&board);
    let conflicts: Vec<_> = judgement.blocking().map(|conflict| (conflict.person, conflict.reason.clone())).collect();
    assert_eq!(conflicts, [(Some(person_id(2)), Reason::ChiefLeads)]);
}

#[test]
fn days_fall_as_evenly_as_can_be() {
    let mut problem = round_of(6, 8);
    let cities = [Coordinates { lat: 22.8, lon: 108.3 }, Coordinates { lat: 25.3, lon: 110.3 }];
    for (at, visit) in problem.visits.iter_mut().enumerate() {
        visit.city = Some(cities[at % 2]);
    }
    for (at, person) in problem.people.iter_mut().enumerate() {
        person.home = Some(cities[usize::from(at > 5)]);
    }
    problem.effort = Some(Effort { moves: 20_000, nodes: 2_000 });
    let spread = plan(&read(problem)).spread.map(|spread| (spread.most_visits, spread.least_visits));
    assert_eq!(spread, Some((2, 1)));
}

#[test]
fn a_pin_stays_a_bar_keeps_away_and_boards_are_compared() {
    let mut problem = round_of(2, 6);
    let first = plan(&read(problem.clone()));
    let Some(&seat) = first.board.seats.first() else { unreachable!("a plan has seats") };
    problem.bars.push(Bar { person: seat.person, visit: seat.visit });
    let other = first.board.seats.iter().find(|other| other.visit != seat.visit).copied();
    let pin = other.map(|seat| Pin { person: seat.person, visit: seat.visit, place: seat.place });
    problem.pins.extend(pin);
    let round = read(problem);
    let second = plan(&round);
    assert_eq!(second.board.place(seat.person, seat.visit), None);
    assert!(other.is_some_and(|seat| second.board.seats.contains(&seat)));
    let comparison = round.compare(&first.board, &second.board);
    let mut moved = first.board.after(&comparison.shifts);
    let mut board = second.board.clone();
    moved.seats.sort_unstable();
    board.seats.sort_unstable();
    assert_eq!(moved, board);
    assert_eq!(comparison.difference, second.score.less(&first.score));
}

#[test]
fn who_watches_may_stop_it() {
    let round = read(round_of(4, 30));
    let mut heard = Vec::new();
    let answer = round.solve(&mut |progress| {
        heard.push(progress);
        if heard.len() == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert!(matches!(answer, Answer::Stopped(Some(_))));
    assert!(heard[2].done > heard[1].done && heard[2].done < heard[2].of && heard[2].best.is_some());
}

#[test]
fn leader_and_lead_may_be_one_person() {
    let mut problem = round_of(1, 5);
    problem.visits[0].seats = vec![Place::TeamLeader, Place::LeadProsecutor, Place::Member];
    let seat = |place| Seat { visit: visit_id(0), place, person: person_id(3) };
    let both = [seat(Place::TeamLeader), seat(Place::LeadProsecutor)];
    problem.pins.extend(both.map(|seat| Pin { person: seat.person, visit: seat.visit, place: seat.place }));
    let plan = plan(&read(problem));
    assert!(both.iter().all(|seat| plan.board.seats.contains(seat)));
    assert_eq!((plan.board.seats.len(), plan.warnings), (3, Vec::new()));
}
