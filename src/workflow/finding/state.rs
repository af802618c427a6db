//! States and steps of a finding, and where its rectification stands.
use crate::words;

words! {
    /// Whether a finding stands.
    pub enum Status in "finding-status" {
        Recorded = "recorded",
        Confirmed = "confirmed",
        Merged = "merged",
        Dropped = "dropped",
        Withdrawn = "withdrawn",
    }
}

words! {
    /// What moves a finding on.
    pub enum Step in "finding-step" {
        Log = "log",
        Confirm = "confirm",
        Merge = "merge",
        Drop = "drop",
        Withdraw = "withdraw",
        /// 撤回登记: by whoever logged it, before anybody decided.
        Retract = "retract",
    }
}

words! {
    /// Where the rectification of a confirmed finding stands; derived from facts by the database alone.
    pub enum Position in "position" {
        NotServed = "not_served",
        AwaitingPlan = "awaiting_plan",
        Rectifying = "rectifying",
        ToVerify = "to_verify",
        Returned = "returned",
        Verified = "verified",
        Closed = "closed",
        Rebounded = "rebounded",
    }
}

impl Position {
    /// Whether the facility is to answer.
    pub const fn awaits_answer(self) -> bool {
        matches!(self, Self::AwaitingPlan | Self::Rectifying | Self::Returned | Self::Rebounded)
    }

    /// Whether the facility has reported, and it is the procuratorate's turn or nobody's.
    pub const fn is_answered(self) -> bool {
        matches!(self, Self::ToVerify | Self::Verified | Self::Closed)
    }
}

/// A step that the present status does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{step} is not possible in {status}")]
pub struct IllegalStep {
    pub status: Status,
    pub step: Step,
}

impl Status {
    /// The status after a step.
    ///
    /// # Errors
    /// The step is not an edge from here.
    pub fn after(self, step: Step) -> Result<Self, IllegalStep> {
        Ok(match (self, step) {
            (Self::Recorded, Step::Confirm) => Self::Confirmed,
            (Self::Recorded, Step::Merge) => Self::Merged,
            (Self::Recorded, Step::Drop) => Self::Dropped,
            (Self::Confirmed, Step::Withdraw) | (Self::Recorded, Step::Retract) => Self::Withdrawn,
            (status, step) => return Err(IllegalStep { status, step }),
        })
    }
}
