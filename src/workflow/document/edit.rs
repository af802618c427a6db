//! Rewriting a draft: compare-and-set on its version; after a conflict both texts, nothing lost.
use axum::{http::StatusCode, response::Response};

use crate::{
    foundation::{
        error::{AppError, Result},
        id,
        web::{
            fields::Fields,
            overtaken::{OvertakenPage, Pair},
        },
    },
    people::access::{Permit, Posted},
    workflow::document::{
        act,
        deed::EditDocument,
        form,
        model::{Document, DocumentFile},
        page,
        state::State,
        store::{self, Standing, read::Item},
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
    if document.state != State::Draft {
        return overtaken(posted, &document, &standing).await;
    }
    let base = posted.fields.number("base", 0, i32::MAX).unwrap_or_default();
    let text = form::read(&mut posted.fields, &standing);
    let overtaken = base != document.text_no;
    if posted.fields.is_ok() && !overtaken {
        act::rewrite(&mut posted.permit, base, &text).await?;
        return posted.done(&document.href(), "done-saved").await;
    }
    let status = if overtaken { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let fields = posted.fields.clone();
    let page = form_page(&mut posted.permit, fields, overtaken.then_some(document)).await?;
    posted.send_back(status, page).await
}

/// The draft was submitted meanwhile: what was typed stands beside what is on record.
async fn overtaken(mut posted: Posted<EditDocument>, document: &Document, standing: &[Standing]) -> Result<Response> {
    let items = store::read::items(&mut posted.permit.tx, document.id).await?;
    let typed = &posted.fields;
    let pairs = [
        ("document-name", document.title.as_str(), typed.value("title")),
        ("document-body", &document.body, typed.value("body")),
    ];
    let mut page = OvertakenPage::new(posted.permit.shell(), "refused-document-submitted", document.href(), &pairs);
    page.pairs.extend(standing.iter().map(|finding| Pair {
        label: format!("{}. {}", finding.no, finding.title),
        theirs:
            items.iter().find(|item| item.finding == finding.id).map_or_else(String::new, |item| item.demand.clone()),
        mine: typed.value(&form::demand(finding.id)).to_owned(),
    }));
    page.pairs.retain(|pair| !(pair.theirs.is_empty() && pair.mine.is_empty()));
    posted.send_back(StatusCode::CONFLICT, page).await
}
