//! Confirming several findings, asking for a look on site, hearing the facility: rule, write, trail, in one transaction.
use serde_json::json;
use uuid::Uuid;

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{self, PersonId},
        word::Word,
    },
    people::access::{Action, Permit},
    workflow::{
        finding::{
            self, FindingFile, Status, Step,
            act::{Decision, is_open, take},
        },
        review::{
            deed::{AnswerOnSite, AskOnSite, ConfirmSeveral, LogComment},
            model::{Done, Outcome},
            store::{self, NewComment},
        },
    },
};

/// Whether a finding is still gone through: it stands, and is not reported.
///
/// # Errors
/// It was reported, or does not stand.
pub fn may_review(file: &FindingFile) -> Result<()> {
    let stands = matches!(file.finding.status, Status::Recorded | Status::Confirmed);
    if stands && is_open(file.case.state) { Ok(()) } else { Err(AppError::Conflict("refused-finding-frozen")) }
}

/// Confirms each of several findings that may be confirmed, and says of each what came of it. One that may not leaves the others
/// as they are.
///
/// # Errors
/// Conflict if the findings of the case are frozen.
pub async fn confirm_several(
    permit: &mut Permit<ConfirmSeveral>,
    chosen: &[Uuid],
    owner: PersonId,
) -> Result<Vec<Done>> {
    let case = permit.subject.clone();
    if !is_open(case.state) {
        return Err(AppError::Conflict("refused-finding-frozen"));
    }
    let mut done = Vec::new();
    for id in chosen {
        let found = finding::store::finding(&mut permit.tx, *id).await?.filter(|found| found.inspection == case.id);
        let Some(found) = found else {
            done.push(Done { id: *id, name: String::new(), outcome: Outcome::Unknown });
            continue;
        };
        let outcome = if found.status != Status::Recorded {
            Outcome::Decided
        } else if found.author == Some(permit.actor.person) {
            Outcome::Own
        } else {
            let decision = Decision { owner: Some(owner), ..Decision::default() };
            take(permit, &found, case.state, Step::Confirm, &decision).await?;
            Outcome::Confirmed
        };
        done.push(Done { id: *id, name: format!("{}. {}", found.no, found.title), outcome });
    }
    Ok(done)
}

/// Asks that a finding be seen on site.
///
/// # Errors
/// Conflict if it was asked before, or the finding is not gone through any more.
pub async fn ask_on_site(permit: &mut Permit<AskOnSite>, reason: &str) -> Result<()> {
    may_review(&permit.subject)?;
    let finding = permit.subject.finding.clone();
    let (by, when) = (permit.actor.person, (permit.now, permit.today));
    store::ask_on_site(&mut permit.tx, &finding, reason, by, when).await?;
    let value = json!({ "reason": reason });
    permit.note("site_check_asked", "finding", finding.id.0, Some(finding.inspection.0), value).await
}

/// Puts on record what was seen on site, or why nothing is to be seen: the former by any inspector, the latter by the lead.
///
/// # Errors
/// Conflict if it was answered before; denied if the lead has to decide.
pub async fn answer_on_site(permit: &mut Permit<AnswerOnSite>, record: Option<Uuid>, reason: &str) -> Result<()> {
    may_review(&permit.subject)?;
    if record.is_none() && !permit.may(Action::AskOnSite) {
        return Err(AppError::Denied("denied-not-lead"));
    }
    let finding = permit.subject.finding.clone();
    let (by, now) = (permit.actor.person, permit.now);
    store::answer_on_site(&mut permit.tx, &finding, (record, reason), by, now).await?;
    let value = json!({ "record": record, "reason": reason });
    permit.note("site_check_answered", "finding", finding.id.0, Some(finding.inspection.0), value).await
}

/// Puts on record what the facility says of a finding.
///
/// # Errors
/// Conflict if the finding is not gone through any more.
pub async fn comment(permit: &mut Permit<LogComment>, new: &NewComment) -> Result<()> {
    may_review(&permit.subject)?;
    let finding = permit.subject.finding.clone();
    let (by, now) = (permit.actor.person, permit.now);
    store::comment(&mut permit.tx, (id::fresh(), &finding), new, by, now).await?;
    let value = json!({ "stance": new.stance.code(), "said_by": new.said_by, "post": new.post, "day": new.day, "body": new.body });
    permit.note("finding_commented", "finding", finding.id.0, Some(finding.inspection.0), value).await
}
