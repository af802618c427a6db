//! What the case file shows of the later stages.
use std::borrow::Borrow;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::foundation::{
    db::Tx,
    error::Result,
    id::{FacilityId, InspectionId},
    text::Lang,
};
use crate::workflow::inspection::plan::Plan;

/// The records of a case, parted by one of three: their day, their method, the point of the plan that they are about.
#[derive(Debug, Clone)]
pub struct Tally {
    pub day: Option<NaiveDate>,
    pub method: Option<String>,
    pub focus: Option<String>,
    pub records: i64,
    pub findings: i64,
    /// Who inspected a point.
    pub people: String,
}

pub async fn tally(tx: &mut Tx, id: InspectionId) -> Result<Vec<Tally>> {
    Ok(sqlx::query_as!(
        Tally,
        r#"with r as materialized (select r.id, r.day, r.method, r.focus from record r where r.inspection_id = $1),
                found as (select f.record_id, count(*) as findings from finding f where f.inspection_id = $1 and f.record_id is not null group by f.record_id),
                there as (select w.focus, string_agg(p.name, '、' order by p.name) as people
                            from (select distinct r.focus, i.person_id from r join record_inspector i on i.record_id = r.id and i.inspection_id = $1 where r.focus <> '') w
                            join person p on p.id = w.person_id group by w.focus)
           select r.day as "day?", r.method as "method?", r.focus as "focus?", count(*) as "records!", coalesce(sum(found.findings), 0)::bigint as "findings!",
                  case when grouping(r.focus) = 0 then coalesce(max(there.people), '') else '' end as "people!"
             from r left join found on found.record_id = r.id left join there on there.focus = r.focus
            group by grouping sets ((r.day), (r.method), (r.focus)) order by r.day, 4 desc"#,
        id.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// A talk, on the case file.
#[derive(Debug, Clone)]
pub struct ContactLine {
    pub day: NaiveDate,
    pub organ: String,
    pub person: String,
    pub said: String,
    pub result: String,
}

/// The last talks; all of them stand on the page of preparation.
pub async fn contacts(tx: &mut Tx, id: InspectionId) -> Result<Vec<ContactLine>> {
    Ok(sqlx::query_as!(
        ContactLine,
        "select day, organ, person, said, result from contact where inspection_id = $1 order by day desc, id desc limit $2",
        id.0,
        SHOWN
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// A finding of an earlier inspection of the facility, to look at again.
#[derive(Debug, Clone)]
pub struct Previous {
    pub id: Uuid,
    pub number: Option<String>,
    pub no: i32,
    pub title: String,
    pub position: Option<String>,
    pub ended_on: Option<NaiveDate>,
}

impl Previous {
    /// Case number, number within it, title, and where its rectification stands.
    pub fn label(&self, l: Lang) -> String {
        let case = self.number.as_deref().unwrap_or_default();
        let stands = self.position.as_deref().map_or_else(String::new, |position| {
            format!(" · {}", l.t(&format!("position-{}", position.replace('_', "-"))))
        });
        format!("{case} · {} {}{stands}", self.no, self.title)
    }
}

/// The findings that plans take up, as far as the reader sees them.
pub async fn rechecked(tx: &mut Tx, plans: &[&Plan]) -> Result<Vec<Previous>> {
    let ids: Vec<Uuid> = plans.iter().flat_map(|plan| plan.recheck.iter().copied()).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(sqlx::query_as!(
        Previous,
        r#"select f.id, i.number, f.no, f.title, f.position, i.ended_on
             from finding f join inspection i on i.id = f.inspection_id where f.id = any($1) order by i.ended_on desc nulls last, f.no"#,
        &ids
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Findings that a plan may take up.
const PREVIOUS: i64 = 200;

/// The confirmed findings of other inspections of a facility that the reader may see: what is still open first, then the latest.
pub async fn previous(tx: &mut Tx, facility: FacilityId, besides: InspectionId) -> Result<Vec<Previous>> {
    Ok(sqlx::query_as!(
        Previous,
        r#"select f.id, i.number, f.no, f.title, f.position, i.ended_on
             from finding f join inspection i on i.id = f.inspection_id
            where f.facility_id = $1 and f.inspection_id <> $2 and f.status = 'confirmed' and i.number is not null
            order by f.position = 'closed', i.ended_on desc nulls last, f.no limit $3"#,
        facility.0,
        besides.0,
        PREVIOUS
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// A record, in a list.
#[derive(Debug, Clone)]
pub struct RecordLine {
    pub id: Uuid,
    pub no: i32,
    pub day: NaiveDate,
    pub place: String,
    pub method: String,
    pub focus: String,
    pub inspectors: Vec<String>,
    pub findings: i64,
}

/// Records shown on the case file; all of them stand in its day log.
const SHOWN: i64 = 8;

pub async fn records(tx: &mut Tx, id: InspectionId) -> Result<Vec<RecordLine>> {
    Ok(sqlx::query_as!(
        RecordLine,
        r#"select r.id, r.no, r.day, r.place, r.method, r.focus,
                  array(select p.name from record_inspector i join person p on p.id = i.person_id where i.record_id = r.id order by p.name) as "inspectors!",
                  (select count(*) from finding f where f.record_id = r.id) as "findings!"
             from record r where r.inspection_id = $1 order by r.day desc, r.id desc limit $2"#,
        id.0,
        SHOWN
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// A finding, in the case file's list.
#[derive(Debug, Clone)]
pub struct FindingLine {
    pub id: Uuid,
    pub no: i32,
    pub title: String,
    pub severity: String,
    pub depth: String,
    pub status: String,
    pub position: Option<String>,
    pub due_on: Option<NaiveDate>,
    pub told: bool,
    pub category_zh: String,
    pub category_en: String,
    /// What the facility said of it last, before the report.
    pub stance: Option<String>,
}

impl FindingLine {
    /// The word that tells most: where rectification stands, else whether the finding stands.
    pub fn standing(&self) -> &str {
        self.position.as_deref().unwrap_or(&self.status)
    }
}

pub async fn findings(tx: &mut Tx, id: InspectionId) -> Result<Vec<FindingLine>> {
    Ok(sqlx::query_as!(
        FindingLine,
        r#"select f.id, f.no, f.title, coalesce(f.severity, '') as "severity!", f.depth, f.status, f.position, f.due_on, f.told, e.name_zh as category_zh, e.name_en as category_en,
                (select c.stance from finding_comment c where c.finding_id = f.id order by c.at desc, c.id desc limit 1) as stance
           from finding f join category_entry e on e.taxonomy_id = f.taxonomy_id and e.category_id = f.category_id
          where f.inspection_id = $1 order by f.no limit 500"#,
        id.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// An oral correction, in the case file.
#[derive(Debug, Clone)]
pub struct OralLine {
    pub finding: Uuid,
    pub no: i32,
    pub title: String,
    pub made_on: NaiveDate,
    pub due_on: Option<NaiveDate>,
    pub void_on: Option<NaiveDate>,
    pub done_on: Option<NaiveDate>,
}

impl OralLine {
    /// Calendar days until it is to be put right, while that is awaited.
    pub fn days_left(&self, today: impl Borrow<NaiveDate>) -> Option<i64> {
        let runs = self.done_on.is_none() && self.void_on.is_none();
        self.due_on.filter(|_| runs).map(|due| (due - *today.borrow()).num_days())
    }
}

/// The oral corrections of a case: those that run first, the earliest due first.
pub async fn orals(tx: &mut Tx, id: InspectionId) -> Result<Vec<OralLine>> {
    Ok(sqlx::query_as!(
        OralLine,
        r#"select f.id as finding, f.no, f.title, o.made_on, c.due_on as "due_on?", c.void_on as "void_on?", d.done_on as "done_on?"
             from oral_correction o join finding f on f.id = o.finding_id
             left join clock c on c.subject_id = o.finding_id and c.key = 'oral_fix'
             left join oral_done d on d.finding_id = o.finding_id
            where o.inspection_id = $1 order by num_nonnulls(d.done_on, c.void_on) > 0, c.due_on, f.no"#,
        id.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// A document, in the case file's list.
#[derive(Debug, Clone)]
pub struct DocumentLine {
    pub id: Uuid,
    pub kind: String,
    pub title: String,
    pub number: String,
    pub state: String,
    pub created_at: DateTime<Utc>,
    pub served_on: Option<NaiveDate>,
    pub reply_due: Option<NaiveDate>,
    pub findings: i64,
    /// The flag of an objection.
    pub contest: Option<String>,
}

impl DocumentLine {
    /// Draft, submitted, issued, or served.
    pub fn standing(&self) -> &str {
        if self.served_on.is_some() { "served" } else { &self.state }
    }
}

pub async fn documents(tx: &mut Tx, id: InspectionId) -> Result<Vec<DocumentLine>> {
    Ok(sqlx::query_as!(
        DocumentLine,
        r#"select d.id, d.kind, d.title, d.number, d.state, d.created_at, s.served_on as "served_on?", s.reply_due as "reply_due?",
                  (select count(*) from document_finding x where x.document_id = d.id) as "findings!",
                  (select coalesce(r.outcome, 'open') from service s join objection o on o.service_id = s.id left join objection_review r on r.objection_id = o.id
                    where s.document_id = d.id limit 1) as contest
             from document d
             left join lateral (select min(served_on) as served_on, min(reply_due) as reply_due from service where document_id = d.id) s on true
            where d.inspection_id = $1 order by d.created_at, d.id limit 200"#,
        id.0
    )
    .fetch_all(&mut **tx)
    .await?)
}
