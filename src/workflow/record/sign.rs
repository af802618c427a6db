//! 签认: confirming a record by those who were there, and putting on record who will not sign and why.
use axum::{http::StatusCode, response::Response};
use serde_json::json;

use crate::{
    foundation::{
        error::{AppError, Result},
        id,
        web::fields::{Fields, PROSE},
        word::Word,
    },
    people::access::{Deed, Permit, Posted},
    words,
    workflow::record::{
        act,
        model::{ConfirmRecord, RecordFile, RefuseRecord},
        store::sign::{self as store, Signed},
        view::RefusePage,
    },
};

words! {
    /// Who will not sign.
    pub enum Whom in "whom" {
        Inspector = "inspector",
        Interviewee = "interviewee",
        Facility = "facility",
    }
}

/// Whether a record still waits for those who were there.
///
/// # Errors
/// It does not, or the case is over.
fn is_asked<D: Deed<Subject = RecordFile>>(permit: &Permit<D>) -> Result<()> {
    let RecordFile { record, case, .. } = &permit.subject;
    if !act::is_open(case.state, case.history) {
        return Err(AppError::Conflict("refused-record-closed"));
    }
    if record.signed == Signed::Unasked { Err(AppError::Conflict("refused-record-unasked")) } else { Ok(()) }
}

/// `POST /records/{id}/confirm`
pub async fn confirm(mut posted: Posted<ConfirmRecord>) -> Result<Response> {
    is_asked(&posted.permit)?;
    let record = posted.permit.subject.record.clone();
    let version = posted.fields.number("version", 1, i32::MAX).unwrap_or_default();
    // what is confirmed is what was read
    if version != record.version {
        return Err(AppError::Conflict("refused-record-changed"));
    }
    let permit = &mut posted.permit;
    store::confirm(&mut permit.tx, &record, (permit.actor.person, permit.now)).await?;
    let (case, value) = (record.inspection.0, json!({ "version": version }));
    permit.note("record_confirmed", "record", record.id.0, Some(case), value).await?;
    posted.done(&record.href(), "done-confirmed").await
}

/// `GET /records/{id}/refuse`
pub async fn ask(mut permit: Permit<RefuseRecord>) -> Result<Response> {
    is_asked(&permit)?;
    let page = page(&mut permit, Fields::default()).await?;
    permit.page(page).await
}

/// Whoever has confirmed the record says only of others that they will not sign.
async fn page(permit: &mut Permit<RefuseRecord>, fields: Fields) -> Result<RefusePage> {
    let RecordFile { record, case, .. } = permit.subject.clone();
    let (l, reader) = (permit.l, permit.actor.person.0);
    let signatures = store::signatures(&mut permit.tx, record.id).await?;
    let confirmed = signatures.iter().any(|one| one.person == reader && one.at.is_some());
    let others = Whom::ALL.iter().filter(|whom| !confirmed || **whom != Whom::Inspector);
    let whom = others.map(|whom| (whom.code(), l.word(*whom))).collect();
    Ok(RefusePage { shell: permit.shell(), case, record, whom, key: id::fresh(), fields })
}

/// `POST /records/{id}/refuse`
pub async fn refuse(mut posted: Posted<RefuseRecord>) -> Result<Response> {
    is_asked(&posted.permit)?;
    let whom = posted.fields.choice::<Whom>("whom");
    let reason = posted.fields.text("reason", PROSE);
    if let (true, Some(whom)) = (posted.fields.is_ok(), whom) {
        let permit = &mut posted.permit;
        let record = permit.subject.record.clone();
        store::refuse(&mut permit.tx, &record, (whom, &reason), (permit.actor.person, permit.now)).await?;
        let value = json!({ "whom": whom.code(), "reason": reason, "version": record.version });
        permit.note("record_refused", "record", record.id.0, Some(record.inspection.0), value).await?;
        return posted.done(&record.href(), "done-refused").await;
    }
    let fields = posted.fields.clone();
    let page = page(&mut posted.permit, fields).await?;
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}
