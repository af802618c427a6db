//! One form for every step of a round: what stands in its way, taking it.
use axum::{http::StatusCode, response::Response};

use super::Usual;
use crate::{
    foundation::{
        error::{AppError, Result},
        id,
        web::fields::{Fields, PROSE},
    },
    people::access::{Permit, Posted},
    workflow::round::{
        act,
        deed::StepDeed,
        gate, store,
        view::{StepPage, asks},
    },
};

async fn step_page<D: StepDeed>(permit: &mut Permit<D>, fields: Fields) -> Result<StepPage> {
    let (round, l) = (permit.subject.clone(), permit.l);
    let usual = Usual::load(permit).await?;
    let places = store::places(&mut permit.tx, round.id).await?;
    Ok(StepPage {
        blocked: gate::refusals(&round, &places, D::STEP, l),
        rows: places.into_iter().map(|place| usual.row(&round, place, l)).collect(),
        shell: permit.shell(),
        step: D::STEP,
        key: id::fresh(),
        round,
        fields,
    })
}

/// `GET /rounds/{id}/<step>`: the form of a step, or what stands in its way.
pub async fn ask<D: StepDeed>(mut permit: Permit<D>) -> Result<Response> {
    if permit.subject.state.after(D::STEP).is_err() {
        return Err(AppError::Conflict("refused-step-illegal"));
    }
    let page = step_page(&mut permit, Fields::default()).await?;
    permit.page(page).await
}

/// `POST /rounds/{id}/<step>`
pub async fn take<D: StepDeed>(mut posted: Posted<D>) -> Result<Response> {
    let round = posted.permit.subject.clone();
    if round.state.after(D::STEP).is_err() {
        return Err(AppError::Conflict("refused-step-illegal"));
    }
    let reason =
        if asks(D::STEP) { posted.fields.text("reason", PROSE) } else { posted.fields.optional("reason", PROSE) };
    let places = store::places(&mut posted.permit.tx, round.id).await?;
    let refused = !gate::refusals(&round, &places, D::STEP, posted.permit.l).is_empty();
    if refused || !posted.fields.is_ok() {
        let status = if refused { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
        let fields = posted.fields.clone();
        let page = step_page(&mut posted.permit, fields).await?;
        return posted.send_back(status, page).await;
    }
    act::take(&mut posted.permit, D::STEP, &reason).await?;
    posted.done(&round.href(), "done-round-step").await
}
