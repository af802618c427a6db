//! A month, its weeks, and what falls on its days.
use std::borrow::Borrow;

use chrono::{Datelike as _, Days, Months, NaiveDate};
use uuid::Uuid;

use crate::{foundation::text::Lang, words, workflow::inspection::Kind};

words! {
    /// What stands in a calendar.
    pub enum What in "month-what" {
        Inspection = "inspection",
        /// A case that is not opened: its days and nothing else.
        Sealed = "sealed",
        /// A facility of a round that is being planned.
        Place = "place",
        Away = "away",
        Blackout = "blackout",
        Feedback = "feedback",
        FollowUp = "follow_up",
    }
}

/// Something that lasts from a day to another.
#[derive(Debug, Clone)]
pub struct Item {
    pub id: Uuid,
    pub what: What,
    pub kind: Option<Kind>,
    pub title_zh: String,
    pub title_en: String,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
}

impl Item {
    pub fn title(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.title_zh, &self.title_en)
    }

    pub fn covers(&self, day: NaiveDate) -> bool {
        self.first_day <= day && day <= self.last_day
    }

    /// Where it is; none for what has no page.
    pub fn href(&self) -> Option<String> {
        match self.what {
            What::Inspection | What::Feedback | What::FollowUp => Some(format!("/inspections/{}", self.id)),
            What::Place => Some(format!("/rounds/{}", self.id)),
            What::Sealed | What::Away | What::Blackout => None,
        }
    }
}

/// The month of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    pub first: NaiveDate,
}

impl Month {
    pub fn of(day: NaiveDate) -> Self {
        Self { first: day.with_day(1).unwrap_or(day) }
    }

    /// `2026-11`
    pub fn parse(text: &str) -> Option<Self> {
        format!("{text}-01").parse().ok().filter(|day: &NaiveDate| (1949..=2199).contains(&day.year())).map(Self::of)
    }

    pub fn code(self) -> String {
        self.first.format("%Y-%m").to_string()
    }

    pub fn last(self) -> NaiveDate {
        self.next().first.pred_opt().unwrap_or(self.first)
    }

    #[must_use]
    pub fn next(self) -> Self {
        Self { first: self.first.checked_add_months(Months::new(1)).unwrap_or(self.first) }
    }

    #[must_use]
    pub fn before(self) -> Self {
        Self { first: self.first.checked_sub_months(Months::new(1)).unwrap_or(self.first) }
    }

    /// Its weeks from Monday on, whole ones: days of the months around it fill the first and the last.
    pub fn weeks(self) -> Vec<[NaiveDate; 7]> {
        let back = Days::new(self.first.weekday().num_days_from_monday().into());
        let mut monday = self.first.checked_sub_days(back).unwrap_or(self.first);
        let mut weeks = Vec::new();
        while monday <= self.last() {
            weeks.push(std::array::from_fn(|day| monday + Days::new(u64::try_from(day).unwrap_or_default())));
            monday = monday + Days::new(7);
        }
        weeks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_whole_weeks_from_monday_on() {
        let month = Month::parse("2026-11").unwrap();
        let weeks = month.weeks();
        assert_eq!(weeks.len(), 6);
        assert_eq!(weeks[0][0].to_string(), "2026-10-26");
        assert_eq!(weeks[5][6].to_string(), "2026-12-06");
        assert_eq!((month.before().code(), month.next().code()), ("2026-10".to_owned(), "2026-12".to_owned()));
        assert_eq!(month.last().to_string(), "2026-11-30");
        assert_eq!(Month::parse("2026-13"), None);
    }
}
