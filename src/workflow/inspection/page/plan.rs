//! Writing the plan: its form, its next version, and what happens where two wrote at once.
use axum::{http::StatusCode, response::Response};

use crate::{
    foundation::{
        error::{AppError, Result},
        id,
        web::{
            conflict::{self, ConflictPage},
            fields::Fields,
            overtaken::OvertakenPage,
        },
    },
    people::access::{Permit, Posted},
    workflow::inspection::{
        act,
        deed::EditPlan,
        model::Case,
        plan::Plan,
        state::State,
        store,
        view::{Part, PlanEditPage},
    },
};

/// `GET /inspections/{id}/plan/edit`
pub async fn edit_plan(mut permit: Permit<EditPlan>) -> Result<Response> {
    let case = permit.subject.clone();
    if case.state != State::Draft {
        return Err(AppError::Conflict("refused-plan-frozen"));
    }
    let text = store::plan(&mut permit.tx, case.id, case.plan_no).await?;
    let fields =
        Plan::FIELDS.iter().fold(Fields::default(), |fields, (name, _)| fields.with(name, text.plan.field(name)));
    let page = edit_page(&permit, case.plan_no, fields);
    permit.page(page).await
}

fn edit_page(permit: &Permit<EditPlan>, base: i32, fields: Fields) -> PlanEditPage {
    let case = permit.subject.clone();
    PlanEditPage {
        shell: permit.shell(),
        base,
        key: id::fresh(),
        parts: Plan::FIELDS.iter().map(|(name, written)| Part::new(name, *written, &case)).collect(),
        case,
        fields,
    }
}

/// `POST /inspections/{id}/plan`
pub async fn save_plan(mut posted: Posted<EditPlan>) -> Result<Response> {
    let case = posted.permit.subject.clone();
    let fields = &mut posted.fields;
    conflict::settle(fields);
    let base = fields.number("base", 0, i32::MAX).unwrap_or_default();
    let mine = Plan::read(fields);
    let days = (case.planned_to - case.planned_from).num_days() + 1;
    if mine.on_site_days.is_some_and(|n| i64::from(n) > days) {
        fields.problem("on_site_days", "problem-days-on-site", vec![("days", days.into())]);
    }
    if case.state != State::Draft {
        return plan_frozen(posted, &case, &mine).await;
    }
    if let Some(status) = conflict::clash(&mut posted.fields, base, case.plan_no) {
        return plan_conflict(posted, &case, base, status).await;
    }
    if !posted.fields.is_ok() {
        let page = edit_page(&posted.permit, base, posted.fields.clone());
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await;
    }
    act::save_plan(&mut posted.permit, base, &mine).await?;
    posted.done(&format!("{}/plan", case.href()), "done-saved").await
}

/// The plan was submitted meanwhile: what was typed stands beside what is on record.
async fn plan_frozen(mut posted: Posted<EditPlan>, case: &Case, mine: &Plan) -> Result<Response> {
    let plan = store::plan(&mut posted.permit.tx, case.id, case.plan_no).await?.plan;
    let l = posted.permit.l;
    let said: Vec<_> = Plan::FIELDS
        .iter()
        .map(|(name, _)| (format!("plan-{}", name.replace('_', "-")), plan.said(name, l), mine.said(name, l)))
        .collect();
    let pairs: Vec<_> =
        said.iter().map(|(label, theirs, mine)| (label.as_str(), theirs.as_str(), mine.as_str())).collect();
    let back = format!("{}/plan", case.href());
    let page = OvertakenPage::new(posted.permit.shell(), "refused-plan-frozen", back, &pairs);
    posted.send_back(StatusCode::CONFLICT, page).await
}

/// Somebody saved another version meanwhile: both are merged part by part.
async fn plan_conflict(mut posted: Posted<EditPlan>, case: &Case, base: i32, status: StatusCode) -> Result<Response> {
    let was = conflict::started(&posted.fields, base);
    let started = store::plan(&mut posted.permit.tx, case.id, was).await?.plan;
    let stands = store::plan(&mut posted.permit.tx, case.id, case.plan_no).await?;
    let l = posted.permit.l;
    let part = |(name, _): &(&str, _)| {
        let (was, is) = (started.field(name), stands.plan.field(name));
        conflict::Part::new(name, Plan::label(name, l), Plan::entry(name, l), &was, &is)
    };
    let target = conflict::Target {
        action: format!("{}/plan", case.href()),
        back: format!("{}/plan", case.href()),
        who: stands.author,
        no: case.plan_no,
        was,
        kept: Vec::new(),
        family: "plan",
    };
    let parts = Plan::FIELDS.iter().map(part).collect();
    let page = ConflictPage::new(posted.permit.shell(), target, &posted.fields, parts);
    posted.send_back(status, page).await
}
