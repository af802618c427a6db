//! All SQL of the ledger.
pub mod read;
