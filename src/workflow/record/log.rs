//! 工作日志: a day of fieldwork, person by person, and its confirmation by whoever leads the team.
use axum::{http::StatusCode, response::Response};
use chrono::NaiveDate;
use serde_json::json;

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{self, PersonId},
        web::fields::{Fields, LINE},
    },
    people::access::{Action, Deed, Permit, Posted},
    workflow::{
        inspection::Case,
        record::{
            act,
            model::{ConfirmDay, SeeDayLog},
            store::log as store,
            view::LogPage,
        },
    },
};

/// `GET /inspections/{id}/logs?day=`
pub async fn show(mut permit: Permit<SeeDayLog>) -> Result<Response> {
    let fields = permit.query()?;
    let page = page(&mut permit, fields).await?;
    permit.page(page).await
}

/// The day that is asked for, else the last on which something was recorded.
async fn day<D: Deed<Subject = Case>>(permit: &mut Permit<D>, fields: &Fields) -> Result<NaiveDate> {
    match fields.value("day").parse() {
        Ok(day) => Ok(day),
        Err(_) => Ok(store::last_day(&mut permit.tx, permit.subject.id).await?.unwrap_or(permit.today)),
    }
}

async fn page<D: Deed<Subject = Case>>(permit: &mut Permit<D>, fields: Fields) -> Result<LogPage> {
    let case = permit.subject.clone();
    let day = day(permit, &fields).await?;
    let open = act::is_open(case.state, case.history) && permit.may(Action::ConfirmDay);
    Ok(LogPage {
        shell: permit.shell(),
        key: id::fresh(),
        people: store::day(&mut permit.tx, case.id, day).await?,
        reader: permit.actor.person.0,
        may_confirm: open,
        day,
        fields,
        case,
    })
}

/// `POST /inspections/{id}/logs`
pub async fn confirm(mut posted: Posted<ConfirmDay>) -> Result<Response> {
    let case = posted.permit.subject.clone();
    if !act::is_open(case.state, case.history) {
        return Err(AppError::Conflict("refused-record-closed"));
    }
    let day = posted.fields.date("day");
    let person = posted.fields.id::<PersonId>("person");
    let note = posted.fields.optional("note", LINE);
    let records = posted.fields.number("records", 1, i32::MAX);
    let (true, Some(day), Some(person), Some(records)) = (posted.fields.is_ok(), day, person, records) else {
        let fields = posted.fields.clone();
        let page = page(&mut posted.permit, fields).await?;
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await;
    };
    if person == posted.permit.actor.person {
        return Err(AppError::Denied("denied-own-work"));
    }
    let permit = &mut posted.permit;
    let people = store::day(&mut permit.tx, case.id, day).await?;
    let own = people.iter().find(|one| one.person == person.0).ok_or(AppError::NotFound)?;
    // what is confirmed is what was read
    if own.count() != records {
        return Err(AppError::Conflict("refused-day-changed"));
    }
    store::confirm(&mut permit.tx, case.id, (person, day, records), &note, (permit.actor.person, permit.now)).await?;
    let value = json!({ "person": person, "day": day, "records": records, "note": note });
    permit.note("day_confirmed", "inspection", case.id.0, Some(case.id.0), value).await?;
    posted.done(&format!("{}/logs?day={day}", case.href()), "done-confirmed").await
}
