//! Rewriting a draft: compare-and-set on its version; two texts are merged, nothing is lost.
use axum::{http::StatusCode, response::Response};

use crate::{
    foundation::{
        error::{AppError, Result},
        id,
        web::{
            conflict::{self, ConflictPage, Entry, Part, Target},
            fields::Fields,
            overtaken::{OvertakenPage, Pair},
        },
        word::Word as _,
    },
    people::access::{Permit, Posted},
    workflow::document::{
        act,
        deed::EditDocument,
        form,
        model::{Document, DocumentFile},
        page,
        state::State,
        store::{
            Standing,
            read::{self, Item},
        },
        view::{self, FormPage},
    },
};

/// `GET /documents/{id}/edit`
pub async fn edit(mut permit: Permit<EditDocument>) -> Result<Response> {
    let document = permit.subject.document.clone();
    if document.state != State::Draft {
        return Err(AppError::Conflict("refused-document-submitted"));
    }
    let items = read::items(&mut permit.tx, document.id).await?;
    let page = form_page(&mut permit, as_saved(&document, &items)).await?;
    permit.page(page).await
}

fn as_saved(document: &Document, items: &[Item]) -> Fields {
    let fields = Fields::start([("title", document.title.clone()), ("body", document.body.clone())]);
    items.iter().fold(fields, |fields, item| {
        fields.with("findings", item.finding.to_string()).with(&form::demand(item.finding), item.demand.clone())
    })
}

async fn form_page(permit: &mut Permit<EditDocument>, fields: Fields) -> Result<FormPage> {
    let DocumentFile { document, case, .. } = permit.subject.clone();
    let standing = page::raisable(permit, &case).await?;
    Ok(FormPage {
        shell: permit.shell(),
        key: id::fresh(),
        choices: view::choices(&standing, &fields),
        fields,
        kind: document.kind,
        document: Some(document),
        case,
    })
}

/// `POST /documents/{id}`
pub async fn save(mut posted: Posted<EditDocument>) -> Result<Response> {
    let DocumentFile { document, case, .. } = posted.permit.subject.clone();
    let standing = page::raisable(&mut posted.permit, &case).await?;
    conflict::settle(&mut posted.fields);
    if document.state != State::Draft {
        return overtaken(posted, &document, &standing).await;
    }
    let base = posted.fields.number("base", 0, i32::MAX).unwrap_or_default();
    let text = form::read(&mut posted.fields, &standing);
    if let Some(status) = conflict::clash(&mut posted.fields, base, document.text_no) {
        return merge(posted, &document, &standing, base, status).await;
    }
    if posted.fields.is_ok() {
        act::rewrite(&mut posted.permit, base, &text).await?;
        return posted.done(&document.href(), "done-saved").await;
    }
    let fields = posted.fields.clone();
    let page = form_page(&mut posted.permit, fields).await?;
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}

/// Somebody saved another version meanwhile: both are merged, the demand about each finding by itself.
async fn merge(
    mut posted: Posted<EditDocument>,
    document: &Document,
    standing: &[Standing],
    base: i32,
    status: StatusCode,
) -> Result<Response> {
    let was = conflict::started(&posted.fields, base);
    let tx = &mut posted.permit.tx;
    let (started, stands) =
        (read::version(tx, document.id, was).await?, read::version(tx, document.id, document.text_no).await?);
    let stands = stands.unwrap_or_default();
    let started = started.unwrap_or_else(|| stands.clone());
    let l = posted.permit.l;
    form::raise_by_demand(&mut posted.fields, standing);
    let mut parts = vec![
        Part::new("title", l.t("document-name"), Entry::Line, &started.title, &stands.title),
        Part::new("body", l.t("document-body"), Entry::Prose, &started.body, &stands.body),
    ];
    parts.extend(standing.iter().map(|finding| {
        let label = format!("{}. {}", finding.no, finding.title);
        let (was, is) = (started.demand(finding.id), stands.demand(finding.id));
        Part::new(&form::demand(finding.id), label, Entry::Prose, was, is)
    }));
    let target = Target {
        action: document.href(),
        back: document.href(),
        who: stands.author.unwrap_or_default(),
        no: document.text_no,
        was,
        kept: vec![("kind", document.kind.code().to_owned()), (form::RAISED_BY_DEMAND, "yes".to_owned())],
        family: "document",
    };
    let page = ConflictPage::new(posted.permit.shell(), target, &posted.fields, parts);
    posted.send_back(status, page).await
}

/// The draft was submitted meanwhile: what was typed stands beside what is on record.
async fn overtaken(mut posted: Posted<EditDocument>, document: &Document, standing: &[Standing]) -> Result<Response> {
    let items = read::items(&mut posted.permit.tx, document.id).await?;
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
