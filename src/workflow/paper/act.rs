//! Printing sheets, entering what was written on one, accounting for one that is not entered.
use serde_json::json;
use uuid::Uuid;

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{InspectionId, RecordId},
        word::Word as _,
    },
    people::access::{Deed, Permit},
    workflow::{
        inspection::Case,
        paper::{
            key::Key,
            model::{KeepSheets, Kind, Why},
            store::{self, Entry, Sheet},
        },
    },
};

/// The sheet that somebody names, if it is one of the case. A key of another case is no key.
pub async fn named<D: Deed<Subject = Case>>(permit: &mut Permit<D>, text: &str) -> Result<Option<Sheet>> {
    let case: InspectionId = permit.subject.id;
    match Key::parse(text) {
        Some(key) => Ok(store::sheet(&mut permit.tx, &key).await?.filter(|sheet| sheet.inspection == case)),
        None => Ok(None),
    }
}

/// Prints blank sheets, those for records first.
///
/// # Errors
/// Fieldwork is not going on.
pub async fn print(permit: &mut Permit<KeepSheets>, pack: Uuid, counts: &[(Kind, i32)]) -> Result<()> {
    if !permit.subject.state.is_fieldwork() {
        return Err(AppError::Conflict("refused-not-fieldwork"));
    }
    let wanted = counts.iter().flat_map(|(kind, n)| (0..*n).map(|_| *kind));
    let sheets: Result<Vec<_>, _> = wanted.map(|kind| Key::fresh().map(|key| (key, kind))).collect();
    let sheets = sheets.map_err(|error| AppError::Internal(error.into()))?;
    let (case, by, now) = (permit.subject.id, permit.actor.person, permit.now);
    store::print(&mut permit.tx, (pack, case), &sheets, (by, now)).await?;
    let value = json!({ "pack": pack, "sheets": sheets.len() });
    permit.note("sheets_printed", "inspection", case.0, Some(case.0), value).await
}

/// Puts on record that a record was written on a sheet before.
///
/// # Errors
/// The sheet was entered or accounted for before.
pub async fn enter<D: Deed>(permit: &mut Permit<D>, record: RecordId, case: InspectionId, entry: &Entry) -> Result<()> {
    let (by, now) = (permit.actor.person, permit.now);
    store::enter(&mut permit.tx, (record, case), entry, (by, now)).await?;
    let value = json!({ "sheet": entry.key.code(), "written_on": entry.day, "written_at": entry.clock, "no_scan": entry.no_scan });
    permit.note("sheet_entered", "record", record.0, Some(case.0), value).await
}

/// Accounts for a sheet that is not entered.
///
/// # Errors
/// It was entered or accounted for before.
pub async fn account(permit: &mut Permit<KeepSheets>, sheet: &Sheet, why: Why, reason: &str) -> Result<()> {
    let key = Key::parse(&sheet.key).ok_or(AppError::NotFound)?;
    let (case, by, now) = (permit.subject.id, permit.actor.person, permit.now);
    store::account(&mut permit.tx, &key, case, (why, reason), (by, now)).await?;
    let value = json!({ "sheet": key.code(), "why": why.code(), "reason": reason });
    permit.note("sheet_accounted_for", "inspection", case.0, Some(case.0), value).await
}
