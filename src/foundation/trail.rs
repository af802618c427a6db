//! The audit trail: one entry per write, in the writing transaction; sealed into a chain by a job.
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::foundation::{
    db::{Db, Tx},
    error::Result,
    id,
};

/// Who does it, from where.
#[derive(Debug, Clone, Default)]
pub struct By {
    pub person: Option<Uuid>,
    pub org: Option<i32>,
    pub session: Option<Vec<u8>>,
}

/// What was done to which record. `value` goes to a table of its own, which an auditor does not read.
#[derive(Debug)]
pub struct Entry<'a> {
    pub deed: &'a str,
    pub subject: &'a str,
    pub id: Option<Uuid>,
    pub inspection: Option<Uuid>,
    pub value: serde_json::Value,
}

/// Writes an entry.
pub async fn write(tx: &mut Tx, by: &By, at: DateTime<Utc>, entry: Entry<'_>) -> Result<()> {
    sqlx::query!(
        "select trail_write($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        id::fresh(),
        at,
        by.person,
        by.org,
        by.session,
        entry.deed,
        entry.subject,
        entry.id,
        entry.inspection,
        entry.value
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(())
}

/// Links entries that are not yet in the chain; returns how many.
pub async fn seal(db: &Db) -> Result<i32, sqlx::Error> {
    sqlx::query_scalar!(r#"select trail_seal(1000) as "sealed!""#).fetch_one(&db.owner).await
}

/// A place where the chain does not hold.
#[derive(Debug)]
pub struct Fault {
    pub shard: i16,
    pub no: i64,
    pub fault: String,
}

/// Recomputes the whole chain and keeps what it came to, for the auditor; returns under which key.
pub async fn check(db: &Db, at: DateTime<Utc>) -> Result<Uuid, sqlx::Error> {
    let (links, faults) = verify(db).await?;
    let (id, first) = (id::fresh(), faults.first());
    sqlx::query!(
        "insert into trail_verification (id, at, links, waiting, shard, no, entry_id, fault)
         values ($1, $2, $3, (select count(*) from trail_pending), $4, $5, (select entry_id from trail_link where shard = $4 and no = $5), $6)",
        id,
        at,
        links,
        first.map(|fault| fault.shard),
        first.map(|fault| fault.no),
        first.map(|fault| fault.fault.as_str())
    )
    .execute(&db.owner)
    .await?;
    Ok(id)
}

/// Recomputes the whole chain; returns how many links it has, and the first places where it does not hold.
pub async fn verify(db: &Db) -> Result<(i64, Vec<Fault>), sqlx::Error> {
    let faults =
        sqlx::query_as!(Fault, r#"select shard as "shard!", no as "no!", fault as "fault!" from trail_verify()"#)
            .fetch_all(&db.owner)
            .await?;
    let links = sqlx::query_scalar!(r#"select count(*) as "n!" from trail_link"#).fetch_one(&db.owner).await?;
    Ok((links, faults))
}
