//! SQL of keeping the facilities.
use chrono::NaiveDate;

use crate::{
    foundation::{
        db::Tx,
        error::{Result, one_row},
        id::{FacilityId, OrgId},
    },
    people::facility::{
        FacilityKind,
        form::{Described, NewFacility, NewSupervision},
    },
};

/// A facility in the list of those who keep them.
#[derive(Debug)]
pub struct FacilityRow {
    pub id: FacilityId,
    pub code: String,
    pub kind: FacilityKind,
    pub name_zh: String,
    pub name_en: String,
    pub org_zh: String,
    pub org_en: String,
    pub closed_on: Option<NaiveDate>,
}

/// Facilities whose supervisor is the unit or below it, those of a word in code or name, after a code.
pub async fn list(tx: &mut Tx, unit: OrgId, q: &str, after: &str) -> Result<Vec<FacilityRow>> {
    let like = format!("%{}%", q.replace(['\\', '%', '_'], ""));
    Ok(sqlx::query_as!(
        FacilityRow,
        r#"with recursive reach as (select id from org where id = $1 union all select o.id from org o join reach on o.parent_id = reach.id)
           select fa.id as "id: FacilityId", fa.code, fa.kind as "kind: FacilityKind", fa.name_zh, fa.name_en, o.name_zh as org_zh, o.name_en as org_en, fa.closed_on
             from facility fa join org o on o.id = fa.supervisor_id
            where fa.supervisor_id in (select id from reach) and not fa.outside and fa.code > $2 and (fa.code ilike $3 or fa.name_zh ilike $3 or fa.name_en ilike $3)
            order by fa.code limit 51"#,
        unit.0,
        after,
        like
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// A procuratorate or resident office that may supervise.
#[derive(Debug)]
pub struct Organ {
    pub id: OrgId,
    pub parent: Option<OrgId>,
    pub code: String,
    pub is_office: bool,
    pub name_zh: String,
    pub name_en: String,
}

/// The unit and all below it that are not closed.
pub async fn organs(tx: &mut Tx, unit: OrgId) -> Result<Vec<Organ>> {
    Ok(sqlx::query_as!(
        Organ,
        r#"with recursive reach as (select id from org where id = $1 union all select o.id from org o join reach on o.parent_id = reach.id)
           select o.id as "id: OrgId", o.parent_id as "parent: OrgId", o.code, o.kind = 'resident_office' as "is_office!", o.name_zh, o.name_en
             from org o where o.id in (select id from reach) and o.closed_on is null order by o.level, o.code"#,
        unit.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Whether a facility has the code, in use or closed.
pub async fn is_taken(tx: &mut Tx, code: &str) -> Result<bool> {
    let taken = sqlx::query_scalar!(r#"select exists (select from facility where code = $1) as "taken!""#, code);
    Ok(taken.fetch_one(&mut **tx).await?)
}

/// Its place is written by its first supervision.
pub async fn insert(tx: &mut Tx, id: FacilityId, new: &NewFacility) -> Result<()> {
    sqlx::query!(
        "insert into facility (id, code, kind, name_zh, name_en, division, capacity, note, supervisor_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id.0,
        new.code,
        new.kind as FacilityKind,
        new.described.name_zh,
        new.described.name_en,
        new.division,
        new.described.capacity,
        new.described.note,
        new.supervision.org.0
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Rewrites names, capacity and note.
pub async fn describe(tx: &mut Tx, id: FacilityId, new: &Described) -> Result<()> {
    let changed = sqlx::query!(
        "update facility set name_zh = $2, name_en = $3, capacity = $4, note = $5 where id = $1",
        id.0,
        new.name_zh,
        new.name_en,
        new.capacity,
        new.note
    );
    one_row(&changed.execute(&mut **tx).await?)
}

/// Begins a supervision that lasts.
pub async fn supervise(tx: &mut Tx, id: FacilityId, new: &NewSupervision) -> Result<()> {
    sqlx::query!(
        "insert into facility_supervision (facility_id, org_id, office_id, during) values ($1, $2, $3, daterange($4::date, null))",
        id.0,
        new.org.0,
        new.office.map(|office| office.0),
        new.from
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Ends the present supervision on the eve of a day; it has begun before.
pub async fn end_supervision(tx: &mut Tx, id: FacilityId, day: NaiveDate) -> Result<()> {
    let ended = sqlx::query!(
        "update facility_supervision set during = daterange(lower(during), $2::date) where facility_id = $1 and upper_inf(during) and lower(during) < $2::date",
        id.0,
        day
    );
    one_row(&ended.execute(&mut **tx).await?)
}

/// Closes it from a day on.
pub async fn close(tx: &mut Tx, id: FacilityId, day: NaiveDate) -> Result<()> {
    let closed = sqlx::query!("update facility set closed_on = $2 where id = $1 and closed_on is null", id.0, day);
    one_row(&closed.execute(&mut **tx).await?)
}
