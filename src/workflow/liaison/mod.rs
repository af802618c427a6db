//! 待答复: what was served on a facility, as its liaison reads it, the answers to it, and what the facility objects.
pub mod act;
pub mod form;
pub mod model;
pub mod page;
pub mod store;
pub mod view;
