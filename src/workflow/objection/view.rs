//! What the pages of objections show.
use askama::Template;
use chrono::NaiveDate;

use crate::{
    foundation::{
        file::Limits,
        print::Paper,
        web::{fields::Fields, shell::Shell},
    },
    law::clock::Clock,
    workflow::{
        document::{Document, store::read::Objection},
        evidence::Evidence,
        inspection::Case,
        objection::store::Served,
    },
};

/// `GET /services/{id}/objections/new`
#[derive(Template)]
#[template(path = "workflow/objection/register.html")]
pub struct RegisterPage {
    pub shell: Shell,
    pub case: Case,
    pub document: Document,
    pub served: Served,
    pub key: uuid::Uuid,
    pub fields: Fields,
    pub limits: Limits,
}

/// `GET /objections/{id}/review`
#[derive(Template)]
#[template(path = "workflow/objection/review.html")]
pub struct ReviewPage {
    pub shell: Shell,
    pub today: NaiveDate,
    pub case: Case,
    pub document: Document,
    pub objection: Objection,
    pub files: Vec<Evidence>,
    pub sheet: Paper,
    pub clocks: Vec<Clock>,
    pub outcomes: Vec<(&'static str, String)>,
    pub key: uuid::Uuid,
    pub fields: Fields,
}
