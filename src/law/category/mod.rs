//! 问题分类: the taxonomy of findings, in versions.
pub mod load;
