//! Writing the plan: its form, its next version, what happens where two wrote at once; and amending it once it is approved.
use axum::{http::StatusCode, response::Response};

use crate::{
    foundation::{
        error::{AppError, Result},
        id,
        web::{
            conflict::{self, ConflictPage},
            fields::{Fields, PROSE},
            overtaken::OvertakenPage,
        },
        word::Word,
    },
    law::checklist,
    people::access::{Deed, Permit, Posted},
    workflow::{
        inspection::{
            act,
            deed::{AmendPlan, DecideAmendment, EditPlan},
            model::Case,
            page::step,
            plan::{
                FIELDS, Grounds, Pin, Plan,
                field::{Bounds, label_key},
            },
            state::{State, Step},
            store::{
                self, PlanText,
                amendment::{self, Outcome},
            },
            view::{self, DecidePage, Part, PlanEditPage},
        },
        team,
    },
};

/// What the forms of a plan are made from: the last version, the findings to choose from, the names on the team.
struct Ground {
    last: PlanText,
    previous: Vec<store::read::Previous>,
    bounds: Bounds,
}

async fn ground<D: Deed<Subject = Case>>(permit: &mut Permit<D>) -> Result<Ground> {
    let case = permit.subject.clone();
    let last = store::last_plan(&mut permit.tx, case.id).await?;
    let members = team::store::members(&mut permit.tx, case.id).await?;
    Ok(Ground {
        previous: store::read::previous(&mut permit.tx, case.facility, case.id).await?,
        bounds: Bounds {
            from: case.planned_from,
            to: case.planned_to,
            names: members.into_iter().map(|member| member.name).collect(),
            editions: editions(permit, &last.plan).await?,
        },
        last,
    })
}

/// The edition that each list is pinned in: a draft pins what stands today; a plan in force keeps what it pins, for records
/// answer that.
async fn editions<D: Deed<Subject = Case>>(permit: &mut Permit<D>, last: &Plan) -> Result<Vec<Pin>> {
    let standing = checklist::store::standing(&mut permit.tx, permit.today).await?;
    let kept = if permit.subject.state == State::Draft { &[] } else { last.checklists.as_slice() };
    let keep = |pin: Pin| kept.iter().find(|one| one.code == pin.code).cloned().unwrap_or(pin);
    Ok(standing.into_iter().map(Pin::of).map(keep).collect())
}

fn start(plan: &Plan) -> Fields {
    FIELDS.iter().fold(Fields::default(), |fields, (name, _)| fields.with(name, plan.field(name)))
}

fn edit_page<D: Deed<Subject = Case>>(
    permit: &Permit<D>,
    ground: Ground,
    base: i32,
    fields: Fields,
    amends: bool,
) -> PlanEditPage {
    let case = permit.subject.clone();
    PlanEditPage {
        shell: permit.shell(),
        base,
        key: id::fresh(),
        parts: FIELDS.iter().map(|(name, written)| Part::new(name, *written, &case)).collect(),
        previous: ground.previous,
        names: ground.bounds.names,
        editions: ground.bounds.editions,
        blocked: Vec::new(),
        amends,
        case,
        fields,
    }
}

/// `GET /inspections/{id}/plan/edit`
pub async fn edit_plan(mut permit: Permit<EditPlan>) -> Result<Response> {
    if permit.subject.state != State::Draft {
        return Err(AppError::Conflict("refused-plan-frozen"));
    }
    let ground = ground(&mut permit).await?;
    let (base, fields) = (ground.last.no, start(&ground.last.plan));
    let page = edit_page(&permit, ground, base, fields, false);
    permit.page(page).await
}

/// `POST /inspections/{id}/plan`
pub async fn save_plan(mut posted: Posted<EditPlan>) -> Result<Response> {
    let case = posted.permit.subject.clone();
    let ground = ground(&mut posted.permit).await?;
    let l = posted.permit.l;
    let fields = &mut posted.fields;
    conflict::settle(fields);
    let base = fields.number("base", 0, i32::MAX).unwrap_or_default();
    let mine = Plan::read(fields, Grounds { l, previous: &ground.previous }, &ground.bounds);
    if case.state != State::Draft {
        return plan_frozen(posted, ground, &mine).await;
    }
    if let Some(status) = conflict::clash(&mut posted.fields, base, ground.last.no) {
        return plan_conflict(posted, ground, base, status, "plan").await;
    }
    if !posted.fields.is_ok() {
        let page = edit_page(&posted.permit, ground, base, posted.fields.clone(), false);
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await;
    }
    act::save_plan(&mut posted.permit, base, &mine).await?;
    posted.done(&format!("{}/plan", case.href()), "done-saved").await
}

/// The plan was submitted meanwhile: what was typed stands beside what is on record.
async fn plan_frozen(posted: Posted<EditPlan>, ground: Ground, mine: &Plan) -> Result<Response> {
    let grounds = Grounds { l: posted.permit.l, previous: &ground.previous };
    let said: Vec<_> = FIELDS
        .iter()
        .map(|(name, _)| (label_key(name), ground.last.plan.said(name, grounds), mine.said(name, grounds)))
        .collect();
    let pairs: Vec<_> =
        said.iter().map(|(label, theirs, mine)| (label.as_str(), theirs.as_str(), mine.as_str())).collect();
    let back = format!("{}/plan", posted.permit.subject.href());
    let page = OvertakenPage::new(posted.permit.shell(), "refused-plan-frozen", back, &pairs);
    posted.send_back(StatusCode::CONFLICT, page).await
}

/// Somebody saved another version meanwhile: both are merged part by part.
async fn plan_conflict<D: Deed<Subject = Case>>(
    mut posted: Posted<D>,
    ground: Ground,
    base: i32,
    status: StatusCode,
    to: &str,
) -> Result<Response> {
    let case = posted.permit.subject.clone();
    let was = conflict::started(&posted.fields, base);
    let started = store::plan(&mut posted.permit.tx, case.id, was).await?.plan;
    let l = posted.permit.l;
    let part = |(name, _): &(&str, _)| {
        let (was, is) = (started.field(name), ground.last.plan.field(name));
        conflict::Part::new(name, l.t(&label_key(name)), Plan::entry(name, l), &was, &is)
    };
    let reason = posted.fields.value("reason").to_owned();
    let target = conflict::Target {
        action: format!("{}/{to}", case.href()),
        back: format!("{}/plan", case.href()),
        who: ground.last.author.clone(),
        no: ground.last.no,
        was,
        kept: if reason.is_empty() { Vec::new() } else { vec![("reason", reason)] },
        family: "plan",
    };
    let parts = FIELDS.iter().map(part).collect();
    let page = ConflictPage::new(posted.permit.shell(), target, &posted.fields, parts);
    posted.send_back(status, page).await
}

/// `GET /inspections/{id}/plan/amend`: the next version of a plan that is in force.
pub async fn amend_form(mut permit: Permit<AmendPlan>) -> Result<Response> {
    let pending = amendment::pending(&mut permit.tx, permit.subject.id).await?;
    act::may_amend(&permit.subject, pending.as_ref())?;
    let ground = ground(&mut permit).await?;
    let (base, fields) = (ground.last.no, start(&ground.last.plan));
    let page = edit_page(&permit, ground, base, fields, true);
    permit.page(page).await
}

/// `POST /inspections/{id}/plan/amendments`
pub async fn amend(mut posted: Posted<AmendPlan>) -> Result<Response> {
    let case = posted.permit.subject.clone();
    let pending = amendment::pending(&mut posted.permit.tx, case.id).await?;
    act::may_amend(&case, pending.as_ref())?;
    let ground = ground(&mut posted.permit).await?;
    let (l, today) = (posted.permit.l, posted.permit.today);
    let fields = &mut posted.fields;
    conflict::settle(fields);
    let base = fields.number("base", 0, i32::MAX).unwrap_or_default();
    let mine = Plan::read(fields, Grounds { l, previous: &ground.previous }, &ground.bounds);
    let reason = fields.text("reason", PROSE);
    if let Some(status) = conflict::clash(&mut posted.fields, base, ground.last.no) {
        return plan_conflict(posted, ground, base, status, "plan/amendments").await;
    }
    // what a plan is submitted with holds for its next version too
    let blocked = step::ground(&mut posted.permit).await?.with(mine.clone()).refusals(&case, Step::Submit, today);
    if !posted.fields.is_ok() || !blocked.is_empty() {
        let status = if blocked.is_empty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::CONFLICT };
        let page = edit_page(&posted.permit, ground, base, posted.fields.clone(), true);
        return posted.send_back(status, PlanEditPage { blocked: view::blocked(&blocked, l), ..page }).await;
    }
    act::amend(&mut posted.permit, base, &mine, &reason).await?;
    posted.done(&format!("{}/plan", case.href()), "done-amended-plan").await
}

async fn decide_page(permit: &mut Permit<DecideAmendment>, fields: Fields) -> Result<DecidePage> {
    let case = permit.subject.clone();
    let pending = amendment::pending(&mut permit.tx, case.id).await?;
    let pending = pending.ok_or(AppError::Conflict("refused-amendment-decided"))?;
    let stands = store::plan(&mut permit.tx, case.id, case.plan_no).await?;
    let proposed = store::plan(&mut permit.tx, case.id, pending.no).await?;
    let previous = store::read::rechecked(&mut permit.tx, &[&stands.plan, &proposed.plan]).await?;
    let l = permit.l;
    Ok(DecidePage {
        shell: permit.shell(),
        compared: view::compared(&stands, &proposed, Grounds { l, previous: &previous }),
        outcomes: Outcome::ALL.iter().map(|outcome| (outcome.code(), l.word(*outcome))).collect(),
        pending,
        case,
        key: id::fresh(),
        fields,
    })
}

/// `GET /inspections/{id}/plan/decide`
pub async fn decide_form(mut permit: Permit<DecideAmendment>) -> Result<Response> {
    let page = decide_page(&mut permit, Fields::default()).await?;
    permit.page(page).await
}

/// `POST /inspections/{id}/plan/decide`
pub async fn decide(mut posted: Posted<DecideAmendment>) -> Result<Response> {
    let pending = amendment::pending(&mut posted.permit.tx, posted.permit.subject.id).await?;
    let pending = pending.ok_or(AppError::Conflict("refused-amendment-decided"))?;
    let outcome = posted.fields.choice::<Outcome>("outcome");
    let comment = posted.fields.text("comment", PROSE);
    // what was looked at is what is decided about
    let read = posted.fields.number("no", 1, i32::MAX);
    if let (true, Some(outcome), Some(read)) = (posted.fields.is_ok(), outcome, read) {
        if read != pending.no {
            return Err(AppError::Conflict("refused-amendment-decided"));
        }
        act::decide(&mut posted.permit, &pending, outcome, &comment).await?;
        let href = format!("{}/plan", posted.permit.subject.href());
        return posted.done(&href, "done-decided-plan").await;
    }
    let fields = posted.fields.clone();
    let page = decide_page(&mut posted.permit, fields).await?;
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}
