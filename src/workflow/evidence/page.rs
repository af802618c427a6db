//! Pages of evidence: the form that adds files, one file with who had it in hand, the file itself.
use axum::{http::StatusCode, response::Response};

use crate::{
    foundation::{
        error::{AppError, Result},
        file::Kind,
        id,
        web::{
            download::{self, Content},
            fields::{Fields, PROSE},
        },
    },
    people::access::{Action, Deed, Permit, Posted},
    workflow::evidence::{
        act::{self, About},
        model::{Bearer, Bears, DownloadEvidence, Evidence, EvidenceFile, SeeEvidence, VoidEvidence, takes_evidence},
        store::{self, Hand},
        view::{NewPage, ShowPage, VoidPage},
    },
};

/// `GET …/evidence/new`
pub async fn ask<D>(permit: Permit<D>) -> Result<Response>
where
    D: Deed,
    D::Subject: Bears,
{
    let bearer = permit.subject.bearer(permit.l);
    open_for_evidence(&bearer)?;
    let page = new_page(&permit, bearer, Fields::default());
    permit.page(page).await
}

fn open_for_evidence(bearer: &Bearer) -> Result<()> {
    if takes_evidence(bearer.case.state) { Ok(()) } else { Err(AppError::Conflict("refused-evidence-archived")) }
}

fn new_page<D: Deed>(permit: &Permit<D>, bearer: Bearer, fields: Fields) -> NewPage {
    NewPage { shell: permit.shell(), bearer, key: id::fresh(), fields, limits: permit.app.files.limits }
}

/// `POST …/evidence`: all files or none.
pub async fn add<D>(mut posted: Posted<D>) -> Result<Response>
where
    D: Deed,
    D::Subject: Bears,
{
    let (bearer, today) = (posted.permit.subject.bearer(posted.permit.l), posted.permit.today);
    open_for_evidence(&bearer)?;
    let fields = &mut posted.fields;
    let about = About { note: fields.optional("note", PROSE), taken_on: fields.optional_date("taken_on") };
    if about.taken_on.is_some_and(|day| day > today) {
        fields.problem("taken_on", "problem-future", vec![("today", today.into())]);
    }
    if fields.is_ok() && posted.files.is_empty() {
        fields.problem("files", "problem-file-none", Vec::new());
    }
    let names: Vec<String> = posted.files.iter().map(|file| file.taken.name.clone()).collect();
    let permit = &mut posted.permit;
    permit.subject.unsaid(&mut permit.tx, &permit.app.seal, fields, &names).await?;
    if posted.fields.is_ok() {
        act::keep(&mut posted.permit, bearer.of, bearer.case.id, &posted.files, &about).await?;
        return posted.done(&format!("{}#evidence", bearer.href), "done-evidence").await;
    }
    let status = posted.refusal();
    let page = new_page(&posted.permit, bearer, posted.fields.clone());
    posted.send_back(status, page).await
}

/// `GET /evidence/{id}`
pub async fn show(mut permit: Permit<SeeEvidence>) -> Result<Response> {
    let evidence = permit.subject.evidence.clone();
    let intact = permit.app.files.open(evidence.id, &evidence.sha256).await.is_ok();
    let page = show_page(&mut permit, intact).await?;
    permit.page(page).await
}

async fn show_page<D: Deed<Subject = EvidenceFile>>(permit: &mut Permit<D>, intact: bool) -> Result<ShowPage> {
    let EvidenceFile { evidence, case, .. } = permit.subject.clone();
    let open = case.is_none_or(|case| takes_evidence(case.state));
    Ok(ShowPage {
        shell: permit.shell(),
        back: evidence.belongs_to(permit.actor.facility.is_some()),
        intact,
        bare: permit.actor.facility.is_some() && !evidence.is_handed_in() && Kind::is_picture(evidence.kind),
        traces: store::traces(&mut permit.tx, evidence.id).await?,
        may_download: intact && permit.may(Action::DownloadEvidence),
        may_void: open && !evidence.is_void() && permit.may(Action::VoidEvidence),
        evidence,
    })
}

/// `GET /files/{id}`
pub async fn download(permit: Permit<DownloadEvidence>) -> Result<Response> {
    hand_out(permit, Hand::Downloaded).await
}

/// `GET /files/{id}/preview`
pub async fn preview(permit: Permit<DownloadEvidence>) -> Result<Response> {
    if !Kind::has_preview(permit.subject.evidence.kind) {
        return Err(AppError::NotFound);
    }
    hand_out(permit, Hand::Previewed).await
}

/// Checks the content, leaves the trace, then streams; what is not what was taken in is not handed out.
async fn hand_out(mut permit: Permit<DownloadEvidence>, how: Hand) -> Result<Response> {
    let evidence = permit.subject.evidence.clone();
    match permit.app.files.open(evidence.id, &evidence.sha256).await {
        Ok(file) => {
            let content = content(&permit, &evidence, file).await?;
            act::trace(&mut permit, &evidence, how).await?;
            permit.tx.commit().await?;
            Ok(download::answer(content, &evidence.name, evidence.kind, evidence.size, how == Hand::Previewed))
        }
        Err(error) => {
            tracing::error!(%error, file = %evidence.id, "a file is not what was taken in");
            act::trace(&mut permit, &evidence, Hand::Refused).await?;
            let page = show_page(&mut permit, false).await?;
            permit.page_as(StatusCode::CONFLICT, page).await
        }
    }
}

/// The file as it came; for whoever is outside, a picture without the place at which it was taken.
async fn content(permit: &Permit<DownloadEvidence>, evidence: &Evidence, file: tokio::fs::File) -> Result<Content> {
    let outside = permit.actor.facility.is_some() && !evidence.is_handed_in();
    if !outside || !Kind::is_photograph(evidence.kind) {
        return Ok(Content::File(file));
    }
    if !Kind::is_picture(evidence.kind) {
        return Err(AppError::Conflict("refused-evidence-located"));
    }
    let copy = permit.app.files.bare(file, evidence.kind).await.map_err(|error| AppError::Internal(error.into()))?;
    copy.map(Content::Copy).ok_or(AppError::Conflict("refused-evidence-located"))
}

/// `GET /evidence/{id}/void`
pub async fn ask_void(permit: Permit<VoidEvidence>) -> Result<Response> {
    if permit.subject.evidence.is_void() {
        return Err(AppError::Conflict("refused-evidence-voided"));
    }
    let page = void_page(&permit, Fields::default());
    permit.page(page).await
}

fn void_page(permit: &Permit<VoidEvidence>, fields: Fields) -> VoidPage {
    VoidPage { shell: permit.shell(), evidence: permit.subject.evidence.clone(), key: id::fresh(), fields }
}

/// `POST /evidence/{id}/void`
pub async fn void(mut posted: Posted<VoidEvidence>) -> Result<Response> {
    let reason = posted.fields.text("reason", PROSE);
    if posted.fields.is_ok() {
        act::void(&mut posted.permit, &reason).await?;
        let href = posted.permit.subject.evidence.href();
        return posted.done(&href, "done-voided").await;
    }
    let page = void_page(&posted.permit, posted.fields.clone());
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}
