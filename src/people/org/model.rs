//! Organs of the procuratorates: their kinds, what may stand below which, and what stands in the way of closing one.
use std::borrow::Borrow;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    foundation::{
        id::{OrgId, PersonId},
        text::Lang,
    },
    people::access::Role,
    words,
};

words! {
    /// What kind of organ it is.
    pub enum OrgKind in "org-kind" {
        /// 最高人民检察院
        Spp = "spp",
        /// 省级检察院
        Province = "province",
        /// 市级检察院
        City = "city",
        /// 县级检察院
        County = "county",
        /// 派出检察院
        Dispatched = "dispatched",
        /// 派驻检察室
        ResidentOffice = "resident_office",
    }
}

impl OrgKind {
    /// The level at which an organ of this kind stands below another; none where it does not. What the divisions have is
    /// shipped, and nobody adds to it.
    pub const fn below(self, above: Self, level: i16) -> Option<i16> {
        match (self, above) {
            (Self::Dispatched, Self::Province | Self::City) => Some(level + 1),
            (Self::ResidentOffice, Self::Province | Self::City | Self::County | Self::Dispatched) => Some(4),
            (Self::Spp | Self::Province | Self::City | Self::County | Self::Dispatched | Self::ResidentOffice, _) => {
                None
            }
        }
    }
}

/// An organ that the acting administrator keeps.
#[derive(Debug, Clone)]
pub struct Organ {
    pub id: OrgId,
    pub uid: Uuid,
    pub code: String,
    pub kind: OrgKind,
    pub level: i16,
    pub parent: Option<OrgId>,
    pub approver: Option<OrgId>,
    pub name_zh: String,
    pub name_en: String,
    /// The first day on which it does not exist any more.
    pub closed_on: Option<NaiveDate>,
}

impl Organ {
    pub fn href(&self) -> String {
        format!("/admin/organisations/{}", self.uid)
    }

    pub fn name(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.name_zh, &self.name_en)
    }

    /// Whether there is a choice of who approves: a dispatched procuratorate's own chief, or that of the organ which runs it.
    pub const fn chooses_approver(&self) -> bool {
        matches!(self.kind, OrgKind::Dispatched) && self.closed_on.is_none()
    }
}

/// An organ in the tree, with what depends on it today.
#[derive(Debug, Clone)]
pub struct OrgRow {
    pub id: OrgId,
    pub uid: Uuid,
    pub code: String,
    pub kind: OrgKind,
    pub parent: Option<OrgId>,
    pub name_zh: String,
    pub name_en: String,
    pub closed_on: Option<NaiveDate>,
    /// Whether the acting administrator keeps it.
    pub kept: bool,
    /// Facilities that it supervises, or for an office those at which it stands.
    pub facilities: i64,
    /// Persons who hold a post there.
    pub persons: i64,
}

impl OrgRow {
    pub fn href(&self) -> String {
        format!("/admin/organisations/{}", self.uid)
    }

    pub fn name(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.name_zh, &self.name_en)
    }
}

/// Another organ, as it is mentioned.
#[derive(Debug, Clone)]
pub struct Mention {
    pub uid: Uuid,
    pub code: String,
    pub name_zh: String,
    pub name_en: String,
    pub kept: bool,
}

impl Mention {
    pub fn href(&self) -> String {
        format!("/admin/organisations/{}", self.uid)
    }

    pub fn name(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.name_zh, &self.name_en)
    }
}

/// A facility that it supervised, or at which it stood, over time.
#[derive(Debug)]
pub struct Supervised {
    pub name_zh: String,
    pub name_en: String,
    pub code: String,
    pub from: Option<NaiveDate>,
    /// The first day of the next supervisor; none while it lasts.
    pub until: Option<NaiveDate>,
}

impl Supervised {
    pub fn name(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.name_zh, &self.name_en)
    }

    /// The last day of it.
    pub fn last(&self) -> Option<NaiveDate> {
        self.until.and_then(|until| until.pred_opt())
    }
}

/// A change of name.
#[derive(Debug)]
pub struct Renaming {
    pub from_zh: String,
    pub from_en: String,
    pub reason: String,
    pub day: NaiveDate,
    pub by: String,
}

impl Renaming {
    pub fn name(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.from_zh, &self.from_en)
    }
}

/// A post that runs on, or will begin.
#[derive(Debug)]
pub struct Holder {
    pub person: PersonId,
    pub name: String,
    pub role: Role,
    /// The last day of it, where it has one.
    pub last: Option<NaiveDate>,
}

/// Who lets somebody approve for it by delegation.
#[derive(Debug)]
pub struct Deputy {
    pub name: String,
    pub last: Option<NaiveDate>,
}

/// What stands in the way of closing an organ.
#[derive(Debug, Default)]
pub struct Ties {
    pub organs: Vec<Mention>,
    pub facilities: Vec<Supervised>,
    pub holders: Vec<Holder>,
}

impl Ties {
    pub const fn is_free(&self) -> bool {
        self.organs.is_empty() && self.facilities.is_empty() && self.holders.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foundation::word::Word as _;

    #[test]
    fn offices_stand_below_what_supervises_and_nothing_stands_below_an_office() {
        assert_eq!(OrgKind::Dispatched.below(OrgKind::Province, 1), Some(2));
        assert_eq!(OrgKind::Dispatched.below(OrgKind::City, 2), Some(3));
        assert_eq!(OrgKind::Dispatched.below(OrgKind::County, 3), None);
        assert_eq!(OrgKind::ResidentOffice.below(OrgKind::Dispatched, 2), Some(4));
        for kind in OrgKind::ALL {
            assert_eq!(kind.below(OrgKind::ResidentOffice, 4), None);
            assert_eq!(OrgKind::City.below(*kind, 1), None);
        }
    }
}
