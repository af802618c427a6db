//! Small rounds, made by chance from a seed, held against trying everything; and the answers to input that cannot be.
use std::ops::ControlFlow;

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::{chance::Chance, ground::Point, *};

use crate::{
    foundation::id::{FacilityId, OrgId, PersonId},
    people::person::{PersonKind, model::Gender},
    workflow::team::Place,
};

mod answers;
mod plain;
mod property;

const FORENSIC: Skill = Skill(3);

fn day(after: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 1, 11).unwrap_or_default() + Days::new(after)
}

fn key(kind: u128, at: usize) -> Uuid {
    Uuid::from_u128((kind << 64) + u128::try_from(at).unwrap_or_default())
}

fn visit_id(at: usize) -> VisitId {
    VisitId(key(1, at))
}

fn person_id(at: usize) -> PersonId {
    PersonId(key(2, at))
}

fn facility(at: usize) -> FacilityId {
    FacilityId(key(3, at))
}

fn organ(at: usize) -> OrgId {
    OrgId(i32::try_from(at).unwrap_or_default())
}

/// A facility of its own city and procuratorate, ten days after the one before.
fn visit(at: usize) -> Visit {
    let first = day(10 * u64::try_from(at).unwrap_or_default());
    Visit {
        id: visit_id(at),
        facility: facility(at),
        supervisor: Some(organ(at)),
        residents: vec![organ(100 + at)],
        city: None,
        first,
        last: first + Days::new(4),
        days: 5,
        seats: vec![Place::LeadProsecutor, Place::Member],
        minimum: 2,
        about: 2,
        skills: Vec::new(),
        women: 0,
        men: 0,
    }
}

/// A prosecutor of an organ that supervises nothing, who may lead.
fn person(at: usize) -> Person {
    Person {
        id: person_id(at),
        kind: PersonKind::Prosecutor,
        rank: None,
        chief: false,
        may_lead: true,
        gender: None,
        unit: Some(organ(900)),
        procuratorate: Some(organ(900)),
        home: None,
        skills: Vec::new(),
        absences: Vec::new(),
        postings: Vec::new(),
        kin: Vec::new(),
        recusals: Vec::new(),
        ties: Vec::new(),
        inspected: Vec::new(),
        carried: 0,
    }
}

fn round_of(visits: usize, people: usize) -> Problem {
    Problem {
        visits: (0..visits).map(visit).collect(),
        people: (0..people).map(person).collect(),
        cross: true,
        cooling_years: 3,
        pins: Vec::new(),
        bars: Vec::new(),
        overrides: Vec::new(),
        start: Vec::new(),
        last_pairs: Vec::new(),
        weights: Weights::default(),
        seed: 7,
        effort: None,
    }
}

fn read(problem: Problem) -> Round {
    let Ok(round) = Round::read(problem) else { unreachable!("nothing contradicts itself") };
    round
}

fn solve(round: &Round) -> Answer {
    round.solve(&mut |_| ControlFlow::Continue(()))
}

fn plan(round: &Round) -> Plan {
    let Answer::Plan(plan) = solve(round) else { unreachable!("a plan exists") };
    plan
}

/// Up to 4 facilities x 8 people, with a bit of every rule; about half of them cannot be.
fn by_chance(seed: u64) -> Problem {
    let mut chance = Chance::new(seed);
    let mut more = |least: usize, limit: usize| least + chance.below(limit).max(chance.below(limit));
    let mut problem = round_of(more(1, 4), more(4, 5));
    let (visits, people) = (problem.visits.len(), problem.people.len());
    let cities = [(22.8, 108.3), (25.3, 110.3), (23.5, 111.3)].map(|(lat, lon)| Coordinates { lat, lon });
    for visit in &mut problem.visits {
        let first = day(u64::try_from(chance.below(5) * 4).unwrap_or_default());
        let length = 1 + chance.below(5);
        visit.first = first;
        visit.last = first + Days::new(u64::try_from(length).unwrap_or_default());
        visit.days = u32::try_from(1 + length).unwrap_or_default();
        visit.supervisor = Some(organ(chance.below(3)));
        visit.city = chance.one(&cities);
        let more = [Place::TeamLeader, Place::Member, Place::Recorder, Place::Expert, Place::Observer];
        visit.seats.extend((0..chance.below(3)).filter_map(|_| chance.one(&more)));
        visit.about = u32::try_from(2 + chance.below(2)).unwrap_or_default();
        visit.minimum = u32::try_from(1 + chance.below(2)).unwrap_or_default();
        (visit.women, visit.men) = if chance.below(2) == 0 { (1, 1) } else { (0, 0) };
        if chance.below(5) == 0 {
            visit.skills.push(FORENSIC);
        }
    }
    for person in &mut problem.people {
        use PersonKind::{Assistant, Clerk, Expert, Observer, Prosecutor};
        let kinds = [Prosecutor, Prosecutor, Prosecutor, Prosecutor, Prosecutor, Assistant, Clerk, Expert, Observer];
        person.kind = chance.one(&kinds).unwrap_or(Prosecutor);
        person.chief = person.kind == Prosecutor && chance.below(10) == 0;
        person.may_lead = chance.below(4) > 0;
        person.gender = Some(if chance.below(2) == 0 { Gender::Female } else { Gender::Male });
        let unit = organ(chance.below(5));
        (person.unit, person.procuratorate) = (Some(unit), Some(unit));
        person.home = chance.one(&cities);
        person.carried = u32::try_from(chance.below(3) * 3).unwrap_or_default();
        if chance.below(3) == 0 {
            person.skills.push(FORENSIC);
        }
        if chance.below(6) == 0 {
            let from = day(u64::try_from(chance.below(10)).unwrap_or_default());
            person.absences.push(Absence { id: key(4, 0), from, to: from + Days::new(2) });
        }
        if chance.below(8) == 0 {
            person.kin.push(Kin { id: key(5, 0), organ: None, facility: Some(facility(chance.below(visits))) });
        }
        if chance.below(8) == 0 {
            person.inspected.push(facility(chance.below(visits)));
        }
    }
    let pairs = (0..chance.below(4)).map(|_| (person_id(chance.below(people)), person_id(chance.below(people))));
    problem.last_pairs = pairs.collect();
    if chance.below(4) == 0 {
        let (who, at) = (chance.below(people), chance.below(visits));
        let place = chance.one(&problem.visits[at].seats).unwrap_or(Place::Member);
        problem.pins.push(Pin { person: person_id(who), visit: visit_id(at), place });
    }
    if chance.below(3) == 0 {
        problem.bars.push(Bar { person: person_id(chance.below(people)), visit: visit_id(chance.below(visits)) });
    }
    if chance.below(2) == 0 {
        let (person, visit) = (person_id(chance.below(people)), visit_id(chance.below(visits)));
        problem.overrides.push(Override { person, visit, rule: Rule::OwnUnit });
    }
    problem.cross = chance.below(8) > 0;
    problem.effort = Some(Effort { moves: 2_048, nodes: 200_000 });
    problem
}
