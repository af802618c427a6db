//! 巡回检察工作平台: circuit inspection, from the plan to a verified end of every rectification.
//!
//! Modules in reading order: `routes` has every address; `foundation` knows nothing of inspections; `people` is who;
//! `law` is what the rules say, as versioned data; `workflow` is what happens, in its order; `demo` is the Guangxi case.
pub mod app;
pub mod config;
pub mod demo;
pub mod foundation;
pub mod jobs;
pub mod law;
pub mod people;
pub mod routes;
pub mod serve;
pub mod setup;
pub mod workflow;
