//! All SQL of facilities.
pub mod keep;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{FacilityId, OrgId},
    },
    people::{
        access::actor::Unit,
        facility::{Contact, Facility, FacilityKind, Supervision},
    },
};

/// The facility, if the unit is at or above its place or one of the cleared inspections is held there.
pub async fn in_reach(tx: &mut Tx, unit: &Unit, cleared: &[Uuid], id: Uuid) -> Result<Option<Facility>> {
    Ok(sqlx::query_as!(
        Facility,
        r#"select fa.id as "id: FacilityId", fa.code, fa.kind as "kind: FacilityKind", fa.name_zh, fa.name_en, fa.capacity, fa.note, fa.outside,
                  fa.supervisor_id as "supervisor_id: OrgId", fa.closed_on
             from facility fa
            where fa.id = $1
              and ($3::smallint = 0 or $2::int in (fa.prov_id, fa.city_id, fa.unit_id, fa.office_id)
                   or exists (select from inspection i where i.facility_id = fa.id and i.id = any($4)))"#,
        id,
        unit.id.0,
        unit.level,
        cleared
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Who has supervised it, the present supervisor first.
pub async fn supervision(tx: &mut Tx, facility: FacilityId) -> Result<Vec<Supervision>> {
    Ok(sqlx::query_as!(
        Supervision,
        r#"select o.name_zh as org_zh, o.name_en as org_en, r.name_zh as "office_zh?", r.name_en as "office_en?", lower(s.during) as from, upper(s.during) as until
             from facility_supervision s join org o on o.id = s.org_id left join org r on r.id = s.office_id
            where s.facility_id = $1
            order by lower(s.during) desc"#,
        facility.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Who answers for it on a day, whoever has done so longest first.
pub async fn contacts(tx: &mut Tx, facility: FacilityId, day: NaiveDate) -> Result<Vec<Contact>> {
    Ok(sqlx::query_as!(
        Contact,
        r#"select p.name, coalesce(nullif(po.title, ''), p.title) as "title!", lower(po.during) as "since!"
             from post po join person p on p.id = po.person_id
            where po.facility_id = $1 and po.during @> $2::date order by lower(po.during), po.id"#,
        facility.0,
        day
    )
    .fetch_all(&mut **tx)
    .await?)
}
