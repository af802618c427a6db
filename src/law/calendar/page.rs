//! Pages of the calendar: its layers and versions, a version's days, a draft with what it moves, publishing.
use axum::{http::StatusCode, response::Response};
use chrono::Datelike as _;

use crate::{
    foundation::{
        error::{AppError, Result},
        id,
        web::fields::Fields,
    },
    law::{
        calendar::{
            act,
            deed::{KeepVersion, ManageCalendar},
            form,
            model::{self, Version},
            store,
            view::{FormPage, IndexPage, Moved, PublishPage, VersionPage},
        },
        period::edition::{self, Day, LayerOf},
    },
    people::access::{Permit, Posted},
};

/// `GET /admin/calendar`
pub async fn index(mut permit: Permit<ManageCalendar>) -> Result<Response> {
    let versions = store::versions(&mut permit.tx).await?;
    let page = IndexPage { shell: permit.shell(), year: permit.today.year(), versions };
    permit.page(page).await
}

/// The version of a layer in force, 0 before the first, and its days.
async fn present(permit: &mut Permit<ManageCalendar>, layer: LayerOf) -> Result<(i32, bool, Vec<Day>)> {
    let versions = edition::versions(&mut permit.tx).await?;
    let present = versions.iter().find(|version| version.layer == layer);
    let days = edition::days(&mut permit.tx, present.map(|version| version.id)).await?;
    Ok((present.map_or(0, |version| version.no), present.is_some_and(|version| version.rolls), days))
}

/// `GET /admin/calendar/new?layer=&year=`
pub async fn new(mut permit: Permit<ManageCalendar>) -> Result<Response> {
    let (layer, year) = form::asked(&mut permit.query()?).ok_or(AppError::NotFound)?;
    let (base, rolls, days) = present(&mut permit, layer).await?;
    let fields = Fields::start([
        ("base", base.to_string()),
        ("days", form::lines(&days, year)),
        ("rolls", if rolls { "yes".to_owned() } else { String::new() }),
    ]);
    let page = FormPage { shell: permit.shell(), key: id::fresh(), layer, year, fields };
    permit.page(page).await
}

/// `POST /admin/calendar`
pub async fn create(mut posted: Posted<ManageCalendar>) -> Result<Response> {
    let (layer, year) = form::asked(&mut posted.fields).ok_or(AppError::NotFound)?;
    let (base, rolls, days) = present(&mut posted.permit, layer).await?;
    if posted.fields.value("base") != base.to_string() {
        return Err(AppError::Conflict("refused-calendar-overtaken"));
    }
    if let Some(wanted) = form::read(&mut posted.fields, &days, rolls) {
        let draft = act::draft(&mut posted.permit, &wanted, base).await?;
        return posted.done(&format!("/admin/calendar/{draft}"), "done-saved").await;
    }
    let fields = posted.fields.clone();
    let page = FormPage { shell: posted.permit.shell(), key: id::fresh(), layer, year, fields };
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}

/// `GET /admin/calendar/{id}?year=`
pub async fn show(mut permit: Permit<KeepVersion>) -> Result<Response> {
    let version = permit.subject.clone();
    let asked = permit.query()?.value("year").parse::<i32>().ok();
    let days = edition::days(&mut permit.tx, Some(version.id)).await?;
    let before = before(&mut permit, &version).await?;
    let page = VersionPage::new(permit.shell(), version, &days, &before, asked, permit.today.year());
    permit.page(page).await
}

/// The days of the version that a version was drafted from.
async fn before(permit: &mut Permit<KeepVersion>, version: &Version) -> Result<Vec<Day>> {
    let all = store::versions(&mut permit.tx).await?;
    let base = all.iter().find(|other| other.layer == version.layer && other.no == Some(version.base));
    match base {
        Some(base) => edition::days(&mut permit.tx, Some(base.id)).await,
        None => Ok(Vec::new()),
    }
}

/// `GET /admin/calendar/{id}/publish`
pub async fn ask(mut permit: Permit<KeepVersion>) -> Result<Response> {
    let draft = permit.subject.clone();
    let (_, moves) = act::outcome(&mut permit, &draft).await?;
    let subjects = store::subjects(&mut permit.tx, &moves).await?;
    let days = edition::days(&mut permit.tx, Some(draft.id)).await?;
    let before = before(&mut permit, &draft).await?;
    let page = PublishPage {
        shell: permit.shell(),
        key: id::fresh(),
        differences: model::differences(&before, &days).len(),
        moved: Moved::of(subjects, &moves),
        draft,
    };
    permit.page(page).await
}

/// `POST /admin/calendar/{id}/publish`
pub async fn publish(mut posted: Posted<KeepVersion>) -> Result<Response> {
    act::publish(&mut posted.permit).await?;
    let href = posted.permit.subject.href();
    posted.done(&href, "done-calendar").await
}
