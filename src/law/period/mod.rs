//! 期限与标准: which value applied on which day.
pub mod load;
