//! 巡回检察批次: the inspections of a campaign, planned and staffed together.
pub mod solve;
