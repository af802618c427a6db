//! What the page of a volume shows.
use askama::Template;
use chrono::NaiveDate;

use crate::{
    foundation::web::shell::Shell,
    workflow::{inspection::Case, volume::model::Part},
};

/// `GET /inspections/{id}/volume`
#[derive(Template)]
#[template(path = "workflow/volume/show.html")]
pub struct ShowPage {
    pub shell: Shell,
    pub case: Case,
    pub parts: Vec<(Part, usize)>,
    pub closed_on: Option<NaiveDate>,
    /// The last day to file it.
    pub due: Option<NaiveDate>,
}
