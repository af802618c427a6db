//! 委托审批: the chief lets somebody approve for a period (检察院组织法 29); from the day after its last, or once taken back, it no
//! longer counts. Nobody approves by delegation what is one's own.
pub mod page;
mod store;
