//! Reading the form of a draft: one line a day, every faulty line told at once.
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::{
    foundation::{
        calendar::Kind,
        web::fields::{Fields, LINE, PROSE},
    },
    law::{
        calendar::model::window,
        period::edition::{Day, LayerOf},
    },
};

/// A draft as typed: the days of one year anew, the others as they stand.
#[derive(Debug, Clone)]
pub struct Wanted {
    pub layer: LayerOf,
    pub rolls: bool,
    pub source: String,
    pub reason: String,
    pub days: Vec<Day>,
}

/// Years that a form accepts.
const YEARS: (i32, i32) = (2000, 2100);
/// Longest table of a year, in characters.
const TABLE: usize = 20_000;

/// The layer and the year of the form that is asked for.
pub fn asked(fields: &mut Fields) -> Option<(LayerOf, i32)> {
    let layer = fields.choice::<LayerOf>("layer");
    let year = fields.number("year", YEARS.0, YEARS.1);
    Some((layer?, year?))
}

/// The days of a year as lines to edit.
pub fn lines(days: &[Day], year: i32) -> String {
    let within = |date: &NaiveDate| window(year).is_some_and(|(from, to)| (from..=to).contains(date));
    let line = |(date, kind, name): &Day| format!("{date},{},{name}", kind.as_str());
    days.iter().filter(|(date, ..)| within(date)).map(line).collect::<Vec<_>>().join("\n")
}

/// Reads a draft; what is wrong is noted at the fields. `present` are the days in force.
pub fn read(fields: &mut Fields, present: &[Day], present_rolls: bool) -> Option<Wanted> {
    let (layer, year) = asked(fields)?;
    let source = fields.text("source", LINE);
    let reason = fields.text("reason", PROSE);
    let text = fields.optional("days", TABLE);
    let new = table(fields, &text, year);
    let rolls = layer == LayerOf::Nation || fields.ticked("rolls");
    let (from, to) = window(year)?;
    let mut days: Vec<Day> = present.iter().filter(|(date, ..)| !(from..=to).contains(date)).cloned().collect();
    days.extend(new);
    days.sort_by_key(|(date, ..)| *date);
    if fields.is_ok() && days == present && rolls == present_rolls {
        fields.problem("days", "problem-calendar-same", Vec::new());
    }
    fields.is_ok().then_some(Wanted { layer, rolls, source, reason, days })
}

/// `2027-01-01,off,元旦`; blank lines and a line of headings are passed over.
fn table(fields: &mut Fields, text: &str, year: i32) -> Vec<Day> {
    let mut days: BTreeMap<NaiveDate, (Kind, String)> = BTreeMap::new();
    for (at, line) in text.lines().enumerate().map(|(at, line)| (at + 1, line.trim())) {
        if line.is_empty() || line.starts_with("date,") {
            continue;
        }
        let at = ("line", at.into());
        let cells: Vec<&str> = line.split([',', '，', '\t']).map(str::trim).collect();
        let [date, kind, name] = cells[..] else {
            fields.problem("days", "problem-calendar-cells", vec![at, ("text", line.into())]);
            continue;
        };
        let Ok(day) = date.parse::<NaiveDate>() else {
            fields.problem("days", "problem-calendar-date", vec![at, ("text", date.into())]);
            continue;
        };
        let Some(kind) = Kind::parse(kind) else {
            fields.problem("days", "problem-calendar-kind", vec![at, ("text", kind.into())]);
            continue;
        };
        if name.is_empty() || name.chars().count() > LINE {
            fields.problem("days", "problem-calendar-name", vec![at]);
        } else if !window(year).is_some_and(|(from, to)| (from..=to).contains(&day)) {
            fields.problem(
                "days",
                "problem-calendar-year",
                vec![at, ("day", day.into()), ("year", year.to_string().into())],
            );
        } else if days.insert(day, (kind, name.to_owned())).is_some() {
            fields.problem("days", "problem-calendar-twice", vec![at, ("day", day.into())]);
        }
    }
    days.into_iter().map(|(date, (kind, name))| (date, kind, name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_faulty_line_is_told() {
        let text = "date,kind,name_zh\n2027-01-01,off,元旦\n2027-13-01,off,元旦\n2027-01-02,rest,元旦\n2027-01-03,off\n\n\
                    2027-01-01，work，元旦\n2028-01-01,off,元旦\n2026-12-31,off,元旦";
        let mut fields = Fields::default();
        let days = table(&mut fields, text, 2027);
        let keys: Vec<_> = fields.problems().iter().map(|problem| problem.key).collect();
        let told = ["date", "kind", "cells", "twice", "year"].map(|what| format!("problem-calendar-{what}"));
        assert_eq!(keys, told);
        assert_eq!(days.len(), 2);
    }
}
