//! Pages of the coverage: the table, a facility's risk, a filed proportion.
use axum::{http::StatusCode, response::Response};
use chrono::NaiveDate;
use serde_json::json;

use crate::{
    deeds,
    foundation::{
        error::{AppError, Result},
        id,
        web::fields::Fields,
    },
    people::{
        access::{Action, Deed, Permit, Posted},
        facility::Facility,
    },
    workflow::round::coverage::{
        form::{self, Asked},
        model::{self, Row, YEARS},
        store::{self, Organ},
        view::{CoveragePage, FilingPage, RiskPage},
    },
};

deeds! {
    SeeCoverage(()),
    FileProportion(()),
    RateFacility(Facility),
}

fn organ<D: Deed>(permit: &Permit<D>) -> Result<Organ> {
    permit.actor.unit.as_ref().map(|unit| (unit.id, unit.level)).ok_or(AppError::NotFound)
}

/// Every facility that is asked for, with all that is known and counted of it.
async fn rows<D: Deed>(permit: &mut Permit<D>, organ: Organ, asked: Asked) -> Result<Vec<Row>> {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).ok_or(AppError::NotFound);
    let (from, to) = (day(asked.year - YEARS + 1, 1, 1)?, day(asked.year, 12, 31)?);
    let (begins, today) = (day(asked.year, 1, 1)?, permit.today);
    let clues = permit.clues.is_some();
    let known = store::known(&mut permit.tx, organ, asked.facility_kind, (begins, today), clues).await?;
    let cells = store::cells(&mut permit.tx, organ, asked.facility_kind, (from, to)).await?;
    let ids: Vec<_> = known.iter().map(|known| known.id).collect();
    let said = store::said(&mut permit.tx, &ids).await?;
    let row = |known: model::Known| Row {
        cells: cells.iter().filter(|cell| cell.facility == known.id).copied().collect(),
        terms: model::terms(&known, permit.today),
        said: said.iter().find(|(facility, _)| *facility == known.id).map(|(_, said)| said.clone()),
        known,
    };
    Ok(known.into_iter().map(row).collect())
}

/// `GET /analysis/coverage?facility_kind=&year=&missing=&order=`
pub async fn show(mut permit: Permit<SeeCoverage>) -> Result<Response> {
    let asked = Asked::parse(&permit.query()?, permit.today, permit.l)?;
    let organ = organ(&permit)?;
    let all = rows(&mut permit, organ, asked).await?;
    let filed = store::filed(&mut permit.tx, organ.0, asked.year).await?;
    let page = CoveragePage {
        demands: model::demands(asked.facility_kind, &all, asked.year, filed.as_ref().map(|filed| filed.percent)),
        rows: model::arranged(&all, asked.missing, asked.year, asked.order),
        all: all.len(),
        never: all.iter().filter(|row| row.known.last.is_none()).count(),
        filed,
        may_plan: permit.may(Action::OpenRound),
        may_rate: permit.may(Action::RateFacility),
        asked,
        shell: permit.shell(),
    };
    permit.page(page).await
}

/// `GET /facilities/{id}/risk`
pub async fn risk_form(mut permit: Permit<RateFacility>) -> Result<Response> {
    let page = risk_page(&mut permit, Fields::default()).await?;
    permit.page(page).await
}

async fn risk_page(permit: &mut Permit<RateFacility>, fields: Fields) -> Result<RiskPage> {
    let (facility, organ) = (permit.subject.clone(), organ(permit)?);
    let asked = Asked { facility_kind: facility.kind, ..Asked::parse(&Fields::default(), permit.today, permit.l)? };
    let row = rows(permit, organ, asked).await?.into_iter().find(|row| row.known.id == facility.id.0);
    Ok(RiskPage {
        row: row.ok_or(AppError::NotFound)?,
        words: store::words(&mut permit.tx, facility.id.0).await?,
        shell: permit.shell(),
        key: id::fresh(),
        facility,
        fields,
    })
}

/// `POST /facilities/{id}/risk`
pub async fn rate(mut posted: Posted<RateFacility>) -> Result<Response> {
    let Some((score, reason)) = form::rating(&mut posted.fields) else {
        let fields = posted.fields.clone();
        let page = risk_page(&mut posted.permit, fields).await?;
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await;
    };
    let permit = &mut posted.permit;
    let (facility, by, now) = (permit.subject.id.0, permit.actor.person, permit.now);
    store::rate(&mut permit.tx, facility, (score, &reason), by, now).await?;
    permit.note("facility_rated", "facility", facility, None, json!({ "score": score, "reason": reason })).await?;
    posted.done(&format!("/facilities/{facility}/risk"), "done-rated").await
}

/// `GET /analysis/coverage/filing`
pub async fn filing_form(mut permit: Permit<FileProportion>) -> Result<Response> {
    let asked = Asked::parse(&permit.query()?, permit.today, permit.l)?;
    let fields = Fields::start([("year", asked.year.to_string()), ("filed_on", permit.today.to_string())]);
    let page = filing_page(&mut permit, asked.year, fields).await?;
    permit.page(page).await
}

async fn filing_page(permit: &mut Permit<FileProportion>, year: i32, fields: Fields) -> Result<FilingPage> {
    let organ = organ(permit)?.0;
    let filed = store::filed(&mut permit.tx, organ, year).await?;
    Ok(FilingPage { shell: permit.shell(), key: id::fresh(), fields, filed })
}

/// `POST /analysis/coverage/filing`
pub async fn file(mut posted: Posted<FileProportion>) -> Result<Response> {
    let today = posted.permit.today;
    let Some(filing) = form::filing(&mut posted.fields, today) else {
        let year = posted.fields.value("year").parse().unwrap_or_default();
        let fields = posted.fields.clone();
        let page = filing_page(&mut posted.permit, year, fields).await?;
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await;
    };
    let permit = &mut posted.permit;
    let (organ, by, now) = (organ(permit)?.0, permit.actor.person, permit.now);
    store::file(&mut permit.tx, organ, &filing, by, now).await?;
    let value = json!({ "year": filing.year, "percent": filing.percent, "number": filing.number });
    permit.note("proportion_filed", "org", id::fresh(), None, value).await?;
    let href = format!("/analysis/coverage?facility_kind=detention_center&year={}", filing.year);
    posted.done(&href, "done-filed").await
}
