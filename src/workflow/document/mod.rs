//! 文书: the feedback opinion and the corrective instruments, issued in the procuratorate's name, and their service.
pub mod act;
pub mod feedback;
pub mod model;
pub mod state;
pub mod store;

pub use model::{Document, DocumentFile, Kind};
pub use state::State;
