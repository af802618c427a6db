//! 问题: what a team finds, confirmed by the lead, one fact pattern at one facility.
pub mod act;
pub mod choice;
pub mod deed;
pub mod edit;
pub mod form;
pub mod heard;
pub mod model;
pub mod oral;
pub mod page;
pub mod panel;
pub mod state;
pub mod store;
pub mod view;

pub use deed::FindingFile;
pub use form::read as read_text;
pub use heard::{Comment, Ground, SiteCheck, Stance};
pub use model::{Concerns, Depth, Finding, Severity};
pub use oral::{Assent, Oral, Told};
pub use panel::Panel;
pub use state::{Position, Status, Step};
