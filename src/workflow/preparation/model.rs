//! A talk, an item of preparation, a filing.
use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    foundation::id::{ContactId, InspectionId},
    words,
    workflow::inspection::Item,
};

words! {
    /// How one talked.
    pub enum Way in "contact-way" {
        Meeting = "meeting",
        Letter = "letter",
        Phone = "phone",
        Video = "video",
    }
}

words! {
    /// With whom one talked.
    pub enum Side in "contact-side" {
        /// 主管机关: whose support a cross-inspection needs.
        Authority = "authority",
        Facility = "facility",
    }
}

words! {
    /// What came of it.
    pub enum Support in "contact-result" {
        /// 对方理解并支持
        Supported = "supported",
        Pending = "pending",
    }
}

words! {
    /// What became of an item of preparation.
    pub enum Outcome in "preparation-outcome" {
        Received = "received",
        Unavailable = "unavailable",
        /// 已培训
        Held = "held",
        /// 免予培训
        Waived = "waived",
    }
}

impl Outcome {
    /// What may become of an item.
    pub const fn of(item: Item) -> [Self; 2] {
        match item {
            Item::Training => [Self::Held, Self::Waived],
            Item::Population | Item::Previous | Item::Office | Item::Complaints | Item::Enforcement => {
                [Self::Received, Self::Unavailable]
            }
        }
    }
}

/// A talk on record.
#[derive(Debug, Clone)]
pub struct Contact {
    pub id: ContactId,
    pub inspection: InspectionId,
    pub day: NaiveDate,
    pub way: Way,
    pub side: Side,
    pub organ: String,
    pub person: String,
    pub said: String,
    pub result: Support,
    pub by: String,
    pub at: DateTime<Utc>,
}

impl Contact {
    pub fn href(&self) -> String {
        format!("/inspections/{}/preparation#contacts", self.inspection)
    }
}

/// What became of an item, as it was put on record last.
#[derive(Debug, Clone)]
pub struct Gathered {
    pub item: Item,
    pub outcome: Outcome,
    pub day: NaiveDate,
    pub note: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

/// 公共卫生防控方案, as filed.
#[derive(Debug, Clone)]
pub struct Annex {
    pub organ: String,
    pub filing_no: String,
    pub filed_on: NaiveDate,
    pub isolated_from: Option<NaiveDate>,
    pub isolation_days: i32,
    pub note: String,
    pub by: String,
}

/// A filing of shortened time.
#[derive(Debug, Clone)]
pub struct Exemption {
    pub days: Option<i32>,
    pub days_on_site: Option<i32>,
    pub filed_with_zh: String,
    pub filed_with_en: String,
    pub filing_no: String,
    pub filed_on: NaiveDate,
    pub reason: String,
    pub by: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foundation::word::Word as _;

    #[test]
    fn the_pack_is_all_but_training() {
        let pack: Vec<_> = Item::ALL.iter().copied().filter(|item| *item != Item::Training).collect();
        assert_eq!(pack, Item::PACK);
    }
}
