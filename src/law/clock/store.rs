//! All SQL of the register of clocks.
pub mod read;

use chrono::NaiveDate;
use serde_json::json;
use uuid::Uuid;

use crate::{
    foundation::{db::Tx, error::Result, id::InspectionId},
    law::clock::model::{Event, Key, Of, Reason},
};

/// A clock about to run.
#[derive(Debug)]
pub struct NewClock {
    pub of: Of,
    pub key: Key,
    pub event: Event,
    pub started_on: NaiveDate,
    pub parameter: Option<i32>,
    pub due_on: NaiveDate,
    pub other_on: Option<NaiveDate>,
    pub provisional: bool,
    pub reason: Option<Reason>,
    pub nation: i32,
    pub region: i32,
}

pub async fn insert(tx: &mut Tx, new: &NewClock) -> Result<()> {
    sqlx::query!(
        "insert into clock (subject_id, key, inspection_id, facility_id, event, started_on, parameter_id, due_on, other_on, provisional, why, nation_no, region_no)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        new.of.subject,
        new.key as Key,
        new.of.inspection.0,
        new.of.facility.map(|facility| facility.0),
        new.event as Event,
        new.started_on,
        new.parameter,
        new.due_on,
        new.other_on,
        new.provisional,
        new.reason.as_ref().map_or_else(|| json!({}), |reason| json!(reason)),
        new.nation,
        new.region
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// How a clock ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    Met,
    Void,
}

/// Ends clocks of a subject that still run; those that ended before stay as they ended.
pub async fn end(tx: &mut Tx, subject: Uuid, keys: &[Key], on: NaiveDate, how: End) -> Result<()> {
    sqlx::query!(
        "update clock set met_on = case when $4 then $3::date end, void_on = case when $4 then null else $3 end
          where subject_id = $1 and key = any ($2) and met_on is null and void_on is null",
        subject,
        keys as &[Key],
        on,
        how == End::Met
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What falls away when a case ends: its own clocks, and those of documents of which no finding is open any more.
pub async fn void_case(tx: &mut Tx, inspection: InspectionId, on: NaiveDate) -> Result<()> {
    sqlx::query!(
        "update clock set void_on = $2 where inspection_id = $1 and met_on is null and void_on is null
            and not exists (select from service s join document_finding d on d.document_id = s.document_id join finding f on f.id = d.finding_id
                             where s.id = clock.subject_id and f.status = 'confirmed' and f.position <> 'closed')",
        inspection.0,
        on
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
