//! 口头纠正 as a finding's page knows it: what was told on the spot, when it may be, and what is to follow.
use std::borrow::Borrow;

use chrono::NaiveDate;

use crate::{
    foundation::error::{AppError, Result},
    words,
    workflow::{
        finding::{
            deed::FindingFile,
            model::{Concerns, Severity},
            state::{Position, Status},
        },
        inspection::State,
    },
};

words! {
    /// 对方签认: whether who was told on the spot confirmed it.
    pub enum Assent in "assent" {
        Confirmed = "confirmed",
        Unconfirmed = "unconfirmed",
    }
}

words! {
    /// How an oral correction stands.
    pub enum Told in "oral-state" {
        Running = "running",
        /// The seven days are over: a written one is due.
        Late = "late",
        Done = "done",
        /// A written one has taken its place, or the finding stands no longer.
        Void = "void",
    }
}

/// 口头纠正 of a finding, and what became of it (刑事诉讼规则 624).
#[derive(Debug, Clone)]
pub struct Oral {
    pub made_on: NaiveDate,
    pub to_name: String,
    pub to_post: String,
    pub demand: String,
    pub assent: Assent,
    pub by: String,
    /// None where no rule of that day counts.
    pub due_on: Option<NaiveDate>,
    /// Since when a written one has taken its place, or the finding stands no longer.
    pub void_on: Option<NaiveDate>,
    pub done_on: Option<NaiveDate>,
    pub seen: Option<String>,
    pub seen_by: Option<String>,
}

impl Oral {
    /// How it stands on a day.
    pub fn stands(&self, today: impl Borrow<NaiveDate>) -> Told {
        match (self.done_on, self.void_on) {
            (Some(_), _) => Told::Done,
            (None, Some(_)) => Told::Void,
            (None, None) if self.due_on.is_some_and(|due| due < *today.borrow()) => Told::Late,
            (None, None) => Told::Running,
        }
    }

    /// Whether it is still to be put right.
    pub fn is_open(&self, today: impl Borrow<NaiveDate>) -> bool {
        matches!(self.stands(today), Told::Running | Told::Late)
    }
}

/// Whether something minor may be told on the spot: it stands, it is the facility's, and the case goes on.
///
/// # Errors
/// What stands in the way.
pub fn may_correct(file: &FindingFile, made: Option<&Oral>) -> Result<()> {
    let finding = &file.finding;
    let stands = matches!(finding.status, Status::Recorded | Status::Confirmed);
    let refused = if made.is_some() {
        "refused-oral-made"
    } else if finding.severity.is_some_and(Severity::needs_instrument) {
        "refused-oral-serious"
    } else if !stands || finding.position == Some(Position::Closed) || finding.concerns != Concerns::Facility {
        "refused-oral"
    } else if !goes_on(file.case.state) {
        "refused-oral-case"
    } else {
        return Ok(());
    };
    Err(AppError::Conflict(refused))
}

/// The correction that is not put right yet.
///
/// # Errors
/// Conflict if there is none, or it was put right before, or the case is over.
pub fn to_settle<'a>(file: &FindingFile, made: Option<&'a Oral>) -> Result<&'a Oral> {
    match made {
        Some(oral) if oral.done_on.is_some() => Err(AppError::Conflict("refused-oral-done")),
        Some(oral) if goes_on(file.case.state) => Ok(oral),
        Some(_) => Err(AppError::Conflict("refused-oral-case")),
        None => Err(AppError::Conflict("refused-oral-none")),
    }
}

/// From the start of a case until nothing is open any more.
const fn goes_on(state: State) -> bool {
    state.is_fieldwork() || state.takes_documents() || matches!(state, State::Suspended | State::FieldworkDone)
}
