//! Who confirmed a record, who would not sign it, and the texts before the one that stands.
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::{Result, one_row},
        id::{self, InspectionId, PersonId, RecordId},
    },
    words,
    workflow::record::{
        model::{Method, Record},
        sign::Whom,
        store::Text,
    },
};

words! {
    /// How a record stands with those who were there.
    pub enum Signed in "signed" {
        Open = "open",
        Done = "done",
        /// Written before records were confirmed, or loaded as history.
        Unasked = "unasked",
    }
}

/// Writes a record anew: compare-and-set on the version that was seen. The text before it is kept by the database.
pub async fn set_text(tx: &mut Tx, record: &Record, base: i32, text: &Text, at: DateTime<Utc>) -> Result<()> {
    let changed = sqlx::query!(
        "update record set day = $3, clock = $4, happened = $5, place = $6, method = $7, focus = $8, body = $9, details = $10, version = $2 + 1, saved_at = $11
          where id = $1 and version = $2",
        record.id.0,
        base,
        text.day,
        text.clock,
        text.happened,
        text.place,
        text.method as Method,
        text.focus,
        text.body,
        text.details,
        at
    )
    .execute(&mut **tx)
    .await?;
    one_row(&changed)?;
    sqlx::query!("select record_inspectors_are($1, $2)", record.id.0, &text.inspectors).fetch_one(&mut **tx).await?;
    Ok(())
}

/// A text of a record before the one that stands.
pub async fn text(tx: &mut Tx, id: RecordId, no: i32) -> Result<Option<Record>> {
    Ok(texts(tx, id).await?.into_iter().find(|record| record.version == no))
}

/// The texts before the one that stands, the newest first.
pub async fn texts(tx: &mut Tx, id: RecordId) -> Result<Vec<Record>> {
    Ok(sqlx::query_as!(
        Record,
        r#"select r.id as "id: RecordId", r.inspection_id as "inspection: InspectionId", r.no, t.day, t.clock, t.happened, t.place, t.method as "method: Method", t.focus,
                  t.body, t.details, r.author_id as "author_id: PersonId", a.name as "author?", t.at, t.no as version, r.signed as "signed: Signed", r.interviewee_no,
                  '{}'::text[] as "inspectors!", '{}'::uuid[] as "named!"
             from record_text t join record r on r.id = t.record_id left join person a on a.id = r.author_id where t.record_id = $1 order by t.no desc"#,
        id.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

pub async fn confirm(tx: &mut Tx, record: &Record, (by, at): (PersonId, DateTime<Utc>)) -> Result<()> {
    sqlx::query!(
        "insert into record_confirmation (record_id, inspection_id, person_id, version, at) values ($1, $2, $3, $4, $5)",
        record.id.0,
        record.inspection.0,
        by.0,
        record.version,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn refuse(
    tx: &mut Tx,
    record: &Record,
    (whom, reason): (Whom, &str),
    (by, at): (PersonId, DateTime<Utc>),
) -> Result<()> {
    sqlx::query!(
        "insert into record_refusal (id, record_id, inspection_id, whom, person_id, reason, version, by_id, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id::fresh(),
        record.id.0,
        record.inspection.0,
        whom as Whom,
        (whom == Whom::Inspector).then_some(by.0),
        reason,
        record.version,
        by.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// An inspector of a record, and since when they have confirmed it.
#[derive(Debug, Clone)]
pub struct Signature {
    pub person: Uuid,
    pub name: String,
    pub at: Option<DateTime<Utc>>,
}

pub async fn signatures(tx: &mut Tx, id: RecordId) -> Result<Vec<Signature>> {
    Ok(sqlx::query_as!(
        Signature,
        r#"select i.person_id as person, p.name, c.at as "at?" from record_inspector i join person p on p.id = i.person_id
             left join record_confirmation c on c.record_id = i.record_id and c.person_id = i.person_id
            where i.record_id = $1 order by c.at nulls last, p.name"#,
        id.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Somebody who would not sign.
#[derive(Debug, Clone)]
pub struct Refused {
    pub whom: Whom,
    pub reason: String,
    pub version: i32,
    pub by: String,
    pub at: DateTime<Utc>,
}

pub async fn refusals(tx: &mut Tx, id: RecordId) -> Result<Vec<Refused>> {
    Ok(sqlx::query_as!(
        Refused,
        r#"select f.whom as "whom: Whom", f.reason, f.version, p.name as by, f.at from record_refusal f join person p on p.id = f.by_id where f.record_id = $1 order by f.at, f.id"#,
        id.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Whether anybody has confirmed it.
pub async fn is_confirmed(tx: &mut Tx, id: RecordId) -> Result<bool> {
    Ok(sqlx::query_scalar!(r#"select exists (select from record_confirmation where record_id = $1) as "is!""#, id.0)
        .fetch_one(&mut **tx)
        .await?)
}

/// The records of a case that wait for somebody: their number.
pub async fn waiting(tx: &mut Tx, inspection: InspectionId, person: PersonId) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "n!" from record r
            where r.inspection_id = $1 and r.signed = 'open' and exists (select from record_inspector i where i.inspection_id = $1 and i.record_id = r.id and i.person_id = $2)
              and not exists (select from record_confirmation c where c.inspection_id = $1 and c.record_id = r.id and c.person_id = $2)
              and not exists (select from record_refusal f where f.inspection_id = $1 and f.record_id = r.id and f.person_id = $2 and f.version = r.version)"#,
        inspection.0,
        person.0
    )
    .fetch_one(&mut **tx)
    .await?)
}
