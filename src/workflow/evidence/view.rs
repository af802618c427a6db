//! What the pages of evidence show.
use askama::Template;

use crate::{
    foundation::{
        file::Limits,
        web::{fields::Fields, shell::Shell},
    },
    workflow::evidence::{
        model::{Bearer, Evidence},
        store::Trace,
    },
};

/// The form that adds files.
#[derive(Template)]
#[template(path = "workflow/evidence/new.html")]
pub struct NewPage {
    pub shell: Shell,
    pub bearer: Bearer,
    pub key: uuid::Uuid,
    pub fields: Fields,
    pub limits: Limits,
}

/// `GET /evidence/{id}`, and what is shown in place of a file that is not what was taken in.
#[derive(Template)]
#[template(path = "workflow/evidence/show.html")]
#[expect(clippy::struct_excessive_bools, reason = "each says one thing of the file or of its reader")]
pub struct ShowPage {
    pub shell: Shell,
    pub evidence: Evidence,
    /// The page that it belongs to.
    pub back: String,
    /// The content on disk is what was taken in.
    pub intact: bool,
    /// The reader is handed a copy that does not say where it was taken.
    pub bare: bool,
    pub traces: Vec<Trace>,
    pub may_download: bool,
    pub may_void: bool,
}

/// `GET /evidence/{id}/void`
#[derive(Template)]
#[template(path = "workflow/evidence/void.html")]
pub struct VoidPage {
    pub shell: Shell,
    pub evidence: Evidence,
    pub key: uuid::Uuid,
    pub fields: Fields,
}
