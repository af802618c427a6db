//! 检察记录: what was done and seen on site, by at least two inspectors (巡回检察工作规定 20, 32); written anew until the first of them confirms it, then append-only.
pub mod act;
pub mod confidence;
pub mod day;
pub mod edit;
pub mod form;
pub mod interview;
pub mod kind;
pub mod log;
pub mod model;
pub mod page;
pub mod sign;
pub mod store;
pub mod view;

pub use form::{Bounds, read as read_text};
pub use interview::Identity;
pub use model::RecordFile;
