//! 检察机关: procuratorates and resident offices, as one tree, kept by the system administrator at or above them.
//!
//! A dispatched procuratorate or a resident office is made below another organ, any is renamed with a reason and closed on a
//! day; nothing is deleted, and what was issued keeps the name that its issuer had.
pub mod act;
pub mod deed;
pub mod form;
pub mod load;
pub mod model;
pub mod page;
mod store;
pub mod view;
