//! Rewriting a draft: compare-and-set on its version; after a conflict both texts, nothing lost.
use axum::{http::StatusCode, response::Response};

use crate::{
    foundation::{
        error::{AppError, Result},
        id,
        web::fields::Fields,
    },
    people::access::{Permit, Posted},
    workflow::document::{
        act,
        deed::EditDocument,
        form,
        model::{Document, DocumentFile},
        page,
        state::State,
        store::{self, read::Item},
        view::{self, FormPage},
    },
};

/// `GET /documents/{id}/edit`
pub async fn edit(mut permit: Permit<EditDocument>) -> Result<Response> {
    let document = permit.subject.document.clone();
    if document.state != State::Draft {
        return Err(AppError::Conflict("refused-document-submitted"));
    }
    let items = store::read::items(&mut permit.tx, document.id).await?;
    let page = form_page(&mut permit, as_saved(&document, &items), None).await?;
    permit.page(page).await
}

fn as_saved(document: &Document, items: &[Item]) -> Fields {
    let fields = Fields::start([("title", document.title.clone()), ("body", document.body.clone())]);
    items.iter().fold(fields, |fields, item| {
        fields.with("findings", item.finding.to_string()).with(&form::demand(item.finding), item.demand.clone())
    })
}

/// `theirs` is the version that was saved meanwhile.
async fn form_page(permit: &mut Permit<EditDocument>, fields: Fields, theirs: Option<Document>) -> Result<FormPage> {
    let DocumentFile { document, case, .. } = permit.subject.clone();
    let standing = page::raisable(permit, &case).await?;
    let saved = if theirs.is_some() { store::read::items(&mut permit.tx, document.id).await? } else { Vec::new() };
    Ok(FormPage {
        shell: permit.shell(),
        key: id::fresh(),
        choices: view::choices(&standing, &fields, &saved),
        fields,
        kind: document.kind,
        document: Some(document),
        theirs,
        case,
    })
}

/// `POST /documents/{id}`
pub async fn save(mut posted: Posted<EditDocument>) -> Result<Response> {
    let DocumentFile { document, case, .. } = posted.permit.subject.clone();
    let standing = page::raisable(&mut posted.permit, &case).await?;
    let base = posted.fields.number("base", 0, i32::MAX).unwrap_or_default();
    let text = form::read(&mut posted.fields, &standing);
    let overtaken = base != document.text_no && document.state == State::Draft;
    if posted.fields.is_ok() && !overtaken {
        act::rewrite(&mut posted.permit, base, &text).await?;
        return posted.done(&document.href(), "done-saved").await;
    }
    let status = if overtaken { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let fields = posted.fields.clone();
    let page = form_page(&mut posted.permit, fields, overtaken.then_some(document)).await?;
    posted.send_back(status, page).await
}
