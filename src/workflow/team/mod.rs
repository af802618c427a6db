//! 巡回检察组: who is on the team of an inspection, in which place. Part of the plan, frozen at submission.
pub mod model;
pub mod store;

pub use model::Place;
