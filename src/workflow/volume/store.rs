//! All SQL of volumes: what a closed case consists of.
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{EvidenceId, InspectionId},
    },
    workflow::inspection::model::Method,
};

/// A record as it is filed: confirmed, with what was added to it.
#[derive(Debug)]
pub struct Filed {
    pub no: i32,
    pub day: NaiveDate,
    pub clock: Option<NaiveTime>,
    pub happened: String,
    pub place: String,
    pub method: Method,
    pub focus: String,
    pub body: String,
    pub details: Value,
    pub interviewee_no: Option<i32>,
    pub inspectors: Vec<String>,
    /// Who confirmed it, and when.
    pub confirmed: Vec<String>,
    /// What was added, and why.
    pub addenda: Vec<String>,
    pub author: Option<String>,
    pub at: DateTime<Utc>,
}

pub async fn records(tx: &mut Tx, case: InspectionId) -> Result<Vec<Filed>> {
    Ok(sqlx::query_as!(
        Filed,
        r#"select r.no, r.day, r.clock, r.happened, r.place, r.method as "method: Method", r.focus, r.body, r.details, r.interviewee_no,
                  array(select p.name from record_inspector i join person p on p.id = i.person_id where i.record_id = r.id order by p.name) as "inspectors!",
                  array(select p.name || ' ' || to_char(c.at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') from record_confirmation c join person p on p.id = c.person_id
                         where c.record_id = r.id and c.inspection_id = r.inspection_id order by c.at) as "confirmed!",
                  array(select a.body || '（' || a.reason || '；' || p.name || ' ' || to_char(a.at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') || '）'
                          from record_addendum a join person p on p.id = a.author_id where a.record_id = r.id order by a.no) as "addenda!",
                  w.name as "author?", r.at
             from record r left join person w on w.id = r.author_id
            where r.inspection_id = $1 order by r.no"#,
        case.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// The issued documents of a case, with their files of record.
pub async fn documents(tx: &mut Tx, case: InspectionId) -> Result<Vec<(Uuid, Option<Vec<u8>>)>> {
    let rows = sqlx::query!(
        r#"select d.id, f.pdf as "pdf?" from document d left join document_pdf f on f.document_id = d.id
            where d.inspection_id = $1 and d.state = 'issued' order by d.issued_on, d.created_at, d.id"#,
        case.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.pdf)).collect())
}

/// A finding as it ended.
#[derive(Debug)]
pub struct Ended {
    pub no: i32,
    pub title: String,
    pub category: String,
    pub severity: Option<String>,
    pub status: String,
    pub position: Option<String>,
}

pub async fn findings(tx: &mut Tx, case: InspectionId) -> Result<Vec<Ended>> {
    Ok(sqlx::query_as!(
        Ended,
        r#"select f.no, f.title, c.name_zh as category, f.severity, f.status, f.position from finding f
             join category_entry c on c.category_id = f.category_id and c.taxonomy_id = f.taxonomy_id
            where f.inspection_id = $1 order by f.no"#,
        case.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// An answer of the facility.
#[derive(Debug)]
pub struct Answered {
    pub finding_no: i32,
    pub finding: String,
    pub kind: String,
    pub body: String,
    pub their_no: String,
    pub received_on: NaiveDate,
}

pub async fn replies(tx: &mut Tx, case: InspectionId) -> Result<Vec<Answered>> {
    Ok(sqlx::query_as!(
        Answered,
        r#"select f.no as finding_no, f.title as finding, r.kind, r.body, r.their_no, r.received_on
             from reply r join finding f on f.id = r.finding_id where r.inspection_id = $1 order by r.received_on, r.at, r.id"#,
        case.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// A file as it was taken in.
#[derive(Debug)]
pub struct Kept {
    pub id: EvidenceId,
    pub name: String,
    pub sha256: Vec<u8>,
    pub note: String,
    pub at: DateTime<Utc>,
    /// Why it counts no more, where it was voided.
    pub voided: Option<String>,
}

pub async fn files(tx: &mut Tx, case: InspectionId) -> Result<Vec<Kept>> {
    Ok(sqlx::query_as!(
        Kept,
        r#"select e.id as "id: EvidenceId", e.name, e.sha256, e.note, e.at, v.reason as "voided?"
             from evidence e left join evidence_void v on v.evidence_id = e.id where e.inspection_id = $1 order by e.at, e.id"#,
        case.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// An entry of the trail, without what was written.
#[derive(Debug)]
pub struct Traced {
    pub at: DateTime<Utc>,
    pub who: Option<String>,
    pub deed: String,
    pub subject: String,
    pub subject_id: Option<Uuid>,
    pub value_sha256: Vec<u8>,
    pub sha256: Vec<u8>,
}

pub async fn trail(tx: &mut Tx, case: InspectionId) -> Result<Vec<Traced>> {
    Ok(sqlx::query_as!(
        Traced,
        r#"select at as "at!", who, deed as "deed!", subject as "subject!", subject_id, value_sha256 as "value_sha256!", sha256 as "sha256!" from case_trail($1)"#,
        case.0
    )
    .fetch_all(&mut **tx)
    .await?)
}
