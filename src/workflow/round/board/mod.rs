//! 编组: the board of a round. Each change is a new version made from one that was read; plans are looked for by a job; what blocks,
//! what warns and why is said by `solve`, in the words of `words`.
pub mod act;
pub mod deed;
pub mod form;
pub mod job;
pub mod model;
pub mod page;
pub mod store;
pub mod view;
pub mod words;
