//! The audit pages.
use askama::Template;
use uuid::Uuid;

use crate::{
    foundation::web::{fields::Fields, shell::Shell},
    people::audit::model::{Entry, Export, Filters, Head, Verification},
};

/// What a field offers: code and word.
type Options = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "people/audit/index.html")]
pub struct AuditPage {
    pub shell: Shell,
    pub fields: Fields,
    pub filters: Filters,
    pub deeds: Options,
    pub subjects: Options,
    pub rows: Vec<Entry>,
    pub first: Option<String>,
    pub next: Option<String>,
    pub verification: Option<Verification>,
    pub waiting: i64,
    pub heads: Vec<Head>,
    pub key: Uuid,
}

impl AuditPage {
    /// Whether anything narrows the list.
    pub fn narrowed(&self) -> bool {
        !self.filters.pairs().is_empty()
    }

    pub fn another_key(&self) -> Uuid {
        crate::foundation::id::fresh()
    }
}

#[derive(Template)]
#[template(path = "people/audit/rights.html")]
pub struct RightsPage {
    pub shell: Shell,
    pub rows: Vec<Entry>,
    pub first: Option<String>,
    pub next: Option<String>,
}

#[derive(Template)]
#[template(path = "people/audit/exports.html")]
pub struct ExportsPage {
    pub shell: Shell,
    pub rows: Vec<Export>,
}
