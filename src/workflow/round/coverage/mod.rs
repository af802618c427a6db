//! 年度计划与覆盖: every facility by year and kind, what the year asks for, who was not visited for longest, and a risk whose terms are
//! shown (巡回检察工作规定 10, 11). Cases that are not opened count nowhere.
pub mod form;
pub mod model;
pub mod page;
pub mod store;
pub mod view;
