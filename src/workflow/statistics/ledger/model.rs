//! Rows and counts of the ledger.
use std::borrow::Borrow;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    foundation::{text::Lang, web::paging::After},
    workflow::{
        document,
        finding::{Position, Severity},
        statistics::filter::View,
    },
};

/// A finding in the ledger.
#[derive(Debug, sqlx::FromRow)]
pub struct LedgerRow {
    pub id: Uuid,
    pub no: i32,
    pub title: String,
    pub found_on: NaiveDate,
    pub category_zh: String,
    pub category_en: String,
    pub severity: Severity,
    pub position: Position,
    pub due_on: Option<NaiveDate>,
    pub due_order: NaiveDate,
    pub days_left: Option<i64>,
    pub facility_zh: String,
    pub facility_en: String,
    pub inspection_id: Uuid,
    pub number: Option<String>,
    pub owner: Option<String>,
    /// What was served last that raises it, an instrument before the feedback opinion.
    pub document_id: Option<Uuid>,
    pub document_kind: Option<document::Kind>,
    pub document_number: Option<String>,
    /// What happened last: the rest of a message key `event-…`, and its day.
    pub event: Option<String>,
    pub event_on: Option<NaiveDate>,
}

impl LedgerRow {
    /// Open items go by when they are due, closed ones by when they were found.
    pub fn key(&self, view: Option<View>) -> After {
        let day = if view == Some(View::Closed) { self.found_on } else { self.due_order };
        After { day, id: self.id }
    }

    pub fn category(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.category_zh, &self.category_en)
    }

    pub fn facility(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.facility_zh, &self.facility_en)
    }

    /// The case's number and the finding's own within it.
    pub fn number(&self) -> String {
        self.number.as_ref().map_or_else(|| self.no.to_string(), |number| format!("{number}-{}", self.no))
    }

    pub fn event(&self, l: impl Borrow<Lang>) -> Option<String> {
        self.event.as_ref().map(|event| l.borrow().t(&format!("event-{}", event.replace('_', "-"))))
    }
}

/// How many rows each view has, under the same filters.
#[derive(Debug, Clone, Copy, Default, sqlx::FromRow)]
pub struct Tabs {
    pub open: i64,
    pub overdue: i64,
    pub soon: i64,
    pub week: i64,
    pub mine: i64,
    pub to_verify: i64,
    pub to_close: i64,
    pub returned: i64,
    pub rebounded: i64,
}

impl Tabs {
    /// The rows of a view. What is closed grows without end and is not counted for a tab.
    pub const fn of(&self, view: Option<View>) -> Option<i64> {
        match view {
            None => Some(self.open),
            Some(View::Overdue) => Some(self.overdue),
            Some(View::Soon) => Some(self.soon),
            Some(View::Week) => Some(self.week),
            Some(View::Mine) => Some(self.mine),
            Some(View::ToVerify) => Some(self.to_verify),
            Some(View::ToClose) => Some(self.to_close),
            Some(View::Returned) => Some(self.returned),
            Some(View::Rebounded) => Some(self.rebounded),
            Some(View::Closed) => None,
        }
    }
}

/// How many open findings of a facility stand at one place, in time or late.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Standing {
    pub facility_id: Uuid,
    pub position: Position,
    pub late: bool,
    pub n: i64,
    /// The earliest day that is due.
    pub due_on: Option<NaiveDate>,
}

/// An open finding, named.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Named {
    pub id: Uuid,
    pub title: String,
    pub position: Position,
    pub due_on: Option<NaiveDate>,
    pub facility_zh: String,
    pub facility_en: String,
}

impl Named {
    pub fn facility(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.facility_zh, &self.facility_en)
    }
}
