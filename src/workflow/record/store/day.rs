//! 日结: what is open in somebody's day on site, its hand-in, and who confirmed it.
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{InspectionId, PersonId},
    },
    workflow::record::store::read::Incomplete,
};

/// The last day on which somebody was there and that they have not handed in; else the last on which they were.
pub async fn asked(tx: &mut Tx, case: InspectionId, person: PersonId) -> Result<Option<NaiveDate>> {
    Ok(sqlx::query_scalar!(
        r#"select r.day from record_inspector i join record r on r.id = i.record_id
            where i.inspection_id = $1 and i.person_id = $2
            order by exists (select from day_hand_in h where h.inspection_id = $1 and h.person_id = $2 and h.day = r.day), r.day desc limit 1"#,
        case.0,
        person.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// How many records of a day name somebody.
pub async fn records(tx: &mut Tx, case: InspectionId, person: PersonId, day: NaiveDate) -> Result<i32> {
    Ok(sqlx::query_scalar!(
        r#"select count(*)::int as "n!" from record r join record_inspector i on i.record_id = r.id and i.inspection_id = $1
            where r.inspection_id = $1 and r.day = $3 and i.person_id = $2"#,
        case.0,
        person.0,
        day
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// A record of the day that somebody was there for and has not confirmed.
#[derive(Debug, Clone)]
pub struct Unsigned {
    pub id: Uuid,
    pub no: i32,
    pub place: String,
}

pub async fn unsigned(tx: &mut Tx, case: InspectionId, person: PersonId, day: NaiveDate) -> Result<Vec<Unsigned>> {
    Ok(sqlx::query_as!(
        Unsigned,
        "select r.id, r.no, r.place from record r join record_inspector i on i.record_id = r.id and i.inspection_id = $1
          where r.inspection_id = $1 and r.day = $3 and r.signed = 'open' and i.person_id = $2
            and not exists (select from record_confirmation c where c.inspection_id = $1 and c.record_id = r.id and c.person_id = $2)
            and not exists (select from record_refusal x where x.inspection_id = $1 and x.record_id = r.id and x.person_id = $2 and x.version = r.version)
          order by r.no limit 200",
        case.0,
        person.0,
        day
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Findings of the day's records that somebody wrote and of which something is missing: how severe, by which rule, shown by what.
pub async fn incomplete(tx: &mut Tx, case: InspectionId, person: PersonId, day: NaiveDate) -> Result<Vec<Incomplete>> {
    Ok(sqlx::query_as!(
        Incomplete,
        "select f.id, f.no, f.title from record r join finding f on f.record_id = r.id join finding_text t on t.finding_id = f.id and t.no = f.text_no
          where r.inspection_id = $1 and r.day = $3 and f.author_id = $2 and f.status in ('recorded', 'confirmed')
            and (f.severity is null or t.legal_basis = ''
                 or not exists (select from evidence e where e.finding_id = f.id and not exists (select from evidence_void v where v.evidence_id = e.id))
                and not exists (select from evidence e where e.record_id = f.record_id and not exists (select from evidence_void v where v.evidence_id = e.id)))
          order by f.no limit 200",
        case.0,
        person.0,
        day
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// An item of a checklist that was answered no, and nothing was logged for it.
#[derive(Debug, Clone)]
pub struct Unfound {
    pub item: String,
    pub record: Uuid,
}

pub async fn unfound(tx: &mut Tx, case: InspectionId, person: PersonId, day: NaiveDate) -> Result<Vec<Unfound>> {
    Ok(sqlx::query_as!(
        Unfound,
        "select a.item, a.record_id as record from record r join record_answer a on a.record_id = r.id and a.inspection_id = $1
          where r.inspection_id = $1 and r.day = $3 and a.by_id = $2 and a.answer = 'no'
            and not exists (select from record_answer l where l.inspection_id = $1 and l.item = a.item and l.at > a.at)
            and not exists (select from finding_item i where i.inspection_id = $1 and i.item = a.item)
          order by a.item limit 200",
        case.0,
        person.0,
        day
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// A day that was handed in, and who confirmed it.
#[derive(Debug, Clone)]
pub struct HandIn {
    pub person: Uuid,
    pub name: String,
    pub day: NaiveDate,
    pub records: i32,
    pub open: i32,
    pub note: String,
    pub at: DateTime<Utc>,
    pub peer: Option<String>,
    pub peer_at: Option<DateTime<Utc>>,
}

/// How somebody handed in a day last.
pub async fn handed(tx: &mut Tx, case: InspectionId, person: PersonId, day: NaiveDate) -> Result<Option<HandIn>> {
    Ok(sqlx::query_as!(
        HandIn,
        r#"select h.person_id as person, p.name, h.day, h.records, h.open, h.note, h.at, w.name as "peer?", c.at as "peer_at?"
             from day_hand_in h join person p on p.id = h.person_id
             left join day_peer c on c.inspection_id = h.inspection_id and c.day = h.day and c.person_id = h.person_id and c.records = h.records
             left join person w on w.id = c.by_id
            where h.inspection_id = $1 and h.person_id = $2 and h.day = $3 order by h.at desc limit 1"#,
        case.0,
        person.0,
        day
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// The days of others of the team that wait to be confirmed, each as it was handed in last.
pub async fn waiting(tx: &mut Tx, case: InspectionId, reader: PersonId) -> Result<Vec<HandIn>> {
    Ok(sqlx::query_as!(
        HandIn,
        r#"select h.person_id as person, p.name, h.day, h.records, h.open, h.note, h.at, null::text as peer, null::timestamptz as peer_at
             from day_hand_in h join person p on p.id = h.person_id
            where h.inspection_id = $1 and h.person_id <> $2
              and not exists (select from day_peer c where c.inspection_id = h.inspection_id and c.day = h.day and c.person_id = h.person_id and c.records = h.records)
              and not exists (select from day_hand_in l where l.inspection_id = h.inspection_id and l.day = h.day and l.person_id = h.person_id and l.at > h.at)
            order by h.day, p.name limit 200"#,
        case.0,
        reader.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

pub async fn hand_in(
    tx: &mut Tx,
    (case, person): (InspectionId, PersonId),
    (day, records, open): (NaiveDate, i32, i32),
    note: &str,
    at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into day_hand_in (inspection_id, person_id, day, records, open, note, at) values ($1, $2, $3, $4, $5, $6, $7)",
        case.0,
        person.0,
        day,
        records,
        open,
        note,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn confirm(
    tx: &mut Tx,
    case: InspectionId,
    handed: &HandIn,
    (by, at): (PersonId, DateTime<Utc>),
) -> Result<()> {
    sqlx::query!(
        "insert into day_peer (inspection_id, person_id, day, records, by_id, at) values ($1, $2, $3, $4, $5, $6)",
        case.0,
        handed.person,
        handed.day,
        handed.records,
        by.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
