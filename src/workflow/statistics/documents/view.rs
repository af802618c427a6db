//! The list of documents as a page.
use askama::Template;

use crate::{
    foundation::{web::shell::Shell, word::Word as _},
    workflow::statistics::documents::{form::Asked, model::DocumentRow},
};

/// What can be chosen: codes and words.
type Options = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "workflow/statistics/documents.html")]
pub struct DocumentsPage {
    pub shell: Shell,
    pub asked: Asked,
    pub kinds: Options,
    pub states: Options,
    pub lates: Options,
    pub contests: Options,
    /// Label, value, and the address without it.
    pub chips: Vec<(String, String, String)>,
    pub rows: Vec<DocumentRow>,
    pub first: Option<String>,
    pub next: Option<String>,
}
