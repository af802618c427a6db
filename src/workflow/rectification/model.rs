//! The words of rectification.
use crate::words;

pub use crate::workflow::finding::model::{Met, Verdict};

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
    /// What the follow-up finds (巡回检察工作规定 40).
    pub enum Recheck in "recheck" {
        Corrected = "corrected",
        Partly = "partly",
        Not = "not",
        Rebounded = "rebounded",
    }
}
