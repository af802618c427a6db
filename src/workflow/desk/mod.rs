//! 工作台: the morning page. What is overdue, what waits for the person who signs in, the cases under way, the days ahead.
pub mod duty;
pub mod form;
pub mod model;
pub mod page;
pub mod store;
pub mod view;
