//! 人员与在办: who holds which post in one's own reach, what each carries now, and the hand-over of what a leaver leaves open.
//!
//! A hand-over moves places in teams and the following-up of findings to one person, in one transaction with its reason. A
//! place in an approved team moves by a substitution, which the database keeps and which alone lets the frozen team give way.
pub mod act;
pub mod model;
pub mod page;
mod store;
pub mod view;
