//! 检察清单的作答: what was answered to each item of the checklists that a plan pins, by whom, in which record.
pub mod act;
pub mod model;
pub mod page;
pub mod store;
pub mod usage;
pub mod view;
