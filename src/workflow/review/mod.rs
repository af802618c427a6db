//! 组内复核: the team goes through what it found before the report: doubles are met, what counts is confirmed, what was seen from
//! afar alone is seen on site, and the facility is heard.
pub mod act;
pub mod alike;
pub mod deed;
pub mod model;
pub mod page;
pub mod store;
pub mod view;
