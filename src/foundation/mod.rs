//! What every stage stands on and what knows nothing of inspections: database, web, text, time, trail.
pub mod calendar;
pub mod clock;
pub mod db;
pub mod error;
pub mod file;
pub mod id;
pub mod letterbox;
pub mod print;
pub mod seal;
pub mod text;
pub mod trail;
pub mod web;
pub mod word;
