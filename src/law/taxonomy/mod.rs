//! 问题分类维护: versions of the taxonomy as the business administrator keeps them. A draft lists what differs from the
//! version before; published from a day ahead, it leaves every finding in the version that it was coded in.
pub mod deed;
pub mod form;
pub mod model;
pub mod page;
pub mod store;
pub mod view;
