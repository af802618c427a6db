//! 巡回检察组: who is on the team of an inspection, in which place.
pub mod model;

pub use model::Place;
