//! Circuit inspection (巡回检察), from the plan to a verified end of every rectification.

pub mod config;
pub mod foundation;
