//! Opening a case and taking its steps: rule, write, trail, in one transaction.
use chrono::{Datelike, NaiveDate};
use serde_json::json;

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{OrgId, PersonId},
        word::Word,
    },
    people::access::{Deed, Permit},
    workflow::{
        inspection::{
            clock,
            deed::{AmendPlan, DecideAmendment},
            form::Answers,
            model::Case,
            plan::Plan,
            state::{State, Step},
            store::{
                self, Facts, NewCase, NewStep,
                amendment::{self, Outcome, Pending},
            },
        },
        team,
    },
};

/// The number under which a visible case is known: `XHJC-450000-JCY-2022-0001`.
async fn number<D: Deed>(permit: &mut Permit<D>, org: OrgId, code: &str, day: NaiveDate) -> Result<String> {
    let no = store::take_number(&mut permit.tx, org, "inspection", day.year()).await?;
    Ok(format!("XHJC-{code}-{}-{no:04}", day.year()))
}

/// Opens a case: a draft whose lead prosecutor is the one who opens it (组织法 28, 巡回检察工作规定 21).
pub async fn open<D: Deed>(permit: &mut Permit<D>, new: &NewCase) -> Result<()> {
    let lead = permit.actor.person;
    open_led(permit, new, lead, "creator").await
}

/// Opens a case for its lead prosecutor, on whatever deed's leave: a round opens its own. `why` lets the lead in.
pub async fn open_led<D: Deed>(permit: &mut Permit<D>, new: &NewCase, lead: PersonId, why: &'static str) -> Result<()> {
    let (now, today, person) = (permit.now, permit.today, permit.actor.person);
    let code = permit.actor.unit.as_ref().map(|unit| unit.code.clone()).unwrap_or_default();
    // a covert case draws its number when it is opened: a gap would tell
    let number = if new.sealed { None } else { Some(number(permit, new.organiser, &code, today).await?) };
    // nobody writes what is out of reach, and a sealed case is out of everybody's
    permit.actor.cleared.push(new.id.0);
    crate::people::access::store::let_in(&mut permit.tx, new.id.0).await?;
    store::insert(&mut permit.tx, new, number.as_deref(), today, now).await?;
    store::clear(&mut permit.tx, new.id, &[lead.0], why, today).await?;
    team::store::add(&mut permit.tx, new.id, lead, team::Place::LeadProsecutor, "").await?;
    let step = NewStep {
        subject: "inspection",
        id: new.id.0,
        no: 1,
        step: Step::Create.code(),
        from: "-",
        to: State::Draft.code(),
        inspection: new.id,
        actor: Some((person, Some(new.organiser))),
        reason: &new.basis,
        detail: &json!({}),
    };
    store::step(&mut permit.tx, &step, now, today).await?;
    permit
        .note(
            "inspection_opened",
            "inspection",
            new.id.0,
            Some(new.id.0),
            json!({ "kind": new.kind.code(), "facility": new.facility }),
        )
        .await
}

/// Takes a step: the state moves, its row is written, and what follows from it.
///
/// # Errors
/// Conflict if the step is not an edge from the present state, or somebody else was faster.
pub async fn take<D: Deed<Subject = Case>>(permit: &mut Permit<D>, step: Step, answers: &Answers) -> Result<()> {
    let case = permit.subject.clone();
    let to = case.state.after(step).map_err(|_| AppError::Conflict("refused-step-illegal"))?;
    consequences(permit, &case, step, answers).await?;
    clock::follow(permit, &case, step, answers).await?;
    let actor = Some((permit.actor.person, permit.actor.unit_id()));
    write(permit, step, to, actor, answers.reason(), &answers.detail()).await?;
    permit.note(step.code(), "inspection", case.id.0, Some(case.id.0), answers.detail()).await
}

/// The step that the system takes after feedback: rectification, or, where nothing needs action, the way to closing.
pub async fn after_feedback<D: Deed<Subject = Case>>(permit: &mut Permit<D>, facts: &Facts) -> Result<()> {
    let step = if facts.open > 0 { Step::Rectify } else { Step::Conclude };
    let to = permit.subject.state.after(step).map_err(|_| AppError::Conflict("refused-step-illegal"))?;
    write(permit, step, to, None, "", &json!({})).await?;
    let id = permit.subject.id.0;
    permit.note(step.code(), "inspection", id, Some(id), json!({ "by": "system" })).await
}

async fn write<D: Deed<Subject = Case>>(
    permit: &mut Permit<D>,
    step: Step,
    to: State,
    actor: Option<(PersonId, Option<OrgId>)>,
    reason: &str,
    detail: &serde_json::Value,
) -> Result<()> {
    let case = &permit.subject;
    let row = NewStep {
        subject: "inspection",
        id: case.id.0,
        no: case.step_no + 1,
        step: step.code(),
        from: case.state.code(),
        to: to.code(),
        inspection: case.id,
        actor,
        reason,
        detail,
    };
    store::step(&mut permit.tx, &row, permit.now, permit.today).await?;
    store::advance(&mut permit.tx, case, to).await?;
    permit.subject.state = to;
    permit.subject.step_no += 1;
    Ok(())
}

/// What a step changes besides the state.
async fn consequences<D: Deed>(permit: &mut Permit<D>, case: &Case, step: Step, answers: &Answers) -> Result<()> {
    let today = permit.today;
    match step {
        Step::Submit => {
            let approvers = store::approvers(&mut permit.tx, case.organiser, today).await?;
            store::clear(&mut permit.tx, case.id, &approvers, "approver", today).await
        }
        Step::Approve => {
            let people = store::team_people(&mut permit.tx, case.id).await?;
            store::clear(&mut permit.tx, case.id, &people, "team", today).await
        }
        Step::Notify => unseal(permit, case, today).await,
        Step::Start => {
            unseal(permit, case, today).await?;
            store::start(&mut permit.tx, case.id, answers.date("started_on").unwrap_or(today)).await
        }
        Step::Finish => {
            let ended = answers.date("ended_on").unwrap_or(today);
            store::finish(&mut permit.tx, case.id, ended, answers.number("days_on_site").unwrap_or_default()).await
        }
        Step::DeliverFeedback => {
            store::tell(&mut permit.tx, case.id, answers.date("feedback_on").unwrap_or(today)).await
        }
        Step::Resume => {
            let to = answers.date("planned_to").unwrap_or(case.planned_to);
            store::replan(&mut permit.tx, case.id, to).await
        }
        Step::Archive => store::set_case_no(&mut permit.tx, case.id, answers.text("case_no")).await,
        Step::Create
        | Step::Return
        | Step::Prepare
        | Step::Suspend
        | Step::Report
        | Step::ApproveFeedback
        | Step::Rectify
        | Step::FollowUp
        | Step::Conclude
        | Step::Close
        | Step::Cancel => Ok(()),
    }
}

/// A sealed case is opened by its notice or its start, and numbered then.
async fn unseal<D: Deed>(permit: &mut Permit<D>, case: &Case, today: NaiveDate) -> Result<()> {
    if case.opened_on.is_some() {
        return Ok(());
    }
    let number = number(permit, case.organiser, &case.organiser_code, today).await?;
    store::open(&mut permit.tx, case.id, &number, today).await
}

/// Whether a plan is in force and fieldwork has not ended, so that it may change.
pub const fn is_amended(case: &Case) -> bool {
    matches!(case.state, State::Approved | State::Prepared | State::Notified | State::InProgress | State::Suspended)
}

/// Whether a plan is amended now: it may change, and no other version waits.
///
/// # Errors
/// It is not.
pub const fn may_amend(case: &Case, pending: Option<&Pending>) -> Result<()> {
    match (is_amended(case), pending) {
        (true, None) => Ok(()),
        (true, Some(_)) => Err(AppError::Conflict("refused-amendment-waits")),
        (false, _) => Err(AppError::Conflict("refused-not-amended")),
    }
}

/// Hands in the next version of a plan that is in force.
///
/// # Errors
/// Conflict if another version was written since, or one waits already.
pub async fn amend(permit: &mut Permit<AmendPlan>, base: i32, plan: &Plan, reason: &str) -> Result<()> {
    let case = permit.subject.clone();
    let (by, now) = (permit.actor.person, permit.now);
    store::write_plan(&mut permit.tx, &case, base, plan, by, now).await?;
    amendment::propose(&mut permit.tx, (case.id, base + 1), reason, by, now).await?;
    let value = json!({ "no": base + 1, "reason": reason });
    permit.note("plan_amended", "inspection", case.id.0, Some(case.id.0), value).await
}

/// Decides about it: approved, it is in force from now on; returned, the one before stays.
///
/// # Errors
/// Conflict if it was decided before, or is approved after fieldwork: the plan that it went by stays.
pub async fn decide(
    permit: &mut Permit<DecideAmendment>,
    pending: &Pending,
    outcome: Outcome,
    comment: &str,
) -> Result<()> {
    let case = permit.subject.clone();
    if outcome == Outcome::Approved && !is_amended(&case) {
        return Err(AppError::Conflict("refused-not-amended"));
    }
    let (person, when) = (permit.actor.person, (permit.now, permit.today));
    amendment::decide(&mut permit.tx, (case.id, pending.no), (outcome, comment), person, when).await?;
    if outcome == Outcome::Approved {
        amendment::put_in_force(&mut permit.tx, case.id, pending.no).await?;
    }
    let value = json!({ "no": pending.no, "outcome": outcome.code(), "comment": comment });
    permit.note("amendment_decided", "inspection", case.id.0, Some(case.id.0), value).await
}

/// Saves a version of the plan, built on version `base`.
///
/// # Errors
/// Conflict if another version was saved since.
pub async fn save_plan<D: Deed<Subject = Case>>(permit: &mut Permit<D>, base: i32, plan: &Plan) -> Result<()> {
    let case = permit.subject.clone();
    if case.state != State::Draft {
        return Err(AppError::Conflict("refused-plan-frozen"));
    }
    store::write_plan(&mut permit.tx, &case, base, plan, permit.actor.person, permit.now).await?;
    permit.note("plan_saved", "inspection", case.id.0, Some(case.id.0), json!({ "no": base + 1 })).await
}
