//! Key figures: each counted by one function, from the rows that its link shows.
pub mod store;

pub use store::read::{facilities, figures, inspections, years};

/// 个, 类, and how far rectification has come, of the findings that match.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// 个: confirmed findings, or those of the status asked for.
    pub findings: i64,
    /// 类: their distinct leaf categories.
    pub categories: i64,
    pub overdue: i64,
    /// Confirmed findings that are closed, whatever status is asked for.
    pub closed: i64,
}

/// What was found in the inspections that ended in one calendar year, and how much of that is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Year {
    pub year: i32,
    pub findings: i64,
    pub closed: i64,
}

/// What is counted of one category at one facility.
#[derive(Debug, Clone, Copy)]
pub struct Tallied {
    pub category: i32,
    pub findings: i64,
    pub overdue: i64,
    pub closed: i64,
}
