//! What the forms of rounds say: every fault at once, at its field.
use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    foundation::{
        id::{PersonId, PlaceId, fresh},
        web::fields::{Fields, LINE, PROSE},
        word::Word,
    },
    people::roster::Skill,
    workflow::round::{
        model::{NewPlace, Planned, Round, Wanted},
        store::read::Target,
    },
};

/// What a round is called, what it is for, when, and how far it is to reach.
pub fn wanted(fields: &mut Fields) -> Option<Wanted> {
    let name = fields.text("name", LINE);
    let purpose = fields.text("purpose", PROSE);
    let (opens, closes) = (fields.date("opens_on"), fields.date("closes_on"));
    if let (Some(opens), Some(closes)) = (opens, closes)
        && closes < opens
    {
        fields.problem("closes_on", "problem-order", vec![("earliest", opens.into())]);
    }
    let target = if fields.value("target").trim().is_empty() { None } else { fields.number("target", 1, 9999) };
    let (Some(opens_on), Some(closes_on), true) = (opens, closes, fields.is_ok()) else { return None };
    Some(Wanted { name, purpose, opens_on, closes_on, target })
}

/// The facilities that were chosen, among those that may be: with their first and last day and the seats of a usual team.
pub fn places(
    fields: &mut Fields,
    targets: &[Target],
    usual: impl Fn(&Target) -> (NaiveDate, NaiveDate, i32),
) -> Vec<NewPlace> {
    let chosen: Vec<Uuid> = fields.ids("facility");
    if chosen.iter().any(|id| !targets.iter().any(|target| target.id == *id && !target.taken)) {
        fields.problem("facility", "problem-round-facility", Vec::new());
    }
    let new = |target: &Target| {
        let (first_day, last_day, seats) = usual(target);
        NewPlace { id: PlaceId(fresh()), facility: target.id, first_day, last_day, seats }
    };
    targets.iter().filter(|target| chosen.contains(&target.id) && !target.taken).map(new).collect()
}

/// How one place is planned. `leads` are those who may be lead prosecutor.
pub fn planned(fields: &mut Fields, round: &Round, leads: &[Uuid]) -> Option<Planned> {
    let (first, last) = (fields.date("first_day"), fields.date("last_day"));
    for (name, day) in [("first_day", first), ("last_day", last)] {
        if day.is_some_and(|day| day < round.opens_on || day > round.closes_on) {
            let args = vec![("first", round.opens_on.into()), ("last", round.closes_on.into())];
            fields.problem(name, "problem-round-period", args);
        }
    }
    if let (Some(first), Some(last)) = (first, last)
        && last < first
    {
        fields.problem("last_day", "problem-order", vec![("earliest", first.into())]);
    }
    let seats = fields.number("seats", 1, 60);
    let (experts, women) = (fields.number("experts", 0, 20), fields.number("women", 0, 20));
    if let (Some(seats), Some(experts)) = (seats, experts)
        && experts >= seats
    {
        fields.problem("experts", "problem-number", vec![("least", 0.into()), ("most", (seats - 1).into())]);
    }
    let typed: Vec<Option<Skill>> = fields.values("skills").into_iter().map(Skill::parse).collect();
    if typed.iter().any(Option::is_none) {
        fields.problem("skills", "problem-choose", Vec::new());
    }
    let lead = match fields.value("lead") {
        "" => None,
        _ => fields.id::<PersonId>("lead"),
    };
    if lead.is_some_and(|lead| !leads.contains(&lead.0)) {
        fields.problem("lead", "problem-choose", Vec::new());
    }
    let note = fields.optional("note", PROSE);
    let (Some(first_day), Some(last_day), true) = (first, last, fields.is_ok()) else { return None };
    Some(Planned {
        first_day,
        last_day,
        seats: seats?,
        skills: typed.into_iter().flatten().collect(),
        experts: experts?,
        women: women?,
        lead,
        note,
    })
}
