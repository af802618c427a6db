//! 检察记录: what was done and seen on site, by at least two inspectors (巡回检察工作规定 20, 32); append-only.
pub mod act;
pub mod model;
pub mod page;
pub mod store;
pub mod view;

pub use model::RecordFile;
