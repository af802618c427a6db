//! What must not be said to the facility: read sealed, compared, released with a reason.
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::foundation::{
    db::Tx,
    error::Result,
    id::{InspectionId, PersonId, RecordId},
};

/// An identity as it is sealed, and whether the acting person may know it.
#[derive(Debug)]
pub struct Sealed {
    pub record: RecordId,
    pub sealed: Vec<u8>,
    pub known: bool,
}

pub async fn sealed(tx: &mut Tx, case: InspectionId) -> Result<Vec<Sealed>> {
    Ok(sqlx::query_as!(
        Sealed,
        r#"select record_id as "record!: RecordId", sealed as "sealed!", known as "known!" from case_confidences($1)"#,
        case.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// A name of a clue in a text: which text, its mark, the word for whoever is let in.
#[derive(Debug)]
pub struct Named {
    pub place: i32,
    pub mark: Vec<u8>,
    pub word: Option<String>,
}

pub async fn named(tx: &mut Tx, case: InspectionId, texts: &[String]) -> Result<Vec<Named>> {
    Ok(sqlx::query_as!(
        Named,
        r#"select place as "place!", mark as "mark!", word from clue.named($1, $2)"#,
        case.0,
        texts
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// What was released before: the row's id, under which its marks are sealed.
pub async fn released(tx: &mut Tx, subject: Uuid) -> Result<Vec<(Uuid, Vec<u8>)>> {
    let rows = sqlx::query!("select id, sealed from confidence_release where subject_id = $1", subject)
        .fetch_all(&mut **tx)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.sealed)).collect())
}

/// A release about to be put on record.
#[derive(Debug)]
pub struct Release<'a> {
    pub id: Uuid,
    pub case: InspectionId,
    pub subject: Uuid,
    pub sealed: &'a [u8],
    pub reason: &'a str,
}

pub async fn release(tx: &mut Tx, new: &Release<'_>, by: PersonId, at: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "insert into confidence_release (id, inspection_id, subject_id, sealed, reason, by_id, at) values ($1, $2, $3, $4, $5, $6, $7)",
        new.id,
        new.case.0,
        new.subject,
        new.sealed,
        new.reason,
        by.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
