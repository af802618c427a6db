//! States and steps of an inspection: the legal edges, in one match. The table `legal_step` says the same.
use crate::words;

words! {
    /// Where an inspection stands.
    pub enum State in "inspection-state" {
        Draft = "draft",
        Submitted = "submitted",
        Approved = "approved",
        Prepared = "prepared",
        Notified = "notified",
        InProgress = "in_progress",
        Suspended = "suspended",
        FieldworkDone = "fieldwork_done",
        Reported = "reported",
        FeedbackApproved = "feedback_approved",
        FeedbackDelivered = "feedback_delivered",
        Rectifying = "rectifying",
        FollowUp = "follow_up",
        Closable = "closable",
        Closed = "closed",
        Archived = "archived",
        Cancelled = "cancelled",
    }
}

words! {
    /// What moves an inspection on.
    pub enum Step in "inspection-step" {
        Create = "create",
        Submit = "submit",
        Approve = "approve",
        Return = "return",
        Prepare = "prepare",
        Notify = "notify",
        Start = "start",
        Suspend = "suspend",
        Resume = "resume",
        Finish = "finish",
        Report = "report",
        ApproveFeedback = "approve_feedback",
        DeliverFeedback = "deliver_feedback",
        Rectify = "rectify",
        FollowUp = "follow_up",
        Conclude = "conclude",
        Close = "close",
        Archive = "archive",
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
            (Self::Draft, Step::Submit) => Self::Submitted,
            (Self::Submitted, Step::Approve) => Self::Approved,
            (Self::Submitted, Step::Return) => Self::Draft,
            (Self::Approved, Step::Prepare) => Self::Prepared,
            (Self::Prepared, Step::Notify) => Self::Notified,
            (Self::Notified, Step::Start) | (Self::Suspended, Step::Resume) => Self::InProgress,
            (Self::InProgress, Step::Suspend) => Self::Suspended,
            (Self::InProgress, Step::Finish) => Self::FieldworkDone,
            (Self::FieldworkDone, Step::Report) => Self::Reported,
            (Self::Reported, Step::ApproveFeedback) => Self::FeedbackApproved,
            (Self::FeedbackApproved, Step::DeliverFeedback) => Self::FeedbackDelivered,
            (Self::FeedbackDelivered | Self::FollowUp, Step::Rectify) => Self::Rectifying,
            (Self::Rectifying, Step::FollowUp) => Self::FollowUp,
            (Self::FeedbackDelivered | Self::Rectifying | Self::FollowUp, Step::Conclude) => Self::Closable,
            (Self::Closable, Step::Close) => Self::Closed,
            (Self::Closed, Step::Archive) => Self::Archived,
            (Self::Draft | Self::Submitted | Self::Approved | Self::Prepared | Self::Notified, Step::Cancel) => {
                Self::Cancelled
            }
            (state, step) => return Err(IllegalStep { state, step }),
        })
    }

    /// The step that leads on from here, for a kind of inspection: what the case file calls the next one.
    pub const fn onward(self, needs_follow_up: bool) -> Option<Step> {
        Some(match self {
            Self::Draft => Step::Submit,
            Self::Submitted => Step::Approve,
            Self::Approved => Step::Prepare,
            Self::Prepared => Step::Notify,
            Self::Notified => Step::Start,
            Self::InProgress => Step::Finish,
            Self::Suspended => Step::Resume,
            Self::FieldworkDone => Step::Report,
            Self::Reported => Step::ApproveFeedback,
            Self::FeedbackApproved => Step::DeliverFeedback,
            Self::Rectifying if needs_follow_up => Step::FollowUp,
            Self::Rectifying | Self::FollowUp => Step::Conclude,
            Self::Closable => Step::Close,
            Self::Closed => Step::Archive,
            Self::FeedbackDelivered | Self::Archived | Self::Cancelled => return None,
        })
    }

    /// Whether the team is on site, so that records and findings may be written.
    pub const fn is_fieldwork(self) -> bool {
        matches!(self, Self::InProgress)
    }

    /// Whether nobody has gone there yet.
    pub const fn is_before_start(self) -> bool {
        matches!(self, Self::Draft | Self::Submitted | Self::Approved | Self::Prepared | Self::Notified)
    }

    /// Whether somebody decided that it does not go on, for now or for good.
    pub const fn is_halted(self) -> bool {
        matches!(self, Self::Suspended | Self::Cancelled)
    }

    /// Whether it has ended, for good or before it began.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Closed | Self::Archived | Self::Cancelled)
    }

    /// Instruments are drafted once the report stands, until the case may be closed.
    pub const fn takes_documents(self) -> bool {
        matches!(
            self,
            Self::Reported | Self::FeedbackApproved | Self::FeedbackDelivered | Self::Rectifying | Self::FollowUp
        )
    }

    /// Whether the report no longer changes what was found.
    pub const fn is_reported(self) -> bool {
        matches!(
            self,
            Self::Reported
                | Self::FeedbackApproved
                | Self::FeedbackDelivered
                | Self::Rectifying
                | Self::FollowUp
                | Self::Closable
                | Self::Closed
                | Self::Archived
        )
    }
}
