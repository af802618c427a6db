//! All SQL of the key figures.
pub mod read;
