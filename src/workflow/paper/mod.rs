//! 补录用纸: blank sheets, printed while there is network, each known by a key; what was written on one is entered later, once, and a
//! sheet that is not entered is accounted for. A sheet found by somebody else says nothing: no case, no facility, only its key.
pub mod act;
pub mod key;
pub mod model;
pub mod page;
pub mod store;
pub mod view;

pub use key::Key;
pub use store::{Entry, OnPaper, Sheet};
