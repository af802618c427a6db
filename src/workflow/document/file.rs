//! A document as a file: PDF, which is the file of record once it is signed, and .docx to be edited further.
use axum::response::Response;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::DocumentId,
        print::{self, Output, Paper},
    },
    people::access::{Deed, Permit},
    workflow::document::{Document, deed::SeeDocument, model::DocumentFile, store},
};

/// The document as it is drawn: what was frozen, or what stands.
///
/// # Errors
/// The database.
pub async fn sheet<D: Deed<Subject = DocumentFile>>(permit: &mut Permit<D>) -> Result<Paper> {
    as_signed(&mut permit.tx, &permit.subject.document).await
}

/// The same of any document.
///
/// # Errors
/// The database.
pub async fn as_signed(tx: &mut Tx, document: &Document) -> Result<Paper> {
    match store::print::frozen(tx, document.id).await? {
        Some(frozen) => Ok(frozen.paper),
        None => Ok(document.paper(&store::read::items(tx, document.id).await?)),
    }
}

/// `GET /documents/{id}/pdf`
pub async fn pdf(permit: Permit<SeeDocument>) -> Result<Response> {
    hand_out(permit, Output::Pdf).await
}

/// `GET /documents/{id}/docx`
pub async fn docx(permit: Permit<SeeDocument>) -> Result<Response> {
    hand_out(permit, Output::Docx).await
}

async fn hand_out(mut permit: Permit<SeeDocument>, output: Output) -> Result<Response> {
    let document = permit.subject.document.clone();
    let paper = sheet(&mut permit).await?;
    let kept = kept(&mut permit, document.id, output).await?;
    let value = serde_json::json!({ "file": output.ending() });
    permit.note("document_taken", "document", document.id.0, Some(document.inspection.0), value).await?;
    let (press, dated) = (permit.app.press.clone(), document.issued_on.unwrap_or(permit.today));
    permit.tx.commit().await?;
    let bytes = match kept {
        Some(pdf) => pdf,
        None => print::draw(&press, &paper, output, dated).await?,
    };
    Ok(print::answer(bytes, &name(&document.number, &document.title), output))
}

/// The file of record, where that is asked for and was made.
pub async fn kept<D: Deed>(permit: &mut Permit<D>, id: DocumentId, output: Output) -> Result<Option<Vec<u8>>> {
    match output {
        Output::Pdf => store::print::pdf(&mut permit.tx, id).await,
        Output::Docx => Ok(None),
    }
}

/// The name of the file: the number, where there is one, and the title.
pub fn name(number: &str, title: &str) -> String {
    format!("{number}{title}").replace(['/', '\\', ':'], "_")
}
