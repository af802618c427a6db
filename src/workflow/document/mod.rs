//! 文书: the feedback opinion and the corrective instruments, issued in the procuratorate's name, and their service.
pub mod feedback;
