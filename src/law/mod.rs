//! What the rules say, as versioned data: periods and thresholds, categories of findings.
pub mod category;
pub mod parameter;
pub mod period;
