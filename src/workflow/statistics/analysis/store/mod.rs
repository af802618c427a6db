//! All SQL of the analysis.
pub mod read;
