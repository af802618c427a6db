//! What the rules say, as versioned data: periods and thresholds, the calendar, clocks, categories of findings.
pub mod calendar;
pub mod category;
pub mod checklist;
pub mod clock;
pub mod parameter;
pub mod period;
pub mod taxonomy;
