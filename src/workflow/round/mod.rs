//! 轮次: inspections of several facilities that are planned together, and what the year asks for (巡回检察工作规定 9-11). The business
//! administrator plans, the chief approves; a published round opens its inspections as drafts and is seen by nobody who would
//! not see them.
pub mod act;
pub mod board;
pub mod calendar;
pub mod coverage;
pub mod deed;
pub mod form;
pub mod gate;
pub mod model;
pub mod page;
pub mod solve;
pub mod state;
pub mod store;
pub mod view;

pub use model::{Place, Round};
pub use state::{State, Step};
