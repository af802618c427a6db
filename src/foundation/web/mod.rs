//! The web: the shell of every page, posted fields, cookies, paging, assets, headers, the error page.
pub mod asset;
pub mod conflict;
pub mod cookie;
pub mod download;
pub mod error_page;
pub mod fields;
pub mod flash;
pub mod header;
pub mod overtaken;
pub mod paging;
pub mod program;
pub mod shell;
pub mod source;
pub mod tab;
pub mod upload;
