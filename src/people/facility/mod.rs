//! 被监督单位: prisons, detention centres, community-corrections agencies.
pub mod act;
pub mod deed;
pub mod form;
pub mod gate;
pub mod load;
pub mod model;
pub mod page;
pub mod store;

pub use gate::Facility;
pub use model::{Contact, FacilityKind, Supervision};
