//! States and steps of a clue: the legal edges, in one match. The table `clue.legal_step` says the same.
use crate::words;

words! {
    /// Where a clue stands.
    pub enum State in "clue-state" {
        Found = "found",
        Registered = "registered",
        /// 批准移送
        Approved = "approved",
        SentToProvince = "sent_to_province",
        SentToOther = "sent_to_other",
        Accepted = "accepted",
        /// 退回: by the body that it was sent to.
        Returned = "returned",
        /// 立案
        Filed = "filed",
        Result = "result",
        /// 不作线索处理
        SetAside = "set_aside",
    }
}

words! {
    /// What moves a clue on.
    pub enum Step in "clue-step" {
        Note = "note",
        Register = "register",
        SetAside = "set_aside",
        Return = "return",
        Approve = "approve",
        SendProvince = "send_province",
        SendOther = "send_other",
        Accept = "accept",
        Refuse = "refuse",
        File = "file",
        Conclude = "conclude",
    }
}

impl Step {
    /// Whether it answers what was sent.
    pub const fn follows_sending(self) -> bool {
        matches!(self, Self::Accept | Self::Refuse | Self::File | Self::Conclude)
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
            (Self::Found | Self::Returned, Step::Register) => Self::Registered,
            (Self::Found, Step::SetAside) => Self::SetAside,
            (Self::Registered, Step::Return) => Self::Found,
            (Self::Registered, Step::Approve) => Self::Approved,
            (Self::Approved, Step::SendProvince) => Self::SentToProvince,
            (Self::Approved, Step::SendOther) => Self::SentToOther,
            (Self::SentToProvince | Self::SentToOther, Step::Accept) => Self::Accepted,
            (Self::SentToProvince | Self::SentToOther, Step::Refuse) => Self::Returned,
            (Self::Accepted, Step::File) => Self::Filed,
            (Self::Accepted | Self::Filed | Self::Returned, Step::Conclude) => Self::Result,
            (state, step) => return Err(IllegalStep { state, step }),
        })
    }

    /// Whether its words may still change: before it is registered, and after it came back.
    pub const fn is_written(self) -> bool {
        matches!(self, Self::Found | Self::Returned)
    }

    /// Whether it has a person who follows it.
    pub const fn is_followed(self) -> bool {
        matches!(
            self,
            Self::Approved | Self::SentToProvince | Self::SentToOther | Self::Accepted | Self::Returned | Self::Filed
        )
    }
}
