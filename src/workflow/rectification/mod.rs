//! 整改: replied, verified, closed are three facts by three persons; then the follow-up looks again.
pub mod act;
pub mod deed;
pub mod model;
pub mod page;
pub mod store;
