//! What the pages show of the register.
use std::collections::HashMap;

use serde_json::Value;
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{DocumentId, FindingId, InspectionId},
    },
    law::clock::model::{Change, Clock, Event, Key, Reason},
};

struct Row {
    subject: Uuid,
    key: Key,
    event: Event,
    started_on: chrono::NaiveDate,
    due_on: chrono::NaiveDate,
    other_on: Option<chrono::NaiveDate>,
    provisional: bool,
    why: Value,
    nation: i32,
    region: i32,
    met_on: Option<chrono::NaiveDate>,
    void_on: Option<chrono::NaiveDate>,
}

impl From<Row> for Clock {
    fn from(row: Row) -> Self {
        Self {
            subject: row.subject,
            key: row.key,
            event: row.event,
            started_on: row.started_on,
            due_on: row.due_on,
            other_on: row.other_on,
            provisional: row.provisional,
            reason: Reason::read(&row.why),
            nation: row.nation,
            region: row.region,
            met_on: row.met_on,
            void_on: row.void_on,
            is_answered: false,
            changes: Vec::new(),
        }
    }
}

/// The clocks of the case itself, the earliest due first.
pub async fn of_inspection(tx: &mut Tx, inspection: InspectionId) -> Result<Vec<Clock>> {
    of(tx, &[inspection.0]).await
}

/// The clocks of every service of a document.
pub async fn of_document(tx: &mut Tx, document: DocumentId) -> Result<Vec<Clock>> {
    let services =
        sqlx::query_scalar!("select id from service where document_id = $1", document.0).fetch_all(&mut **tx).await?;
    of(tx, &services).await
}

/// The clocks by which a finding is to be answered: those of the documents that raise it, of an answer returned, of an oral
/// correction. Those of a document run until all its findings are answered, also where this one is.
pub async fn of_finding(tx: &mut Tx, finding: FindingId, is_answered: bool) -> Result<Vec<Clock>> {
    let subjects = sqlx::query_scalar!(
        r#"select s.id as "id!" from service s join document_finding d on d.document_id = s.document_id where d.finding_id = $1
           union all select v.id from verification v where v.finding_id = $1
           union all select $1"#,
        finding.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut clocks = of(tx, &subjects).await?;
    for clock in &mut clocks {
        clock.is_answered = is_answered && clock.is_running() && matches!(clock.key, Key::ReplyDue | Key::EscalateOn);
    }
    Ok(clocks)
}

/// The clock that each of some findings is due by: of the answer that was returned last, else of the service whose answer is
/// due first. What is due by none is left out.
pub async fn deciding(tx: &mut Tx, findings: &[Uuid]) -> Result<HashMap<Uuid, Clock>> {
    let decided = sqlx::query!(
        r#"select finding_id as "finding!", subject_id as "subject!", key as "key!: Key" from finding_clock($1)"#,
        findings
    )
    .fetch_all(&mut **tx)
    .await?;
    let subjects: Vec<Uuid> = decided.iter().map(|row| row.subject).collect();
    let clocks = of(tx, &subjects).await?;
    let of_row = |subject, key| clocks.iter().find(|clock| clock.subject == subject && clock.key == key).cloned();
    Ok(decided.into_iter().filter_map(|row| Some((row.finding, of_row(row.subject, row.key)?))).collect())
}

/// The clocks of some subjects with their changes, those that run first, the earliest due first.
pub async fn of(tx: &mut Tx, subjects: &[Uuid]) -> Result<Vec<Clock>> {
    let rows = sqlx::query_as!(
        Row,
        r#"select subject_id as subject, key as "key: Key", event as "event: Event", started_on, due_on, other_on, provisional, why,
                  nation_no as nation, region_no as region, met_on, void_on
             from clock where subject_id = any ($1) order by num_nonnulls(met_on, void_on), due_on, key"#,
        subjects
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut clocks: Vec<Clock> = rows.into_iter().map(Clock::from).collect();
    if clocks.is_empty() {
        return Ok(clocks);
    }
    let changes = sqlx::query!(
        r#"select c.subject_id, c.key as "key: Key", v.layer = 'nation' as "nation!", v.no as "no!", c.from_on, c.to_on
             from clock_change c join calendar_version v on v.id = c.version_id where c.subject_id = any ($1) order by c.at, c.version_id"#,
        subjects
    )
    .fetch_all(&mut **tx)
    .await?;
    for change in changes {
        let moved = clocks.iter_mut().find(|clock| clock.subject == change.subject_id && clock.key == change.key);
        if let Some(clock) = moved {
            let (from, to) = (change.from_on, change.to_on);
            clock.changes.push(Change { nation: change.nation, no: change.no, from, to });
        }
    }
    Ok(clocks)
}
