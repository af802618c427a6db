//! Rows of the lists.
use std::{borrow::Borrow, collections::HashMap};

use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    foundation::{text::Lang, web::paging::After},
    workflow::{
        finding::{Depth, Position, Severity, Status},
        inspection::{Kind, State},
        statistics::names::{LeafName, Names},
    },
};

/// An inspection in a list.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct InspectionRow {
    pub id: Uuid,
    pub number: Option<String>,
    pub kind: Kind,
    pub state: State,
    pub day: NaiveDate,
    pub planned_from: NaiveDate,
    pub planned_to: NaiveDate,
    pub started_on: Option<NaiveDate>,
    pub ended_on: Option<NaiveDate>,
    /// 现场天数, as recorded when fieldwork ended.
    pub days_on_site: Option<i32>,
    pub facility_id: Uuid,
    pub facility_zh: String,
    pub facility_en: String,
    pub organiser_zh: String,
    pub organiser_en: String,
    pub lead: Option<String>,
    pub findings: i64,
}

impl InspectionRow {
    pub fn key(&self) -> After {
        After { day: self.day, id: self.id }
    }

    pub fn facility(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.facility_zh, &self.facility_en)
    }

    pub fn organiser(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.organiser_zh, &self.organiser_en)
    }

    /// The days on site as far as they are known, else the planned ones.
    pub fn days(&self) -> (NaiveDate, NaiveDate) {
        match (self.started_on, self.ended_on) {
            (Some(from), Some(to)) => (from, to),
            (Some(from), None) => (from, self.planned_to.max(from)),
            (None, _) => (self.planned_from, self.planned_to),
        }
    }

    /// How far 事前, 事中 and 事后 have come.
    pub const fn stages(&self) -> [&'static str; 3] {
        stages(self.state)
    }
}

/// How far the three stages have come in a state.
pub const fn stages(state: State) -> [&'static str; 3] {
    match state {
        State::Draft | State::Submitted | State::Approved | State::Prepared | State::Notified => {
            ["now", "todo", "todo"]
        }
        State::InProgress | State::Suspended => ["done", "now", "todo"],
        State::FieldworkDone
        | State::Reported
        | State::FeedbackApproved
        | State::FeedbackDelivered
        | State::Rectifying
        | State::FollowUp
        | State::Closable => ["done", "done", "now"],
        State::Closed | State::Archived => ["done", "done", "done"],
        State::Cancelled => ["todo", "todo", "todo"],
    }
}

/// A finding in a list.
#[derive(Debug, sqlx::FromRow)]
pub struct FindingRow {
    pub id: Uuid,
    pub title: String,
    pub found_on: NaiveDate,
    pub category_zh: String,
    pub category_en: String,
    pub severity: Option<Severity>,
    pub depth: Depth,
    pub status: Status,
    pub position: Option<Position>,
    pub due_on: Option<NaiveDate>,
    /// Calendar days, below zero when past; none once nothing is due.
    pub days_left: Option<i64>,
    pub facility_id: Uuid,
    pub facility_zh: String,
    pub facility_en: String,
    pub inspection_id: Uuid,
    pub number: Option<String>,
}

impl FindingRow {
    pub fn key(&self) -> After {
        After { day: self.found_on, id: self.id }
    }

    /// Empty while nobody has said.
    pub fn severity_code(&self) -> &'static str {
        self.severity.map_or("", crate::foundation::word::Word::code)
    }

    pub fn category(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.category_zh, &self.category_en)
    }

    pub fn facility(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.facility_zh, &self.facility_en)
    }
}

/// What was found of one category at one facility.
#[derive(Debug, Clone, Copy)]
pub struct Spread {
    pub category: i32,
    pub findings: i64,
    pub inspections: i64,
    pub versions: (i32, i32),
}

/// A leaf category with what was found of it.
#[derive(Debug, Clone)]
pub struct CategoryRow {
    pub code: String,
    pub name_zh: String,
    pub name_en: String,
    pub field_zh: String,
    pub field_en: String,
    pub domain_zh: String,
    pub domain_en: String,
    pub findings: i64,
    pub facilities: i64,
    pub inspections: i64,
    /// The first and the last version of the taxonomy that its findings were coded in.
    pub first_version: i32,
    pub last_version: i32,
}

/// The first and the last version of the taxonomy that a count of 类 rests on; none where nothing is counted.
pub fn versions(rows: &[CategoryRow]) -> Option<(i32, i32)> {
    let first = rows.iter().map(|row| row.first_version).min()?;
    rows.iter().map(|row| row.last_version).max().map(|last| (first, last))
}

/// The sentence that states them.
pub fn counted_by(rows: &[CategoryRow], l: Lang) -> Option<String> {
    versions(rows).map(|(first, last)| {
        if first == last {
            l.with("analysis-taxonomy", &[("version", first.into())])
        } else {
            l.with("analysis-taxonomies", &[("first", first.into()), ("last", last.into())])
        }
    })
}

impl CategoryRow {
    /// Facility by facility summed up, those of most facilities first.
    pub fn all<'a>(counted: impl Iterator<Item = &'a Spread>, names: &Names) -> Vec<Self> {
        let mut rows: HashMap<i32, Self> = HashMap::new();
        for spread in counted {
            let Some(leaf) = names.leaves.get(&spread.category) else { continue };
            let row = rows.entry(spread.category).or_insert_with(|| Self::of(leaf, names, spread.versions));
            row.findings += spread.findings;
            row.facilities += 1;
            // an inspection is of one facility
            row.inspections += spread.inspections;
            row.first_version = row.first_version.min(spread.versions.0);
            row.last_version = row.last_version.max(spread.versions.1);
        }
        let mut rows: Vec<Self> = rows.into_values().collect();
        rows.sort_by(|a, b| (b.facilities, b.findings, &a.code).cmp(&(a.facilities, a.findings, &b.code)));
        rows
    }

    fn of(leaf: &LeafName, names: &Names, (first_version, last_version): (i32, i32)) -> Self {
        let domain = &names.domains[leaf.domain];
        let (name, field, domain) = (leaf.name.clone(), names.fields[domain.field].clone(), domain.name.clone());
        Self {
            code: name.code,
            name_zh: name.zh,
            name_en: name.en,
            field_zh: field.zh,
            field_en: field.en,
            domain_zh: domain.zh,
            domain_en: domain.en,
            findings: 0,
            facilities: 0,
            inspections: 0,
            first_version,
            last_version,
        }
    }

    pub fn name(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.name_zh, &self.name_en)
    }

    /// Where the category stands in the taxonomy.
    pub fn place(&self, l: impl Borrow<Lang>) -> String {
        let l = l.borrow();
        let (field, domain) = (l.pick(&self.field_zh, &self.field_en), l.pick(&self.domain_zh, &self.domain_en));
        if field == domain { field.to_owned() } else { format!("{field} · {domain}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stages_follow_one_another() {
        assert_eq!(stages(State::Notified), ["now", "todo", "todo"]);
        assert_eq!(stages(State::Suspended), ["done", "now", "todo"]);
        assert_eq!(stages(State::Closable), ["done", "done", "now"]);
        assert_eq!(stages(State::Archived), ["done", "done", "done"]);
    }
}
