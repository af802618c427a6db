//! Writing a record.
use serde_json::json;

use crate::{
    foundation::{
        error::{AppError, Result},
        word::Word,
    },
    people::access::Permit,
    workflow::{
        inspection::State,
        record::{
            model::{AmendRecord, WriteRecord},
            store::{self, NewRecord},
        },
    },
};

/// Writes a record while the team is on site.
///
/// # Errors
/// Conflict if fieldwork has not begun, is suspended or has ended.
pub async fn write(permit: &mut Permit<WriteRecord>, new: &NewRecord) -> Result<()> {
    let case = permit.subject.clone();
    if !case.state.is_fieldwork() {
        return Err(AppError::Conflict("refused-not-fieldwork"));
    }
    store::insert(&mut permit.tx, case.id, new, permit.actor.person, permit.now).await?;
    let value = json!({ "day": new.day, "place": new.place, "method": new.method.code(), "focus": new.focus, "body": new.body, "inspectors": new.inspectors });
    permit.note("record_written", "record", new.id.0, Some(case.id.0), value).await
}

/// Whether a record may still be added to: until the case is closed. What came from before the system stays as it came.
pub const fn is_open(state: State, history: bool) -> bool {
    !history && !matches!(state, State::Closed | State::Archived | State::Cancelled)
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
