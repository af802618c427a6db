//! Who: procuratorates, facilities, persons, and what each may do.
pub mod access;
pub mod administration;
pub mod audit;
pub mod delegation;
pub mod facility;
pub mod org;
pub mod person;
pub mod roster;
