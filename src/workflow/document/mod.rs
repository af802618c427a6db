//! 文书: the feedback opinion and the corrective instruments, issued in the procuratorate's name, and their service.
pub mod act;
mod clock;
pub mod deed;
pub mod edit;
pub mod feedback;
pub mod file;
pub mod form;
pub mod job;
pub mod model;
pub mod page;
pub mod paper;
pub mod state;
pub mod store;
pub mod view;

pub use model::{Contest, Document, DocumentFile, Kind, Manner};
pub use paper::paper;
pub use state::{State, Step};
