//! What happens, in its order: rounds, the case file, evidence, records, findings, instruments, rectification, and the views over them.
pub mod desk;
pub mod document;
pub mod evidence;
pub mod finding;
pub mod incident;
pub mod inspection;
pub mod liaison;
pub mod material;
pub mod objection;
pub mod oral;
pub mod preparation;
pub mod record;
pub mod rectification;
pub mod round;
pub mod staff;
pub mod statistics;
pub mod team;
