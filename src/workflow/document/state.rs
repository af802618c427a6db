//! States and steps of a document: the legal edges, in one match. The table `legal_step` says the same.
use crate::words;

words! {
    /// Where a document stands.
    pub enum State in "document-state" {
        Draft = "draft",
        Submitted = "submitted",
        Issued = "issued",
    }
}

words! {
    /// What moves a document on. Service is a fact of its own, once per recipient.
    pub enum Step in "document-step" {
        Draft = "draft",
        Submit = "submit",
        Return = "return",
        Issue = "issue",
    }
}

/// A step that the present state does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{step} is not possible in {state}")]
pub struct IllegalStep {
    pub state: State,
    pub step: Step,
}

impl State {
    /// The state after a step.
    ///
    /// # Errors
    /// The step is not an edge from here.
    pub fn after(self, step: Step) -> Result<Self, IllegalStep> {
        Ok(match (self, step) {
            (Self::Draft, Step::Submit) => Self::Submitted,
            (Self::Submitted, Step::Return) => Self::Draft,
            (Self::Submitted, Step::Issue) => Self::Issued,
            (state, step) => return Err(IllegalStep { state, step }),
        })
    }
}
