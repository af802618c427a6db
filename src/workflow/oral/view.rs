//! The two forms of an oral correction.
use askama::Template;

use crate::{
    foundation::web::{fields::Fields, shell::Shell},
    workflow::{
        finding::{Oral, model::Finding},
        inspection::Case,
    },
};

/// `GET /findings/{id}/oral`
#[derive(Template)]
#[template(path = "workflow/oral/make.html")]
pub struct MakePage {
    pub shell: Shell,
    pub case: Case,
    pub finding: Finding,
    pub assents: Vec<(&'static str, String)>,
    pub key: uuid::Uuid,
    pub fields: Fields,
}

/// `GET /findings/{id}/oral/done`
#[derive(Template)]
#[template(path = "workflow/oral/settle.html")]
pub struct SettlePage {
    pub shell: Shell,
    pub case: Case,
    pub finding: Finding,
    pub oral: Oral,
    pub key: uuid::Uuid,
    pub fields: Fields,
}
