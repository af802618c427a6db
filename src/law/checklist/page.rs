//! Pages of the checklists: their editions, a draft of the next, and the draft's publication.
use axum::{http::StatusCode, response::Response};
use serde_json::{Value, json};

use crate::{
    foundation::{
        error::{AppError, Result},
        id,
        web::fields::Fields,
        word::Word as _,
    },
    law::checklist::{
        Answer, Checklist, Item,
        deed::ManageChecklists,
        form::{self, Ground},
        model::{Change, Draft, difference, standing},
        store,
        view::{self, ChangePage, DraftPage, IndexPage, PublishPage},
    },
    people::access::{Permit, Posted},
};

const INDEX: &str = "/admin/checklists";

/// The list that an address or a form names; the first where it names none.
///
/// # Errors
/// There is no such list.
pub fn list(fields: &Fields) -> Result<Checklist> {
    match fields.value("list") {
        "" => Ok(Checklist::Prison),
        code => Checklist::parse(code).ok_or(AppError::NotFound),
    }
}

/// `GET /admin/checklists?list=&edition=`
pub async fn index(mut permit: Permit<ManageChecklists>) -> Result<Response> {
    let (l, today) = (permit.l, permit.today);
    let asked = permit.query()?;
    let list = list(&asked)?;
    let versions = store::versions(&mut permit.tx, list).await?;
    let shown = match asked.value("edition") {
        "" => standing(&versions, today),
        name => versions.iter().find(|version| version.edition == name),
    };
    let shown = shown.cloned().ok_or(AppError::NotFound)?;
    let items = store::items(&mut permit.tx, list, &shown.edition).await?;
    let lines = match &shown.base {
        Some(base) => {
            let base = store::items(&mut permit.tx, list, base).await?;
            view::lines(&base, &difference(&base, &items), l)
        }
        None => Vec::new(),
    };
    let drafting = store::draft(&mut permit.tx, list).await?.is_some();
    let page = IndexPage {
        shell: permit.shell(),
        key: id::fresh(),
        today,
        list,
        tabs: view::tabs(list, INDEX, l),
        versions,
        shown: shown.edition,
        sections: view::sections(&items),
        lines,
        drafting,
    };
    permit.page(page).await
}

/// The draft of a list that is being written, with what it is built on.
async fn ground(permit: &mut Permit<ManageChecklists>, list: Checklist) -> Result<Ground> {
    let draft = store::draft(&mut permit.tx, list).await?.ok_or(AppError::Conflict("refused-no-draft"))?;
    Ok(Ground {
        items: store::items(&mut permit.tx, list, &draft.base).await?,
        changes: store::changes(&mut permit.tx, draft.id).await?,
        codes: store::codes(&mut permit.tx, list).await?,
        draft,
    })
}

async fn note(permit: &mut Permit<ManageChecklists>, deed: &str, draft: &Draft, value: Value) -> Result<()> {
    let value = json!({ "list": draft.list.code(), "of": value });
    permit.note(deed, "checklist_draft", draft.id, None, value).await
}

/// `POST /admin/checklists/draft`
pub async fn open(mut posted: Posted<ManageChecklists>) -> Result<Response> {
    let list = list(&posted.fields)?;
    let permit = &mut posted.permit;
    store::open(&mut permit.tx, id::fresh(), list, permit.actor.person, permit.now).await?;
    let draft = store::draft(&mut permit.tx, list).await?.ok_or(AppError::NotFound)?;
    note(permit, "checklist_drafted", &draft, json!({ "base": draft.base })).await?;
    posted.done(&draft.href(), "done-taxonomy-drafted").await
}

/// `GET /admin/checklists/draft?list=`
pub async fn draft(mut permit: Permit<ManageChecklists>) -> Result<Response> {
    let list = list(&permit.query()?)?;
    let ground = ground(&mut permit, list).await?;
    let page = DraftPage {
        shell: permit.shell(),
        key: id::fresh(),
        list,
        sections: view::sections(&ground.items),
        lines: view::lines(&ground.items, &ground.changes, permit.l),
        ground,
    };
    permit.page(page).await
}

/// What an address or a form is about: the change, and the item (or, for a new one, a neighbour of it).
fn about(fields: &Fields, ground: &Ground) -> Result<(Change, Item)> {
    let change = Change::parse(fields.value("do")).ok_or(AppError::NotFound)?;
    let item = match change {
        Change::Add => ground.of_section(fields.value("section")),
        Change::Change | Change::Retire => ground.item(fields.value("code")),
    };
    Ok((change, item.cloned().ok_or(AppError::NotFound)?))
}

/// `GET /admin/checklists/draft/change?list=&do=&code=&section=`
pub async fn ask(mut permit: Permit<ManageChecklists>) -> Result<Response> {
    let asked = permit.query()?;
    let ground = ground(&mut permit, list(&asked)?).await?;
    let (change, item) = about(&asked, &ground)?;
    let fields = if change == Change::Add { Fields::default() } else { form::start(&item) };
    let page = change_page(&permit, &ground, change, item, fields);
    permit.page(page).await
}

fn change_page(
    permit: &Permit<ManageChecklists>,
    ground: &Ground,
    change: Change,
    item: Item,
    fields: Fields,
) -> ChangePage {
    let l = permit.l;
    let code = if change == Change::Add { "" } else { item.code.as_str() };
    let parents = ground.parents(item.section(), code);
    ChangePage {
        shell: permit.shell(),
        key: id::fresh(),
        list: ground.draft.list,
        parents: parents
            .into_iter()
            .map(|one| (one.code.clone(), format!("{} {}", one.code, l.pick(&one.item_zh, &one.item_en))))
            .collect(),
        answers: Answer::ALL.iter().map(|answer| (answer.code(), l.word(*answer))).collect(),
        change,
        item,
        fields,
    }
}

/// `POST /admin/checklists/draft/change`
pub async fn change(mut posted: Posted<ManageChecklists>) -> Result<Response> {
    let ground = ground(&mut posted.permit, list(&posted.fields)?).await?;
    let (change, item) = about(&posted.fields, &ground)?;
    let Some(changed) = form::read(&mut posted.fields, &ground, change) else {
        let page = change_page(&posted.permit, &ground, change, item, posted.fields.clone());
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await;
    };
    store::change(&mut posted.permit.tx, ground.draft.id, &changed).await?;
    let value = json!({ "change": change.code(), "code": changed.code, "item_zh": changed.item_zh, "item_en": changed.item_en,
        "legal_basis": changed.legal_basis, "after": changed.after_item, "answer": changed.after_answer.map(Answer::code) });
    note(&mut posted.permit, "checklist_changed", &ground.draft, value).await?;
    posted.done(&ground.draft.href(), "done-taxonomy-changed").await
}

/// `POST /admin/checklists/draft/undo`
pub async fn undo(mut posted: Posted<ManageChecklists>) -> Result<Response> {
    let ground = ground(&mut posted.permit, list(&posted.fields)?).await?;
    let code = posted.fields.value("code").to_owned();
    if !ground.without(&code).is_whole() {
        return Err(AppError::Conflict("refused-item-needed"));
    }
    store::undo(&mut posted.permit.tx, ground.draft.id, &code).await?;
    note(&mut posted.permit, "checklist_change_undone", &ground.draft, json!({ "code": code })).await?;
    posted.done(&ground.draft.href(), "done-taxonomy-undone").await
}

/// `POST /admin/checklists/draft/discard`
pub async fn discard(mut posted: Posted<ManageChecklists>) -> Result<Response> {
    let ground = ground(&mut posted.permit, list(&posted.fields)?).await?;
    let permit = &mut posted.permit;
    store::discard(&mut permit.tx, ground.draft.id, permit.actor.person, permit.now).await?;
    note(permit, "checklist_discarded", &ground.draft, json!({})).await?;
    posted.done(&format!("{INDEX}?list={}", ground.draft.list.code()), "done-taxonomy-discarded").await
}

/// `GET /admin/checklists/draft/publish?list=`
pub async fn review(mut permit: Permit<ManageChecklists>) -> Result<Response> {
    let list = list(&permit.query()?)?;
    let ground = ground(&mut permit, list).await?;
    let fields = Fields::start([("since", form::earliest(permit.today).to_string())]);
    let page = publish_page(&permit, &ground, fields);
    permit.page(page).await
}

fn publish_page(permit: &Permit<ManageChecklists>, ground: &Ground, fields: Fields) -> PublishPage {
    PublishPage {
        shell: permit.shell(),
        key: id::fresh(),
        list: ground.draft.list,
        fields,
        base: ground.draft.base.clone(),
        lines: view::lines(&ground.items, &ground.changes, permit.l),
        seen: ground.seen(),
        overtaken: false,
    }
}

/// `POST /admin/checklists/draft/publish`: what was reviewed is what is published.
pub async fn publish(mut posted: Posted<ManageChecklists>) -> Result<Response> {
    let list = list(&posted.fields)?;
    let ground = ground(&mut posted.permit, list).await?;
    let read = form::publication(&mut posted.fields, posted.permit.today);
    let mut page = publish_page(&posted.permit, &ground, posted.fields.clone());
    let Some((since, why)) = read else { return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await };
    if posted.fields.value("seen") != page.seen {
        page.overtaken = true;
        return posted.send_back(StatusCode::CONFLICT, page).await;
    }
    let permit = &mut posted.permit;
    let edition = store::publish(&mut permit.tx, ground.draft.id, since, &why, permit.now).await?;
    let value = json!({ "edition": edition, "since": since, "note": why });
    note(permit, "checklist_published", &ground.draft, value).await?;
    posted.done(&format!("{INDEX}?list={}&edition={edition}", list.code()), "done-taxonomy-published").await
}
