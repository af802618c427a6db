//! All SQL of the desk.
pub mod read;
