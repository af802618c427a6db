//! What the pages of the calendar show.
use std::collections::HashMap;

use askama::Template;
use chrono::{Datelike as _, NaiveDate};
use uuid::Uuid;

use crate::{
    foundation::{
        calendar::Kind,
        web::{fields::Fields, shell::Shell},
        word::Word as _,
    },
    law::{
        calendar::{
            model::{self, Difference, Standing, Version},
            store::Subject,
        },
        clock::recount::Move,
        period::edition::{Day, LayerOf},
    },
};

/// `GET /admin/calendar`
#[derive(Template)]
#[template(path = "law/calendar/index.html")]
pub struct IndexPage {
    pub shell: Shell,
    pub year: i32,
    pub versions: Vec<Version>,
}

impl IndexPage {
    /// The layers with their versions; the last published is in force.
    pub fn layers(&self) -> Vec<(LayerOf, Vec<&Version>)> {
        let of = |layer| self.versions.iter().filter(|version| version.layer == layer).collect();
        LayerOf::ALL.iter().map(|layer| (*layer, of(*layer))).collect()
    }

    pub fn standing(&self, version: &Version) -> Standing {
        model::standing(&self.versions, version)
    }
}

/// `GET /admin/calendar/new`
#[derive(Template)]
#[template(path = "law/calendar/form.html")]
pub struct FormPage {
    pub shell: Shell,
    pub key: Uuid,
    pub layer: LayerOf,
    pub year: i32,
    pub fields: Fields,
}

impl FormPage {
    pub fn is_region(&self) -> bool {
        self.layer == LayerOf::Region
    }
}

/// `GET /admin/calendar/{id}`
#[derive(Template)]
#[template(path = "law/calendar/version.html")]
pub struct VersionPage {
    pub shell: Shell,
    pub version: Version,
    pub year: i32,
    pub years: Vec<i32>,
    pub days: Vec<Day>,
    pub differences: Vec<Difference>,
}

impl VersionPage {
    /// A version at the year that is asked for; else that of its first difference, else this year.
    pub fn new(shell: Shell, version: Version, days: &[Day], before: &[Day], asked: Option<i32>, today: i32) -> Self {
        let differences = if version.base == 0 { Vec::new() } else { model::differences(before, days) };
        let mut years: Vec<i32> = days.iter().map(|(date, ..)| date.year()).collect();
        years.dedup();
        let last = differences.last().map(|one| one.date.year());
        let year = asked.or(last).filter(|year| years.contains(year)).unwrap_or(today);
        let days = days.iter().filter(|(date, ..)| date.year() == year).cloned().collect();
        Self { shell, version, year, years, days, differences }
    }

    /// Whether the region's days off postpone statutory periods; the nation's always do.
    pub fn rolls_key(&self) -> Option<&'static str> {
        match (self.version.layer, self.version.rolls) {
            (LayerOf::Nation, _) => None,
            (LayerOf::Region, true) => Some("calendar-rolls-yes"),
            (LayerOf::Region, false) => Some("calendar-rolls-no"),
        }
    }

    pub fn weekday(&self, date: &NaiveDate) -> String {
        self.shell.l.t(&format!("weekday-{}", date.weekday().number_from_monday()))
    }

    /// What a version says of a day, in words.
    pub fn said(&self, day: &Option<(Kind, String)>) -> String {
        match day {
            Some((kind, name)) => format!("{} · {name}", self.kind(kind)),
            None => self.shell.l.t("calendar-day-none"),
        }
    }

    pub fn kind(&self, kind: &Kind) -> String {
        self.shell.l.t(&format!("calendar-day-{}", kind.as_str()))
    }
}

/// The tone of a version's badge.
pub fn tone(standing: impl std::borrow::Borrow<Standing>) -> &'static str {
    match standing.borrow() {
        Standing::InForce => "ok",
        Standing::Draft => "violet",
        Standing::Overtaken | Standing::Replaced => "plain",
    }
}

/// A date that a draft moves, of a case within reach.
pub struct Moved {
    pub subject: Subject,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub provisional: bool,
}

impl Moved {
    /// The moves of what may be seen; dates that stay and only change their reason are left out.
    pub fn of(subjects: Vec<Subject>, moves: &[Move]) -> Vec<Self> {
        let known: HashMap<_, _> = moves.iter().map(|one| ((one.subject, one.key), one)).collect();
        let found = |subject: Subject| {
            let one = known.get(&(subject.subject, subject.key))?;
            let changed = one.from != one.counted.due_on || one.was_provisional != one.counted.provisional;
            let provisional = one.counted.provisional;
            changed.then_some(Self { from: one.from, to: one.counted.due_on, provisional, subject })
        };
        subjects.into_iter().filter_map(found).collect()
    }

    pub fn href(&self) -> String {
        match self.subject.document {
            Some(document) => format!("/documents/{document}"),
            None => format!("/inspections/{}#clocks", self.subject.inspection),
        }
    }
}

/// `GET /admin/calendar/{id}/publish`
#[derive(Template)]
#[template(path = "law/calendar/publish.html")]
pub struct PublishPage {
    pub shell: Shell,
    pub key: Uuid,
    pub draft: Version,
    pub differences: usize,
    pub moved: Vec<Moved>,
}

impl PublishPage {
    /// 国家节假日 v2
    pub fn name(&self) -> String {
        format!("{} v{}", self.shell.l.word(self.draft.layer), self.draft.number())
    }
}
