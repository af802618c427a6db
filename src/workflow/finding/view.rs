//! What the pages of a finding show.
use askama::Template;
use chrono::NaiveDate;

use crate::{
    foundation::{
        text::Lang,
        web::{fields::Fields, shell::Shell},
        word::Word,
    },
    law::clock::Clock,
    workflow::{
        finding::{
            model::{Finding, Severity},
            state::{Position, Status, Step},
            store::read::{Event, Likes, Raised},
        },
        inspection::Case,
        record::{model::Record, store::Logged},
    },
};

/// `GET /records/{id}/findings/new`, and `GET /findings/{id}/edit`.
#[derive(Template)]
#[template(path = "workflow/finding/form.html")]
pub struct FormPage {
    pub shell: Shell,
    pub case: Case,
    pub action: String,
    pub back: String,
    pub key: uuid::Uuid,
    pub title_key: &'static str,
    /// The version that an edit builds on.
    pub base: Option<i32>,
    pub fields: Fields,
    /// Under their domains.
    pub categories: Vec<(String, Vec<(String, String)>)>,
    pub severities: Vec<(&'static str, String)>,
    pub depths: Vec<(&'static str, String)>,
    /// What somebody else saved meanwhile: title, facts, legal basis.
    pub theirs: Option<[String; 3]>,
    /// The lead is told that somebody else will have to confirm.
    pub own_note: bool,
    pub record: Option<Record>,
    /// What the record has led to so far.
    pub logged: Vec<Logged>,
}

/// A step of the finding's way, for the strip.
pub struct Mark {
    pub state: &'static str,
    pub label: String,
    pub note: String,
}

/// An entry of the history.
pub struct Entry {
    pub way: &'static str,
    pub title: String,
    pub who: String,
    pub at: String,
    pub text: String,
}

/// A deed that may be done now.
pub struct Next {
    pub href: String,
    pub word: String,
    pub primary: bool,
}

/// `GET /findings/{id}`
#[derive(Template)]
#[template(path = "workflow/finding/show.html")]
pub struct ShowPage {
    pub shell: Shell,
    pub case: Case,
    pub finding: Finding,
    pub today: NaiveDate,
    pub marks: Vec<Mark>,
    pub next: Vec<Next>,
    pub documents: Vec<Raised>,
    pub clocks: Vec<Clock>,
    pub entries: Vec<Entry>,
    pub likes: Likes,
    /// The form for another finding of the same record, while fieldwork goes on.
    pub again: Option<String>,
}

impl ShowPage {
    /// Whoever logs findings goes on logging; whoever decides about them decides.
    pub fn is_own(&self) -> bool {
        !self.next.iter().any(|deed| deed.primary)
    }

    /// Who acts next, where it is not the reader.
    pub fn waiting(&self) -> Option<&'static str> {
        if !self.is_own() {
            return None;
        }
        match self.finding.status {
            Status::Recorded => Some("finding-waits-confirm"),
            Status::Merged | Status::Dropped | Status::Withdrawn => None,
            Status::Confirmed => match self.finding.position? {
                Position::NotServed => Some("finding-waits-service"),
                Position::AwaitingPlan | Position::Rectifying | Position::Returned | Position::Rebounded => {
                    Some("finding-waits-facility")
                }
                Position::ToVerify => Some("finding-waits-verify"),
                Position::Verified => Some("finding-waits-close"),
                Position::Closed => None,
            },
        }
    }
}

/// A decision about a finding: the page that restates it.
#[derive(Template)]
#[template(path = "workflow/finding/decide.html")]
pub struct DecidePage {
    pub shell: Shell,
    pub case: Case,
    pub finding: Finding,
    pub key: uuid::Uuid,
    pub step: Step,
    pub fields: Fields,
    pub owners: Vec<(String, String)>,
    pub siblings: Vec<(String, String)>,
}

impl DecidePage {
    pub fn code(&self) -> &'static str {
        self.step.code()
    }
}

/// The instrument that a severity proposes (巡回检察工作规定 36, 刑事诉讼规则 624).
pub fn proposed(severity: &Severity) -> &'static str {
    match severity {
        Severity::Minor | Severity::Moderate => "proposed-oral",
        Severity::Serious => "proposed-notice",
        Severity::Critical => "proposed-notice-clue",
    }
}

/// 登记 → 确认 → 送达 → 整改方案 → 整改报告 → 核验 → 销号 → 回头看, each with its day.
pub fn marks(finding: &Finding, events: &[Event], l: Lang) -> Vec<Mark> {
    let last = |starts: &[&str]| {
        events.iter().find(|event| starts.iter().any(|start| event.what.starts_with(start))).map(|event| event.day)
    };
    let reached: [(&str, Option<NaiveDate>); 8] = [
        ("mark-logged", last(&["step-log"])),
        ("mark-confirmed", last(&["step-confirm"])),
        ("mark-served", last(&["served-"])),
        ("mark-plan", last(&["reply-plan"])),
        ("mark-report", last(&["reply-report"])),
        ("mark-verified", last(&["verification-verified"])),
        ("mark-closed", last(&["closing"])),
        ("mark-recheck", last(&["recheck-"])),
    ];
    let now = match (finding.status.code(), finding.position) {
        ("recorded", _) => 1,
        (_, Some(Position::NotServed)) => 2,
        (_, Some(Position::AwaitingPlan | Position::Rebounded)) => 3,
        (_, Some(Position::Rectifying | Position::Returned)) => 4,
        (_, Some(Position::ToVerify)) => 5,
        (_, Some(Position::Verified)) => 6,
        (_, Some(Position::Closed)) => 7,
        _ => 8,
    };
    reached
        .into_iter()
        .enumerate()
        .map(|(index, (key, day))| Mark {
            // a plan may have been skipped: what lies before the present mark and has no day stays open
            state: if index == now && day.is_none() {
                "now"
            } else if day.is_some() && index <= now {
                "done"
            } else {
                "todo"
            },
            label: l.t(key),
            note: day.map_or_else(String::new, |day| l.day(day)),
        })
        .collect()
}

/// The history in words.
pub fn entries(events: &[Event], l: Lang) -> Vec<Entry> {
    events
        .iter()
        .map(|event| Entry {
            way: match event.what.split('-').next().unwrap_or_default() {
                "served" => "out",
                "reply" => "in",
                "verification" if event.what.ends_with("returned") => "back",
                _ => "note",
            },
            title: l.t(&format!("event-{}", event.what.replace('_', "-"))),
            who: event.who.clone().unwrap_or_default(),
            at: l.instant(event.at),
            text: event.text.clone(),
        })
        .collect()
}
