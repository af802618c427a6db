//! What is counted is counted by ids: what these are called.
use std::collections::HashMap;

use uuid::Uuid;

/// A code and both names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    pub code: String,
    pub zh: String,
    pub en: String,
}

/// A domain, and the place of its field among the fields.
#[derive(Debug)]
pub struct DomainName {
    pub field: usize,
    pub name: Name,
}

/// A leaf category as the newest taxonomy that knows it has it, and the place of its domain.
#[derive(Debug)]
pub struct LeafName {
    pub domain: usize,
    pub name: Name,
}

/// The names of everything that figures are parted by. Fields and domains are called as by the newest taxonomy.
#[derive(Debug, Default)]
pub struct Names {
    pub fields: Vec<Name>,
    pub domains: Vec<DomainName>,
    pub leaves: HashMap<i32, LeafName>,
    /// Where a category stood in a version of the taxonomy.
    pub placed: HashMap<(i32, i32), usize>,
    pub facilities: HashMap<Uuid, Name>,
    pub organs: HashMap<i32, Name>,
}
