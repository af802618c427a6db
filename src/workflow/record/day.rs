//! 日结: before an inspector leaves, what is open in the day is said, the day is handed in, and another of the team confirms it.
use axum::{http::StatusCode, response::Response};
use chrono::NaiveDate;
use serde_json::json;

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{self, PersonId},
        web::fields::{Fields, PROSE},
    },
    law::period,
    people::access::{Action, Deed, Permit, Posted},
    workflow::{
        inspection::{self, Case, fieldwork},
        paper,
        record::{
            act,
            model::{HandInDay, SeeDayLog},
            store::day as store,
            view::{DayPage, Open},
        },
    },
};

/// `GET /inspections/{id}/day?day=`
pub async fn show(mut permit: Permit<SeeDayLog>) -> Result<Response> {
    let fields = permit.query()?;
    let page = page(&mut permit, fields).await?;
    permit.page(page).await
}

/// The day that is asked for, else the last one that the reader has not handed in.
async fn day<D: Deed<Subject = Case>>(permit: &mut Permit<D>, fields: &Fields) -> Result<NaiveDate> {
    let (case, reader) = (permit.subject.id, permit.actor.person);
    match fields.value("day").parse() {
        Ok(day) => Ok(day),
        Err(_) => Ok(store::asked(&mut permit.tx, case, reader).await?.unwrap_or(permit.today)),
    }
}

/// What is open in the reader's day.
async fn open<D: Deed<Subject = Case>>(permit: &mut Permit<D>, day: NaiveDate) -> Result<Open> {
    let (case, reader, today) = (permit.subject.clone(), permit.actor.person, permit.today);
    let calendar = period::calendar(&mut permit.tx).await?.calendar;
    let tally = inspection::store::read::tally(&mut permit.tx, case.id).await?;
    let steps = inspection::store::steps(&mut permit.tx, case.id).await?;
    let days = fieldwork::days(&case, &tally, &steps, &calendar, today);
    Ok(Open {
        unsigned: store::unsigned(&mut permit.tx, case.id, reader, day).await?,
        incomplete: store::incomplete(&mut permit.tx, case.id, reader, day).await?,
        unfound: store::unfound(&mut permit.tx, case.id, reader, day).await?,
        sheets: paper::store::open(&mut permit.tx, case.id, reader).await?,
        missing: fieldwork::missing(&days).filter(|missing| *missing <= day).collect(),
    })
}

async fn page<D: Deed<Subject = Case>>(permit: &mut Permit<D>, fields: Fields) -> Result<DayPage> {
    let (case, reader) = (permit.subject.clone(), permit.actor.person);
    let day = day(permit, &fields).await?;
    let inspector = act::is_open(case.state, case.history) && permit.may(Action::WriteRecord);
    let peers = if inspector { store::waiting(&mut permit.tx, case.id, reader).await? } else { Vec::new() };
    Ok(DayPage {
        shell: permit.shell(),
        key: id::fresh(),
        open: if inspector { open(permit, day).await? } else { Open::default() },
        records: store::records(&mut permit.tx, case.id, reader, day).await?,
        handed: store::handed(&mut permit.tx, case.id, reader, day).await?,
        peers: peers.into_iter().map(|handed| (handed, id::fresh())).collect(),
        may_hand_in: inspector && day <= permit.today && case.started_on.is_some_and(|first| day >= first),
        day,
        fields,
        case,
    })
}

fn is_open(case: &Case) -> Result<()> {
    if act::is_open(case.state, case.history) { Ok(()) } else { Err(AppError::Conflict("refused-record-closed")) }
}

/// `POST /inspections/{id}/day`
pub async fn hand_in(mut posted: Posted<HandInDay>) -> Result<Response> {
    let case = posted.permit.subject.clone();
    is_open(&case)?;
    let (today, reader) = (posted.permit.today, posted.permit.actor.person);
    let day =
        posted.fields.date("day").filter(|day| *day <= today && case.started_on.is_some_and(|first| *day >= first));
    let day = day.ok_or(AppError::Unreadable("error-unknown-choice", Vec::new()))?;
    let note = posted.fields.optional("note", PROSE);
    let open = open(&mut posted.permit, day).await?.count();
    let records = store::records(&mut posted.permit.tx, case.id, reader, day).await?;
    if note.is_empty() && (open > 0 || records == 0) {
        posted.fields.problem("note", "problem-day-note", vec![("n", open.into())]);
    }
    if !posted.fields.is_ok() {
        let fields = posted.fields.clone();
        let page = page(&mut posted.permit, fields).await?;
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await;
    }
    let permit = &mut posted.permit;
    store::hand_in(&mut permit.tx, (case.id, reader), (day, records, open), &note, permit.now).await?;
    let value = json!({ "day": day, "records": records, "open": open, "note": note });
    permit.note("day_handed_in", "inspection", case.id.0, Some(case.id.0), value).await?;
    posted.done(&format!("{}/day?day={day}", case.href()), "done-day-handed-in").await
}

/// `POST /inspections/{id}/day/peer`: what is confirmed is what was read.
pub async fn confirm(mut posted: Posted<HandInDay>) -> Result<Response> {
    let case = posted.permit.subject.clone();
    is_open(&case)?;
    let person = posted.fields.id::<PersonId>("person");
    let (day, records) = (posted.fields.date("day"), posted.fields.number("records", 0, i32::MAX));
    let (Some(person), Some(day), Some(records)) = (person, day, records) else {
        return Err(AppError::Unreadable("error-unknown-choice", Vec::new()));
    };
    let permit = &mut posted.permit;
    if person == permit.actor.person {
        return Err(AppError::Denied("denied-own-work"));
    }
    let handed = store::handed(&mut permit.tx, case.id, person, day).await?.ok_or(AppError::NotFound)?;
    if handed.records != records {
        return Err(AppError::Conflict("refused-day-changed"));
    }
    store::confirm(&mut permit.tx, case.id, &handed, (permit.actor.person, permit.now)).await?;
    let value = json!({ "person": person, "day": day, "records": records });
    permit.note("day_confirmed_by_peer", "inspection", case.id.0, Some(case.id.0), value).await?;
    posted.done(&format!("{}/day", case.href()), "done-confirmed").await
}
