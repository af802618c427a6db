//! The days on which the loaded history happened: working days, and what was done on each.
use std::collections::HashSet;

use anyhow::Context as _;
use chrono::{DateTime, Datelike as _, Days, NaiveDate, TimeDelta, Utc, Weekday};
use serde::Deserialize;

const HOLIDAYS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/reference/holidays_cn_2018_2026.csv"));

#[derive(Deserialize)]
struct Holiday {
    date: NaiveDate,
    kind: String,
}

/// Monday to Friday without holidays. Days on which work is made up stay free: nothing needs them here.
pub struct WorkingDays(HashSet<NaiveDate>);

impl WorkingDays {
    pub fn shipped() -> anyhow::Result<Self> {
        csv::Reader::from_reader(HOLIDAYS.as_bytes())
            .deserialize::<Holiday>()
            .filter(|row| row.as_ref().map_or(true, |day| day.kind == "off"))
            .map(|row| row.map(|day| day.date))
            .collect::<Result<_, _>>()
            .map(Self)
            .context("reading holidays_cn_2018_2026.csv")
    }

    fn is(&self, day: NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !self.0.contains(&day)
    }

    /// The first working day at least `days` days after `from`.
    pub fn after(&self, from: NaiveDate, days: u32) -> NaiveDate {
        self.first(from + Days::new(days.into()), |day| day + Days::new(1))
    }

    /// The last working day at least `days` days before `from`.
    pub fn before(&self, from: NaiveDate, days: u32) -> NaiveDate {
        self.first(from - Days::new(days.into()), |day| day - Days::new(1))
    }

    fn first(&self, from: NaiveDate, step: impl Fn(NaiveDate) -> NaiveDate) -> NaiveDate {
        let mut day = from;
        while !self.is(day) {
            day = step(day);
        }
        day
    }

    /// The working days of a period, both ends included.
    pub fn within(&self, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
        from.iter_days().take_while(|day| *day <= to).filter(|day| self.is(*day)).collect()
    }
}

/// A clock time of a civil day in China, as an instant.
pub fn at(day: NaiveDate, hour: i64, minute: i64) -> DateTime<Utc> {
    let midnight = day.and_time(chrono::NaiveTime::MIN).and_utc();
    midnight + TimeDelta::hours(hour - 8) + TimeDelta::minutes(minute)
}

/// The days of one inspection.
#[derive(Debug, Clone, Copy)]
pub struct Timeline {
    pub created: NaiveDate,
    pub submitted: NaiveDate,
    pub approved: NaiveDate,
    pub prepared: NaiveDate,
    pub notified: NaiveDate,
    pub started: NaiveDate,
    pub ended: NaiveDate,
    pub reported: NaiveDate,
    pub feedback_approved: NaiveDate,
    /// Feedback meeting; the instruments are issued and served with it.
    pub delivered: NaiveDate,
}

impl Timeline {
    /// The usual course up to feedback, which comes within 30 days of the end.
    pub fn around(days: &WorkingDays, started: NaiveDate, ended: NaiveDate) -> Self {
        Self {
            created: days.before(started, 26),
            submitted: days.before(started, 21),
            approved: days.before(started, 17),
            prepared: days.before(started, 9),
            notified: days.before(started, 5),
            started,
            ended,
            reported: days.after(ended, 9),
            feedback_approved: days.after(ended, 13),
            delivered: days.after(ended, 17),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_working_day_is_neither_weekend_nor_holiday() -> anyhow::Result<()> {
        let days = WorkingDays::shipped()?;
        let eve = NaiveDate::from_ymd_opt(2021, 9, 30).unwrap_or_default();
        assert_eq!(days.after(eve, 1), NaiveDate::from_ymd_opt(2021, 10, 8).unwrap_or_default());
        assert_eq!(days.within(eve, eve + Days::new(9)).len(), 2);
        Ok(())
    }
}
