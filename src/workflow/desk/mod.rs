//! 工作台: what waits for the person who signs in, and the cases under way.
pub mod page;
mod store;
