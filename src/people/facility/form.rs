//! Reads the forms of those who keep the facilities.
use chrono::NaiveDate;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::OrgId,
        web::fields::{Fields, LINE, PROSE},
    },
    people::facility::{FacilityKind, store::keep},
};

/// What of a facility may be rewritten.
#[derive(Debug)]
pub struct Described {
    pub name_zh: String,
    pub name_en: String,
    pub capacity: Option<i32>,
    pub note: String,
}

/// A new facility with its first supervisor.
#[derive(Debug)]
pub struct NewFacility {
    pub code: String,
    pub kind: FacilityKind,
    pub division: String,
    pub described: Described,
    pub supervision: NewSupervision,
}

/// Who supervises from a day on.
#[derive(Debug)]
pub struct NewSupervision {
    pub org: OrgId,
    pub office: Option<OrgId>,
    pub from: NaiveDate,
}

/// Reads names, capacity and note.
pub fn described(fields: &mut Fields) -> Described {
    let capacity =
        if fields.value("capacity").trim().is_empty() { None } else { fields.number("capacity", 1, 100_000) };
    Described {
        name_zh: fields.text("name_zh", LINE),
        name_en: fields.text("name_en", LINE),
        capacity,
        note: fields.optional("note", PROSE),
    }
}

/// Reads a supervisor at or below `unit`, from a day that is not to come: what is to come is entered on its day.
pub async fn supervision(
    tx: &mut Tx,
    fields: &mut Fields,
    unit: OrgId,
    today: NaiveDate,
) -> Result<Option<NewSupervision>> {
    let from = fields.date("from");
    if from.is_some_and(|from| from > today) {
        fields.problem("from", "problem-future", vec![("today", today.into())]);
    }
    let organs = keep::organs(tx, unit).await?;
    let named = |code: &str| organs.iter().find(|organ| organ.code == code);
    let org = named(fields.value("org")).filter(|organ| !organ.is_office);
    let office = named(fields.value("office")).filter(|organ| organ.is_office);
    if org.is_none() {
        fields.problem("org", "problem-choose", Vec::new());
    }
    let fits = office.is_none_or(|office| org.is_none_or(|org| office.parent == Some(org.id)));
    if !fits || (office.is_none() && !fields.value("office").is_empty()) {
        fields.problem("office", "problem-office-elsewhere", Vec::new());
    }
    Ok(org.zip(from).filter(|_| fields.is_ok()).map(|(org, from)| NewSupervision {
        org: org.id,
        office: office.map(|office| office.id),
        from,
    }))
}

/// Reads a new facility; its code is free.
pub async fn facility(tx: &mut Tx, fields: &mut Fields, unit: OrgId, today: NaiveDate) -> Result<Option<NewFacility>> {
    let code = fields.text("code", 40);
    if keep::is_taken(tx, &code).await? {
        fields.problem("code", "problem-code-taken", Vec::new());
    }
    let kind = fields.choice::<FacilityKind>("kind");
    let division = fields.text("division", LINE);
    if !division.is_empty() && (division.len() != 6 || !division.bytes().all(|b| b.is_ascii_digit())) {
        fields.problem("division", "problem-division", Vec::new());
    }
    let described = described(fields);
    let supervision = supervision(tx, fields, unit, today).await?;
    Ok(kind.zip(supervision).filter(|_| fields.is_ok()).map(|(kind, supervision)| NewFacility {
        code,
        kind,
        division,
        described,
        supervision,
    }))
}
