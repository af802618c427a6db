//! 事前准备: prior communication as a log of talks, the information pack, training, the public-health annex, and filings of
//! shortened time (巡回检察工作规定 12, 27, 28, 33). What they open is said in the gates of the case file.
pub mod act;
pub mod deed;
pub mod form;
pub mod model;
pub mod page;
pub mod store;
pub mod view;
