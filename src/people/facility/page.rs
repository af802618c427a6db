//! Pages for those who keep the facilities and their supervision.
use askama::Template;
use axum::{http::StatusCode, response::Response};
use uuid::Uuid;

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{self, OrgId},
        text::Lang,
        web::{fields::Fields, paging::Page, shell::Shell},
        word::Word,
    },
    people::{
        access::{Actor, Permit, Posted},
        facility::{
            Facility, FacilityKind, Supervision, act,
            deed::{ChangeFacility, ManageFacilities},
            form,
            store::{
                self,
                keep::{self, FacilityRow, Organ},
            },
        },
    },
};

const LIST: &str = "/admin/facilities";

/// What a field offers: code and word.
type Options = Vec<(String, String)>;

fn options(l: Lang, organs: &[Organ], offices: bool) -> Options {
    let chosen = organs.iter().filter(|organ| organ.is_office == offices);
    chosen.map(|organ| (organ.code.clone(), l.pick(&organ.name_zh, &organ.name_en).to_owned())).collect()
}

fn unit(actor: &Actor) -> Result<OrgId> {
    actor.unit_id().ok_or(AppError::NotFound)
}

#[derive(Template)]
#[template(path = "people/facility/list.html")]
struct ListPage {
    shell: Shell,
    fields: Fields,
    rows: Vec<FacilityRow>,
    first: Option<String>,
    next: Option<String>,
}

/// `GET /admin/facilities`
pub async fn list(mut permit: Permit<ManageFacilities>) -> Result<Response> {
    let fields = permit.query()?;
    let (q, after) = (fields.value("q").trim().to_owned(), fields.value("after").to_owned());
    let rows = keep::list(&mut permit.tx, unit(&permit.actor)?, &q, &after).await?;
    let page = Page::cut(rows, |row| row.code.clone());
    let address = |after: &str| {
        let pairs: Vec<(&str, &str)> =
            [("q", q.as_str()), ("after", after)].into_iter().filter(|(_, value)| !value.is_empty()).collect();
        format!("{LIST}?{}", serde_html_form::to_string(pairs).unwrap_or_default())
    };
    let view = ListPage {
        shell: permit.shell(),
        first: Some(address("")).filter(|_| !after.is_empty()),
        next: page.next.map(|code| address(&code)),
        rows: page.rows,
        fields,
    };
    permit.page(view).await
}

#[derive(Template)]
#[template(path = "people/facility/new.html")]
struct NewPage {
    shell: Shell,
    key: Uuid,
    fields: Fields,
    kinds: Options,
    orgs: Options,
    offices: Options,
}

async fn new_page(permit: &mut Permit<ManageFacilities>, fields: Fields) -> Result<NewPage> {
    let (l, unit) = (permit.l, unit(&permit.actor)?);
    let organs = keep::organs(&mut permit.tx, unit).await?;
    Ok(NewPage {
        shell: permit.shell(),
        key: id::fresh(),
        fields,
        kinds: FacilityKind::ALL.iter().map(|kind| (kind.code().to_owned(), l.word(*kind))).collect(),
        orgs: options(l, &organs, false),
        offices: options(l, &organs, true),
    })
}

/// `GET /admin/facilities/new`
pub async fn new(mut permit: Permit<ManageFacilities>) -> Result<Response> {
    let fields = Fields::start([("from", permit.today.to_string())]);
    let view = new_page(&mut permit, fields).await?;
    permit.page(view).await
}

/// `POST /admin/facilities`
pub async fn create(mut posted: Posted<ManageFacilities>) -> Result<Response> {
    let (permit, fields) = (&mut posted.permit, &mut posted.fields);
    let (unit, today) = (unit(&permit.actor)?, permit.today);
    let Some(new) = form::facility(&mut permit.tx, fields, unit, today).await? else {
        let view = new_page(permit, fields.clone()).await?;
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, view).await;
    };
    let id = act::add(permit, &new).await?;
    posted.done(&format!("{LIST}/{id}"), "done-facility-added").await
}

#[derive(Template)]
#[template(path = "people/facility/edit.html")]
struct EditPage {
    shell: Shell,
    facility: Facility,
    supervision: Vec<Supervision>,
    fields: Fields,
    orgs: Options,
    offices: Options,
}

impl EditPage {
    fn href(&self) -> String {
        format!("{LIST}/{}", self.facility.id)
    }

    fn key() -> Uuid {
        id::fresh()
    }
}

async fn edit_page(permit: &mut Permit<ChangeFacility>, fields: Fields) -> Result<EditPage> {
    let (l, unit, today) = (permit.l, unit(&permit.actor)?, permit.today);
    let facility = permit.subject.clone();
    let organs = keep::organs(&mut permit.tx, unit).await?;
    let start = [
        ("name_zh", facility.name_zh.clone()),
        ("name_en", facility.name_en.clone()),
        ("capacity", facility.capacity.map_or_else(String::new, |n| n.to_string())),
        ("note", facility.note.clone()),
        ("from", today.to_string()),
    ];
    // what was typed comes first, the rest stands as it is
    let fields = start
        .into_iter()
        .filter(|(name, _)| !fields.pairs().iter().any(|(typed, _)| typed == name))
        .fold(fields.clone(), |fields, (name, value)| fields.with(name, value));
    Ok(EditPage {
        shell: permit.shell(),
        supervision: store::supervision(&mut permit.tx, facility.id).await?,
        facility,
        fields,
        orgs: options(l, &organs, false),
        offices: options(l, &organs, true),
    })
}

/// `GET /admin/facilities/{id}`
pub async fn edit(mut permit: Permit<ChangeFacility>) -> Result<Response> {
    let view = edit_page(&mut permit, Fields::default()).await?;
    permit.page(view).await
}

/// `POST /admin/facilities/{id}`
pub async fn change(mut posted: Posted<ChangeFacility>) -> Result<Response> {
    let described = form::described(&mut posted.fields);
    if !posted.fields.is_ok() {
        let view = edit_page(&mut posted.permit, posted.fields.clone()).await?;
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, view).await;
    }
    act::change(&mut posted.permit, &described).await?;
    let href = format!("{LIST}/{}", posted.permit.subject.id);
    posted.done(&href, "done-facility-changed").await
}

/// `POST /admin/facilities/{id}/supervision`
pub async fn supervise(mut posted: Posted<ChangeFacility>) -> Result<Response> {
    let (permit, fields) = (&mut posted.permit, &mut posted.fields);
    let (unit, today) = (unit(&permit.actor)?, permit.today);
    let new = form::supervision(&mut permit.tx, fields, unit, today).await?;
    let begun = store::supervision(&mut permit.tx, permit.subject.id).await?.first().and_then(|last| last.from);
    if let (Some(new), Some(begun)) = (&new, begun)
        && new.from <= begun
    {
        let earliest = begun.succ_opt().unwrap_or(begun);
        fields.problem("from", "problem-too-early", vec![("earliest", earliest.into())]);
    }
    let Some(new) = new.filter(|_| fields.is_ok()) else {
        let view = edit_page(permit, fields.clone()).await?;
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, view).await;
    };
    act::pass_on(permit, &new).await?;
    let href = format!("{LIST}/{}", permit.subject.id);
    posted.done(&href, "done-supervision-changed").await
}

/// `POST /admin/facilities/{id}/close`
pub async fn close(mut posted: Posted<ChangeFacility>) -> Result<Response> {
    act::close(&mut posted.permit).await?;
    let href = format!("{LIST}/{}", posted.permit.subject.id);
    posted.done(&href, "done-facility-closed").await
}
