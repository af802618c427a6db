//! Drafting, issuing and serving a document: rule, write, trail, in one transaction.
use chrono::{Datelike, NaiveDate};
use serde_json::json;

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{self, OrgId, PersonId},
        word::Word,
    },
    law::clock::{End, Key, end},
    people::access::{Deed, Permit},
    workflow::{
        document::{
            clock,
            form::Text,
            model::{Document, DocumentFile, Manner, Raised},
            state::{State, Step},
            store::{self, NewService, NewText, Recipient},
        },
        inspection::{self, store::NewStep},
        record::confidence::{self, Hit},
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
    let author = by.map(|(person, _)| person);
    keep(permit, document, document.text_no, (&document.title, &document.body, raised), author).await?;
    write(permit, document, Step::Draft, "-", by, "").await?;
    let value = json!({ "kind": document.kind.code(), "title": document.title, "findings": raised.iter().map(|one| one.finding).collect::<Vec<_>>() });
    permit.note("document_drafted", "document", document.id.0, Some(document.inspection.0), value).await
}

/// Keeps the text of a draft as a version.
async fn keep<D: Deed>(
    permit: &mut Permit<D>,
    document: &Document,
    no: i32,
    (title, body, raised): (&str, &str, &[Raised]),
    author: Option<PersonId>,
) -> Result<()> {
    let at = permit.now;
    let new = NewText { document: document.id, inspection: document.inspection, no, title, body, raised, author, at };
    store::keep_text(&mut permit.tx, &new).await
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
    take(permit, document, Step::Issue, by, "").await?;
    freeze(permit, document).await
}

/// From now on it is drawn as it was signed. Its file is made from this by a job: what is on record is whole without it.
async fn freeze<D: Deed>(permit: &mut Permit<D>, document: &Document) -> Result<()> {
    let items = store::read::items(&mut permit.tx, document.id).await?;
    let paper = serde_json::to_string(&document.paper(&items)).map_err(|error| AppError::Internal(error.into()))?;
    let (today, now) = (permit.today, permit.now);
    store::print::freeze(&mut permit.tx, document, &paper, today, now).await
}

/// Records that a document was served.
///
/// # Errors
/// Conflict if it is not issued, or was served on this recipient before.
pub async fn serve<D: Deed>(permit: &mut Permit<D>, new: &NewService) -> Result<()> {
    store::serve(&mut permit.tx, new, permit.actor.person, permit.now).await?;
    let value = json!({ "service": new.id, "served_on": new.served_on, "receiver": new.receiver });
    permit.note("document_served", "document", new.document.0, Some(new.inspection.0), value).await
}

/// What was learned in confidence and stands in a document all the same.
///
/// # Errors
/// The database.
pub async fn confidences<D: Deed<Subject = DocumentFile>>(permit: &mut Permit<D>) -> Result<Vec<Hit>> {
    let document = permit.subject.document.clone();
    let paper = document.paper(&store::read::items(&mut permit.tx, document.id).await?);
    let texts: Vec<String> = paper.texts().into_iter().map(str::to_owned).collect();
    confidence::hits(&mut permit.tx, &permit.app.seal, document.inspection, document.id.0, &texts).await
}

/// Submits a draft.
///
/// # Errors
/// Conflict if it is no draft, or raises what does not stand any more.
pub async fn submit<D: Deed<Subject = DocumentFile>>(permit: &mut Permit<D>) -> Result<()> {
    let mut document = permit.subject.document.clone();
    still_stands(permit, &document).await?;
    let by = myself(permit);
    take(permit, &mut document, Step::Submit, by, "").await
}

/// Signs a submitted document. What was told by word of mouth is told in writing now: that clock falls away.
///
/// # Errors
/// Conflict if it is not submitted, raises what does not stand any more, names whom it must not, or the number is taken.
pub async fn sign<D: Deed<Subject = DocumentFile>>(permit: &mut Permit<D>, given: String) -> Result<()> {
    let mut document = permit.subject.document.clone();
    still_stands(permit, &document).await?;
    if !confidences(permit).await?.is_empty() {
        return Err(AppError::Conflict("refused-document-named"));
    }
    issue(permit, &mut document, given).await?;
    let today = permit.today;
    for item in store::read::items(&mut permit.tx, document.id).await? {
        end(&mut permit.tx, item.finding.0, &[Key::OralFix], today, End::Void).await?;
    }
    Ok(())
}

async fn still_stands<D: Deed>(permit: &mut Permit<D>, document: &Document) -> Result<()> {
    let fallen = store::read::fallen(&mut permit.tx, document.id).await?;
    if fallen == 0 { Ok(()) } else { Err(AppError::Conflict("refused-document-fallen")) }
}

/// Hands an issued document to the facility; both clocks of the answer start (巡回检察工作规定 37).
///
/// # Errors
/// Conflict if it was served before.
pub async fn hand_over<D: Deed<Subject = DocumentFile>>(
    permit: &mut Permit<D>,
    served_on: NaiveDate,
    manner: Manner,
    receiver: String,
) -> Result<()> {
    let (document, case) = (permit.subject.document.clone(), permit.subject.case.clone());
    let new = NewService {
        id: id::fresh(),
        document: document.id,
        inspection: case.id,
        on: Recipient::Facility(case.facility),
        served_on,
        manner,
        receiver,
    };
    serve(permit, &new).await?;
    clock::start(&mut permit.tx, &case, &document, &new).await
}

/// Rewrites a draft, built on version `base` of its text.
///
/// # Errors
/// Conflict if it is no draft any more, or another version was saved since.
pub async fn rewrite<D: Deed<Subject = DocumentFile>>(permit: &mut Permit<D>, base: i32, text: &Text) -> Result<()> {
    let document = permit.subject.document.clone();
    if document.state != State::Draft {
        return Err(AppError::Conflict("refused-document-submitted"));
    }
    store::rewrite(&mut permit.tx, &document, base, text).await?;
    let author = Some(permit.actor.person);
    keep(permit, &document, base + 1, (&text.title, &text.body, &text.raised), author).await?;
    let value = json!({ "no": base + 1, "title": text.title });
    permit.note("document_rewritten", "document", document.id.0, Some(document.inspection.0), value).await
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
