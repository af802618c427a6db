//! An incident, and what followed it as far as the reader sees.
use std::borrow::Borrow;

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    foundation::{
        id::{FacilityId, IncidentId, InspectionId, OrgId},
        text::Lang,
    },
    people::facility::FacilityKind,
    words,
};

words! {
    /// What happened.
    pub enum Kind in "incident-kind" {
        /// 非正常死亡
        Death = "death",
        /// 脱逃
        Escape = "escape",
        /// 突发公共卫生事件
        Epidemic = "epidemic",
        /// 安全事故
        Safety = "safety",
        /// 监管秩序事件
        Disturbance = "disturbance",
        Other = "other",
    }
}

words! {
    /// Whether a special inspection follows.
    pub enum Stands in "incident-stands" {
        /// None is known to the reader, and nobody said why not.
        Due = "due",
        Organised = "organised",
        Waived = "waived",
    }
}

/// An incident as it was registered, with what followed.
#[derive(Debug, Clone)]
pub struct Incident {
    pub id: IncidentId,
    pub facility: FacilityId,
    pub facility_kind: FacilityKind,
    pub facility_zh: String,
    pub facility_en: String,
    pub kind: Kind,
    pub happened_on: NaiveDate,
    pub reported_on: NaiveDate,
    pub reporter: String,
    pub what: String,
    pub by: String,
    pub at: DateTime<Utc>,
    /// Who supervises the facility, and whose chief approves there.
    pub supervisor: Option<OrgId>,
    pub approver: Option<OrgId>,
    pub waived: Option<String>,
    pub waived_by: Option<String>,
    pub waived_on: Option<NaiveDate>,
    pub followed: bool,
}

impl Incident {
    pub fn href(&self) -> String {
        format!("/incidents/{}", self.id)
    }

    pub fn facility_name(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.facility_zh, &self.facility_en)
    }

    pub const fn stands(&self) -> Stands {
        if self.followed {
            Stands::Organised
        } else if self.waived.is_some() {
            Stands::Waived
        } else {
            Stands::Due
        }
    }
}

/// A special inspection that follows an incident, or may be linked to it.
#[derive(Debug, Clone)]
pub struct Special {
    pub id: InspectionId,
    pub number: Option<String>,
    pub state: String,
    pub planned_from: NaiveDate,
}
