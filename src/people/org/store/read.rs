//! Reading the tree, and one organ with all that hangs on it.
use chrono::NaiveDate;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{OrgId, PersonId},
    },
    people::{
        access::Role,
        org::model::{Deputy, Holder, Mention, OrgKind, OrgRow, Organ, Renaming, Supervised, Ties},
    },
};

/// The whole tree, each level by its codes, with what depends on each organ today.
pub async fn tree(tx: &mut Tx, unit: OrgId, today: NaiveDate) -> Result<Vec<OrgRow>> {
    Ok(sqlx::query_as!(
        OrgRow,
        r#"with recursive reach as (select id from org where id = $1 union all select o.id from org o join reach on o.parent_id = reach.id)
           select o.id as "id: OrgId", o.uid, o.code, o.kind as "kind: OrgKind", o.parent_id as "parent: OrgId", o.name_zh, o.name_en, o.closed_on,
                  o.id in (select id from reach) as "kept!", coalesce(f.n, 0) as "facilities!", coalesce(p.n, 0) as "persons!"
             from org o
             left join (select s.org_id, count(*) as n
                          from (select supervisor_id as org_id from facility where closed_on is null and not outside
                                union all select office_id from facility where closed_on is null and not outside and office_id is not null) s group by s.org_id) f on f.org_id = o.id
             left join (select org_id, count(distinct person_id) as n from post where during @> $2::date and org_id is not null group by org_id) p on p.org_id = o.id
            order by o.level, array_position(array['spp', 'province', 'dispatched', 'city', 'county', 'resident_office'], o.kind), o.code"#,
        unit.0,
        today
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Organs that something may stand below, the unit's own first.
pub async fn above(tx: &mut Tx, unit: OrgId) -> Result<Vec<Mention>> {
    Ok(sqlx::query_as!(
        Mention,
        r#"with recursive reach as (select id from org where id = $1 union all select o.id from org o join reach on o.parent_id = reach.id)
           select uid, code, name_zh, name_en, true as "kept!" from org
            where id in (select id from reach) and kind not in ('spp', 'resident_office') and closed_on is null order by level, code"#,
        unit.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// An organ, as it is mentioned to whoever keeps what is at or below `unit`.
pub async fn mention(tx: &mut Tx, unit: OrgId, organ: OrgId) -> Result<Option<Mention>> {
    Ok(sqlx::query_as!(
        Mention,
        r#"with recursive reach as (select id from org where id = $1 union all select o.id from org o join reach on o.parent_id = reach.id)
           select uid, code, name_zh, name_en, id in (select id from reach) as "kept!" from org where id = $2"#,
        unit.0,
        organ.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// What it supervises or supervised, the present first.
pub async fn supervised(tx: &mut Tx, organ: OrgId) -> Result<Vec<Supervised>> {
    Ok(sqlx::query_as!(
        Supervised,
        r#"select fa.name_zh, fa.name_en, fa.code, lower(s.during) as from, coalesce(upper(s.during), fa.closed_on) as until
             from facility_supervision s join facility fa on fa.id = s.facility_id
            where $1::int in (s.org_id, s.office_id) and not isempty(s.during)
            order by upper_inf(s.during) and fa.closed_on is null desc, fa.code, lower(s.during) desc"#,
        organ.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// What it was called before, the latest name first.
pub async fn renamings(tx: &mut Tx, organ: OrgId) -> Result<Vec<Renaming>> {
    Ok(sqlx::query_as!(
        Renaming,
        "select r.from_zh, r.from_en, r.reason, r.day, p.name as by from org_renaming r join person p on p.id = r.by_id where r.org_id = $1 order by r.at desc, r.id desc",
        organ.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Who may approve for it today by delegation, in whose way another approver would stand.
pub async fn deputies(tx: &mut Tx, organ: &Organ, today: NaiveDate) -> Result<Vec<Deputy>> {
    Ok(sqlx::query_as!(
        Deputy,
        r#"select p.name, upper(d.during) - 1 as last from delegation d join person p on p.id = d.person_id
            where d.org_id = $1 and d.ended_at is null and (upper_inf(d.during) or upper(d.during) > $2) order by p.name"#,
        organ.id.0,
        today
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// What stands in the way of closing it from a day on.
pub async fn ties(tx: &mut Tx, organ: &Organ, day: NaiveDate) -> Result<Ties> {
    let organs = sqlx::query_as!(
        Mention,
        r#"select uid, code, name_zh, name_en, true as "kept!" from org where parent_id = $1 and closed_on is null order by level, code"#,
        organ.id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let facilities = supervised(tx, organ.id).await?.into_iter().filter(|one| one.until.is_none()).collect();
    let holders = sqlx::query_as!(
        Holder,
        r#"select po.person_id as "person: PersonId", p.name, po.role as "role: Role", upper(po.during) - 1 as last
             from post po join person p on p.id = po.person_id
            where po.org_id = $1 and (upper_inf(po.during) or upper(po.during) > $2) order by p.name, po.id"#,
        organ.id.0,
        day
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(Ties { organs, facilities, holders })
}
