//! 参数维护: the periods and thresholds of the rules as the business administrator keeps them. A change is a new
//! version from a day ahead, so that every day has one value and nothing that was computed is computed again.
pub mod deed;
pub mod form;
pub mod model;
pub mod page;
pub mod store;
pub mod view;
