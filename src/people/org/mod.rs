//! Procuratorates and resident offices, as one tree.
pub mod load;
