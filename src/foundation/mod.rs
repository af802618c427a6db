//! What the house stands on; nothing here knows of inspections.

pub mod clock;
pub mod db;
