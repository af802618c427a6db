//! Pages of the taxonomy: its versions, a draft of the next, and the draft's publication.
use axum::{http::StatusCode, response::Response};
use serde_json::{Value, json};

use crate::{
    foundation::{
        error::{AppError, Result},
        id, trail,
        web::fields::Fields,
        word::Word as _,
    },
    law::taxonomy::{
        deed::ManageCategories,
        form::{self, Ground, SEVERITIES},
        model::{Change, Leaf, difference},
        store,
        view::{self, ChangePage, DraftPage, IndexPage, PublishPage},
    },
    people::access::{Permit, Posted},
};

const DRAFT: &str = "/admin/categories/draft";

/// `GET /admin/categories?version=`
pub async fn index(mut permit: Permit<ManageCategories>) -> Result<Response> {
    let (l, today) = (permit.l, permit.today);
    let asked = permit.query()?;
    let versions = store::versions(&mut permit.tx).await?;
    let shown = match asked.value("version") {
        "" => versions.iter().find(|version| version.since <= today && !version.replaced),
        number => versions.iter().find(|version| version.id.to_string() == number),
    };
    let shown = shown.cloned().ok_or(AppError::NotFound)?;
    let leaves = store::leaves(&mut permit.tx, shown.id).await?;
    let lines = match shown.base {
        Some(base) => {
            let base = store::leaves(&mut permit.tx, base).await?;
            let successors = store::successors(&mut permit.tx, shown.id).await?;
            view::lines(&base, &difference(&base, &leaves, &successors), l)
        }
        None => Vec::new(),
    };
    let drafting = store::draft(&mut permit.tx).await?.is_some();
    let shell = permit.shell();
    let domains = view::domains(&leaves, l);
    let page = IndexPage { shell, key: id::fresh(), today, versions, shown: shown.id, domains, lines, drafting };
    permit.page(page).await
}

/// The draft that is being written, with what it is built on.
async fn ground(permit: &mut Permit<ManageCategories>) -> Result<Ground> {
    let draft = store::draft(&mut permit.tx).await?.ok_or(AppError::Conflict("refused-no-draft"))?;
    Ok(Ground {
        leaves: store::leaves(&mut permit.tx, draft.base).await?,
        changes: store::changes(&mut permit.tx, draft.id).await?,
        codes: store::codes(&mut permit.tx).await?,
        draft,
    })
}

async fn note(permit: &mut Permit<ManageCategories>, deed: &str, draft: uuid::Uuid, value: Value) -> Result<()> {
    let entry = trail::Entry { deed, subject: "taxonomy_draft", id: Some(draft), inspection: None, value };
    trail::write(&mut permit.tx, &permit.actor.by(), permit.now, entry).await
}

/// `POST /admin/categories/draft`
pub async fn open(mut posted: Posted<ManageCategories>) -> Result<Response> {
    let (draft, permit) = (id::fresh(), &mut posted.permit);
    store::open(&mut permit.tx, draft, permit.actor.person, permit.now).await?;
    note(permit, "taxonomy_drafted", draft, json!({})).await?;
    posted.done(DRAFT, "done-taxonomy-drafted").await
}

/// `GET /admin/categories/draft`
pub async fn draft(mut permit: Permit<ManageCategories>) -> Result<Response> {
    let ground = ground(&mut permit).await?;
    let (shell, l) = (permit.shell(), permit.l);
    let lines = view::lines(&ground.leaves, &ground.changes, l);
    let page = DraftPage { shell, key: id::fresh(), domains: view::domains(&ground.leaves, l), lines, ground };
    permit.page(page).await
}

/// What an address or a form is about: the change, and the category (or, for a new one, a neighbour of it).
fn about(fields: &Fields, ground: &Ground) -> Result<(Change, Leaf)> {
    let change = Change::parse(fields.value("do")).ok_or(AppError::NotFound)?;
    let leaf = match change {
        Change::Add => ground.of_domain(fields.value("domain")),
        Change::Rename | Change::Retire => ground.leaf(fields.value("code")),
    };
    Ok((change, leaf.cloned().ok_or(AppError::NotFound)?))
}

/// `GET /admin/categories/draft/change?do=&code=&domain=`
pub async fn ask(mut permit: Permit<ManageCategories>) -> Result<Response> {
    let ground = ground(&mut permit).await?;
    let (change, leaf) = about(&permit.query()?, &ground)?;
    let fields = form::start(change, &leaf);
    let page = change_page(&permit, &ground, change, leaf, fields);
    permit.page(page).await
}

fn change_page(
    permit: &Permit<ManageCategories>,
    ground: &Ground,
    change: Change,
    leaf: Leaf,
    fields: Fields,
) -> ChangePage {
    let l = permit.l;
    let heirs = if change == Change::Retire { ground.heirs(&leaf) } else { Vec::new() };
    ChangePage {
        shell: permit.shell(),
        key: id::fresh(),
        severities: SEVERITIES.iter().map(|code| (*code, l.t(&format!("severity-{code}")))).collect(),
        heirs: heirs
            .into_iter()
            .map(|(code, zh, en)| {
                let chosen = fields.has("successors", &code);
                let name = format!("{code} {}", l.pick(&zh, &en));
                (code, name, chosen)
            })
            .collect(),
        change,
        leaf,
        fields,
    }
}

/// `POST /admin/categories/draft/change`
pub async fn change(mut posted: Posted<ManageCategories>) -> Result<Response> {
    let ground = ground(&mut posted.permit).await?;
    let (change, leaf) = about(&posted.fields, &ground)?;
    let Some(changed) = form::read(&mut posted.fields, &ground, change) else {
        let page = change_page(&posted.permit, &ground, change, leaf, posted.fields.clone());
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await;
    };
    store::change(&mut posted.permit.tx, ground.draft.id, &changed).await?;
    let value = json!({ "change": change.code(), "code": changed.code, "name_zh": changed.name_zh, "name_en": changed.name_en,
        "severity": changed.severity_hint, "successors": changed.successors });
    note(&mut posted.permit, "taxonomy_changed", ground.draft.id, value).await?;
    posted.done(DRAFT, "done-taxonomy-changed").await
}

/// `POST /admin/categories/draft/undo`
pub async fn undo(mut posted: Posted<ManageCategories>) -> Result<Response> {
    let ground = ground(&mut posted.permit).await?;
    let code = posted.fields.value("code").to_owned();
    if ground.changes.iter().any(|changed| changed.successors.contains(&code)) {
        return Err(AppError::Conflict("refused-category-heir"));
    }
    store::undo(&mut posted.permit.tx, ground.draft.id, &code).await?;
    note(&mut posted.permit, "taxonomy_change_undone", ground.draft.id, json!({ "code": code })).await?;
    posted.done(DRAFT, "done-taxonomy-undone").await
}

/// `POST /admin/categories/draft/discard`
pub async fn discard(mut posted: Posted<ManageCategories>) -> Result<Response> {
    let ground = ground(&mut posted.permit).await?;
    let permit = &mut posted.permit;
    store::discard(&mut permit.tx, ground.draft.id, permit.actor.person, permit.now).await?;
    note(permit, "taxonomy_discarded", ground.draft.id, json!({})).await?;
    posted.done("/admin/categories", "done-taxonomy-discarded").await
}

/// `GET /admin/categories/draft/publish`
pub async fn review(mut permit: Permit<ManageCategories>) -> Result<Response> {
    let ground = ground(&mut permit).await?;
    let fields = Fields::start([("since", form::earliest(permit.today).to_string())]);
    let page = publish_page(&permit, &ground, fields);
    permit.page(page).await
}

fn publish_page(permit: &Permit<ManageCategories>, ground: &Ground, fields: Fields) -> PublishPage {
    let lines = view::lines(&ground.leaves, &ground.changes, permit.l);
    PublishPage {
        shell: permit.shell(),
        key: id::fresh(),
        fields,
        base: ground.draft.base,
        lines,
        seen: ground.seen(),
        overtaken: false,
    }
}

/// `POST /admin/categories/draft/publish`: what was reviewed is what is published.
pub async fn publish(mut posted: Posted<ManageCategories>) -> Result<Response> {
    let ground = ground(&mut posted.permit).await?;
    let read = form::publication(&mut posted.fields, posted.permit.today);
    let mut page = publish_page(&posted.permit, &ground, posted.fields.clone());
    let Some((since, why)) = read else { return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await };
    if posted.fields.value("seen") != page.seen {
        page.overtaken = true;
        return posted.send_back(StatusCode::CONFLICT, page).await;
    }
    let permit = &mut posted.permit;
    let version = store::publish(&mut permit.tx, ground.draft.id, since, &why, permit.now).await?;
    note(permit, "taxonomy_published", ground.draft.id, json!({ "version": version, "since": since, "note": why }))
        .await?;
    posted.done(&format!("/admin/categories?version={version}"), "done-taxonomy-published").await
}
