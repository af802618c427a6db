//! All SQL of the audit pages; the list of entries in the room below.
pub mod read;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    foundation::{db::Tx, error::Result, id::PersonId},
    people::audit::model::{Export, Head, Verification},
};

/// Every deed that was ever done, found by leaping from one to the next.
pub async fn deeds(tx: &mut Tx) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(
        r#"with recursive known as (
             (select deed from trail_entry order by deed limit 1)
             union all select (select e.deed from trail_entry e where e.deed > k.deed order by e.deed limit 1) from known k where k.deed is not null)
           select deed as "deed!" from known where deed is not null"#
    )
    .fetch_all(&mut **tx)
    .await?)
}

pub async fn last_verification(tx: &mut Tx) -> Result<Option<Verification>> {
    Ok(sqlx::query_as!(
        Verification,
        "select at, links, waiting, shard, no, entry_id, fault from trail_verification order by at desc, id desc limit 1"
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Entries that wait to be sealed.
pub async fn waiting(tx: &mut Tx) -> Result<i64> {
    Ok(sqlx::query_scalar!(r#"select count(*) as "n!" from trail_pending"#).fetch_one(&mut **tx).await?)
}

/// The last link of each shard.
pub async fn heads(tx: &mut Tx) -> Result<Vec<Head>> {
    Ok(sqlx::query_as!(
        Head,
        r#"select h.shard as "shard!", h.no as "no!", h.sha256 as "sha256!"
             from generate_series(0, 3) s, lateral (select shard, no, encode(sha256, 'hex') as sha256 from trail_link l where l.shard = s order by no desc limit 1) h"#
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// An export about to be kept.
#[derive(Debug)]
pub struct NewExport<'a> {
    pub id: Uuid,
    pub person: PersonId,
    pub query: &'a str,
    pub last: (DateTime<Utc>, Uuid),
    pub entries: i32,
    pub chain: &'a str,
    pub sha256: &'a [u8],
    pub body: &'a [u8],
}

pub async fn keep(tx: &mut Tx, new: &NewExport<'_>, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "insert into trail_export (id, at, person_id, query, upto_at, upto_id, entries, chain, sha256, body) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        new.id,
        now,
        new.person.0,
        new.query,
        new.last.0,
        new.last.1,
        new.entries,
        new.chain,
        new.sha256,
        new.body
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The exports, the latest first.
pub async fn exports(tx: &mut Tx) -> Result<Vec<Export>> {
    Ok(sqlx::query_as!(
        Export,
        r#"select e.id, e.at, p.name as who, e.query, e.entries, encode(e.sha256, 'hex') as "sha256!"
             from trail_export e join person p on p.id = e.person_id order by e.at desc, e.id desc limit 200"#
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// The file of an export.
pub async fn body(tx: &mut Tx, id: Uuid) -> Result<Option<Vec<u8>>> {
    Ok(sqlx::query_scalar!("select body from trail_export where id = $1", id).fetch_optional(&mut **tx).await?)
}
