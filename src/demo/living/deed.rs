//! A deed of the living demonstration: who fills in which form when, with what.
use chrono::{DateTime, NaiveDate, Utc};

use super::super::days::at;
use super::file::Paper;

/// The form that is filled in. Numbers count the case's own records, findings and instruments from 0.
#[derive(Debug, Clone, Copy)]
pub enum On {
    /// A round that is being planned.
    Rounds,
    Cases,
    Incidents,
    Case(&'static str),
    Record(usize, &'static str),
    Finding(usize, &'static str),
    Document(usize, &'static str),
    Clue(usize, &'static str),
    /// The service of an instrument.
    Service(usize, &'static str),
    /// A finding as the facility's liaison sees it.
    Item(usize, &'static str),
    /// A document as the facility's liaison sees it.
    Received(usize, &'static str),
}

pub type Fields = Vec<(&'static str, String)>;

/// One filled-in form.
#[derive(Debug)]
pub struct Deed {
    pub at: DateTime<Utc>,
    pub who: usize,
    pub case: usize,
    pub on: On,
    pub fields: Fields,
    /// Findings that an instrument raises, each with its demand.
    pub raised: Vec<(usize, String)>,
    pub files: Vec<Paper>,
}

/// The deeds of one case, each day's one after the other from the morning on.
#[derive(Debug)]
pub struct Tale {
    case: usize,
    deeds: Vec<Deed>,
    busy: Vec<(NaiveDate, i64)>,
}

impl Tale {
    pub fn new(case: usize) -> Self {
        Self { case, deeds: Vec::new(), busy: Vec::new() }
    }

    pub fn deed(&mut self, day: NaiveDate, who: usize, on: On, fields: Fields) {
        self.add(day, who, on, fields, Vec::new(), Vec::new());
    }

    pub fn raising(&mut self, day: NaiveDate, who: usize, on: On, fields: Fields, raised: Vec<(usize, String)>) {
        self.add(day, who, on, fields, raised, Vec::new());
    }

    /// A form that brings files.
    pub fn bringing(&mut self, day: NaiveDate, who: usize, on: On, fields: Fields, files: Vec<Paper>) {
        self.add(day, who, on, fields, Vec::new(), files);
    }

    fn add(
        &mut self,
        day: NaiveDate,
        who: usize,
        on: On,
        fields: Fields,
        raised: Vec<(usize, String)>,
        files: Vec<Paper>,
    ) {
        let at = at(day, 9, self.minute(day));
        self.deeds.push(Deed { at, who, case: self.case, on, fields, raised, files });
    }

    /// The next free minute of a day, some after the last deed's.
    fn minute(&mut self, day: NaiveDate) -> i64 {
        if let Some((_, last)) = self.busy.iter_mut().find(|(known, _)| *known == day) {
            *last += 6;
            return *last;
        }
        let first = i64::try_from(self.case).unwrap_or_default() * 3;
        self.busy.push((day, first));
        first
    }

    pub fn finish(self) -> Vec<Deed> {
        self.deeds
    }
}

/// Everybody who fills in a form, once.
pub fn people(script: &[Deed]) -> Vec<usize> {
    let mut people: Vec<usize> = script.iter().map(|deed| deed.who).collect();
    people.sort_unstable();
    people.dedup();
    people
}
