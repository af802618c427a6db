//! One form for every step: what it asks, what stands in its way, taking it.
use axum::{http::StatusCode, response::Response};

use crate::{
    foundation::{
        calendar::Calendar,
        error::{AppError, Result},
        id,
        web::fields::Fields,
        word::Word,
    },
    law::period::{self, Rules},
    people::access::{Deed, Permit, Posted},
    workflow::inspection::{
        act,
        deed::StepDeed,
        form::{self, Answers, Question},
        gate::{Condition, Refusal, Seen},
        model::Case,
        plan::{Grounds, Plan},
        state::Step,
        store::{self, Facts},
        view::{self, ConflictPage, StepPage},
    },
};

/// What a step's form and its gates are made from.
pub(super) struct Ground {
    pub(super) facts: Facts,
    pub(super) plan: Plan,
    rules: Rules,
    pub(super) calendar: Calendar,
}

pub(super) async fn ground<D: Deed<Subject = Case>>(permit: &mut Permit<D>) -> Result<Ground> {
    let case = permit.subject.clone();
    Ok(Ground {
        facts: store::facts(&mut permit.tx, &case).await?,
        plan: store::plan(&mut permit.tx, case.id, case.plan_no).await?.plan,
        rules: Rules::on(&mut permit.tx, permit.today).await?,
        calendar: period::calendar(&mut permit.tx).await?.calendar,
    })
}

impl Ground {
    pub(super) fn refusals(&self, case: &Case, step: Step, today: chrono::NaiveDate) -> Vec<Refusal> {
        self.seen(case, today).refusals(step)
    }

    /// The same with another plan.
    pub(super) fn with(self, plan: Plan) -> Self {
        Self { plan, ..self }
    }

    /// What stands before the first day, step by step.
    pub(super) fn conditions(&self, case: &Case, today: chrono::NaiveDate) -> Vec<Condition> {
        let seen = self.seen(case, today);
        [Step::Submit, Step::Prepare].into_iter().flat_map(|step| seen.conditions(step)).collect()
    }

    fn seen<'a>(&'a self, case: &'a Case, today: chrono::NaiveDate) -> Seen<'a> {
        let (facts, plan, rules, calendar) = (&self.facts, &self.plan, &self.rules, &self.calendar);
        Seen { case, facts, plan, rules, calendar, today }
    }
}

/// The gates before the first day, each with its rule and what proves it, and how long the case has to last.
pub async fn gates<D: Deed<Subject = Case>>(permit: &mut Permit<D>) -> Result<(Vec<view::Standing>, view::Time)> {
    let case = permit.subject.clone();
    let ground = ground(permit).await?;
    let steps = store::steps(&mut permit.tx, case.id).await?;
    let gates = view::gates(&case, &ground.conditions(&case, permit.today), &steps, permit.l);
    Ok((gates, lasts(&ground, &case, permit.today)))
}

/// How long a case has to last and lasts by its plan: days in all, days on site; none where no rule is hard.
pub async fn time<D: Deed<Subject = Case>>(permit: &mut Permit<D>) -> Result<view::Time> {
    let case = permit.subject.clone();
    let ground = ground(permit).await?;
    Ok(lasts(&ground, &case, permit.today))
}

fn lasts(ground: &Ground, case: &Case, today: chrono::NaiveDate) -> view::Time {
    let seen = ground.seen(case, today);
    let count = |to: chrono::NaiveDate| (to - case.planned_from).num_days() + 1;
    view::Time {
        least: seen.last_day_at_least(case.planned_from).map(|(to, _)| count(to)),
        planned: count(case.planned_to),
        least_on_site: seen.on_site_least().map(|least| least.amount),
        planned_on_site: ground.plan.on_site_days,
        epidemic: ground.plan.epidemic,
    }
}

/// `GET /inspections/{id}/<step>`: the form of a step, or what stands in its way.
pub async fn ask<D: StepDeed>(permit: Permit<D>) -> Result<Response> {
    form(permit, D::STEP).await
}

/// The form of a step, or what stands in its way, for whoever holds a permit on the case.
pub(super) async fn form<D: Deed<Subject = Case>>(mut permit: Permit<D>, step: Step) -> Result<Response> {
    let case = permit.subject.clone();
    if case.state.after(step).is_err() {
        return Err(AppError::Conflict("refused-step-illegal"));
    }
    let ground = ground(&mut permit).await?;
    let questions = form::questions(step, &case, &ground.facts, permit.today);
    let fields =
        questions.iter().fold(Fields::default(), |fields, question| fields.with(question.name, &question.start));
    let page = step_page(&mut permit, step, &ground, fields, questions).await?;
    permit.page(page).await
}

async fn step_page<D: Deed<Subject = Case>>(
    permit: &mut Permit<D>,
    step: Step,
    ground: &Ground,
    fields: Fields,
    questions: Vec<Question>,
) -> Result<StepPage> {
    let case = permit.subject.clone();
    let l = permit.l;
    Ok(StepPage {
        shell: permit.shell(),
        key: id::fresh(),
        step,
        fields,
        questions,
        blocked: view::blocked(&ground.refusals(&case, step, permit.today), l),
        before: before(permit, step, &ground.plan).await?,
        conflicts: if step == Step::Approve && form::needs_override(&case, &ground.facts) {
            ground.facts.conflicts.clone()
        } else {
            Vec::new()
        },
        case,
    })
}

/// What a decision is about: the plan for its approval, the report for the feedback's.
async fn before<D: Deed<Subject = Case>>(
    permit: &mut Permit<D>,
    step: Step,
    plan: &Plan,
) -> Result<Vec<(String, String)>> {
    let l = permit.l;
    Ok(match step {
        Step::Approve | Step::Return => {
            let previous = store::read::rechecked(&mut permit.tx, &[plan]).await?;
            view::said(plan, Grounds { l, previous: &previous })
        }
        Step::ApproveFeedback => {
            let steps = store::steps(&mut permit.tx, permit.subject.id).await?;
            let report = steps.into_iter().find(|taken| taken.step == Step::Report.code());
            view::detail(report.as_ref().map(|taken| &taken.detail), l)
        }
        Step::Create
        | Step::Submit
        | Step::Prepare
        | Step::Notify
        | Step::Start
        | Step::Suspend
        | Step::Resume
        | Step::Finish
        | Step::Report
        | Step::DeliverFeedback
        | Step::Rectify
        | Step::FollowUp
        | Step::Conclude
        | Step::Close
        | Step::Archive
        | Step::Cancel => Vec::new(),
    })
}

/// A posted step that may be taken, or the answer that sends it back.
#[expect(clippy::large_enum_variant, reason = "lives for one request, on the way from one function to the next")]
pub enum Ready<D: Deed> {
    Go(Posted<D>, Answers, Facts),
    Sent(Response),
}

/// Reads and judges the form of a step.
pub async fn ready<D: StepDeed>(mut posted: Posted<D>) -> Result<Ready<D>> {
    let case = posted.permit.subject.clone();
    let today = posted.permit.today;
    let ground = ground(&mut posted.permit).await?;
    let questions = form::questions(D::STEP, &case, &ground.facts, today);
    if case.state.after(D::STEP).is_err() {
        let l = posted.permit.l;
        let typed = questions
            .iter()
            .map(|question| (l.t(&question.label_key()), posted.fields.value(question.name).to_owned()))
            .collect();
        let page = ConflictPage { shell: posted.permit.shell(), case, step: D::STEP, typed };
        return Ok(Ready::Sent(posted.send_back(StatusCode::CONFLICT, page).await?));
    }
    let answers = Answers::read(&questions, &mut posted.fields);
    ground.seen(&case, today).judge(D::STEP, &answers, &mut posted.fields);
    let refusals = ground.refusals(&case, D::STEP, today);
    if refusals.is_empty() && posted.fields.is_ok() {
        return Ok(Ready::Go(posted, answers, ground.facts));
    }
    let status = if refusals.is_empty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::CONFLICT };
    let fields = posted.fields.clone();
    let page = step_page(&mut posted.permit, D::STEP, &ground, fields, questions).await?;
    Ok(Ready::Sent(posted.send_back(status, page).await?))
}

/// Sends the form of a step back with what was noted at its fields after it was judged.
///
/// # Errors
/// The database.
pub async fn send_back<D: StepDeed>(mut posted: Posted<D>) -> Result<Response> {
    let case = posted.permit.subject.clone();
    let ground = ground(&mut posted.permit).await?;
    let questions = form::questions(D::STEP, &case, &ground.facts, posted.permit.today);
    let fields = posted.fields.clone();
    let page = step_page(&mut posted.permit, D::STEP, &ground, fields, questions).await?;
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}

/// `POST /inspections/{id}/<step>`
pub async fn take<D: StepDeed>(posted: Posted<D>) -> Result<Response> {
    match ready(posted).await? {
        Ready::Sent(response) => Ok(response),
        Ready::Go(mut posted, answers, _) => {
            act::take(&mut posted.permit, D::STEP, &answers).await?;
            let href = posted.permit.subject.href();
            posted.done(&href, "done-step").await
        }
    }
}
