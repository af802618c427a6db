//! 公文: documents in the form of GB/T 9704-2012. One model, drawn three times: on the screen, as .docx, as PDF.
mod docx;
mod model;
mod press;

use axum::response::Response;
use bytes::Bytes;
use chrono::NaiveDate;

use crate::foundation::{
    error::{AppError, Result},
    file::Kind,
    web::download::{self, Content},
};

pub use docx::docx;
pub use model::{Annex, Block, Colophon, Column, Form, Paper, prose};
pub use press::{Faces, Press, Printed};

/// The files that a document is drawn as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    Pdf,
    Docx,
}

impl Output {
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
        }
    }

    const fn kind(self) -> Kind {
        match self {
            Self::Pdf => Kind::Pdf,
            Self::Docx => Kind::Docx,
        }
    }
}

/// Draws a document as a file.
///
/// # Errors
/// The form does not fit: a fault of the program.
pub async fn draw(press: &Press, paper: &Paper, output: Output, dated: NaiveDate) -> Result<Vec<u8>> {
    match output {
        Output::Pdf => {
            let printed = press.print(paper, dated).await;
            Ok(printed.map_err(|error| AppError::Internal(error.into()))?.pdf)
        }
        Output::Docx => docx(paper).map_err(|error| AppError::Internal(anyhow::anyhow!(error))),
    }
}

/// Hands a document out under a name, which is given its ending here: a PDF to be looked at, a .docx to be kept.
pub fn answer(bytes: Vec<u8>, name: &str, output: Output) -> Response {
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let named = format!("{name}.{}", output.ending());
    download::answer(Content::Copy(Bytes::from(bytes)), &named, output.kind(), size, output == Output::Pdf)
}
