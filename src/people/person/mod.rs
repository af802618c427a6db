//! Persons and their accounts, as the operator's command line handles them.
pub mod cli;
mod store;
