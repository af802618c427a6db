//! 整改台账: every finding that a facility was told of, one row each, with what is due, whose turn it is and how late.
pub mod model;
pub mod page;
pub mod store;
pub mod view;

pub use model::{Named, Standing};
pub use store::read::{earliest, open, standing};
