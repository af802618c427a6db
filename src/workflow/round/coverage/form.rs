//! What an address of the coverage asks for, and what its forms say.
use chrono::{Datelike as _, NaiveDate};

use crate::{
    foundation::{
        error::{AppError, Result},
        text::Lang,
        web::fields::{Fields, LINE, PROSE},
        word::Word,
    },
    people::facility::FacilityKind,
    workflow::round::coverage::model::{Missing, Order},
};

/// Which facilities, of which year, in which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    pub facility_kind: FacilityKind,
    pub year: i32,
    pub missing: Option<Missing>,
    pub order: Order,
}

/// The first year of the provinces' circuit inspections, and the last that a form takes.
const YEARS: std::ops::RangeInclusive<i32> = 2018..=2199;

impl Asked {
    /// Reads an address; prisons of this year, longest ago first, where it says nothing.
    ///
    /// # Errors
    /// A value that there is not.
    pub fn parse(fields: &Fields, today: NaiveDate, l: Lang) -> Result<Self> {
        let year = match fields.value("year") {
            "" => today.year(),
            typed => typed
                .parse()
                .ok()
                .filter(|year| YEARS.contains(year))
                .ok_or_else(|| unknown(l, "coverage-year", typed))?,
        };
        Ok(Self {
            facility_kind: word(fields, "facility_kind", "filter-facility-kind", l)?.unwrap_or(FacilityKind::Prison),
            year,
            missing: word(fields, "missing", "coverage-missing", l)?,
            order: word(fields, "order", "coverage-order", l)?.unwrap_or(Order::Last),
        })
    }

    /// The address of the coverage narrowed to this.
    pub fn href(&self) -> String {
        let missing = self.missing.map(|missing| format!("&missing={}", missing.code())).unwrap_or_default();
        let order = if self.order == Order::Last { String::new() } else { format!("&order={}", self.order.code()) };
        format!("/analysis/coverage?facility_kind={}&year={}{missing}{order}", self.facility_kind.code(), self.year)
    }
}

fn word<W: Word>(fields: &Fields, name: &str, label: &str, l: Lang) -> Result<Option<W>> {
    match fields.value(name) {
        "" => Ok(None),
        code => W::parse(code).map(Some).ok_or_else(|| unknown(l, label, code)),
    }
}

fn unknown(l: Lang, label: &str, value: &str) -> AppError {
    AppError::Unreadable("filter-unknown-value", vec![("field", l.t(label).into()), ("value", value.into())])
}

/// A proportion as it was filed.
#[derive(Debug, Clone)]
pub struct Filing {
    pub year: i32,
    pub percent: i32,
    pub filed_with: String,
    pub number: String,
    pub filed_on: NaiveDate,
}

pub fn filing(fields: &mut Fields, today: NaiveDate) -> Option<Filing> {
    let year = fields.number("year", *YEARS.start(), *YEARS.end());
    let percent = fields.number("percent", 1, 100);
    let filed_with = fields.text("filed_with", LINE);
    let number = fields.text("number", LINE);
    let filed_on = fields.date("filed_on");
    if filed_on.is_some_and(|day| day > today) {
        fields.problem("filed_on", "problem-future", vec![("today", today.into())]);
    }
    let (Some(year), Some(percent), Some(filed_on), true) = (year, percent, filed_on, fields.is_ok()) else {
        return None;
    };
    Some(Filing { year, percent, filed_with, number, filed_on })
}

/// A score in the place of the computed one, or none to let that count again; and why.
pub fn rating(fields: &mut Fields) -> Option<(Option<i32>, String)> {
    let score = if fields.value("score").trim().is_empty() { None } else { fields.number("score", 0, 999) };
    let reason = fields.text("reason", PROSE);
    fields.is_ok().then_some((score, reason))
}
