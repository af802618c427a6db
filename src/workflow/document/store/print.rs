//! What was signed, frozen as it is drawn, and the file of record made from it.
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::types::Json;

use crate::{
    foundation::{
        db::{Db, Tx},
        error::{AppError, Result},
        id::DocumentId,
        print::{Faces, Paper, Printed},
    },
    workflow::document::Document,
};

/// Freezes a document that was just signed.
pub async fn freeze(tx: &mut Tx, document: &Document, paper: &str, dated: NaiveDate, at: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "insert into document_print (document_id, inspection_id, paper, sha256, dated, at)
         values ($1, $2, $3, sha256(convert_to($3, 'UTF8')), $4, $5)",
        document.id.0,
        document.inspection.0,
        paper,
        dated,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A signed document as it is drawn, and its file once that was made.
#[derive(Debug, Clone)]
pub struct Frozen {
    pub paper: Paper,
    pub dated: NaiveDate,
    pub file: Option<FileOfRecord>,
}

/// The file of record, without its bytes.
#[derive(Debug, Clone)]
pub struct FileOfRecord {
    pub sha256: Vec<u8>,
    pub pages: i32,
    pub faces: Faces,
}

impl FileOfRecord {
    pub fn hash(&self) -> String {
        hex::encode(&self.sha256)
    }

    /// The faces that stand in for others.
    pub fn replaced(&self) -> String {
        let pair = |(named, set): &(String, String)| format!("{named} → {set}");
        self.faces.replaced.iter().map(pair).collect::<Vec<_>>().join("、")
    }
}

/// None while it is not signed, and of what was loaded as history.
pub async fn frozen(tx: &mut Tx, id: DocumentId) -> Result<Option<Frozen>> {
    let row = sqlx::query!(
        r#"select p.paper, p.dated, f.sha256 as "sha256?", f.pages as "pages?", f.faces as "faces?: Json<Faces>"
             from document_print p left join document_pdf f on f.document_id = p.document_id where p.document_id = $1"#,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let file = match (row.sha256, row.pages, row.faces) {
        (Some(sha256), Some(pages), Some(Json(faces))) => Some(FileOfRecord { sha256, pages, faces }),
        _ => None,
    };
    Ok(Some(Frozen {
        paper: serde_json::from_str(&row.paper).map_err(|error| AppError::Internal(error.into()))?,
        dated: row.dated,
        file,
    }))
}

/// The file of record; none while it was not made yet.
pub async fn pdf(tx: &mut Tx, id: DocumentId) -> Result<Option<Vec<u8>>> {
    Ok(sqlx::query_scalar!("select pdf from document_pdf where document_id = $1", id.0)
        .fetch_optional(&mut **tx)
        .await?)
}

/// The signed documents that have no file yet, the oldest first: those that another process makes are passed over.
pub async fn unprinted(db: &Db, most: i64) -> Result<Vec<DocumentId>> {
    Ok(sqlx::query_scalar!(
        r#"select p.document_id as "id: DocumentId" from document_print p
            where not exists (select from document_pdf f where f.document_id = p.document_id)
            order by p.at, p.document_id limit $1"#,
        most
    )
    .fetch_all(&db.owner)
    .await?)
}

/// A model that no other process is drawing now.
pub async fn claim(tx: &mut Tx, id: DocumentId) -> Result<Option<(String, NaiveDate)>> {
    let row = sqlx::query!(
        "select paper, dated from document_print p
          where document_id = $1 and not exists (select from document_pdf f where f.document_id = p.document_id)
            for update skip locked",
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| (row.paper, row.dated)))
}

/// Keeps the file of record.
pub async fn keep(tx: &mut Tx, id: DocumentId, printed: &Printed, at: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "insert into document_pdf (document_id, pdf, sha256, pages, faces, at) values ($1, $2, sha256($2), $3, $4, $5)",
        id.0,
        printed.pdf,
        printed.pages,
        Json(&printed.faces) as _,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
