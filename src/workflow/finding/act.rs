//! Logging a finding and deciding about it.
use chrono::NaiveDate;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{FindingId, PersonId, RecordId},
        word::Word,
    },
    law::{
        checklist::Pinned,
        clock::{self, End, Key},
    },
    people::access::{Deed, Permit},
    workflow::{
        finding::{
            deed::{DealOtherwise, EditFinding, FindingFile},
            model::Finding,
            state::{Position, Status, Step},
            store::{self, Text},
        },
        inspection::{self, Case, State, store::NewStep},
    },
};

fn described(text: &Text) -> Value {
    json!({ "title": text.title, "facts": text.facts, "legal_basis": text.legal_basis, "category": text.category_id,
            "severity": text.severity.map(Word::code), "depth": text.depth.code(), "depth_reason": text.depth_reason,
            "grounds": text.grounds.iter().map(|ground| ground.code()).collect::<Vec<_>>() })
}

/// What a finding is logged from: its case, the record with its day, the item of a checklist where there is one.
#[derive(Debug, Clone)]
pub struct Origin {
    pub case: Case,
    pub record: RecordId,
    pub day: NaiveDate,
    pub item: Option<Pinned>,
}

/// Logs a finding from a record, while the team is on site; whoever may write the one may log the other.
///
/// # Errors
/// Conflict if fieldwork is not going on.
pub async fn log<D: Deed>(permit: &mut Permit<D>, origin: &Origin, id: FindingId, text: &Text) -> Result<()> {
    let case = &origin.case;
    if !case.state.is_fieldwork() {
        return Err(AppError::Conflict("refused-not-fieldwork"));
    }
    let (author, now) = (permit.actor.person, permit.now);
    store::insert(&mut permit.tx, id, case.id, origin.record, text, origin.day, author).await?;
    store::write_text(&mut permit.tx, id, case.id, 1, text, author, now).await?;
    store::write_grounds(&mut permit.tx, id, 1, &text.grounds).await?;
    if let Some(item) = &origin.item {
        store::item::insert(&mut permit.tx, id, case.id, item).await?;
    }
    let step = NewStep {
        subject: "finding",
        id: id.0,
        no: 1,
        step: Step::Log.code(),
        from: "-",
        to: Status::Recorded.code(),
        inspection: case.id,
        actor: Some((author, permit.actor.unit_id())),
        reason: "",
        detail: &json!({}),
    };
    inspection::store::step(&mut permit.tx, &step, now, permit.today).await?;
    permit.note("finding_logged", "finding", id.0, Some(case.id.0), described(text)).await
}

/// Whether findings are still being decided about: the report freezes them.
pub const fn is_open(state: State) -> bool {
    matches!(state, State::InProgress | State::Suspended | State::FieldworkDone)
}

/// Saves a new version of a finding that is not yet confirmed.
///
/// # Errors
/// Conflict if another version was saved since, or the finding was decided about.
pub async fn edit(permit: &mut Permit<EditFinding>, base: i32, text: &Text) -> Result<()> {
    let finding = permit.subject.finding.clone();
    if finding.status != Status::Recorded || !is_open(permit.subject.case.state) {
        return Err(AppError::Conflict("refused-finding-frozen"));
    }
    store::set_text(&mut permit.tx, finding.id, base, text).await?;
    store::write_text(&mut permit.tx, finding.id, finding.inspection, base + 1, text, permit.actor.person, permit.now)
        .await?;
    store::write_grounds(&mut permit.tx, finding.id, base + 1, &text.grounds).await?;
    permit.note("finding_edited", "finding", finding.id.0, Some(finding.inspection.0), described(text)).await
}

/// What goes with a step: who urges correction, what a merged finding joins, why.
#[derive(Debug, Default)]
pub struct Decision {
    pub owner: Option<PersonId>,
    pub into: Option<Uuid>,
    pub reason: String,
}

/// Takes a step of a finding.
///
/// # Errors
/// Conflict if the step is not an edge from the present status, or the report has frozen the findings.
pub async fn decide<D: Deed<Subject = FindingFile>>(
    permit: &mut Permit<D>,
    step: Step,
    decision: &Decision,
) -> Result<()> {
    let (finding, state) = (permit.subject.finding.clone(), permit.subject.case.state);
    take(permit, &finding, state, step, decision).await
}

/// Takes a step of a finding of a case that stands in `state`; the case is locked.
///
/// # Errors
/// As for deciding about one.
pub async fn take<D: Deed>(
    permit: &mut Permit<D>,
    finding: &Finding,
    state: State,
    step: Step,
    decision: &Decision,
) -> Result<()> {
    let to = finding.status.after(step).map_err(|_| AppError::Conflict("refused-step-illegal"))?;
    let in_time = match step {
        Step::Withdraw => {
            !matches!(state, State::Closed | State::Archived | State::Cancelled)
                && finding.position != Some(Position::Closed)
        }
        Step::Log | Step::Confirm | Step::Merge | Step::Drop | Step::Retract => is_open(state),
    };
    if step == Step::Confirm && finding.severity.is_none() {
        return Err(AppError::Conflict("refused-finding-severity"));
    }
    if !in_time {
        return Err(AppError::Conflict("refused-finding-frozen"));
    }
    let row = NewStep {
        subject: "finding",
        id: finding.id.0,
        no: finding.step_no + 1,
        step: step.code(),
        from: finding.status.code(),
        to: to.code(),
        inspection: finding.inspection,
        actor: Some((permit.actor.person, permit.actor.unit_id())),
        reason: &decision.reason,
        detail: &json!({ "into": decision.into }),
    };
    inspection::store::step(&mut permit.tx, &row, permit.now, permit.today).await?;
    store::advance(&mut permit.tx, finding, to, decision.owner, decision.into).await?;
    if to != Status::Confirmed {
        // what stands no longer needs no correction either
        let today = permit.today;
        clock::end(&mut permit.tx, finding.id.0, &[Key::OralFix], today, End::Void).await?;
    }
    let value = json!({ "owner": decision.owner, "into": decision.into, "reason": decision.reason });
    permit.note(step.code(), "finding", finding.id.0, Some(finding.inspection.0), value).await
}

/// Whether it may still be said that a finding is dealt with otherwise: it stands, and nobody said so before.
///
/// # Errors
/// It was said, or the finding does not stand.
pub fn may_deal_otherwise(finding: &Finding) -> Result<()> {
    let stands = matches!(finding.status, Status::Recorded | Status::Confirmed);
    if stands && !finding.otherwise { Ok(()) } else { Err(AppError::Conflict("refused-otherwise")) }
}

/// 另行处理: says so, for whatever cause. It moves nothing and counts nothing.
///
/// # Errors
/// Conflict if it was said before, or the finding does not stand.
pub async fn deal_otherwise(permit: &mut Permit<DealOtherwise>) -> Result<()> {
    let finding = permit.subject.finding.clone();
    may_deal_otherwise(&finding)?;
    let (by, when) = (permit.actor.person, (permit.now, permit.today));
    store::deal_otherwise(&mut permit.tx, &finding, by, when).await?;
    permit.note("dealt_otherwise", "finding", finding.id.0, Some(finding.inspection.0), json!({})).await
}
