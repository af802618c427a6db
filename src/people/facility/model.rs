//! Supervised facilities: their kinds, and who supervised them when.
use std::borrow::Borrow;

use chrono::NaiveDate;

use crate::{foundation::text::Lang, words};

words! {
    /// What kind of place is supervised.
    pub enum FacilityKind in "facility-kind" {
        /// 监狱
        Prison = "prison",
        /// 看守所
        DetentionCenter = "detention_center",
        /// 社区矫正机构
        CommunityCorrection = "community_correction",
    }
}

/// A procuratorate's supervision of a facility, with the resident office of that time.
#[derive(Debug)]
pub struct Supervision {
    pub org_zh: String,
    pub org_en: String,
    pub office_zh: Option<String>,
    pub office_en: Option<String>,
    pub from: Option<NaiveDate>,
    /// The first day of the next supervisor; none while it lasts.
    pub until: Option<NaiveDate>,
}

impl Supervision {
    pub fn org(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.org_zh, &self.org_en)
    }

    pub fn office(&self, l: impl Borrow<Lang>) -> Option<&str> {
        Some(l.borrow().pick(self.office_zh.as_deref()?, self.office_en.as_deref()?))
    }

    /// The last day of it; none while it lasts.
    pub fn last(&self) -> Option<NaiveDate> {
        self.until.and_then(|until| until.pred_opt())
    }
}

/// 单位联络员: who answers for a facility.
#[derive(Debug)]
pub struct Contact {
    pub name: String,
    pub title: String,
    pub since: NaiveDate,
}
