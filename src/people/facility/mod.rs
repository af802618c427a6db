//! 被监督单位: prisons, detention centres, community-corrections agencies.
pub mod model;

pub use model::FacilityKind;
