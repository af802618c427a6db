//! 台账: the lists of inspections, of findings and of categories.
pub mod model;
pub mod page;
pub mod store;
pub mod view;
