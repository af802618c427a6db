//! All SQL that the lists, the figures and the analysis share.
pub mod read;
