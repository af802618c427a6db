//! Facilities as pages.
use askama::Template;

use crate::{
    foundation::{id::FacilityId, web::shell::Shell, word::Word as _},
    people::facility::{FacilityKind, Supervision},
    workflow::statistics::{
        Figures,
        facility::FacilityRow,
        filter::{Filters, Stand},
        form::Form,
        list::{
            model::{CategoryRow, InspectionRow},
            view::of_category,
        },
    },
};

#[derive(Template)]
#[template(path = "workflow/statistics/facilities.html")]
pub struct FacilitiesPage {
    pub shell: Shell,
    pub form: Form,
    pub rows: Vec<FacilityRow>,
    pub count: i64,
    pub here: String,
    pub first: Option<String>,
    pub next: Option<String>,
}

#[derive(Template)]
#[template(path = "workflow/statistics/facility.html")]
pub struct FacilityPage {
    pub shell: Shell,
    pub id: FacilityId,
    pub code: String,
    pub kind: FacilityKind,
    pub name: String,
    pub capacity: Option<i32>,
    pub outside: bool,
    pub supervision: Vec<Supervision>,
    pub rows: Vec<InspectionRow>,
    /// Whether there are more inspections than are shown.
    pub more: bool,
    pub inspections: i64,
    pub figures: Figures,
    pub recurring: Vec<CategoryRow>,
    pub filters: Filters,
    pub may_create: bool,
}

impl FacilityPage {
    /// The address of the rows that a figure counts.
    pub fn counted(&self, path: &str) -> String {
        self.filters.counted().href(path)
    }

    pub fn late(&self) -> String {
        self.filters.counted().late().href("/findings")
    }

    pub fn closed(&self) -> String {
        self.filters.standing(Stand::CLOSED).href("/findings")
    }

    pub fn cases(&self) -> String {
        self.filters.href("/inspections")
    }

    pub fn findings(&self, row: &CategoryRow) -> String {
        of_category(&self.filters, row).href("/findings")
    }
}
