//! Pages of the outbox.
use axum::{
    Json,
    body::Body,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::json;

use crate::{
    deeds,
    foundation::{
        error::{AppError, Result},
        file::Gap,
        web::{asset, fields::PROSE},
    },
    people::access::{self, Permit, Posted},
    workflow::{inspection::Case, outbox::view::IndexPage},
};

deeds! {
    /// Looking at one's own outbox, and sending files in pieces.
    UseOutbox(()),
    /// Taking a case along, to work on it without network.
    TakeAlong(Case),
    /// Opening what others of the team wrote and could not send.
    OpenSealed(Case),
}

/// The worker that answers while there is no network.
const WORKER: &str = "js/worker.js";

/// `GET /worker.js`: from the root, so that it stands before every page; under an address that never changes.
pub fn worker() -> Response {
    let headers = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")];
    (headers, asset::text(WORKER)).into_response()
}

/// `GET /outbox`
pub async fn index(permit: Permit<UseOutbox>) -> Result<Response> {
    let page = IndexPage { shell: permit.shell() };
    permit.page(page).await
}

/// `GET /inspections/{id}/along`: the pages that a team needs on site, for the browser to keep; and until when it keeps them.
pub async fn along(permit: Permit<TakeAlong>) -> Result<Response> {
    let case = permit.subject.clone();
    if !case.state.is_fieldwork() {
        return Err(AppError::Conflict("refused-not-fieldwork"));
    }
    let href = case.href();
    let pages = [
        format!("{href}/records/new"),
        href.clone(),
        format!("{href}/plan"),
        format!("{href}/records"),
        format!("{href}/plan/checklists"),
        format!("/facilities/{}", case.facility),
        "/outbox".to_owned(),
    ];
    permit.tx.commit().await?;
    Ok(Json(
        json!({ "case": case.id, "name": case.facility_name(permit.l), "pages": pages, "assets": asset::addresses() }),
    )
    .into_response())
}

/// `GET /uploads/{id}`: how much of a file is here.
pub async fn here(permit: Permit<UseOutbox>) -> Result<Response> {
    let here = permit.app.files.here(permit.actor.person.0, permit.named()?).await;
    permit.tx.commit().await?;
    Ok(Json(json!({ "here": here.map_err(|error| AppError::Internal(error.into()))? })).into_response())
}

/// `POST /uploads/{id}?offset=`: the next piece of a file.
pub async fn piece(permit: Permit<UseOutbox>, body: Body) -> Result<Response> {
    let (person, id, files) = (permit.actor.person.0, permit.named()?, permit.app.files.clone());
    let offset = permit.query()?.value("offset").parse::<u64>();
    let offset = offset.map_err(|_| AppError::Unreadable("error-unreadable-text", Vec::new()))?;
    // no transaction waits for a sender
    permit.tx.commit().await?;
    match files.add(person, id, offset, body.into_data_stream()).await {
        Ok(here) => Ok(Json(json!({ "here": here })).into_response()),
        Err(Gap::Elsewhere(here)) => Ok((StatusCode::CONFLICT, Json(json!({ "here": here }))).into_response()),
        Err(Gap::Broken(_)) => Err(AppError::Unreadable("error-upload-broken", Vec::new())),
        Err(Gap::Full) => Err(AppError::TooLarge),
        Err(Gap::Disk(error)) => Err(AppError::Internal(error.into())),
    }
}

/// Days for which a machine that the server has not heard of may still show what it keeps.
const DAYS: u32 = 14;

/// `GET /outbox/key`: what the browser seals with; and by which session, and for how long, it may read what it keeps.
pub async fn key(permit: Permit<UseOutbox>) -> Result<Response> {
    let session = access::store::handle(&permit.actor.session);
    let key = permit.app.letterbox.public().map(|key| STANDARD.encode(key));
    permit.tx.commit().await?;
    let key = key.map_err(|error| AppError::Internal(error.into()))?;
    Ok(Json(json!({ "key": key, "session": session, "days": DAYS })).into_response())
}

/// `POST /outbox/discarded`: something was thrown away before it was sent; who, when, of which case and why stays.
pub async fn discarded(mut posted: Posted<UseOutbox>) -> Result<Response> {
    let reason = posted.fields.text("reason", PROSE);
    let item = posted.fields.value("item").parse().unwrap_or_default();
    if !posted.fields.is_ok() {
        return Err(AppError::Unreadable("refused-no-reason", Vec::new()));
    }
    let value = json!({ "reason": reason, "files": posted.fields.value("files").parse::<u32>().unwrap_or_default() });
    posted.permit.note("outbox_discarded", "outbox", item, None, value).await?;
    posted.done("/outbox", "done-discarded").await
}

/// `POST /inspections/{id}/unseal`: the key of an item out of a sealed package, for whoever leads the case that it was written in.
pub async fn unseal(mut posted: Posted<OpenSealed>) -> Result<Response> {
    let case = posted.permit.subject.id;
    let bytes = |name: &str| STANDARD.decode(posted.fields.value(name)).unwrap_or_default();
    let (account, item) = (posted.fields.value("account").to_owned(), posted.fields.value("item").to_owned());
    let bound = format!("{case}/{account}/{item}");
    let key = posted.permit.app.letterbox.open(&bytes("enc"), &bytes("data"), &bound);
    let key = key.map_err(|error| AppError::Internal(error.into()))?.ok_or(AppError::Conflict("refused-not-sealed"))?;
    let item = item.parse().map_err(|_| AppError::NotFound)?;
    posted.permit.note("sealed_opened", "outbox", item, Some(case.0), json!({ "author": account })).await?;
    posted.permit.tx.commit().await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(json!({ "key": STANDARD.encode(key) }))).into_response())
}
