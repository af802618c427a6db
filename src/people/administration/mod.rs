//! 系统设置: one page that leads to everything which the reader may administer.
pub mod page;
