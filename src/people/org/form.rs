//! Reads the forms of whoever keeps the organs.
use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{FacilityId, OrgId},
        web::fields::{Fields, LINE, PROSE},
    },
    people::org::{
        model::{OrgKind, Organ},
        store,
    },
};

/// An organ below another.
#[derive(Debug)]
pub struct NewOrgan {
    pub code: String,
    pub kind: OrgKind,
    pub level: i16,
    pub parent: OrgId,
    /// Whose chief approves, where there is a choice and it is not the organ above.
    pub own_chief: bool,
    pub name_zh: String,
    pub name_en: String,
    /// At which a resident office stands.
    pub facility: Option<FacilityId>,
}

/// Both names, and why they change.
#[derive(Debug)]
pub struct NewName {
    pub name_zh: String,
    pub name_en: String,
    pub reason: String,
}

/// A code is what addresses carry: letters, digits and dashes.
fn code(fields: &mut Fields) -> String {
    let code = fields.text("code", 40).to_uppercase();
    if !code.is_empty() && !code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-') {
        fields.problem("code", "problem-org-code", Vec::new());
    }
    code
}

/// Reads which kind of organ is made below which, and the level at which it will stand.
pub async fn place(tx: &mut Tx, fields: &mut Fields, unit: OrgId) -> Result<Option<(OrgKind, Organ, i16)>> {
    let kind = fields.choice::<OrgKind>("kind");
    let above = store::by_code(tx, unit, fields.value("below")).await?.filter(|above| above.closed_on.is_none());
    let (Some(kind), Some(above)) = (kind, above) else {
        fields.problem("below", "problem-choose", Vec::new());
        return Ok(None);
    };
    let level = kind.below(above.kind, above.level);
    if level.is_none() {
        fields.problem("below", "problem-org-below", Vec::new());
    }
    Ok(level.map(|level| (kind, above, level)))
}

/// Reads an organ below one that `unit` is at or above; its code is free, and an office's facility is its procuratorate's.
pub async fn organ(tx: &mut Tx, fields: &mut Fields, unit: OrgId) -> Result<Option<NewOrgan>> {
    let code = code(fields);
    if store::is_taken(tx, &code).await? {
        fields.problem("code", "problem-code-taken", Vec::new());
    }
    let (name_zh, name_en) = (fields.text("name_zh", LINE), fields.text("name_en", LINE));
    let Some((kind, above, level)) = place(tx, fields, unit).await? else { return Ok(None) };
    let facility = match kind {
        OrgKind::ResidentOffice => facility(tx, fields, &above).await?,
        OrgKind::Spp | OrgKind::Province | OrgKind::City | OrgKind::County | OrgKind::Dispatched => None,
    };
    let own_chief = kind == OrgKind::Dispatched && fields.value("approver") == "own";
    let new = NewOrgan { code, kind, level, parent: above.id, own_chief, name_zh, name_en, facility };
    Ok(fields.is_ok().then_some(new))
}

/// Where an office stands: a facility of its procuratorate that has no office.
async fn facility(tx: &mut Tx, fields: &mut Fields, above: &Organ) -> Result<Option<FacilityId>> {
    let free = store::without_office(tx, above.id).await?;
    let chosen = free.into_iter().find(|(_, code, ..)| code == fields.value("facility"));
    if chosen.is_none() {
        fields.problem("facility", "problem-office-facility", Vec::new());
    }
    Ok(chosen.map(|(id, ..)| id))
}

/// Reads new names; one of the two is another than before.
pub fn name(fields: &mut Fields, organ: &Organ) -> Option<NewName> {
    let (name_zh, name_en) = (fields.text("name_zh", LINE), fields.text("name_en", LINE));
    let reason = fields.text("reason", PROSE);
    if fields.is_ok() && (name_zh == organ.name_zh && name_en == organ.name_en) {
        fields.problem("name_zh", "problem-same-name", Vec::new());
    }
    fields.is_ok().then_some(NewName { name_zh, name_en, reason })
}
