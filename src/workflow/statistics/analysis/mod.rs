//! 共性问题分析: key figures, common categories, and where findings lie, each number leading to its rows.
pub mod matrix;
pub mod model;
pub mod page;
mod paper;
pub mod store;
pub mod tally;
pub mod view;
