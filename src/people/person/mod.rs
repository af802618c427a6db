//! 人员与账户: persons, the posts that they hold, their accounts and sessions (三员分立: 网络安全等级保护 GB/T 22239).
//!
//! The system administrator makes persons, accounts and posts of case work; the security administrator gives the posts of the
//! three administrators; nobody gives anything to oneself. The database refuses the rest (`post_by_its_administrator`,
//! `account_by_its_administrator`, `post_three_administrators`).
pub mod act;
pub mod cli;
pub mod deed;
pub mod form;
pub mod model;
pub mod page;
mod store;
pub mod view;

pub use model::{PersonKind, Rank};
pub use store::{account::insert_account, read::states as account_states};
