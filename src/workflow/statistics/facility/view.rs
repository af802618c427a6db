//! Facilities as pages.
use askama::Template;
use chrono::{Datelike as _, NaiveDate};

use crate::{
    foundation::{web::shell::Shell, word::Word as _},
    people::facility::{Contact, Facility, Supervision},
    workflow::{
        incident::model::Incident,
        statistics::{
            Figures,
            documents::{Asked, DocumentRow},
            facility::{
                FacilityRow,
                model::{Routine, Visit},
            },
            figure::Year,
            filter::{Filters, Stand},
            form::Form,
            ledger::Named,
            list::{
                model::{CategoryRow, InspectionRow},
                view::of_category,
            },
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

/// A year of the trend.
pub struct Column {
    pub year: i32,
    pub findings: i64,
    pub closed: i64,
    /// The findings that it counts.
    pub href: String,
    pub closed_href: String,
}

/// The years from the first with a finding to the last, also those between without any.
pub fn years(filters: &Filters, counted: &[Year]) -> Vec<Column> {
    let (Some(first), Some(last)) = (counted.first(), counted.last()) else { return Vec::new() };
    let column = |year: i32| {
        let of = counted.iter().find(|one| one.year == year);
        let of_year = Filters {
            from: NaiveDate::from_ymd_opt(year, 1, 1),
            to: NaiveDate::from_ymd_opt(year, 12, 31),
            ..filters.clone()
        };
        Column {
            year,
            findings: of.map_or(0, |of| of.findings),
            closed: of.map_or(0, |of| of.closed),
            href: of_year.counted().href("/findings"),
            closed_href: of_year.standing(Stand::CLOSED).href("/findings"),
        }
    };
    (first.year..=last.year).map(column).collect()
}

/// Categories that were found in several inspections, those of most inspections first.
pub fn recurring(rows: &[CategoryRow]) -> Vec<CategoryRow> {
    let mut rows: Vec<CategoryRow> = rows.iter().filter(|row| row.inspections > 1).cloned().collect();
    rows.sort_by_key(|row| std::cmp::Reverse((row.inspections, row.findings)));
    rows
}

#[derive(Template)]
#[template(path = "workflow/statistics/facility.html")]
pub struct FacilityPage {
    pub shell: Shell,
    pub today: NaiveDate,
    pub incidents: Vec<Incident>,
    pub facility: Facility,
    pub supervision: Vec<Supervision>,
    pub contacts: Vec<Contact>,
    /// This year's routine inspection, where the rule binds.
    pub routine: Option<Routine>,
    /// The latest cross-inspection.
    pub cross: Option<Visit>,
    pub rows: Vec<InspectionRow>,
    /// Whether there are more inspections than are shown.
    pub more: bool,
    pub inspections: i64,
    pub figures: Figures,
    pub years: Vec<Column>,
    /// How many findings are open in the ledger, and those due first.
    pub open: i64,
    pub due: Vec<Named>,
    /// Documents served on it, the latest first.
    pub documents: Vec<DocumentRow>,
    pub served: Asked,
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

    /// The ledger of what is open here.
    pub fn ledger(&self) -> String {
        self.filters.href("/rectifications")
    }

    /// What is found most in a year, which the columns are measured by.
    pub fn most(&self) -> i64 {
        self.years.iter().map(|column| column.findings).max().unwrap_or_default().max(1)
    }

    /// Calendar days until the routine inspection is due.
    pub fn days_left(&self, due: &NaiveDate) -> Option<i64> {
        Some((*due - self.today).num_days())
    }

    /// The year that the routine inspection is for.
    pub fn year(&self) -> String {
        self.today.year().to_string()
    }

    /// The trend in words.
    pub fn trend(&self) -> String {
        let l = self.shell.l;
        let said = |column: &Column| {
            l.with("facility-trend-year", &[("year", column.year.to_string().into()), ("n", column.findings.into())])
        };
        self.years.iter().map(said).collect::<Vec<_>>().join(&l.t("part-comma"))
    }

    pub fn cases(&self) -> String {
        self.filters.href("/inspections")
    }

    pub fn findings(&self, row: &CategoryRow) -> String {
        of_category(&self.filters, row).href("/findings")
    }
}
