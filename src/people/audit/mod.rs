//! 操作审计: who did what to which record, when and from where; whether the chain holds; what left the system.
//!
//! The auditor reads entries and never what was written (`trail_value` has no grant); the security administrator reads
//! those about rights. What is exported is kept under its seal, and exporting is itself an entry.
pub mod act;
pub mod model;
pub mod page;
mod store;
pub mod view;
