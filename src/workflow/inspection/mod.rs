//! 巡回检察: the case file, from plan to archive; the page that everything hangs from.
pub mod model;
pub mod state;

pub use model::Kind;
pub use state::{State, Step};
