//! Registering an answer, verifying, closing, looking again.
use chrono::NaiveDate;
use serde_json::json;
use uuid::Uuid;

use crate::{
    foundation::{
        error::{AppError, Result},
        id::ReplyId,
        word::Word,
    },
    law::clock::{self, Event, Key, Of},
    people::access::{Deed, Permit},
    workflow::{
        finding::{self, FindingFile, Position, Status},
        inspection::State,
        rectification::{
            deed::{CloseFinding, HandOverFinding, ReceiveFinding, RecheckFinding, RegisterReply, VerifyRectification},
            model::{Met, Recheck, ReplyKind, Verdict},
            store::{self, Hand, NewHandOver, NewReply, NewVerification, Served},
        },
    },
};

/// An answer on paper, as registered.
#[derive(Debug)]
pub struct Paper {
    pub kind: ReplyKind,
    pub body: String,
    pub their_no: String,
    pub received_on: NaiveDate,
}

/// Registers an answer that came on paper. Whoever registers it may not verify it.
///
/// # Errors
/// Conflict if no answer is awaited.
pub async fn register(permit: &mut Permit<RegisterReply>, key: Uuid, served: &Served, paper: &Paper) -> Result<()> {
    let finding = permit.subject.finding.clone();
    store::lock(&mut permit.tx, finding.id.0).await?;
    // the liaison may have answered while this one waited
    let position = finding::store::finding(&mut permit.tx, finding.id.0).await?.and_then(|finding| finding.position);
    if !position.is_some_and(Position::awaits_answer) {
        return Err(AppError::Conflict("refused-no-answer-awaited"));
    }
    let new = NewReply {
        id: ReplyId(key),
        finding: finding.id,
        inspection: finding.inspection,
        served,
        cycle: finding.cycle,
        kind: paper.kind,
        body: &paper.body,
        their_no: &paper.their_no,
        received_on: paper.received_on,
        registered_by: permit.actor.person,
    };
    store::register(&mut permit.tx, &new, permit.now).await?;
    let value = json!({ "reply": key, "kind": paper.kind.code(), "body": paper.body, "their_no": paper.their_no, "received_on": paper.received_on });
    permit.note("reply_registered", "finding", finding.id.0, Some(finding.inspection.0), value).await
}

/// What a verification says.
#[derive(Debug)]
pub struct Finding {
    pub verdict: Verdict,
    pub note: String,
    pub due_on: Option<NaiveDate>,
    pub demands: Vec<(String, Met)>,
}

/// Verifies the report that awaits it, or returns it with what is missing.
///
/// # Errors
/// Conflict if no report awaits verification.
pub async fn verify(
    permit: &mut Permit<VerifyRectification>,
    key: Uuid,
    report: &finding::store::panel::Report,
    found: &Finding,
) -> Result<()> {
    let finding = permit.subject.finding.clone();
    if finding.position != Some(Position::ToVerify) {
        return Err(AppError::Conflict("refused-nothing-to-verify"));
    }
    let new = NewVerification {
        id: key,
        finding: finding.id,
        inspection: finding.inspection,
        report,
        cycle: finding.cycle,
        verdict: found.verdict,
        note: &found.note,
        due_on: found.due_on,
        demands: &found.demands,
        person: permit.actor.person,
    };
    store::verify(&mut permit.tx, &new, permit.now, permit.today).await?;
    if let Some(due_on) = found.due_on {
        let of = Of { subject: key, inspection: finding.inspection, facility: Some(permit.subject.case.facility) };
        clock::start_named(&mut permit.tx, of, Key::ReturnDue, Event::Returned, permit.today, due_on).await?;
    }
    let value =
        json!({ "verification": key, "verdict": found.verdict.code(), "note": found.note, "due_on": found.due_on });
    permit.note(found.verdict.outcome(), "finding", finding.id.0, Some(finding.inspection.0), value).await
}

fn hand<D: Deed<Subject = FindingFile>>(permit: &Permit<D>) -> Hand {
    let finding = &permit.subject.finding;
    Hand {
        finding: finding.id,
        inspection: finding.inspection,
        cycle: finding.cycle,
        person: permit.actor.person,
        now: permit.now,
        today: permit.today,
    }
}

/// 销号: the third person ends it.
///
/// # Errors
/// Conflict if the finding is not verified, or a serious one has no written instrument (巡回检察工作规定 36).
pub async fn close(permit: &mut Permit<CloseFinding>, note: &str) -> Result<()> {
    let finding = permit.subject.finding.clone();
    if finding.position != Some(Position::Verified) {
        return Err(AppError::Conflict("refused-not-verified"));
    }
    if finding.severity.is_some_and(finding::Severity::needs_instrument)
        && !store::has_instrument(&mut permit.tx, finding.id).await?
    {
        return Err(AppError::Conflict("refused-no-instrument"));
    }
    let hand = hand(permit);
    store::close(&mut permit.tx, &hand, note).await?;
    permit.note("finding_closed", "finding", finding.id.0, Some(finding.inspection.0), json!({ "note": note })).await
}

/// 回头看: what the follow-up finds. A rebound opens the finding again.
///
/// # Errors
/// Conflict if the case is not in its follow-up, or a rebound is said of what is not closed.
pub async fn recheck(permit: &mut Permit<RecheckFinding>, key: Uuid, verdict: Recheck, note: &str) -> Result<()> {
    let finding = permit.subject.finding.clone();
    if permit.subject.case.state != State::FollowUp || finding.status != Status::Confirmed {
        return Err(AppError::Conflict("refused-not-following-up"));
    }
    let closed = finding.position == Some(Position::Closed);
    if closed && !matches!(verdict, Recheck::Corrected | Recheck::Rebounded) {
        return Err(AppError::Conflict("refused-closed-is-corrected-or-rebounded"));
    }
    if verdict == Recheck::Rebounded && !closed {
        return Err(AppError::Conflict("refused-rebound-of-open"));
    }
    let hand = hand(permit);
    store::recheck(&mut permit.tx, &hand, key, verdict, note).await?;
    permit
        .note(
            "finding_rechecked",
            "finding",
            finding.id.0,
            Some(finding.inspection.0),
            json!({ "verdict": verdict.code(), "note": note }),
        )
        .await
}

/// 移交: a finding that is still open in the follow-up goes to those who stay.
///
/// # Errors
/// Conflict if the case is not in its follow-up or the finding is closed; a second hand-over of one finding.
pub async fn hand_over(permit: &mut Permit<HandOverFinding>, to: i32, note: &str) -> Result<()> {
    let finding = permit.subject.finding.clone();
    let open = finding.status == Status::Confirmed && finding.position != Some(Position::Closed);
    if permit.subject.case.state != State::FollowUp || !open {
        return Err(AppError::Conflict("refused-hand-over"));
    }
    let new = NewHandOver { finding: finding.id, inspection: finding.inspection, to, note, by: permit.actor.person };
    store::hand_over(&mut permit.tx, &new, permit.now, permit.today).await?;
    permit
        .note(
            "finding_handed_over",
            "finding",
            finding.id.0,
            Some(finding.inspection.0),
            json!({ "to": to, "note": note }),
        )
        .await
}

/// The receipt of those who take a finding over.
pub async fn receive(permit: &mut Permit<ReceiveFinding>, receipt: &str) -> Result<()> {
    let finding = permit.subject.finding.clone();
    store::receive(&mut permit.tx, finding.id, permit.actor.person, receipt, permit.today).await?;
    permit
        .note("finding_received", "finding", finding.id.0, Some(finding.inspection.0), json!({ "receipt": receipt }))
        .await
}
