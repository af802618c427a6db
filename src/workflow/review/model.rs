//! The findings of a case as the team goes through them.
use std::borrow::Borrow;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        id::{FindingId, PersonId},
        text::Lang,
        word::Word,
    },
    words,
    workflow::{
        finding::{Depth, Severity, Stance, Status},
        review::alike,
    },
};

/// A finding in the team's list.
#[derive(Debug, Clone)]
pub struct Line {
    pub id: FindingId,
    pub no: i32,
    pub title: String,
    pub facts: String,
    pub category_id: i32,
    pub category_zh: String,
    pub category_en: String,
    pub severity: Option<Severity>,
    pub depth: Depth,
    pub status: Status,
    pub found_on: NaiveDate,
    pub author: Option<PersonId>,
    pub author_name: Option<String>,
    pub logged_at: DateTime<Utc>,
    /// What the facility said last.
    pub stance: Option<Stance>,
    /// It is still to be seen on site.
    pub awaits_site: bool,
}

impl Line {
    pub fn href(&self) -> String {
        format!("/findings/{}", self.id)
    }

    pub fn severity_code(&self) -> &'static str {
        self.severity.map_or("", Word::code)
    }

    pub fn category(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.category_zh, &self.category_en)
    }

    /// Whether it stands: what was merged, dropped or taken back is no double of anything.
    pub const fn stands(&self) -> bool {
        matches!(self.status, Status::Recorded | Status::Confirmed)
    }
}

/// Two findings that may be one.
#[derive(Debug, Clone)]
pub struct Double {
    pub left: Line,
    pub right: Line,
    /// In hundredths.
    pub likeness: u32,
    pub shared: Vec<String>,
}

/// Findings of the same category whose texts are alike, the most alike first; of two that are confirmed there is nothing to decide.
pub fn doubles(lines: &[Line]) -> Vec<Double> {
    let mut doubles = Vec::new();
    let standing: Vec<&Line> = lines.iter().filter(|line| line.stands()).collect();
    for (at, one) in standing.iter().enumerate() {
        for other in &standing[at + 1..] {
            let open = one.status == Status::Recorded || other.status == Status::Recorded;
            if open && one.category_id == other.category_id {
                let double = double(one, other);
                if double.likeness >= alike::LIKE {
                    doubles.push(double);
                }
            }
        }
    }
    doubles.sort_by_key(|double| (std::cmp::Reverse(double.likeness), double.left.no, double.right.no));
    doubles
}

/// Two findings beside each other, the earlier on the left.
pub fn double(one: &Line, other: &Line) -> Double {
    let (left, right) = if one.no <= other.no { (one, other) } else { (other, one) };
    let said = |line: &Line| format!("{}\n{}", line.title, line.facts);
    let (left_said, right_said) = (said(left), said(right));
    Double {
        likeness: alike::likeness(&left_said, &right_said),
        shared: alike::shared(&left_said, &right_said),
        left: left.clone(),
        right: right.clone(),
    }
}

words! {
    /// What came of one row of a confirmation of several.
    pub enum Outcome in "review-outcome" {
        Confirmed = "confirmed",
        /// One's own: another confirms it.
        Own = "own",
        /// Somebody decided about it meanwhile.
        Decided = "decided",
        /// It is none of this case.
        Unknown = "unknown",
    }
}

/// A row of a confirmation of several, with what came of it.
#[derive(Debug, Clone)]
pub struct Done {
    pub id: Uuid,
    pub name: String,
    pub outcome: Outcome,
}
