//! All SQL of the list of documents.
pub mod read;
