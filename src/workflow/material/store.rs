//! All SQL of the list of materials.
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{InspectionId, MaterialId, PersonId},
    },
    workflow::material::model::{Material, Medium, Move, Moved},
};

pub async fn case_of(tx: &mut Tx, id: Uuid) -> Result<Option<InspectionId>> {
    Ok(sqlx::query_scalar!(r#"select inspection_id as "inspection: InspectionId" from material where id = $1"#, id)
        .fetch_optional(&mut **tx)
        .await?)
}

/// The whole list, in its order.
pub async fn materials(tx: &mut Tx, case: InspectionId) -> Result<Vec<Material>> {
    let rows = sqlx::query!(
        r#"select m.id as "id: MaterialId", m.no, m.name, m.span, m.medium as "medium: Medium", m.copies, m.department, p.name as by
             from material m join person p on p.id = m.by_id where m.inspection_id = $1 order by m.no limit 1000"#,
        case.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let moves = sqlx::query!(
        r#"select v.material_id as "material: MaterialId", v.what as "what: Move", v.day, v.hand, v.note, p.name as by
             from material_move v join person p on p.id = v.by_id where v.inspection_id = $1 order by v.at"#,
        case.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let of = |id: MaterialId| {
        let own = moves.iter().filter(move |moved| moved.material == id);
        own.map(|moved| Moved {
            what: moved.what,
            day: moved.day,
            hand: moved.hand.clone(),
            note: moved.note.clone(),
            by: moved.by.clone(),
        })
        .collect()
    };
    Ok(rows
        .into_iter()
        .map(|row| Material {
            moves: of(row.id),
            id: row.id,
            inspection: case,
            no: row.no,
            name: row.name,
            span: row.span,
            medium: row.medium,
            copies: row.copies,
            department: row.department,
            by: row.by,
        })
        .collect())
}

/// A material about to be asked for.
#[derive(Debug)]
pub struct NewMaterial {
    pub name: String,
    pub span: String,
    pub medium: Medium,
    pub copies: String,
    pub department: String,
}

/// Puts it at the end of the list; the case is locked.
pub async fn request(
    tx: &mut Tx,
    (id, case): (MaterialId, InspectionId),
    new: &NewMaterial,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into material (id, inspection_id, no, name, span, medium, copies, department, by_id, at)
         select $1, $2, coalesce(max(m.no), 0) + 1, $3, $4, $5, $6, $7, $8, $9 from material m where m.inspection_id = $2",
        id.0,
        case.0,
        new.name,
        new.span,
        new.medium as Medium,
        new.copies,
        new.department,
        by.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A move about to be put on record.
#[derive(Debug)]
pub struct NewMove {
    pub what: Move,
    pub day: NaiveDate,
    pub hand: String,
    pub note: String,
}

pub async fn moved(
    tx: &mut Tx,
    (id, case): (MaterialId, InspectionId),
    new: &NewMove,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into material_move (material_id, inspection_id, what, day, hand, note, by_id, at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        id.0,
        case.0,
        new.what as Move,
        new.day,
        new.hand,
        new.note,
        by.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
