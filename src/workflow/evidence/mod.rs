//! 证据材料: files on records, findings, replies, services, objections and talks, with who had them in hand; voided with a reason, never removed.
pub mod act;
pub mod model;
pub mod page;
pub mod store;
pub mod view;

pub use act::{About, files_are_here};
pub use model::{Bearer, Bears, Evidence, Of, Panel};
