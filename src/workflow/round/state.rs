//! States and steps of a round: the legal edges, in one match. The table `legal_step` says the same.
use crate::words;

words! {
    /// Where a round stands.
    pub enum State in "round-state" {
        Planning = "planning",
        Submitted = "submitted",
        Approved = "approved",
        Published = "published",
        Done = "done",
        Cancelled = "cancelled",
    }
}

words! {
    /// What moves a round on.
    pub enum Step in "round-step" {
        Open = "open",
        Submit = "submit",
        Return = "return",
        Approve = "approve",
        Publish = "publish",
        Finish = "finish",
        Cancel = "cancel",
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
            (Self::Planning, Step::Submit) => Self::Submitted,
            (Self::Submitted | Self::Approved, Step::Return) => Self::Planning,
            (Self::Submitted, Step::Approve) => Self::Approved,
            (Self::Approved, Step::Publish) => Self::Published,
            (Self::Published, Step::Finish) => Self::Done,
            (Self::Planning | Self::Submitted | Self::Approved, Step::Cancel) => Self::Cancelled,
            (state, step) => return Err(IllegalStep { state, step }),
        })
    }

    /// Whether places and teams may still be changed.
    pub const fn is_planned(self) -> bool {
        matches!(self, Self::Planning)
    }
}
