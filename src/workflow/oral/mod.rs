//! 口头纠正: what is minor is told on the spot and put on record; what is not put right in seven days is told in writing
//! (刑事诉讼规则 624, 巡回检察工作规定 36).
pub mod act;
pub mod deed;
pub mod page;
pub mod store;
pub mod view;
