//! Rows of the list of documents.
use std::borrow::Borrow;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    foundation::{text::Lang, web::paging::After},
    words,
    workflow::document::{Kind, State},
};

words! {
    /// How far a document has come: its state, and service beside it.
    pub enum Stage in "document-state" {
        Draft = "draft",
        Submitted = "submitted",
        /// Issued and not yet served.
        Issued = "issued",
        Served = "served",
    }
}

words! {
    /// Which clock of an unanswered document has run out.
    pub enum Late in "document-late" {
        /// The answer is overdue.
        Reply = "reply",
        /// The time to report it to the procuratorate above has come (巡回检察工作规定 37).
        Escalate = "escalate",
    }
}

/// A document in the list.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct DocumentRow {
    pub id: Uuid,
    pub kind: Kind,
    pub title: String,
    pub number: String,
    pub state: State,
    pub issued_on: Option<NaiveDate>,
    pub listed: NaiveDate,
    pub inspection_id: Uuid,
    pub case_number: Option<String>,
    pub facility_zh: String,
    pub facility_en: String,
    pub served_on: Option<NaiveDate>,
    pub reply_due: Option<NaiveDate>,
    pub met_on: Option<NaiveDate>,
    /// Calendar days until the answer is due; none once it has come or is not awaited.
    pub days_left: Option<i64>,
    pub findings: i64,
}

impl DocumentRow {
    pub fn key(&self) -> After {
        After { day: self.listed, id: self.id }
    }

    pub fn facility(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.facility_zh, &self.facility_en)
    }

    pub const fn stage(&self) -> Stage {
        match (self.state, self.served_on) {
            (State::Draft, _) => Stage::Draft,
            (State::Submitted, _) => Stage::Submitted,
            (State::Issued, None) => Stage::Issued,
            (State::Issued, Some(_)) => Stage::Served,
        }
    }
}
