//! Putting on record what was done before the first day: rows are added, with their trail entry, in one transaction.
use serde_json::json;

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{self, ContactId},
        word::Word,
    },
    people::access::{Deed, Permit},
    workflow::{
        inspection::{Case, State},
        preparation::{
            deed::{FileAnnex, FileExemption, GatherInformation, LogContact},
            store::{self, By, NewAnnex, NewContact, NewExemption, NewItem},
        },
    },
};

const fn by<D: Deed>(permit: &Permit<D>) -> By {
    (permit.actor.person, permit.now)
}

/// Whether talks are still put on record: until the case is over.
///
/// # Errors
/// It is over.
pub fn takes_contacts(case: &Case) -> Result<()> {
    if case.state.is_over() || case.history { Err(AppError::Conflict("refused-case-over")) } else { Ok(()) }
}

/// Whether the first day is still ahead.
///
/// # Errors
/// It has come.
pub fn takes_preparation(case: &Case) -> Result<()> {
    if case.is_prepared_for() { Ok(()) } else { Err(AppError::Conflict("refused-begun")) }
}

/// Whether the time of a case may still be shortened: a hard rule binds it, and fieldwork has not ended.
///
/// # Errors
/// No rule to shorten, or too late.
pub fn takes_exemptions(case: &Case) -> Result<()> {
    let open = case.is_prepared_for() || matches!(case.state, State::InProgress | State::Suspended);
    if open && case.is_shortened_by_filing() { Ok(()) } else { Err(AppError::Conflict("refused-no-exemption")) }
}

/// Puts a talk on record.
///
/// # Errors
/// The case is over.
pub async fn log(permit: &mut Permit<LogContact>, id: ContactId, new: &NewContact) -> Result<()> {
    takes_contacts(&permit.subject)?;
    let (case, by) = (permit.subject.id, by(permit));
    store::log(&mut permit.tx, id, case, new, by).await?;
    let value = json!({ "day": new.day, "way": new.way.code(), "organ": new.organ, "person": new.person, "said": new.said, "result": new.result.code() });
    permit.note("contact_logged", "inspection", case.0, Some(case.0), value).await
}

/// Puts on record what became of an item.
///
/// # Errors
/// The first day has come.
pub async fn gather(permit: &mut Permit<GatherInformation>, new: &NewItem) -> Result<()> {
    takes_preparation(&permit.subject)?;
    let (case, by) = (permit.subject.id, by(permit));
    store::gather(&mut permit.tx, id::fresh(), case, new, by).await?;
    let value = json!({ "item": new.item.code(), "outcome": new.outcome.code(), "day": new.day, "note": new.note });
    permit.note("information_gathered", "inspection", case.0, Some(case.0), value).await
}

/// Puts a public-health annex on record.
///
/// # Errors
/// The first day has come.
pub async fn file_annex(permit: &mut Permit<FileAnnex>, new: &NewAnnex) -> Result<()> {
    takes_preparation(&permit.subject)?;
    let (case, by) = (permit.subject.id, by(permit));
    store::file_annex(&mut permit.tx, id::fresh(), case, new, by).await?;
    let value = json!({ "organ": new.organ, "filing_no": new.filing_no, "filed_on": new.filed_on, "isolated_from": new.isolated_from, "isolation_days": new.isolation_days });
    permit.note("annex_filed", "inspection", case.0, Some(case.0), value).await
}

/// Puts a filing of shortened time on record (巡回检察工作规定 12).
///
/// # Errors
/// No hard rule binds the case, or its fieldwork has ended.
pub async fn exempt(permit: &mut Permit<FileExemption>, new: &NewExemption) -> Result<()> {
    takes_exemptions(&permit.subject)?;
    let (case, organiser, by) = (permit.subject.id, permit.subject.organiser, by(permit));
    let above = store::above(&mut permit.tx, organiser).await?;
    store::exempt(&mut permit.tx, id::fresh(), (case, above.id), new, by).await?;
    let value = json!({ "days": new.days, "days_on_site": new.days_on_site, "filing_no": new.filing_no, "filed_on": new.filed_on, "reason": new.reason });
    permit.note("exemption_filed", "inspection", case.0, Some(case.0), value).await
}
