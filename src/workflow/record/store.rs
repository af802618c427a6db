//! All SQL of records.
pub mod confidence;
pub mod day;
pub mod interview;
pub mod log;
pub mod read;
pub mod sign;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{InspectionId, PersonId, RecordId},
    },
    workflow::record::{
        model::{Method, Record},
        store::sign::Signed,
    },
};

pub async fn record(tx: &mut Tx, id: Uuid) -> Result<Option<Record>> {
    Ok(sqlx::query_as!(
        Record,
        r#"select r.id as "id: RecordId", r.inspection_id as "inspection: InspectionId", r.no, r.day, r.clock, r.happened, r.place, r.method as "method: Method", r.focus,
                  r.body, r.details, r.author_id as "author_id: PersonId", a.name as "author?", r.at, r.version, r.signed as "signed: Signed", r.interviewee_no,
                  array(select p.name from record_inspector i join person p on p.id = i.person_id where i.record_id = r.id order by p.name) as "inspectors!",
                  array(select i.person_id from record_inspector i where i.record_id = r.id) as "named!"
             from record r left join person a on a.id = r.author_id where r.id = $1"#,
        id
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// The inspectors of a team, for the form.
pub async fn inspectors(tx: &mut Tx, id: InspectionId) -> Result<Vec<(Uuid, String)>> {
    let rows = sqlx::query!(
        "select distinct t.person_id, p.name from team_member t join person p on p.id = t.person_id
          where t.inspection_id = $1 and t.place not in ('expert', 'observer') order by p.name",
        id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.person_id, row.name)).collect())
}

/// What a record says.
#[derive(Debug, Clone)]
pub struct Text {
    pub day: NaiveDate,
    pub clock: Option<NaiveTime>,
    pub happened: String,
    pub place: String,
    pub method: Method,
    pub focus: String,
    pub body: String,
    pub details: serde_json::Value,
    pub inspectors: Vec<Uuid>,
}

/// A record about to be written.
#[derive(Debug)]
pub struct NewRecord {
    pub id: RecordId,
    pub text: Text,
    pub materials: Vec<Uuid>,
    /// Somebody was spoken to who is known by a number.
    pub interview: bool,
}

/// Writes a record under the next number of its case, which the case's lock keeps free of races.
pub async fn insert(
    tx: &mut Tx,
    inspection: InspectionId,
    new: &NewRecord,
    author: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    let text = &new.text;
    sqlx::query!(
        "insert into record (id, inspection_id, no, day, place, method, focus, body, author_id, at, clock, happened, details, interviewee_no)
         select $1, $2, coalesce(max(r.no), 0) + 1, $3, $4, $5, $9, $6, $7, $8, $10, $11, $12,
                case when $13 then (select coalesce(max(x.interviewee_no), 0) + 1 from record x where x.inspection_id = $2) end from record r where r.inspection_id = $2",
        new.id.0,
        inspection.0,
        text.day,
        text.place,
        text.method as Method,
        text.body,
        author.0,
        now,
        text.focus,
        text.clock,
        text.happened,
        text.details,
        new.interview
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into record_inspector (record_id, inspection_id, person_id) select $1, $2, p from unnest($3::uuid[]) p",
        new.id.0,
        inspection.0,
        &text.inspectors
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into record_material (record_id, inspection_id, material_id) select $1, $2, m from unnest($3::uuid[]) m",
        new.id.0,
        inspection.0,
        &new.materials
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A finding logged from a record.
#[derive(Debug, Clone)]
pub struct Logged {
    pub id: Uuid,
    pub no: i32,
    pub title: String,
    pub status: String,
    /// How its oral correction stands: running, done, void.
    pub oral: Option<String>,
}

pub async fn findings(tx: &mut Tx, id: RecordId) -> Result<Vec<Logged>> {
    Ok(sqlx::query_as!(
        Logged,
        "select f.id, f.no, f.title, f.status,
                case when d.finding_id is not null then 'done' when c.void_on is not null then 'void' when o.finding_id is not null then 'running' end as oral
           from finding f left join oral_correction o on o.finding_id = f.id left join oral_done d on d.finding_id = f.id
           left join clock c on c.subject_id = o.finding_id and c.key = 'oral_fix'
          where f.record_id = $1 order by f.no",
        id.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// What was added to a record later.
#[derive(Debug, Clone)]
pub struct Addendum {
    pub no: i32,
    pub reason: String,
    pub body: String,
    pub author: String,
    pub at: DateTime<Utc>,
}

pub async fn addenda(tx: &mut Tx, id: RecordId) -> Result<Vec<Addendum>> {
    Ok(sqlx::query_as!(
        Addendum,
        "select a.no, a.reason, a.body, p.name as author, a.at from record_addendum a join person p on p.id = a.author_id where a.record_id = $1 order by a.no",
        id.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Writes the next addendum of a record, which the case's lock keeps free of races.
pub async fn amend(
    tx: &mut Tx,
    record: &Record,
    reason: &str,
    body: &str,
    author: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into record_addendum (record_id, no, inspection_id, reason, body, author_id, at)
         select $1, coalesce(max(a.no), 0) + 1, $2, $3, $4, $5, $6 from record_addendum a where a.record_id = $1",
        record.id.0,
        record.inspection.0,
        reason,
        body,
        author.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
