//! 日程: the month of a region or of one round, with who is where, days off and days on which nobody travels; and a person's own
//! calendar for other programs (RFC 5545), under a secret address that its owner makes and revokes.
pub mod feed;
pub mod model;
pub mod page;
pub mod store;
pub mod view;
