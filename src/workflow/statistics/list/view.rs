//! The lists as pages.
use std::sync::Arc;

use askama::Template;

use crate::{
    foundation::{web::shell::Shell, word::Word as _},
    workflow::statistics::{
        Figures,
        filter::{Choice, Filters, Stand},
        form::Form,
        list::model::{CategoryRow, FindingRow, InspectionRow, counted_by},
    },
};

#[derive(Template)]
#[template(path = "workflow/statistics/inspections.html")]
pub struct InspectionsPage {
    pub shell: Shell,
    pub form: Form,
    pub rows: Vec<InspectionRow>,
    pub count: i64,
    pub here: String,
    pub first: Option<String>,
    pub next: Option<String>,
    pub may_create: bool,
}

#[derive(Template)]
#[template(path = "workflow/statistics/findings.html")]
pub struct FindingsPage {
    pub shell: Shell,
    pub form: Form,
    pub filters: Filters,
    pub rows: Vec<FindingRow>,
    pub figures: Figures,
    pub facilities: i64,
    pub first: Option<String>,
    pub next: Option<String>,
}

impl FindingsPage {
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
}

#[derive(Template)]
#[template(path = "workflow/statistics/categories.html")]
pub struct CategoriesPage {
    pub shell: Shell,
    pub form: Form,
    pub filters: Filters,
    pub rows: Arc<Vec<CategoryRow>>,
}

impl CategoriesPage {
    /// The versions of the taxonomy that the count rests on.
    pub fn counted_by(&self) -> Option<String> {
        counted_by(&self.rows, self.shell.l)
    }

    pub fn here(&self) -> String {
        self.filters.counted().href("/categories")
    }

    /// The findings of a category, as counted in its row.
    pub fn findings(&self, row: &CategoryRow) -> String {
        of_category(&self.filters, row).href("/findings")
    }

    /// How many findings all rows have together.
    pub fn total(&self) -> i64 {
        self.rows.iter().map(|row| row.findings).sum()
    }

    pub fn all(&self) -> String {
        self.filters.counted().href("/findings")
    }
}

/// The findings that count, narrowed to one category.
pub fn of_category(filters: &Filters, row: &CategoryRow) -> Filters {
    let choice = Choice { id: 0, code: row.code.clone(), name_zh: row.name_zh.clone(), name_en: row.name_en.clone() };
    Filters { category: Some(choice), ..filters.counted() }
}
