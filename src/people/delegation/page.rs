//! Pages of delegations, for the chief who gives them.
use std::borrow::Borrow;

use askama::Template;
use axum::{http::StatusCode, response::Response};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use uuid::Uuid;

use crate::{
    deeds,
    foundation::{
        db::Tx,
        error::{AppError, Result},
        id::{self, OrgId, PersonId},
        text::Lang,
        web::{
            fields::{Fields, PROSE},
            shell::Shell,
        },
    },
    people::{
        access::{Actor, Permit, Posted, Standing, Subject},
        delegation::store,
    },
};

/// A delegation as the chief reads it.
#[derive(Debug)]
pub struct Delegation {
    pub id: Uuid,
    pub org_zh: String,
    pub org_en: String,
    pub who: String,
    pub title: String,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
    pub reason: String,
    pub given_by: Option<String>,
    pub ended_at: Option<DateTime<Utc>>,
    pub ended_by: Option<String>,
}

impl Delegation {
    pub fn org(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.org_zh, &self.org_en)
    }

    pub fn last(&self) -> Option<NaiveDate> {
        self.until.and_then(|until| until.pred_opt())
    }

    /// Counts today.
    pub fn holds(&self, today: &NaiveDate) -> bool {
        self.ended_at.is_none() && self.from <= *today && self.until.is_none_or(|until| *today < until)
    }

    /// Counts today or some day to come.
    pub fn can_end(&self, today: &NaiveDate) -> bool {
        self.ended_at.is_none() && self.until.is_none_or(|until| *today < until)
    }
}

/// An organ for which the chief approves.
#[derive(Debug)]
pub struct Organ {
    pub id: OrgId,
    pub code: String,
    pub name_zh: String,
    pub name_en: String,
}

/// Somebody who may stand in.
#[derive(Debug)]
pub struct Deputy {
    pub id: Uuid,
    pub name: String,
    pub title: String,
    pub name_zh: String,
    pub name_en: String,
    pub code: String,
}

/// What the chief gives.
#[derive(Debug)]
pub struct NewDelegation {
    pub org: OrgId,
    pub person: PersonId,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub reason: String,
}

impl Subject for Delegation {
    // ending it is a compare-and-set
    async fn load(tx: &mut Tx, actor: &Actor, id: Uuid, _: bool) -> Result<Option<Self>> {
        match actor.unit_id() {
            Some(unit) => store::one(tx, unit, id).await,
            None => Ok(None),
        }
    }

    fn standing(&self) -> Standing {
        Standing::default()
    }
}

deeds! {
    ManageDelegations(()),
    EndDelegation(Delegation),
}

#[derive(Template)]
#[template(path = "people/delegation/index.html")]
struct IndexPage {
    shell: Shell,
    today: NaiveDate,
    rows: Vec<Delegation>,
    key: Uuid,
    fields: Fields,
    organs: Vec<(String, String)>,
    deputies: Vec<(String, String)>,
}

impl IndexPage {
    fn another_key(&self) -> Uuid {
        id::fresh()
    }
}

async fn index_page(permit: &mut Permit<ManageDelegations>, fields: Fields) -> Result<IndexPage> {
    let (l, unit) = (permit.l, permit.actor.unit_id().ok_or(AppError::NotFound)?);
    let organs = store::organs(&mut permit.tx, unit).await?;
    let deputies = store::deputies(&mut permit.tx, unit, permit.today).await?;
    let deputy = |one: Deputy| {
        (one.id.to_string(), format!("{} · {} · {}", one.name, l.pick(&one.name_zh, &one.name_en), one.title))
    };
    Ok(IndexPage {
        shell: permit.shell(),
        today: permit.today,
        rows: store::list(&mut permit.tx, unit).await?,
        key: id::fresh(),
        fields,
        organs: organs.into_iter().map(|one| (one.code, l.pick(&one.name_zh, &one.name_en).to_owned())).collect(),
        deputies: deputies.into_iter().map(deputy).collect(),
    })
}

/// `GET /admin/delegations`
pub async fn index(mut permit: Permit<ManageDelegations>) -> Result<Response> {
    let fields = Fields::start([("from", permit.today.to_string())]);
    let view = index_page(&mut permit, fields).await?;
    permit.page(view).await
}

async fn read(permit: &mut Permit<ManageDelegations>, fields: &mut Fields) -> Result<Option<NewDelegation>> {
    let unit = permit.actor.unit_id().ok_or(AppError::NotFound)?;
    let organs = store::organs(&mut permit.tx, unit).await?;
    let organ = organs.into_iter().find(|organ| organ.code == fields.value("org"));
    if organ.is_none() {
        fields.problem("org", "problem-choose", Vec::new());
    }
    let person = fields.id::<PersonId>("person");
    let deputies = store::deputies(&mut permit.tx, unit, permit.today).await?;
    if let Some(person) = person
        && (person == permit.actor.person || !deputies.iter().any(|deputy| deputy.id == person.0))
    {
        fields.problem("person", "problem-choose", Vec::new());
    }
    let (from, to) = (fields.date("from"), fields.date("to"));
    let reason = fields.text("reason", PROSE);
    let earliest = from.max(Some(permit.today));
    if let (Some(to), Some(earliest)) = (to, earliest)
        && to < earliest
    {
        fields.problem("to", "problem-too-early", vec![("earliest", earliest.into())]);
    }
    let (Some(organ), Some(person), Some(from), Some(to), true) = (organ, person, from, to, fields.is_ok()) else {
        return Ok(None);
    };
    Ok(Some(NewDelegation { org: organ.id, person, from, to, reason }))
}

/// `POST /admin/delegations`
pub async fn give(mut posted: Posted<ManageDelegations>) -> Result<Response> {
    let (permit, fields) = (&mut posted.permit, &mut posted.fields);
    let Some(new) = read(permit, fields).await? else {
        let view = index_page(permit, fields.clone()).await?;
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, view).await;
    };
    let delegation = id::fresh();
    store::give(&mut permit.tx, delegation, &new, permit.actor.person, permit.now).await?;
    let value = json!({ "person": new.person, "from": new.from, "to": new.to, "reason": new.reason });
    permit.note("delegation_given", "delegation", delegation, None, value).await?;
    posted.done("/admin/delegations", "done-delegation-given").await
}

/// `POST /admin/delegations/{id}/end`
pub async fn end(mut posted: Posted<EndDelegation>) -> Result<Response> {
    let permit = &mut posted.permit;
    store::end(&mut permit.tx, permit.subject.id, permit.actor.person, permit.now).await?;
    permit.note("delegation_ended", "delegation", permit.subject.id, None, json!({})).await?;
    posted.done("/admin/delegations", "done-delegation-ended").await
}
