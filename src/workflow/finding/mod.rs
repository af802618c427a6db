//! 问题: what a team finds, confirmed by the lead, one fact pattern at one facility.
pub mod model;
pub mod state;

pub use model::{Concerns, Depth, Severity};
pub use state::{Position, Status};
