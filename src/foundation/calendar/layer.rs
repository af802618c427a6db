//! One authority's list of days off and make-up workdays.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};

/// What a list says of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 放假
    Off,
    /// 调休上班
    Work,
}

impl Kind {
    pub const ALL: [Self; 2] = [Self::Off, Self::Work];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Work => "work",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == code)
    }
}

/// The days of the nation, or of a region.
#[derive(Clone, Debug)]
pub struct Layer {
    days: BTreeMap<NaiveDate, (Kind, String)>,
    rolls: bool,
}

/// A row of a list that is not date, kind and name.
#[derive(Debug, thiserror::Error)]
#[error("line {line} of the holidays is not `YYYY-MM-DD,off|work,name`")]
pub struct LayerError {
    line: usize,
}

impl Layer {
    /// The nation's days: off for work and for the statute alike.
    pub fn nation(days: impl IntoIterator<Item = (NaiveDate, Kind, String)>) -> Self {
        Self { days: days.into_iter().map(|(date, kind, name)| (date, (kind, name))).collect(), rolls: true }
    }

    /// A region's days, such as 壮族三月三: they count among working days, and do not postpone the
    /// end of a statutory period.
    pub fn region(days: impl IntoIterator<Item = (NaiveDate, Kind, String)>) -> Self {
        Self { rolls: false, ..Self::nation(days) }
    }

    /// Whether these days postpone the end of a statutory period as well.
    #[must_use]
    pub fn rolling(self, rolls: bool) -> Self {
        Self { rolls, ..self }
    }

    pub(super) const fn rolls(&self) -> bool {
        self.rolls
    }

    pub(super) fn day(&self, date: NaiveDate) -> Option<(Kind, &str)> {
        self.days.get(&date).map(|(kind, name)| (*kind, name.as_str()))
    }

    pub(super) fn covers(&self, year: i32) -> bool {
        NaiveDate::from_ymd_opt(year, 1, 1)
            .is_some_and(|first| self.days.range(first..).next().is_some_and(|(date, _)| date.year() == year))
    }
}

/// The nation's days of 2018 to 2026, as shipped.
pub fn shipped() -> Result<Vec<(NaiveDate, Kind, String)>, LayerError> {
    read(include_str!("../../../reference/holidays_cn_2018_2026.csv"))
}

/// Reads rows of `date,kind,name` below a line of headings.
fn read(text: &str) -> Result<Vec<(NaiveDate, Kind, String)>, LayerError> {
    csv::Reader::from_reader(text.as_bytes())
        .into_records()
        .enumerate()
        .map(|(row, record)| {
            let refusal = LayerError { line: row + 2 };
            let Ok(record) = record else {
                return Err(refusal);
            };
            let day = || Some((record.get(0)?.parse().ok()?, Kind::parse(record.get(1)?)?, record.get(2)?.to_owned()));
            day().ok_or(refusal)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shipped_can_be_read() {
        assert_eq!(shipped().expect("the shipped days").len(), 320);
    }

    #[test]
    fn a_wrong_row_is_named() {
        let refusal =
            read("date,kind,name_zh\n2026-01-01,off,元旦\n2026-01-02,holiday,元旦\n").expect_err("a wrong kind");
        assert_eq!(refusal.to_string().split(" of").next(), Some("line 3"));
    }
}
