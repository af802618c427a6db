//! All SQL of the lists.
pub mod read;
