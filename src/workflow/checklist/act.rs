//! Answering items of a checklist in a record.
use serde_json::json;

use crate::{
    foundation::{
        error::Result,
        id::{InspectionId, RecordId},
        word::Word,
    },
    people::access::{Deed, Permit},
    workflow::checklist::store::{self, NewAnswer},
};

/// Puts the answers of a record on record; the latest of an item counts. What was said to items whose condition does
/// not hold is not kept: the trail says to which, and the sender reads it.
pub async fn answer<D: Deed>(
    permit: &mut Permit<D>,
    case: InspectionId,
    record: RecordId,
    answers: &[NewAnswer],
    idle: &[String],
) -> Result<()> {
    if !idle.is_empty() {
        permit.note("checklist_idle", "record", record.0, Some(case.0), json!({ "items": idle })).await?;
    }
    if answers.is_empty() {
        return Ok(());
    }
    store::insert(&mut permit.tx, case, record, answers, (permit.actor.person, permit.now)).await?;
    let value: Vec<_> = answers
        .iter()
        .map(|one| json!({ "item": one.pinned.item.code, "edition": one.pinned.edition, "answer": one.answer.map(Word::code) }))
        .collect();
    permit.note("checklist_answered", "record", record.0, Some(case.0), json!(value)).await
}
