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
        paper::{OnPaper, Sheet},
        record::{
            interview::Identity,
            kind::Set,
            model::Record,
            store::{
                Addendum, Logged,
                day::{HandIn, Unfound, Unsigned},
                interview::View,
                log::OwnDay,
                read::{Answered, Incomplete, LogLine, Narrowed},
                sign::{Refused, Signature},
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
    /// Records that wait for the reader, and in all.
    pub waiting: i64,
    pub unsigned: i64,
    /// Findings of which something is missing, while that can be mended.
    pub incomplete: Vec<Incomplete>,
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
        let Narrowed { day, person, place, focus, signed } = &self.narrowed;
        day.is_some() || person.is_some() || place.is_some() || focus.is_some() || signed.is_some()
    }
}

/// `GET /records/{id}`
#[derive(Template)]
#[template(path = "workflow/record/show.html")]
#[expect(clippy::struct_excessive_bools, reason = "each offers one deed of its own")]
pub struct ShowPage {
    pub shell: Shell,
    pub case: Case,
    pub record: Record,
    /// What the method asks for besides, each with its label.
    pub details: Vec<(String, String)>,
    /// The materials that were read, with their numbers on the list.
    pub materials: Vec<(i32, String)>,
    pub answers: Vec<Answered>,
    pub findings: Vec<Logged>,
    pub addenda: Vec<Addendum>,
    pub evidence: evidence::Panel,
    /// It was written on a sheet of paper first.
    pub on_paper: Option<OnPaper>,
    /// Those who were there, and since when each has confirmed it.
    pub signatures: Vec<Signature>,
    pub refusals: Vec<Refused>,
    /// The texts before the one that stands, the newest first.
    pub texts: Vec<Record>,
    /// The key of the form that confirms, for whoever is asked to.
    pub confirm: Option<Uuid>,
    /// The key of the form that shows who was spoken to, for whoever may know; and who looked.
    pub interviewee: Option<Uuid>,
    pub views: Vec<View>,
    pub may_refuse: bool,
    pub may_edit: bool,
    pub may_log: bool,
    pub may_amend: bool,
    pub may_clue: bool,
}

/// `POST /records/{id}/interviewee`, shown this once.
#[derive(Template)]
#[template(path = "workflow/record/interviewee.html")]
pub struct InterviewPage {
    pub shell: Shell,
    pub case: Case,
    pub record: Record,
    pub who: Identity,
}

/// `GET /inspections/{id}/logs`
#[derive(Template)]
#[template(path = "workflow/record/log.html")]
pub struct LogPage {
    pub shell: Shell,
    pub case: Case,
    pub key: Uuid,
    pub fields: Fields,
    pub day: NaiveDate,
    pub people: Vec<OwnDay>,
    /// Nobody confirms their own day.
    pub reader: Uuid,
    pub may_confirm: bool,
}

/// `GET /inspections/{id}/day`
#[derive(Template)]
#[template(path = "workflow/record/day.html")]
pub struct DayPage {
    pub shell: Shell,
    pub case: Case,
    pub key: Uuid,
    pub fields: Fields,
    pub day: NaiveDate,
    pub open: Open,
    /// How many records of the day name the reader.
    pub records: i32,
    pub handed: Option<HandIn>,
    pub may_hand_in: bool,
    /// Days of others, each with the key of the form that confirms it.
    pub peers: Vec<(HandIn, Uuid)>,
}

impl DayPage {
    /// It was handed in as it now stands.
    pub fn is_settled(&self) -> bool {
        self.handed.as_ref().is_some_and(|handed| handed.records == self.records)
    }
}

/// What is open in somebody's day.
#[derive(Debug, Clone, Default)]
pub struct Open {
    pub unsigned: Vec<Unsigned>,
    pub incomplete: Vec<Incomplete>,
    pub unfound: Vec<Unfound>,
    pub sheets: Vec<Sheet>,
    /// Working days on which nobody recorded anything.
    pub missing: Vec<NaiveDate>,
}

impl Open {
    pub fn count(&self) -> i32 {
        let all =
            self.unsigned.len() + self.incomplete.len() + self.unfound.len() + self.sheets.len() + self.missing.len();
        i32::try_from(all).unwrap_or(i32::MAX)
    }
}

/// `GET /records/{id}/edit`
#[derive(Template)]
#[template(path = "workflow/record/edit.html")]
pub struct EditPage {
    pub shell: Shell,
    pub case: Case,
    pub record: Record,
    pub key: Uuid,
    /// The version that it builds on.
    pub base: i32,
    pub fields: Fields,
    pub points: Vec<(String, String)>,
    pub methods: Vec<(&'static str, String)>,
    pub sets: Vec<Set>,
    /// None: what was read is chosen once, when the record is written.
    pub materials: Vec<(String, String, bool)>,
    pub inspectors: Vec<(String, String, bool)>,
}

/// `GET /records/{id}/refuse`
#[derive(Template)]
#[template(path = "workflow/record/refuse.html")]
pub struct RefusePage {
    pub shell: Shell,
    pub case: Case,
    pub record: Record,
    pub key: Uuid,
    pub whom: Vec<(&'static str, String)>,
    pub fields: Fields,
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
