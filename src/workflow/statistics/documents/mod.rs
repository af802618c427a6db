//! 文书台账: feedback opinions and instruments across cases: issued, served, answered, or late.
pub mod form;
pub mod model;
pub mod page;
pub mod store;
pub mod view;

pub use form::Asked;
pub use model::{DocumentRow, Stage};
pub use store::read::documents;
