//! 巡回检察: the case file, from plan to archive; the page that everything hangs from.
pub mod act;
mod clock;
pub mod deed;
pub mod fieldwork;
pub mod form;
pub mod gate;
pub mod model;
pub mod page;
pub mod plan;
pub mod stages;
pub mod state;
pub mod store;
pub mod view;

pub use form::Answers;
pub use gate::Refusal;
pub use model::{Case, Item, Kind};
pub use page::{Ready, gates, papers, ready, send_back, time};
pub use state::{State, Step};
pub use view::{Entry, Standing, Time};
