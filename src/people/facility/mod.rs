//! 被监督单位: prisons, detention centres, community-corrections agencies.
pub mod load;
pub mod model;

pub use model::FacilityKind;
