//! Writing a record.
use serde_json::{Value, json};

use crate::{
    foundation::{
        error::{AppError, Result},
        word::Word,
    },
    people::access::{Deed, Permit},
    workflow::{
        inspection::{Case, State},
        record::{
            model::{AmendRecord, EditRecord},
            store::{self, NewRecord, Text, sign::Signed},
        },
    },
};

fn described(text: &Text) -> Value {
    json!({ "day": text.day, "clock": text.clock, "happened": text.happened, "details": text.details, "place": text.place,
            "method": text.method.code(), "focus": text.focus, "body": text.body, "inspectors": text.inspectors })
}

/// Writes a record while the team is on site.
///
/// # Errors
/// Conflict if fieldwork has not begun, is suspended or has ended.
pub async fn write<D: Deed<Subject = Case>>(permit: &mut Permit<D>, new: &NewRecord) -> Result<()> {
    let case = permit.subject.clone();
    if !case.state.is_fieldwork() {
        return Err(AppError::Conflict("refused-not-fieldwork"));
    }
    store::insert(&mut permit.tx, case.id, new, permit.actor.person, permit.now).await?;
    let value = described(&new.text);
    permit.note("record_written", "record", new.id.0, Some(case.id.0), value).await
}

/// Whether a record may still be added to: until the case is closed. What came from before the system stays as it came.
pub const fn is_open(state: State, history: bool) -> bool {
    !history && !matches!(state, State::Closed | State::Archived | State::Cancelled)
}

/// Whether a record may be written anew: while nobody has confirmed it.
///
/// # Errors
/// It is confirmed, was never to be, or its case is closed.
pub async fn may_edit(permit: &mut Permit<EditRecord>) -> Result<()> {
    let (record, case) = (permit.subject.record.clone(), permit.subject.case.clone());
    if !is_open(case.state, case.history) {
        return Err(AppError::Conflict("refused-record-closed"));
    }
    let confirmed = store::sign::is_confirmed(&mut permit.tx, record.id).await?;
    let frozen = confirmed || record.signed == Signed::Unasked;
    if frozen { Err(AppError::Conflict("refused-record-confirmed")) } else { Ok(()) }
}

/// Writes a record anew from the version that was seen; the text before it is kept.
///
/// # Errors
/// Conflict if another version was saved since, or somebody has confirmed it.
pub async fn edit(permit: &mut Permit<EditRecord>, base: i32, text: &Text) -> Result<()> {
    may_edit(permit).await?;
    let record = permit.subject.record.clone();
    store::sign::set_text(&mut permit.tx, &record, base, text, permit.now).await?;
    permit.note("record_edited", "record", record.id.0, Some(record.inspection.0), described(text)).await
}

/// Adds to a record what was wrong or left out, with the reason; the record itself stays as it was written.
///
/// # Errors
/// Conflict once the case is closed.
pub async fn amend(permit: &mut Permit<AmendRecord>, reason: &str, body: &str) -> Result<()> {
    let (record, case) = (permit.subject.record.clone(), permit.subject.case.clone());
    if !is_open(case.state, case.history) {
        return Err(AppError::Conflict("refused-record-closed"));
    }
    store::amend(&mut permit.tx, &record, reason, body, permit.actor.person, permit.now).await?;
    let value = json!({ "reason": reason, "body": body });
    permit.note("record_amended", "record", record.id.0, Some(case.id.0), value).await
}
