//! 人员名册: what is known of a person beside the posts.
pub mod model;

pub use model::Skill;
