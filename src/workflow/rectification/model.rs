//! The words of rectification.
use crate::words;

words! {
    /// What an answer is: how it will be put right, or that it has been.
    pub enum ReplyKind in "reply-kind" {
        /// 整改方案
        Plan = "plan",
        /// 整改报告
        Report = "report",
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

words! {
    /// What the follow-up finds (巡回检察工作规定 40).
    pub enum Recheck in "recheck" {
        Corrected = "corrected",
        Partly = "partly",
        Not = "not",
        Rebounded = "rebounded",
    }
}
