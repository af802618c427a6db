//! Amendments of a plan that is in force: the next version, its reason, the decision about it.
use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    foundation::{
        db::Tx,
        error::{Result, one_row},
        id::{InspectionId, PersonId},
    },
    words,
};

words! {
    /// What became of an amendment.
    pub enum Outcome in "amendment" {
        Approved = "approved",
        Returned = "returned",
    }
}

/// A version of the plan that waits for its approval.
#[derive(Debug, Clone)]
pub struct Pending {
    pub no: i32,
    pub reason: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

pub async fn pending(tx: &mut Tx, id: InspectionId) -> Result<Option<Pending>> {
    Ok(sqlx::query_as!(
        Pending,
        "select a.no, a.reason, p.name as by, a.at from plan_amendment a join person p on p.id = a.by_id
          where a.inspection_id = $1 and not exists (select from plan_decision d where d.inspection_id = a.inspection_id and d.no = a.no)",
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// An amendment with what became of it.
#[derive(Debug, Clone)]
pub struct Amendment {
    pub no: i32,
    pub reason: String,
    pub by: String,
    pub at: DateTime<Utc>,
    pub outcome: Option<Outcome>,
    pub comment: Option<String>,
    pub decided_by: Option<String>,
    pub decided_at: Option<DateTime<Utc>>,
}

/// Every amendment, the newest first.
pub async fn amendments(tx: &mut Tx, id: InspectionId) -> Result<Vec<Amendment>> {
    Ok(sqlx::query_as!(
        Amendment,
        r#"select a.no, a.reason, p.name as by, a.at, d.outcome as "outcome?: Outcome", d.comment as "comment?", w.name as "decided_by?", d.at as "decided_at?"
             from plan_amendment a join person p on p.id = a.by_id
             left join plan_decision d on d.inspection_id = a.inspection_id and d.no = a.no left join person w on w.id = d.person_id
            where a.inspection_id = $1 order by a.no desc"#,
        id.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

pub async fn propose(
    tx: &mut Tx,
    (id, no): (InspectionId, i32),
    reason: &str,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into plan_amendment (inspection_id, no, reason, by_id, at) values ($1, $2, $3, $4, $5)",
        id.0,
        no,
        reason,
        by.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn decide(
    tx: &mut Tx,
    (id, no): (InspectionId, i32),
    (outcome, comment): (Outcome, &str),
    person: PersonId,
    (at, day): (DateTime<Utc>, NaiveDate),
) -> Result<()> {
    sqlx::query!(
        "insert into plan_decision (inspection_id, no, outcome, comment, person_id, day, at) values ($1, $2, $3, $4, $5, $6, $7)",
        id.0,
        no,
        outcome as Outcome,
        comment,
        person.0,
        day,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// From now on this version is in force.
pub async fn put_in_force(tx: &mut Tx, id: InspectionId, no: i32) -> Result<()> {
    one_row(
        &sqlx::query!("update inspection set plan_no = $2, version = version + 1 where id = $1", id.0, no)
            .execute(&mut **tx)
            .await?,
    )
}
