//! 待答复: what was served on a facility, as its liaison reads it, and the answers to it.
pub mod act;
pub mod model;
pub mod page;
pub mod store;
pub mod view;
