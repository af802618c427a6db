//! One form for every step of a round: what stands in its way, taking it.
use axum::{http::StatusCode, response::Response};

use super::Usual;
use crate::{
    foundation::{
        error::{AppError, Result},
        id,
        web::fields::{Fields, PROSE},
        word::Word as _,
    },
    people::access::{Action, Deed, Permit, Posted},
    workflow::round::{
        Round, act,
        board::{self, view::Standing},
        deed::StepDeed,
        gate,
        model::Place,
        solve::Rule,
        state::Step,
        store,
        view::{StepPage, asks},
    },
};

/// How the board stands that a step is about; none where the round has none, or the step is not about it.
pub(super) async fn standing<D: Deed<Subject = Round>>(permit: &mut Permit<D>, step: Step) -> Result<Option<Standing>> {
    if !matches!(step, Step::Submit | Step::Approve | Step::Publish)
        || board::store::head(&mut permit.tx, permit.subject.id).await? == 0
    {
        return Ok(None);
    }
    let read = board::act::head(permit).await?;
    Ok(Some(board::view::standing(&read, permit.l)))
}

async fn step_page<D: StepDeed>(
    permit: &mut Permit<D>,
    places: Vec<Place>,
    standing: Option<Standing>,
    fields: Fields,
) -> Result<StepPage> {
    let (round, l) = (permit.subject.clone(), permit.l);
    let usual = Usual::load(permit).await?;
    let said = board::store::reasons(&mut permit.tx, round.id).await?;
    Ok(StepPage {
        blocked: gate::refusals(&round, &places, standing.as_ref().map(|one| one.blocking.as_slice()), D::STEP, l),
        seen: seen(permit).await?,
        may_board: permit.may(Action::SeeBoard),
        rows: places.into_iter().map(|place| usual.row(&round, place, l)).collect(),
        warnings: warnings(D::STEP, standing.as_ref()),
        said: if D::STEP == Step::Approve { said } else { Vec::new() },
        shell: permit.shell(),
        step: D::STEP,
        key: id::fresh(),
        round,
        fields,
    })
}

/// What the reader of a form has seen: the last step and the version of the board.
async fn seen<D: Deed<Subject = Round>>(permit: &mut Permit<D>) -> Result<String> {
    let board = board::store::head(&mut permit.tx, permit.subject.id).await?;
    Ok(format!("{}.{board}", permit.subject.step_no))
}

/// The rules that warn, with what they say: the submission answers for them.
fn warnings(step: Step, standing: Option<&Standing>) -> Vec<(Rule, Vec<String>)> {
    let standing = standing.filter(|_| step == Step::Submit);
    standing.map(|one| one.warnings.clone().into_iter().collect()).unwrap_or_default()
}

/// `GET /rounds/{id}/<step>`: the form of a step, or what stands in its way.
pub async fn ask<D: StepDeed>(mut permit: Permit<D>) -> Result<Response> {
    if permit.subject.state.after(D::STEP).is_err() {
        return Err(AppError::Conflict("refused-step-illegal"));
    }
    let places = store::places(&mut permit.tx, permit.subject.id).await?;
    let standing = standing(&mut permit, D::STEP).await?;
    let page = step_page(&mut permit, places, standing, Fields::default()).await?;
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
    let standing = standing(&mut posted.permit, D::STEP).await?;
    let mut reasons = Vec::new();
    for (rule, _) in warnings(D::STEP, standing.as_ref()) {
        reasons.push((rule, posted.fields.text(&format!("said-{}", rule.code()), PROSE)));
    }
    // a form always says what it was made from
    let read = posted.fields.value("seen").to_owned();
    let moved = !read.is_empty() && read != seen(&mut posted.permit).await?;
    if moved {
        posted.fields.problem("reason", "problem-round-moved", Vec::new());
    }
    let blocking = standing.as_ref().map(|one| one.blocking.as_slice());
    let refused = moved || !gate::refusals(&round, &places, blocking, D::STEP, posted.permit.l).is_empty();
    if refused || !posted.fields.is_ok() {
        let status = if refused { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
        let fields = posted.fields.clone();
        let page = step_page(&mut posted.permit, places, standing, fields).await?;
        return posted.send_back(status, page).await;
    }
    for (rule, said) in reasons {
        board::store::reasoned(&mut posted.permit.tx, round.id, round.step_no + 1, rule, &said).await?;
    }
    act::take(&mut posted.permit, D::STEP, &reason).await?;
    posted.done(&round.href(), "done-round-step").await
}
