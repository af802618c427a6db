//! All SQL of the coverage. What counts is opened: whoever is let into a sealed case counts no more than anybody else.
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{OrgId, PersonId, fresh},
    },
    people::facility::FacilityKind,
    workflow::{
        inspection::Kind,
        round::coverage::{
            form::Filing,
            model::{Cell, Known, Said},
        },
    },
};

/// Whose facilities: an organ and its level.
pub type Organ = (OrgId, i16);

/// The facilities of a kind at or below an organ that stood in a year, by their codes, with what is known of each today.
/// Clues are counted for whoever holds a right to their register, those that the reader is let into; for others they are no term.
pub async fn known(
    tx: &mut Tx,
    (organ, level): Organ,
    kind: FacilityKind,
    (from, today): (NaiveDate, NaiveDate),
    clues: bool,
) -> Result<Vec<Known>> {
    Ok(sqlx::query_as!(
        Known,
        r#"select f.id, f.code, f.kind as "kind: FacilityKind", f.name_zh, f.name_en, s.name_zh as supervisor_zh, s.name_en as supervisor_en,
                  v.last, x.open as "open!", x.heavy as "heavy!", c.recurring as "recurring!",
                  (select count(*) from incident e where e.facility_id = f.id and e.happened_on > $5::date - interval '3 years') as "incidents!",
                  case when $6 then (select count(*) from clue.entry c join inspection i on i.id = c.inspection_id and i.opened
                                      where c.facility_id = f.id and c.found_on > $5::date - interval '3 years' and c.state <> 'set_aside') end as clues,
                  n.id as "planned?", n.planned_from as "planned_on?", n.kind as "planned_kind?: Kind",
                  r.id as "round?", r.name as "round_name?", r.kind as "round_kind?: Kind", r.first_day as "round_on?"
             from facility f join org s on s.id = f.supervisor_id
             cross join lateral (select max(i.started_on) as last from inspection i where i.facility_id = f.id and i.opened and i.state <> 'cancelled') v
             cross join lateral (select count(*) as open, count(*) filter (where x.severity in ('serious', 'critical')) as heavy
                                   from finding x where x.facility_id = f.id and x.opened and x.status = 'confirmed' and x.position <> 'closed') x
             cross join lateral (select count(*) as recurring from (select from finding x where x.facility_id = f.id and x.opened and x.status = 'confirmed'
                                   group by x.category_id having count(distinct x.inspection_id) > 1) again) c
             left join lateral (select i.id, i.planned_from, i.kind from inspection i where i.facility_id = f.id and i.opened and i.started_on is null
                                   and i.state in ('draft', 'submitted', 'approved', 'prepared', 'notified') order by i.planned_from, i.id limit 1) n on true
             left join lateral (select r.id, r.name, r.kind, p.first_day from round_place p join round r on r.id = p.round_id
                                 where p.facility_id = f.id and r.state in ('planning', 'submitted', 'approved') order by p.first_day, r.id limit 1) r on true
            where not f.outside and f.kind = $3 and (f.closed_on is null or f.closed_on > $4::date)
              and ($2::smallint = 0 or case $2 when 1 then f.prov_id when 2 then f.city_id when 3 then f.unit_id when 4 then f.office_id end = $1)
            order by f.code"#,
        organ.0,
        level,
        kind as FacilityKind,
        from,
        today,
        clues
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// The inspections at those facilities that began between two days, by facility, kind and year.
pub async fn cells(
    tx: &mut Tx,
    (organ, level): Organ,
    kind: FacilityKind,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<Cell>> {
    Ok(sqlx::query_as!(
        Cell,
        r#"select i.facility_id as facility, i.kind as "kind: Kind", extract(year from i.started_on)::int as "year!", count(*) as "n!",
                  sum((select count(*) from finding x where x.inspection_id = i.id and x.status = 'confirmed'))::bigint as "findings!"
             from inspection i
            where i.opened and i.state <> 'cancelled' and not i.outside and i.facility_kind = $3 and i.started_on between $4 and $5
              and ($2::smallint = 0 or case $2 when 1 then i.prov_id when 2 then i.city_id when 3 then i.unit_id when 4 then i.office_id end = $1)
            group by i.facility_id, i.kind, 3"#,
        organ.0,
        level,
        kind as FacilityKind,
        from,
        to
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// What was said last of the risk of facilities.
pub async fn said(tx: &mut Tx, facilities: &[Uuid]) -> Result<Vec<(Uuid, Said)>> {
    let rows = sqlx::query!(
        r#"select distinct on (r.facility_id) r.facility_id, r.score, r.reason, p.name, r.at
             from facility_risk r join person p on p.id = r.by_id
            where r.facility_id = any($1) order by r.facility_id, r.at desc, r.id desc"#,
        facilities
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.facility_id, Said { score: row.score, reason: row.reason, by: row.name, at: row.at }))
        .collect())
}

/// Everything that was said of one facility's risk, the latest first.
pub async fn words(tx: &mut Tx, facility: Uuid) -> Result<Vec<Said>> {
    Ok(sqlx::query_as!(
        Said,
        r#"select r.score, r.reason, p.name as "by", r.at from facility_risk r join person p on p.id = r.by_id
            where r.facility_id = $1 order by r.at desc, r.id desc limit 50"#,
        facility
    )
    .fetch_all(&mut **tx)
    .await?)
}

pub async fn rate(
    tx: &mut Tx,
    facility: Uuid,
    (score, reason): (Option<i32>, &str),
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into facility_risk (id, facility_id, score, reason, by_id, at) values ($1, $2, $3, $4, $5, $6)",
        fresh(),
        facility,
        score,
        reason,
        by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A filed proportion.
#[derive(Debug, Clone)]
pub struct Filed {
    pub percent: i32,
    pub filed_with: String,
    pub number: String,
    pub filed_on: NaiveDate,
    pub by: String,
}

/// What an organ, or the one above it, filed last for a year.
pub async fn filed(tx: &mut Tx, organ: OrgId, year: i32) -> Result<Option<Filed>> {
    Ok(sqlx::query_as!(
        Filed,
        r#"select c.percent, c.filed_with, c.number, c.filed_on, p.name as "by"
             from cross_filing c join person p on p.id = c.by_id
            where c.year = $2 and c.org_id in ($1, org_at($1, 1::smallint)) order by c.org_id = $1 desc, c.at desc, c.id desc limit 1"#,
        organ.0,
        year
    )
    .fetch_optional(&mut **tx)
    .await?)
}

pub async fn file(tx: &mut Tx, organ: OrgId, filing: &Filing, by: PersonId, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "insert into cross_filing (id, org_id, year, percent, filed_with, number, filed_on, by_id, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        fresh(),
        organ.0,
        filing.year,
        filing.percent,
        filing.filed_with,
        filing.number,
        filing.filed_on,
        by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
