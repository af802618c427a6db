//! All SQL of the taxonomy's versions and drafts.
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::{Result, one_row},
        id::PersonId,
    },
    law::taxonomy::model::{Change, Changed, Draft, Leaf, Version},
    people::facility::FacilityKind,
};

/// Every version, the latest first.
pub async fn versions(tx: &mut Tx) -> Result<Vec<Version>> {
    Ok(sqlx::query_as!(
        Version,
        r#"select t.id, t.since, upper(t.valid) as until, isempty(t.valid) as "replaced!", t.note, t.base_id as base,
                  (select count(*) from category_entry e where e.taxonomy_id = t.id) as "categories!",
                  p.name as "published_by?", t.published_at
             from taxonomy t left join person p on p.id = t.published_by order by t.id desc"#
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// The categories of a version, in the order of their codes.
pub async fn leaves(tx: &mut Tx, version: i32) -> Result<Vec<Leaf>> {
    Ok(sqlx::query_as!(
        Leaf,
        r#"select c.code, c.facility_kind as "facility_kind: FacilityKind", e.domain, e.field_zh, e.field_en, e.domain_zh, e.domain_en,
                  e.name_zh, e.name_en, e.severity_hint
             from category_entry e join category c on c.id = e.category_id where e.taxonomy_id = $1 order by c.code"#,
        version
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// What took the place of what a version retired, as pairs of codes.
pub async fn successors(tx: &mut Tx, version: i32) -> Result<Vec<(String, String)>> {
    let rows = sqlx::query!(
        "select c.code as retired, s.code as successor from category_successor x
           join category c on c.id = x.category_id join category s on s.id = x.successor_id where x.taxonomy_id = $1 order by 1, 2",
        version
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.retired, row.successor)).collect())
}

/// Every code that was ever given.
pub async fn codes(tx: &mut Tx) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!("select code from category").fetch_all(&mut **tx).await?)
}

/// The draft that is being written.
pub async fn draft(tx: &mut Tx) -> Result<Option<Draft>> {
    Ok(sqlx::query_as!(
        Draft,
        "select d.id, d.base_id as base, p.name as opened_by, d.opened_at from taxonomy_draft d join person p on p.id = d.opened_by where d.ended is null"
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Begins a draft on the latest version.
pub async fn open(tx: &mut Tx, id: Uuid, by: PersonId, now: DateTime<Utc>) -> Result<()> {
    let opened = sqlx::query!(
        "insert into taxonomy_draft (id, base_id, opened_by, opened_at)
         select $1, t.id, $2, $3 from taxonomy t where upper_inf(t.valid) and not isempty(t.valid)",
        id,
        by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    one_row(&opened)
}

/// What a draft changes, in the order of the codes.
pub async fn changes(tx: &mut Tx, draft: Uuid) -> Result<Vec<Changed>> {
    Ok(sqlx::query_as!(
        Changed,
        r#"select code, change as "change: Change", domain, name_zh, name_en, severity_hint, successors
             from taxonomy_change where draft_id = $1 order by code"#,
        draft
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Puts a change into a draft.
///
/// # Errors
/// Conflict if the category has a change already, or the draft has ended.
pub async fn change(tx: &mut Tx, draft: Uuid, changed: &Changed) -> Result<()> {
    sqlx::query!(
        "insert into taxonomy_change (draft_id, code, change, domain, name_zh, name_en, severity_hint, successors) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        draft,
        changed.code,
        changed.change as Change,
        changed.domain,
        changed.name_zh,
        changed.name_en,
        changed.severity_hint,
        &changed.successors
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes a change out of a draft, and with it its place as a successor.
pub async fn undo(tx: &mut Tx, draft: Uuid, code: &str) -> Result<()> {
    let undone = sqlx::query!(
        "delete from taxonomy_change where draft_id = $1 and code = $2
            and not exists (select from taxonomy_change r where r.draft_id = $1 and $2 = any (r.successors))",
        draft,
        code
    )
    .execute(&mut **tx)
    .await?;
    one_row(&undone)
}

/// Gives a draft up.
pub async fn discard(tx: &mut Tx, draft: Uuid, by: PersonId, now: DateTime<Utc>) -> Result<()> {
    let ended = sqlx::query!(
        "update taxonomy_draft set ended = 'discarded', ended_by = $2, ended_at = $3 where id = $1 and ended is null",
        draft,
        by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    one_row(&ended)
}

/// Publishes a draft from a day on; returns the number of the version.
///
/// # Errors
/// Conflict if the draft has ended, or another version was published since it began.
pub async fn publish(tx: &mut Tx, draft: Uuid, since: NaiveDate, note: &str, now: DateTime<Utc>) -> Result<i32> {
    Ok(sqlx::query_scalar!(r#"select taxonomy_publish($1, $2, $3, $4) as "id!""#, draft, since, note, now)
        .fetch_one(&mut **tx)
        .await?)
}
