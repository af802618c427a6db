//! All SQL of keeping the organs. `unit` is the administrator's own: what is kept is at or below it.
pub mod read;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::{Result, one_row},
        id::{FacilityId, OrgId, PersonId},
    },
    people::org::{
        form::{NewName, NewOrgan},
        model::{OrgKind, Organ},
    },
};

/// The organ, if the unit is at or above it.
pub async fn one(tx: &mut Tx, unit: OrgId, uid: Uuid) -> Result<Option<Organ>> {
    Ok(sqlx::query_as!(
        Organ,
        r#"with recursive reach as (select id from org where id = $1 union all select o.id from org o join reach on o.parent_id = reach.id)
           select o.id as "id: OrgId", o.uid, o.code, o.kind as "kind: OrgKind", o.level, o.parent_id as "parent: OrgId", o.approver_id as "approver: OrgId",
                  o.name_zh, o.name_en, o.closed_on
             from org o where o.uid = $2 and o.id in (select id from reach)"#,
        unit.0,
        uid
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// The same for a deed: two on one organ wait for each other.
pub async fn locked(tx: &mut Tx, unit: OrgId, uid: Uuid) -> Result<Option<Organ>> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('org:' || $1::uuid::text, 0))", uid)
        .fetch_one(&mut **tx)
        .await?;
    one(tx, unit, uid).await
}

/// The organ of a code, if the unit is at or above it.
pub async fn by_code(tx: &mut Tx, unit: OrgId, code: &str) -> Result<Option<Organ>> {
    match sqlx::query_scalar!("select uid from org where code = $1", code).fetch_optional(&mut **tx).await? {
        Some(uid) => one(tx, unit, uid).await,
        None => Ok(None),
    }
}

/// Whether an organ has the code, in use or closed.
pub async fn is_taken(tx: &mut Tx, code: &str) -> Result<bool> {
    let taken = sqlx::query_scalar!(r#"select exists (select from org where code = $1) as "taken!""#, code);
    Ok(taken.fetch_one(&mut **tx).await?)
}

/// Facilities that an organ supervises and at which no office stands: key, code, Chinese and English name.
pub async fn without_office(tx: &mut Tx, organ: OrgId) -> Result<Vec<(FacilityId, String, String, String)>> {
    let rows = sqlx::query!(
        r#"select id as "id: FacilityId", code, name_zh, name_en from facility
            where supervisor_id = $1 and office_id is null and closed_on is null and not outside order by code"#,
        organ.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.code, row.name_zh, row.name_en)).collect())
}

/// Adds an organ. Who approves for it follows from its kind, unless a dispatched procuratorate has a chief of its own.
pub async fn insert(tx: &mut Tx, uid: Uuid, new: &NewOrgan) -> Result<OrgId> {
    let organ = sqlx::query_scalar!(
        r#"insert into org (uid, code, kind, level, parent_id, name_zh, name_en) values ($1, $2, $3, $4, $5, $6, $7) returning id as "id: OrgId""#,
        uid,
        new.code,
        new.kind as OrgKind,
        new.level,
        new.parent.0,
        new.name_zh,
        new.name_en
    )
    .fetch_one(&mut **tx)
    .await?;
    if new.own_chief {
        set_approver(tx, organ, organ).await?;
    }
    Ok(organ)
}

/// A resident office takes its place at a facility.
pub async fn stand_at(tx: &mut Tx, office: OrgId, facility: FacilityId, day: NaiveDate) -> Result<()> {
    sqlx::query!("select office_stands_at($1, $2, $3)", office.0, facility.0, day).fetch_one(&mut **tx).await?;
    Ok(())
}

/// Gives it new names; the row says why.
pub async fn rename(
    tx: &mut Tx,
    id: Uuid,
    organ: OrgId,
    new: &NewName,
    by: PersonId,
    day: NaiveDate,
    at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into org_renaming (id, org_id, to_zh, to_en, reason, day, by_id, at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        id,
        organ.0,
        new.name_zh,
        new.name_en,
        new.reason,
        day,
        by.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Its resident offices follow.
pub async fn set_approver(tx: &mut Tx, organ: OrgId, approver: OrgId) -> Result<()> {
    let set = sqlx::query!(
        "update org set approver_id = $2 where id = $1 and approver_id is distinct from $2 and closed_on is null",
        organ.0,
        approver.0
    );
    one_row(&set.execute(&mut **tx).await?)
}

/// Closes it from a day on.
pub async fn close(tx: &mut Tx, organ: OrgId, day: NaiveDate) -> Result<()> {
    let closed = sqlx::query!("update org set closed_on = $2 where id = $1 and closed_on is null", organ.0, day);
    one_row(&closed.execute(&mut **tx).await?)
}
