//! A parameter and its versions: what applies, what will, what did.
use std::borrow::Borrow;

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    foundation::{
        calendar::{Calendar, Roll, Unit},
        text::Lang,
        word::Word as _,
    },
    people::facility::FacilityKind,
    words,
};

words! {
    /// What a parameter is counted in.
    pub enum Measure in "measure" {
        Day = "day",
        WorkingDay = "working_day",
        Month = "month",
        Year = "year",
        Person = "person",
    }
}

words! {
    /// How strictly a parameter binds.
    pub enum Class in "parameter-class" {
        Hard = "hard",
        HardOrExempt = "hard_or_exempt",
        Soft = "soft",
        Internal = "internal",
        Info = "info",
    }
}

words! {
    /// Where a version stands on a day.
    pub enum Place in "parameter-place" {
        Current = "current",
        Planned = "planned",
        Past = "past",
        /// Another took its place before it began.
        Replaced = "replaced",
    }
}

/// A version of a parameter.
#[derive(Debug, Clone)]
pub struct Version {
    pub id: i32,
    pub key: String,
    pub facility_kind: Option<FacilityKind>,
    pub amount: i32,
    pub unit: Measure,
    pub start_event: String,
    pub class: Class,
    pub source: String,
    pub since: NaiveDate,
    /// The first day of the next version; none while it lasts.
    pub until: Option<NaiveDate>,
    pub replaced: bool,
    pub reason: String,
    pub set_by: Option<String>,
    pub set_at: Option<DateTime<Utc>>,
}

impl Version {
    pub fn place(&self, today: NaiveDate) -> Place {
        if self.replaced {
            Place::Replaced
        } else if self.since > today {
            Place::Planned
        } else if self.until.is_some_and(|until| until <= today) {
            Place::Past
        } else {
            Place::Current
        }
    }

    /// `15 日`
    pub fn value(&self, l: impl Borrow<Lang>) -> String {
        value(self.amount, self.unit, *l.borrow())
    }
}

/// An amount with its unit.
pub fn value(amount: i32, unit: Measure, l: Lang) -> String {
    l.with(&format!("amount-{}", unit.code().replace('_', "-")), &[("n", amount.into())])
}

/// What is counted day by day or by heads, and never runs to a last day: its unit is part of the rule.
const COUNTED: [&str; 4] = ["notice_lead", "routine_onsite_days", "cross_onsite_days", "resident_days"];

/// One rule with its versions, the first first.
#[derive(Debug, Clone)]
pub struct Rule {
    pub versions: Vec<Version>,
}

impl Rule {
    /// The rules, in the order of the versions.
    pub fn all(versions: Vec<Version>) -> Vec<Self> {
        let mut rules: Vec<Self> = Vec::new();
        for version in versions {
            let same = |rule: &&mut Self| {
                rule.versions
                    .first()
                    .is_some_and(|one| one.key == version.key && one.facility_kind == version.facility_kind)
            };
            match rules.iter_mut().find(same) {
                Some(rule) => rule.versions.push(version),
                None => rules.push(Self { versions: vec![version] }),
            }
        }
        rules
    }

    /// The version that applies on a day.
    pub fn on(&self, day: NaiveDate) -> Option<&Version> {
        self.versions.iter().find(|version| version.place(day) == Place::Current)
    }

    /// The one that has no end yet: the present one, or one that is still to begin.
    pub fn latest(&self) -> Option<&Version> {
        self.versions.iter().find(|version| version.until.is_none() && !version.replaced)
    }

    /// Versions that have not begun.
    pub fn planned(&self, today: NaiveDate) -> impl Iterator<Item = &Version> {
        self.versions.iter().filter(move |version| version.place(today) == Place::Planned)
    }
}

impl Version {
    /// What the period may be counted in instead. Only one that runs to a last day has a choice.
    pub fn units(&self) -> Vec<Measure> {
        match self.unit {
            Measure::Day | Measure::WorkingDay | Measure::Month if !COUNTED.contains(&self.key.as_str()) => {
                vec![Measure::Day, Measure::WorkingDay, Measure::Month]
            }
            Measure::Day | Measure::WorkingDay | Measure::Month | Measure::Year | Measure::Person => vec![self.unit],
        }
    }

    /// The most that the unit allows: what is longer was mistyped.
    pub const fn most(unit: Measure) -> i32 {
        match unit {
            Measure::Day | Measure::WorkingDay => 366,
            Measure::Month => 60,
            Measure::Year => 20,
            Measure::Person => 200,
        }
    }

    /// The last day of the period that begins on `from`, where it runs to one.
    pub fn ends(&self, amount: i32, unit: Measure, from: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
        let runs = self.units().len() > 1;
        let unit = Unit::parse(unit.code()).filter(|_| runs)?;
        Some(calendar.due(from, u32::try_from(amount).ok()?, unit, Roll::Forward).on)
    }
}
