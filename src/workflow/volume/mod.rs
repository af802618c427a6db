//! 卷宗: a closed case as one volume, which can be verified without this program (巡回检察工作规定 47; 诉讼档案管理办法 11).
pub mod model;
mod pack;
pub mod page;
mod paper;
pub mod store;
pub mod view;
