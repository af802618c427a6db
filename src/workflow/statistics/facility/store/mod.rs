//! All SQL of the facilities' list.
pub mod read;
