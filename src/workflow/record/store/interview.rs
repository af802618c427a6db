//! The compartment of who was spoken to: what is sealed, and who looked.
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::foundation::{
    db::Tx,
    error::Result,
    id::{self, PersonId, RecordId},
};

pub async fn insert(
    tx: &mut Tx,
    record: RecordId,
    case: Uuid,
    sealed: &[u8],
    (by, at): (PersonId, DateTime<Utc>),
) -> Result<()> {
    sqlx::query!(
        "insert into interviewee (record_id, inspection_id, sealed, by_id, at) values ($1, $2, $3, $4, $5)",
        record.0,
        case,
        sealed,
        by.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What is sealed, for whoever may know.
pub async fn sealed(tx: &mut Tx, record: RecordId) -> Result<Option<Vec<u8>>> {
    Ok(sqlx::query_scalar!("select sealed from interviewee where record_id = $1", record.0)
        .fetch_optional(&mut **tx)
        .await?)
}

pub async fn viewed(tx: &mut Tx, record: RecordId, (who, at): (PersonId, DateTime<Utc>)) -> Result<()> {
    sqlx::query!(
        "insert into interviewee_view (id, record_id, person_id, at) values ($1, $2, $3, $4)",
        id::fresh(),
        record.0,
        who.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Somebody who looked.
#[derive(Debug, Clone)]
pub struct View {
    pub who: String,
    pub at: DateTime<Utc>,
}

/// Who looked, the newest first; nothing for whoever may not know.
pub async fn views(tx: &mut Tx, record: RecordId) -> Result<Vec<View>> {
    Ok(sqlx::query_as!(
        View,
        "select p.name as who, v.at from interviewee_view v join person p on p.id = v.person_id where v.record_id = $1 order by v.at desc, v.id desc limit 50",
        record.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Whether anybody was sealed; for the start, which runs as the owner.
pub async fn any(pool: &sqlx::PgPool) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(r#"select exists (select from interviewee) as "any!""#).fetch_one(pool).await
}
