//! 工作日历维护: versions of the nation's and the region's days off. A version is drafted, looked at together with every
//! date that it moves, and published; from then on it never changes (刑事诉讼法 105, 放假办法).
pub mod act;
pub mod deed;
pub mod form;
pub mod model;
pub mod page;
pub mod store;
pub mod view;
