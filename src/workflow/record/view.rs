//! What the pages of records show.
use askama::Template;
use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    foundation::{
        web::{fields::Fields, shell::Shell},
        word::Word as _,
    },
    workflow::{
        evidence,
        inspection::{
            Case,
            fieldwork::{self, Day},
        },
        record::{
            model::Record,
            store::{
                Addendum, Logged,
                read::{LogLine, Narrowed},
            },
        },
    },
};

/// `GET /inspections/{id}/records`
#[derive(Template)]
#[template(path = "workflow/record/index.html")]
pub struct IndexPage {
    pub shell: Shell,
    pub case: Case,
    pub fields: Fields,
    pub narrowed: Narrowed,
    pub days: Vec<Day>,
    pub people: Vec<(String, String)>,
    pub places: Vec<(String, String)>,
    pub points: Vec<(String, String)>,
    pub rows: Vec<LogLine>,
    pub first: Option<String>,
    pub next: Option<String>,
    pub may_record: bool,
}

impl IndexPage {
    /// The records under their days, the latest first.
    pub fn by_day(&self) -> Vec<(NaiveDate, &[LogLine])> {
        self.rows
            .chunk_by(|one, other| one.day == other.day)
            .filter_map(|rows| Some((rows.first()?.day, rows)))
            .collect()
    }

    /// The working days on which nothing was recorded.
    pub fn missing(&self) -> Vec<NaiveDate> {
        fieldwork::missing(&self.days).collect()
    }

    /// Records of the case, whatever the list is narrowed to.
    pub fn recorded(&self) -> i64 {
        self.days.iter().map(|day| day.records).sum()
    }

    pub fn is_narrowed(&self) -> bool {
        let Narrowed { day, person, place, focus } = &self.narrowed;
        day.is_some() || person.is_some() || place.is_some() || focus.is_some()
    }
}

/// `GET /inspections/{id}/records/new`
#[derive(Template)]
#[template(path = "workflow/record/new.html")]
pub struct NewPage {
    pub shell: Shell,
    pub case: Case,
    pub key: Uuid,
    pub fields: Fields,
    pub methods: Vec<(&'static str, String)>,
    pub points: Vec<(String, String)>,
    pub inspectors: Vec<(String, String, bool)>,
    /// What was recorded lately.
    pub lately: Vec<LogLine>,
}

/// `GET /records/{id}`
#[derive(Template)]
#[template(path = "workflow/record/show.html")]
pub struct ShowPage {
    pub shell: Shell,
    pub case: Case,
    pub record: Record,
    pub findings: Vec<Logged>,
    pub addenda: Vec<Addendum>,
    pub evidence: evidence::Panel,
    pub may_log: bool,
    pub may_amend: bool,
    pub may_clue: bool,
}

/// `GET /records/{id}/addenda/new`
#[derive(Template)]
#[template(path = "workflow/record/amend.html")]
pub struct AmendPage {
    pub shell: Shell,
    pub case: Case,
    pub record: Record,
    pub key: Uuid,
    pub fields: Fields,
}
