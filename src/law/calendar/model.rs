//! A version of a layer, and what of it differs from the one before.
use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    foundation::calendar::Kind,
    law::period::edition::{Day, LayerOf},
    words,
};

words! {
    /// Where a version stands.
    pub enum Standing in "calendar-state" {
        Draft = "draft",
        /// Another version was published since it was drafted: it can only be read.
        Overtaken = "overtaken",
        InForce = "in_force",
        Replaced = "replaced",
    }
}

/// A version, in force, replaced or still a draft.
#[derive(Debug, Clone)]
pub struct Version {
    pub id: Uuid,
    pub layer: LayerOf,
    /// The version that it was drafted from; 0 before the first.
    pub base: i32,
    /// None while it is a draft.
    pub no: Option<i32>,
    pub rolls: bool,
    pub source: String,
    pub reason: String,
    /// None where it was shipped.
    pub drafted_by: Option<String>,
    pub drafted_at: DateTime<Utc>,
    pub published_by: Option<String>,
    pub published_at: Option<DateTime<Utc>>,
    pub days: i64,
    pub first_year: Option<i32>,
    pub last_year: Option<i32>,
}

impl Version {
    pub fn href(&self) -> String {
        format!("/admin/calendar/{}", self.id)
    }

    /// The number that it has, or will have.
    pub const fn number(&self) -> i32 {
        self.base + 1
    }

    pub const fn is_draft(&self) -> bool {
        self.no.is_none()
    }
}

/// Where one of all versions stands: the last published of its layer is in force.
pub fn standing(versions: &[Version], version: &Version) -> Standing {
    let last = versions.iter().filter(|other| other.layer == version.layer).filter_map(|other| other.no).max();
    match version.no {
        None if last.unwrap_or(0) == version.base => Standing::Draft,
        None => Standing::Overtaken,
        Some(no) if Some(no) == last => Standing::InForce,
        Some(_) => Standing::Replaced,
    }
}

/// A day of which two versions say different things; none where one says nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub date: NaiveDate,
    pub before: Option<(Kind, String)>,
    pub after: Option<(Kind, String)>,
}

/// What differs between two versions, in order.
pub fn differences(before: &[Day], after: &[Day]) -> Vec<Difference> {
    type Said = Option<(Kind, String)>;
    let mut days: BTreeMap<NaiveDate, (Said, Said)> = BTreeMap::new();
    for (date, kind, name) in before {
        days.entry(*date).or_default().0 = Some((*kind, name.clone()));
    }
    for (date, kind, name) in after {
        days.entry(*date).or_default().1 = Some((*kind, name.clone()));
    }
    days.into_iter()
        .filter(|(_, (before, after))| before != after)
        .map(|(date, (before, after))| Difference { date, before, after })
        .collect()
}

/// The days that a form for a year holds: the year, and the December before it, of which the year's notice may speak.
pub fn window(year: i32) -> Option<(NaiveDate, NaiveDate)> {
    Some((NaiveDate::from_ymd_opt(year - 1, 12, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_differ_by_day_kind_or_name() {
        let day = |text: &str, kind, name: &str| (text.parse().unwrap(), kind, name.to_owned());
        let before = [day("2026-10-01", Kind::Off, "国庆节"), day("2026-10-10", Kind::Work, "国庆节")];
        let after = [day("2026-10-01", Kind::Off, "国庆节"), day("2026-10-10", Kind::Off, "国庆节")];
        let found = differences(&before, &after);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].after, Some((Kind::Off, "国庆节".to_owned())));
    }
}
