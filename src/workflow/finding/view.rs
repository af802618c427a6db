//! What the pages of a finding show.
use askama::Template;
use chrono::NaiveDate;

use crate::{
    foundation::{
        text::{
            Lang,
            diff::{Changed, Run},
        },
        web::{fields::Fields, shell::Shell},
        word::Word,
    },
    law::{checklist::Pinned, clock::Clock},
    workflow::{
        evidence::{self, Evidence},
        finding::{
            choice::Groups,
            heard::{Comment, SiteCheck},
            model::{Finding, Severity},
            oral::Oral,
            panel::Panel,
            state::{Position, Status, Step},
            store::{
                read::{Alike, Event, Raised},
                version,
            },
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
    pub categories: Groups,
    pub severities: Vec<(&'static str, String)>,
    pub depths: Vec<(&'static str, String)>,
    pub grounds: Vec<(&'static str, String, bool)>,
    /// What somebody else saved meanwhile: title, facts, legal basis.
    /// The lead is told that somebody else will have to confirm.
    pub own_note: bool,
    pub record: Option<Record>,
    /// The item of a checklist that was answered no.
    pub item: Option<Pinned>,
    /// What the record has led to so far.
    pub logged: Vec<Logged>,
}

/// A step of the finding's way, for the strip.
pub struct Mark {
    pub state: &'static str,
    pub label: String,
    pub note: String,
}

/// 口头纠正 on the finding's page: what was told, and what the reader may do about it.
pub struct OralPanel {
    pub told: Oral,
    /// The form that says it is put right.
    pub settle: Option<String>,
    /// The form of the written one that takes its place, once the days are over.
    pub write: Option<String>,
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
    /// 现场核实, where it was asked for, and whether the reader may answer it.
    pub site: Option<SiteCheck>,
    pub answers_site: bool,
    /// What the facility said before the report.
    pub comments: Vec<Comment>,
    /// Clues that rest on it, for whoever is let into them.
    pub clues: Vec<uuid::Uuid>,
    /// What is still missing, as message keys, and where it is written.
    pub missing: Vec<&'static str>,
    pub complete: Option<String>,
    /// The item of a checklist that it came from.
    pub item: Option<String>,
    /// 核验 or 销号, where one of them is due.
    pub panel: Option<Panel>,
    pub clocks: Vec<Clock>,
    pub oral: Option<OralPanel>,
    pub entries: Vec<Entry>,
    pub only_returned: bool,
    pub alike: Vec<Alike>,
    pub evidence: evidence::Panel,
    /// What came with the replies.
    pub materials: Vec<Evidence>,
    /// The form for another finding of the same record, while fieldwork goes on.
    pub again: Option<String>,
}

impl ShowPage {
    /// Whoever logs findings goes on logging; whoever decides about them decides.
    pub fn is_own(&self) -> bool {
        !self.next.iter().any(|deed| deed.primary)
    }

    /// A document that raises it is objected to, and that is not decided yet.
    pub fn is_contested(&self) -> bool {
        self.documents.iter().any(|document| document.contest.as_deref() == Some("open"))
    }

    /// Who acts next, where it is not the reader and no panel says so.
    pub fn waiting(&self) -> Option<&'static str> {
        if self.is_own() && self.panel.is_none() { waits(&self.finding) } else { None }
    }

    /// Where the same category was found, and the address of these findings.
    pub fn alike_href(&self, facility: Option<&str>) -> String {
        let at = facility.map(|code| format!("&facility={code}")).unwrap_or_default();
        format!("/findings?category={}{at}&status=confirmed", self.finding.category_code)
    }
}

/// Who acts next on a finding, as a message key.
fn waits(finding: &Finding) -> Option<&'static str> {
    match finding.status {
        Status::Recorded => Some("finding-waits-confirm"),
        Status::Merged | Status::Dropped | Status::Withdrawn => None,
        Status::Confirmed => match finding.position? {
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

/// A version of the text, and what it changed.
pub struct Version {
    pub no: i32,
    pub who: String,
    pub at: String,
    pub changes: Vec<Changed>,
}

/// Two versions chosen to be compared.
pub struct Compared {
    pub from: i32,
    pub to: i32,
    pub changes: Vec<Changed>,
}

/// `GET /findings/{id}/history`
#[derive(Template)]
#[template(path = "workflow/finding/history.html")]
pub struct HistoryPage {
    pub shell: Shell,
    pub case: Case,
    pub finding: Finding,
    pub versions: Vec<Version>,
    pub compared: Option<Compared>,
    pub entries: Vec<Entry>,
}

impl HistoryPage {
    pub fn action(&self) -> String {
        format!("{}/history", self.finding.href())
    }

    /// The versions to choose from, the newest first.
    pub fn numbers(&self) -> Vec<(String, String)> {
        let word = |no: i32| self.shell.l.with("finding-version", &[("n", no.into())]);
        self.versions.iter().map(|version| (version.no.to_string(), word(version.no))).collect()
    }

    /// What the form of comparison starts with: the last change.
    pub fn chosen(&self) -> (String, String) {
        let last = self.versions.first().map_or(1, |version| version.no);
        let chosen = self.compared.as_ref().map_or(((last - 1).max(1), last), |both| (both.from, both.to));
        (chosen.0.to_string(), chosen.1.to_string())
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

/// `GET /findings/{id}/otherwise`
#[derive(Template)]
#[template(path = "workflow/finding/otherwise.html")]
pub struct OtherwisePage {
    pub shell: Shell,
    pub case: Case,
    pub finding: Finding,
    pub key: uuid::Uuid,
}

/// The instrument that the severity proposes (巡回检察工作规定 36, 刑事诉讼规则 624).
pub const fn proposed(finding: &Finding) -> &'static str {
    let Some(severity) = finding.severity else { return "proposed-unknown" };
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

/// The history in words, the present state on top.
pub fn entries(finding: &Finding, events: &[Event], only_returned: bool, l: Lang) -> Vec<Entry> {
    let mut entries: Vec<Entry> = events
        .iter()
        .map(|event| Entry {
            way: match event.what.split('-').next().unwrap_or_default() {
                "served" => "out",
                "reply" | "objected" => "in",
                "oral" if event.what == "oral-made" => "out",
                "verification" if event.what.ends_with("returned") => "back",
                _ => "note",
            },
            title: l.t(&format!("event-{}", event.what.replace('_', "-"))),
            who: event.who.clone().unwrap_or_default(),
            at: l.instant(event.at),
            text: event.text.clone(),
        })
        .filter(|entry| !only_returned || entry.way == "back")
        .collect();
    if let Some(waits) = waits(finding).filter(|_| !only_returned) {
        let now = Entry {
            way: "now",
            title: finding.position.map_or_else(|| l.word(finding.status), |position| l.word(position)),
            who: String::new(),
            at: finding.due_on.map(|day| l.with("finding-before", &[("day", l.date(day).into())])).unwrap_or_default(),
            text: l.t(waits),
        };
        entries.insert(0, now);
    }
    entries
}

/// Every version with what it changed in the one before; the first says what it said.
pub fn versions(versions: &[version::Version], l: Lang) -> Vec<Version> {
    versions
        .iter()
        .enumerate()
        .map(|(at, version)| Version {
            no: version.no,
            who: version.author.clone().unwrap_or_default(),
            at: l.instant(version.at),
            changes: changes(versions.get(at + 1), version, l),
        })
        .collect()
}

/// Two versions side by side, where both are named and there.
pub fn compared(versions: &[version::Version], from: Option<i32>, to: Option<i32>, l: Lang) -> Option<Compared> {
    let find = |no: Option<i32>| versions.iter().find(|version| Some(version.no) == no);
    let (old, new) = (find(from)?, find(to)?);
    Some(Compared { from: old.no, to: new.no, changes: changes(Some(old), new, l) })
}

fn changes(old: Option<&version::Version>, new: &version::Version, l: Lang) -> Vec<Changed> {
    let fields = |version: &version::Version| -> [(&'static str, Option<String>); 7] {
        let category = || Some(l.pick(version.category_zh.as_deref()?, version.category_en.as_deref()?).to_owned());
        [
            ("finding-title", Some(version.title.clone())),
            ("finding-category", category()),
            ("finding-facts", Some(version.facts.clone())),
            ("finding-legal-basis", Some(version.legal_basis.clone())),
            ("finding-severity", version.severity.map(|severity| l.word(severity))),
            ("finding-depth", version.depth.map(|depth| l.word(depth))),
            ("finding-depth-reason", version.depth_reason.clone()),
        ]
    };
    let before = old.map(fields);
    let is_first = before.is_none();
    let pairs = fields(new).into_iter().enumerate().filter_map(|(at, (key, text))| {
        let was = before.as_ref().map_or(Some(String::new()), |before| before[at].1.clone());
        // what a version did not keep cannot be compared
        Some((key, was?, text?))
    });
    pairs
        .filter(|(_, _, text)| !is_first || !text.is_empty())
        .filter_map(|(key, was, text)| {
            let label = l.t(key);
            // the first version changed nothing: it is read as it was written
            if is_first {
                Some(Changed { label, runs: vec![Run::Kept(text)] })
            } else {
                Changed::of(label, &was, &text)
            }
        })
        .collect()
}
