//! 重大事件: an abnormal death or another major incident at a facility, which a special inspection must follow
//! (刑事诉讼规则 662, 巡回检察工作规定 13). Whether one does is told only to whoever sees that inspection.
pub mod act;
pub mod deed;
pub mod model;
pub mod page;
pub mod store;
pub mod view;
