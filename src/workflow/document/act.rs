//! Drafting, issuing and serving a document: rule, write, trail, in one transaction.
use chrono::Datelike;
use serde_json::json;

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{OrgId, PersonId},
        word::Word,
    },
    people::access::{Deed, Permit},
    workflow::{
        document::{
            model::{Document, Raised},
            state::Step,
            store::{self, NewService},
        },
        inspection::{self, store::NewStep},
    },
};

/// Who takes a step; none where it follows from another.
pub type By = Option<(PersonId, Option<OrgId>)>;

/// The acting person, for a step's row.
pub fn myself<D: Deed>(permit: &Permit<D>) -> By {
    Some((permit.actor.person, permit.actor.unit_id()))
}

/// Puts a first draft on file with the findings that it raises.
pub async fn draft<D: Deed>(permit: &mut Permit<D>, document: &Document, raised: &[Raised], by: By) -> Result<()> {
    store::insert(&mut permit.tx, document).await?;
    store::raise(&mut permit.tx, document, raised).await?;
    write(permit, document, Step::Draft, "-", by, "").await?;
    let value = json!({ "kind": document.kind.code(), "title": document.title, "findings": raised.iter().map(|one| one.finding).collect::<Vec<_>>() });
    permit.note("document_drafted", "document", document.id.0, Some(document.inspection.0), value).await
}

/// Submits a draft or returns it.
///
/// # Errors
/// Conflict if the step is not an edge from the present state.
pub async fn take<D: Deed>(
    permit: &mut Permit<D>,
    document: &mut Document,
    step: Step,
    by: By,
    reason: &str,
) -> Result<()> {
    let from = document.state;
    document.state = from.after(step).map_err(|_| AppError::Conflict("refused-step-illegal"))?;
    document.step_no += 1;
    write(permit, document, step, from.code(), by, reason).await?;
    store::advance(&mut permit.tx, document).await?;
    let value = json!({ "step": step.code(), "number": document.number, "reason": reason });
    permit.note("document_step", "document", document.id.0, Some(document.inspection.0), value).await
}

/// Issues a submitted document today under a number: one given from elsewhere, or the next of its series.
///
/// # Errors
/// Conflict if it is not submitted, or the number is taken.
pub async fn issue<D: Deed>(permit: &mut Permit<D>, document: &mut Document, given: String) -> Result<()> {
    let year = permit.today.year();
    document.number = match (given.is_empty(), document.kind.series()) {
        (true, Some(series)) => {
            let no = inspection::store::take_number(&mut permit.tx, document.issuer, series, year).await?;
            document.kind.number(year, no)
        }
        (true, None) | (false, _) => given,
    };
    document.issued_on = Some(permit.today);
    let by = myself(permit);
    take(permit, document, Step::Issue, by, "").await
}

/// Records that a document was served: from then on its recipient's clock runs.
///
/// # Errors
/// Conflict if it is not issued, or was served on this recipient before.
pub async fn serve<D: Deed>(permit: &mut Permit<D>, new: &NewService) -> Result<()> {
    store::serve(&mut permit.tx, new, permit.actor.person, permit.now).await?;
    let value =
        json!({ "service": new.id, "served_on": new.served_on, "receiver": new.receiver, "reply_due": new.reply_due });
    permit.note("document_served", "document", new.document.0, Some(new.inspection.0), value).await
}

async fn write<D: Deed>(
    permit: &mut Permit<D>,
    document: &Document,
    step: Step,
    from: &str,
    by: By,
    reason: &str,
) -> Result<()> {
    let row = NewStep {
        subject: "document",
        id: document.id.0,
        no: document.step_no,
        step: step.code(),
        from,
        to: document.state.code(),
        inspection: document.inspection,
        actor: by,
        reason,
        detail: &json!({}),
    };
    inspection::store::step(&mut permit.tx, &row, permit.now, permit.today).await
}
