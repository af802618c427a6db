//! Answering for the facility.
use serde_json::json;

use crate::{
    foundation::{
        error::{AppError, Result},
        id::FacilityId,
        word::Word,
    },
    people::access::Permit,
    workflow::liaison::{
        model::deed::Reply,
        store::{self, NewAnswer},
    },
};

/// Hands in a plan or a report about one finding.
///
/// # Errors
/// Conflict if no answer is awaited now.
pub async fn reply(permit: &mut Permit<Reply>, facility: FacilityId, new: &NewAnswer) -> Result<()> {
    let item = permit.subject.clone();
    if !item.position.awaits_answer() {
        return Err(AppError::Conflict("refused-no-answer-awaited"));
    }
    let when = (permit.now, permit.today);
    store::answer(&mut permit.tx, &item, facility, new, permit.actor.person, when).await?;
    let value = json!({ "reply": new.id, "kind": new.kind.code(), "body": new.body, "their_no": new.their_no });
    permit.note("replied", "finding", item.finding.0, Some(item.inspection.0), value).await
}
