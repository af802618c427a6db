//! Writing a record.
use serde_json::json;

use crate::{
    foundation::{
        error::{AppError, Result},
        word::Word,
    },
    people::access::Permit,
    workflow::record::{
        model::WriteRecord,
        store::{self, NewRecord},
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
    let value = json!({ "day": new.day, "place": new.place, "method": new.method.code(), "body": new.body, "inspectors": new.inspectors });
    permit.note("record_written", "record", new.id.0, Some(case.id.0), value).await
}
