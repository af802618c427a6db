//! All SQL of oral corrections; what is shown of them stands with their findings.
use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{FindingId, InspectionId, PersonId},
    },
    workflow::finding::Assent,
};

/// A correction about to be put on record.
#[derive(Debug)]
pub struct NewOral {
    pub made_on: NaiveDate,
    pub to_name: String,
    pub to_post: String,
    pub demand: String,
    pub assent: Assent,
}

pub async fn make(
    tx: &mut Tx,
    (finding, inspection): (FindingId, InspectionId),
    new: &NewOral,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into oral_correction (finding_id, inspection_id, made_on, to_name, to_post, demand, assent, by_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        finding.0,
        inspection.0,
        new.made_on,
        new.to_name,
        new.to_post,
        new.demand,
        new.assent as Assent,
        by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn settle(
    tx: &mut Tx,
    finding: FindingId,
    (done_on, seen): (NaiveDate, &str),
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into oral_done (finding_id, inspection_id, made_on, done_on, seen, by_id, at)
         select o.finding_id, o.inspection_id, o.made_on, $2, $3, $4, $5 from oral_correction o where o.finding_id = $1",
        finding.0,
        done_on,
        seen,
        by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
