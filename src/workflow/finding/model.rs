//! How bad a finding is, how deep it goes, whom it concerns.
use std::borrow::Borrow;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    foundation::{
        id::{FindingId, InspectionId, PersonId},
        text::Lang,
        word::Word,
    },
    words,
    workflow::finding::{
        heard::Ground,
        state::{Position, Status},
    },
};

/// Calendar days from today to a due day; negative when it is past.
pub fn days_left(due: impl Borrow<Option<NaiveDate>>, today: impl Borrow<NaiveDate>) -> Option<i64> {
    due.borrow().map(|due| (due - *today.borrow()).num_days())
}

words! {
    /// Severity proposes the instrument (巡回检察工作规定 36, 刑事诉讼规则 624).
    pub enum Severity in "severity" {
        Minor = "minor",
        Moderate = "moderate",
        Serious = "serious",
        Critical = "critical",
    }
}

impl Severity {
    /// Whether a written instrument in the procuratorate's name is asked for before the finding may be closed.
    pub const fn needs_instrument(self) -> bool {
        matches!(self, Self::Serious | Self::Critical)
    }
}

words! {
    /// 一般, 重大, 深层次; the latter two with reasons.
    pub enum Depth in "depth" {
        General = "general",
        Major = "major",
        Deep = "deep",
    }
}

words! {
    /// Whose problem it is: the facility's, or the resident office's own (巡回检察工作规定 15-17).
    pub enum Concerns in "concerns" {
        Facility = "facility",
        ResidentOffice = "resident_office",
    }
}

words! {
    /// What a verification finds of the rectification as a whole.
    pub enum Verdict in "verdict" {
        None = "none",
        Insufficient = "insufficient",
        Reasonable = "reasonable",
        Done = "done",
    }
}

impl Verdict {
    /// Whether the rectification is accepted; else it goes back to the facility.
    pub const fn is_accepted(self) -> bool {
        matches!(self, Self::Reasonable | Self::Done)
    }

    /// The outcome that the database knows.
    pub const fn outcome(self) -> &'static str {
        if self.is_accepted() { "verified" } else { "returned" }
    }
}

words! {
    /// Whether one demand was met.
    pub enum Met in "verdict" {
        Met = "met",
        Unmet = "unmet",
    }
}

/// A finding as it now reads.
#[derive(Debug, Clone)]
pub struct Finding {
    pub id: FindingId,
    pub inspection: InspectionId,
    pub record_id: Option<Uuid>,
    pub no: i32,
    pub title: String,
    pub facts: String,
    pub legal_basis: String,
    pub text_no: i32,
    pub category_id: i32,
    pub category_code: String,
    pub field_zh: String,
    pub field_en: String,
    pub domain_zh: String,
    pub domain_en: String,
    pub category_zh: String,
    pub category_en: String,
    pub severity: Option<Severity>,
    pub depth: Depth,
    pub depth_reason: String,
    /// What makes it deep, as this version says.
    pub grounds: Vec<Ground>,
    pub concerns: Concerns,
    pub status: Status,
    pub position: Option<Position>,
    pub due_on: Option<NaiveDate>,
    pub cycle: i32,
    pub told: bool,
    pub found_on: NaiveDate,
    pub step_no: i32,
    pub author: Option<PersonId>,
    pub author_name: Option<String>,
    pub owner_name: Option<String>,
    pub merged_into: Option<Uuid>,
    /// 另行处理: it is dealt with by other means besides, which are not told here.
    pub otherwise: bool,
}

impl Finding {
    pub fn href(&self) -> String {
        format!("/findings/{}", self.id)
    }

    /// Empty while nobody has said.
    pub fn severity_code(&self) -> &'static str {
        self.severity.map_or("", Word::code)
    }

    /// What is still to be said or shown about it, as message keys; `shown` where there are files on it or on its record.
    pub fn missing(&self, shown: bool) -> Vec<&'static str> {
        let stands = matches!(self.status, Status::Recorded | Status::Confirmed);
        [
            (self.severity.is_none(), "missing-severity"),
            (self.legal_basis.is_empty(), "missing-basis"),
            (!shown, "missing-evidence"),
        ]
        .into_iter()
        .filter_map(|(lacks, key)| (stands && lacks).then_some(key))
        .collect()
    }

    /// The word that tells most: where rectification stands, else whether the finding stands.
    pub fn standing(&self) -> &'static str {
        self.position.map_or_else(|| self.status.code(), Word::code)
    }

    /// Field, domain, category.
    pub fn classification(&self, l: impl Borrow<Lang>) -> String {
        let l = l.borrow();
        let mut way = vec![
            l.pick(&self.field_zh, &self.field_en),
            l.pick(&self.domain_zh, &self.domain_en),
            l.pick(&self.category_zh, &self.category_en),
        ];
        // some fields have one domain of the same name
        way.dedup();
        way.join(" / ")
    }
}
