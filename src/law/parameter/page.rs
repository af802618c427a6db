//! Pages of the parameters: all that apply, the versions of one, and a new version that is shown in words first.
use axum::{http::StatusCode, response::Response};
use serde_json::json;

use crate::{
    foundation::{
        error::{AppError, Result},
        id, trail,
        web::fields::Fields,
        word::Word as _,
    },
    law::{
        parameter::{
            deed::ManageParameters,
            form,
            model::{Rule, Version},
            store,
            view::{self, FormPage, HistoryPage, IndexPage},
        },
        period,
    },
    people::{
        access::{Permit, Posted},
        facility::FacilityKind,
    },
};

/// `GET /admin/parameters`
pub async fn index(mut permit: Permit<ManageParameters>) -> Result<Response> {
    let rules = Rule::all(store::versions(&mut permit.tx, None).await?);
    let page = IndexPage { shell: permit.shell(), today: permit.today, rules };
    permit.page(page).await
}

/// The rule that an address or a form names by its key and kind of facility, and its latest version.
async fn rule(permit: &mut Permit<ManageParameters>, fields: &Fields) -> Result<(Rule, Version)> {
    let kind = match fields.value("kind") {
        "" => None,
        code => Some(FacilityKind::parse(code).ok_or(AppError::NotFound)?),
    };
    let versions = store::versions(&mut permit.tx, Some((fields.value("key"), kind))).await?;
    let rule = Rule { versions };
    let latest = rule.latest().cloned().ok_or(AppError::NotFound)?;
    Ok((rule, latest))
}

/// `GET /admin/parameters/history?key=&kind=`
pub async fn history(mut permit: Permit<ManageParameters>) -> Result<Response> {
    let asked = permit.query()?;
    let (rule, latest) = rule(&mut permit, &asked).await?;
    let page = HistoryPage { shell: permit.shell(), today: permit.today, rule, latest };
    permit.page(page).await
}

/// `GET /admin/parameters/new?key=&kind=`
pub async fn new(mut permit: Permit<ManageParameters>) -> Result<Response> {
    let asked = permit.query()?;
    let (rule, latest) = rule(&mut permit, &asked).await?;
    let fields = form::start(&latest, permit.today);
    let page = form_page(&permit, &rule, latest, fields);
    permit.page(page).await
}

fn form_page(permit: &Permit<ManageParameters>, rule: &Rule, latest: Version, fields: Fields) -> FormPage {
    let l = permit.l;
    FormPage {
        shell: permit.shell(),
        key: id::fresh(),
        present: rule.on(permit.today).cloned(),
        units: latest.units().into_iter().map(|unit| (unit.code(), l.word(unit))).collect(),
        fields,
        preview: Vec::new(),
        overtaken: false,
        latest,
    }
}

/// `POST /admin/parameters`: `then` is `preview`, `edit` (back to the form) or `set`.
pub async fn set(mut posted: Posted<ManageParameters>) -> Result<Response> {
    let asked = posted.fields.clone();
    let (rule, latest) = rule(&mut posted.permit, &asked).await?;
    let (today, l) = (posted.permit.today, posted.permit.l);
    let wanted = form::read(&mut posted.fields, &latest, today);
    let mut page = form_page(&posted.permit, &rule, latest.clone(), posted.fields.clone());
    let Some(wanted) = wanted else { return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await };
    if posted.fields.value("seen") != latest.id.to_string() {
        page.overtaken = true;
        return posted.send_back(StatusCode::CONFLICT, page).await;
    }
    match posted.fields.value("then") {
        "set" => {
            let permit = &mut posted.permit;
            let set = store::set(&mut permit.tx, &latest, &wanted, wanted.since, permit.now).await?;
            let value = json!({ "key": latest.key, "facility_kind": latest.facility_kind.map(FacilityKind::code), "id": set, "after": latest.id,
                "amount": wanted.amount, "unit": wanted.unit.code(), "source": wanted.source, "since": wanted.since, "reason": wanted.reason });
            let entry = trail::Entry { deed: "parameter_set", subject: "parameter", id: None, inspection: None, value };
            trail::write(&mut permit.tx, &permit.actor.by(), permit.now, entry).await?;
            posted.done(&format!("/admin/parameters/history?{}", view::query(&latest)), "done-parameter").await
        }
        "edit" => posted.send_back(StatusCode::OK, page).await,
        _ => {
            let calendar = period::calendar(&mut posted.permit.tx).await?.calendar;
            page.preview = view::preview(&rule, &latest, &wanted, today, &calendar, l);
            posted.send_back(StatusCode::OK, page).await
        }
    }
}
