//! 一单位一档: the facilities within reach, and one facility with its inspections, findings and recurrences.
pub mod model;
pub mod page;
pub mod store;
pub mod view;

use std::borrow::Borrow;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::{foundation::text::Lang, people::facility::FacilityKind};

/// A facility in a list, with all that is known of it within reach.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct FacilityRow {
    pub id: Uuid,
    pub code: String,
    pub kind: FacilityKind,
    pub name_zh: String,
    pub name_en: String,
    pub supervisor_zh: String,
    pub supervisor_en: String,
    pub inspections: i64,
    pub ended_on: Option<NaiveDate>,
    pub findings: i64,
    pub open: i64,
}

impl FacilityRow {
    pub fn name(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.name_zh, &self.name_en)
    }

    pub fn supervisor(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.supervisor_zh, &self.supervisor_en)
    }
}
