//! 人员名册: what is known of those who may be sent out, and what keeps somebody out of where (巡回检察工作规定 20-25; 刑事诉讼法 29, 30).
//!
//! A person's gender, rank, skills and former posts are the business administrator's to keep; kin and absences are told by the
//! person, or registered. Nothing of it is rewritten: what was wrong is made void with a reason. Experts and observers come from
//! outside: without a pledge they join no team, and what they see ends with the last day of the inspection.
//!
//! Each rule on who may go where stands once, in `roster_obstacles()` of the database: the team page, the gates and the trigger
//! that guards the team ask it. The board of a round judges by the same facts, read for all people and places at once, and no
//! team is made of it that the trigger refuses. H is the statute and never let go; D is our own and let go by the approver alone, with a reason;
//! S warns and takes a reason.
pub mod act;
pub mod check;
pub mod deed;
pub mod form;
pub mod model;
pub mod page;
pub mod recusal;
pub mod seat;
pub mod store;
pub mod view;

pub use check::{Obstacle, Target, check};
pub use model::{Bar, Class, Person, Skill};
pub use store::read;
