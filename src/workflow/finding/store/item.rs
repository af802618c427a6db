//! The item of a checklist that a finding came from.
use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{FindingId, InspectionId},
        word::Word,
    },
    law::checklist::Pinned,
};

pub async fn insert(tx: &mut Tx, id: FindingId, inspection: InspectionId, pinned: &Pinned) -> Result<()> {
    sqlx::query!(
        "insert into finding_item (finding_id, inspection_id, list, edition, item) values ($1, $2, $3, $4, $5)",
        id.0,
        inspection.0,
        pinned.list.code(),
        pinned.edition,
        pinned.item.code
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn of(tx: &mut Tx, id: FindingId) -> Result<Option<String>> {
    Ok(sqlx::query_scalar!("select item from finding_item where finding_id = $1", id.0)
        .fetch_optional(&mut **tx)
        .await?)
}

/// Whether files show what was found: on the finding, or on the record that it came from.
pub async fn is_shown(tx: &mut Tx, id: FindingId) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select from evidence e where e.finding_id = $1 and not exists (select from evidence_void v where v.evidence_id = e.id))
                  or exists (select from finding f join evidence e on e.record_id = f.record_id
                              where f.id = $1 and not exists (select from evidence_void v where v.evidence_id = e.id)) as "shown!""#,
        id.0
    )
    .fetch_one(&mut **tx)
    .await?)
}
