//! All SQL that the lists, the figures and the analysis share.
pub mod names;
pub mod read;
