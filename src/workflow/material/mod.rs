//! 调阅材料清单: what the facility is asked to show, and by whose hands each came and went back.
pub mod act;
pub mod model;
pub mod page;
pub mod store;
pub mod view;
