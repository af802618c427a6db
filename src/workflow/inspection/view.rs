//! What the pages of the case file show.
mod before;
mod paper;
mod team;

use askama::Template;
use chrono::NaiveDate;

use crate::{
    foundation::{
        text::Lang,
        web::{fields::Fields, shell::Shell},
        word::Word,
    },
    law::{checklist::Checklist, clock::Clock},
    people::roster::recusal::RecusalRow,
    workflow::{
        inspection::{
            deed,
            fieldwork::{Day, Point},
            form::{self, Question},
            gate::Refusal,
            model::{Case, Kind, Method},
            plan::{FIELDS, Grounds, Pin, Plan, Written, field::label_key, switch},
            stages::Stage,
            state::Step,
            store::{
                Taken,
                read::{DocumentLine, FindingLine, OralLine, Previous, RecordLine, Tally},
            },
        },
        team::store::Member,
    },
};

pub use before::{Contact, Standing, Time, contacts, gates};
pub use paper::{
    ChecklistsPage, Compared, DecidePage, PlanPage, ReportPage, compared, in_force, minutes, notice, pinned, report,
    said, trail,
};
pub use team::{TeamPage, WaiverPage, candidate};

/// `GET /inspections/new`
#[derive(Template)]
#[template(path = "workflow/inspection/new.html")]
pub struct NewPage {
    pub shell: Shell,
    pub key: uuid::Uuid,
    pub fields: Fields,
    pub kinds: Vec<(&'static str, String)>,
    pub facilities: Vec<(String, String)>,
}

/// A step that may be taken now, and the address of its form.
pub struct Next {
    pub href: String,
    pub word: String,
    pub primary: bool,
}

/// A step taken, in the history.
pub struct Entry {
    pub way: &'static str,
    pub title: String,
    pub who: String,
    pub at: String,
    pub text: String,
}

/// Which forms the case file offers to its reader.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each says whether one form is offered")]
pub struct Offered {
    pub contact: bool,
    pub edit: bool,
    pub register: bool,
    pub waive: bool,
    pub record: bool,
    pub draft: bool,
    pub clue: bool,
    pub review: bool,
    pub volume: bool,
}

/// `GET /inspections/{id}`
#[derive(Template)]
#[template(path = "workflow/inspection/show.html")]
pub struct ShowPage {
    pub shell: Shell,
    pub case: Case,
    pub today: NaiveDate,
    pub stages: Vec<Stage>,
    pub next: Vec<Next>,
    pub onward: Option<Onward>,
    pub counts: Counts,
    pub may: Offered,
    pub days: Vec<Day>,
    pub points: Vec<Point>,
    pub methods: Vec<(String, i64)>,
    pub contacts: Vec<Contact>,
    /// Members against whom a rule stands that the approver may let go: asked of cross-inspections.
    pub conflicts: Option<Vec<String>>,
    pub clocks: Vec<Clock>,
    pub team: Vec<Member>,
    pub recusals: Vec<RecusalRow>,
    pub records: Vec<RecordLine>,
    pub findings: Vec<FindingLine>,
    pub orals: Vec<OralLine>,
    pub documents: Vec<DocumentLine>,
    pub history: Vec<Entry>,
    pub plan: Plan,
    /// The findings of earlier inspections that the plan takes up, as far as the reader sees them.
    pub previous: Vec<Previous>,
}

impl ShowPage {
    /// The people of the team, each once with all their places.
    pub fn people(&self) -> Vec<(&Member, String)> {
        let mut people: Vec<(&Member, Vec<String>)> = Vec::new();
        for member in &self.team {
            let place = self.shell.l.word(member.place);
            match people.iter_mut().find(|(known, _)| known.person_id == member.person_id) {
                Some((_, places)) => places.push(place),
                None => people.push((member, vec![place])),
            }
        }
        let comma = self.shell.l.t("part-comma");
        people.into_iter().map(|(member, places)| (member, places.join(&comma))).collect()
    }

    /// What the plan says: the parts that the rule asks for even where nothing is written yet.
    pub fn plan_said(&self) -> Vec<(String, String)> {
        let l = self.shell.l;
        let grounds = Grounds { l, previous: self.previous.as_slice() };
        let said = FIELDS.iter().map(|(name, _)| (name, self.plan.said(name, grounds)));
        let shown = said.filter(|(name, text)| Plan::PARTS.contains(name) || !text.is_empty());
        shown.map(|(name, text)| (l.t(&label_key(name)), text)).collect()
    }

    /// Before fieldwork the plan is what the case consists of.
    pub fn is_planned(&self) -> bool {
        self.case.started_on.is_none()
    }

    /// The steps that a reader sees at once, and those behind them.
    pub fn lately(&self) -> (&[Entry], &[Entry]) {
        self.history.split_at(self.history.len().min(4))
    }

    /// The records about a point of the plan.
    pub fn about(&self, point: &Point) -> String {
        let query = serde_html_form::to_string([("focus", &point.text)]).unwrap_or_default();
        format!("{}/records?{query}", self.case.href())
    }

    /// How many findings stand where, in the order of the list.
    pub fn standing(&self) -> Vec<(String, usize)> {
        let mut counts: Vec<(&str, bool, usize)> = Vec::new();
        for finding in &self.findings {
            let code = finding.standing();
            match counts.iter_mut().find(|(known, ..)| *known == code) {
                Some((.., n)) => *n += 1,
                None => counts.push((code, finding.position.is_some(), 1)),
            }
        }
        let family = |placed| if placed { "position" } else { "finding-status" };
        let word = |code: &str, placed| self.shell.l.t(&format!("{}-{}", family(placed), code.replace('_', "-")));
        counts.into_iter().map(|(code, placed, n)| (word(code, placed), n)).collect()
    }

    /// The points that have a record.
    pub fn inspected(&self) -> usize {
        self.points.iter().filter(|point| point.records > 0).count()
    }
}

/// Rows of the case file, counted.
#[derive(Debug, Clone, Copy)]
pub struct Counts {
    pub records: i64,
    pub findings: usize,
    pub documents: usize,
}

/// The step that leads on: whose turn it is, and what stands in its way.
pub struct Onward {
    pub word: String,
    /// The address of its form, where it is the reader's turn.
    pub href: Option<String>,
    pub waits: String,
    pub blocked: Vec<Blocked>,
}

/// The next step in words: the reader's own, or whose.
pub fn onward(case: &Case, step: Step, refusals: &[Refusal], next: &[Next], l: Lang) -> Onward {
    let form = format!("{}/{}", case.href(), deed::slug(step));
    Onward {
        word: l.word(step),
        href: next.iter().any(|offered| offered.href == form).then_some(form),
        waits: l.t(&format!("waiting-{}", case.state.code().replace('_', "-"))),
        blocked: blocked(refusals, l),
    }
}

/// 检察方式: how often each method was used.
pub fn methods(tally: &[Tally], l: Lang) -> Vec<(String, i64)> {
    let word = |code: &str| l.t(&format!("method-{}", code.replace('_', "-")));
    tally.iter().filter_map(|tally| Some((word(tally.method.as_deref()?), tally.records))).collect()
}

/// A part of the plan on its form.
pub struct Part {
    pub name: &'static str,
    pub written: Written,
    pub label_key: String,
    pub hint_key: String,
    pub required: bool,
}

impl Part {
    pub fn new(name: &'static str, written: Written, case: &Case) -> Self {
        let label_key = label_key(name);
        Self {
            required: match written {
                Written::Prose => name != "discipline",
                Written::Number => case.is_shortened_by_filing(),
                Written::Rows | Written::Date | Written::Switch | Written::Checks => false,
            },
            hint_key: match written {
                Written::Prose | Written::Date => String::new(),
                Written::Rows | Written::Number | Written::Switch | Written::Checks => format!("{label_key}-hint"),
            },
            name,
            written,
            label_key,
        }
    }
}

/// `GET /inspections/{id}/plan/edit`
#[derive(Template)]
#[template(path = "workflow/inspection/plan_edit.html")]
pub struct PlanEditPage {
    pub shell: Shell,
    pub case: Case,
    pub key: uuid::Uuid,
    pub base: i32,
    pub fields: Fields,
    pub parts: Vec<Part>,
    /// The findings of the facility's history to choose from.
    pub previous: Vec<Previous>,
    /// Who is on the team.
    pub names: Vec<String>,
    /// The edition that each checklist would be pinned in.
    pub editions: Vec<Pin>,
    /// What stands in the way of an amendment.
    pub blocked: Vec<Blocked>,
    /// It is the next version of a plan in force.
    pub amends: bool,
}

impl PlanEditPage {
    pub fn switch(&self) -> Vec<(String, String)> {
        switch(self.shell.l)
    }

    /// What a list of boxes offers: code, word, whether it is chosen.
    pub fn choices(&self, name: &str) -> Vec<(String, String, bool)> {
        let l = self.shell.l;
        let all: Vec<(String, String)> = match name {
            "ways" => Method::ALL.iter().map(|way| (way.code().to_owned(), l.word(*way))).collect(),
            "checklists" => {
                let word = |list: &Checklist| {
                    let pin = self.editions.iter().find(|pin| pin.code == list.code())?;
                    let args = [("list", l.word(*list).into()), ("edition", pin.edition.as_str().into())];
                    Some((pin.code.clone(), l.with("checklist-pinned", &args)))
                };
                Checklist::of(self.case.facility_kind).iter().filter_map(word).collect()
            }
            _ => self.previous.iter().map(|finding| (finding.id.to_string(), finding.label(l))).collect(),
        };
        let chosen = |code: &str| self.fields.values(name).iter().any(|value| value.split('、').any(|one| one == code));
        all.into_iter().map(|(code, word)| (code.clone(), word, chosen(&code))).collect()
    }

    pub fn action(&self) -> String {
        format!("{}/{}", self.case.href(), if self.amends { "plan/amendments" } else { "plan" })
    }

    pub fn title(&self) -> String {
        self.shell.l.t(if self.amends { "plan-amend" } else { "plan-edit" })
    }
}

/// A condition that stands in the way, in words.
pub struct Blocked {
    pub sentence: String,
    pub source: String,
    pub fix: Option<String>,
}

/// `GET /inspections/{id}/<step>`
#[derive(Template)]
#[template(path = "workflow/inspection/step.html")]
pub struct StepPage {
    pub shell: Shell,
    pub case: Case,
    pub key: uuid::Uuid,
    pub step: Step,
    pub fields: Fields,
    pub questions: Vec<Question>,
    pub blocked: Vec<Blocked>,
    /// Shown before a decision: what was asked for, or the report.
    pub before: Vec<(String, String)>,
    pub conflicts: Vec<String>,
}

impl StepPage {
    pub fn slug(&self) -> String {
        deed::slug(self.step)
    }

    pub fn word(&self) -> String {
        self.shell.l.word(self.step)
    }

    pub fn action(&self) -> String {
        format!("{}/{}", self.case.href(), deed::slug(self.step))
    }
}

/// What was typed for a step that is no longer possible: nothing of it is lost.
#[derive(Template)]
#[template(path = "workflow/inspection/conflict.html")]
pub struct ConflictPage {
    pub shell: Shell,
    pub case: Case,
    pub step: Step,
    pub typed: Vec<(String, String)>,
}

pub fn kinds(l: Lang) -> Vec<(&'static str, String)> {
    Kind::ALL.iter().map(|kind| (kind.code(), l.word(*kind))).collect()
}

pub fn blocked(refusals: &[Refusal], l: Lang) -> Vec<Blocked> {
    refusals
        .iter()
        .map(|refusal| Blocked {
            sentence: refusal.sentence(l),
            source: refusal.source.clone(),
            fix: refusal.fix.clone(),
        })
        .collect()
}

/// The history of a case: each step with the answers that it was given.
pub fn history(steps: &[Taken], l: Lang) -> Vec<Entry> {
    steps.iter().map(|taken| entry(taken, l)).collect()
}

pub fn entry(taken: &Taken, l: Lang) -> Entry {
    let step = Step::parse(&taken.step);
    Entry {
        way: match step {
            Some(Step::Return) => "back",
            Some(Step::Notify | Step::DeliverFeedback) => "out",
            _ => "note",
        },
        title: step.map_or_else(String::new, |step| l.word(step)),
        who: taken.actor.clone().unwrap_or_else(|| l.t("history-system")),
        at: l.instant(taken.at),
        text: answers(&taken.detail, &taken.reason, l),
    }
}

/// The answers of a step: question and answer.
pub fn detail(detail: Option<&serde_json::Value>, l: Lang) -> Vec<(String, String)> {
    let pair = |(name, value): (&String, &serde_json::Value)| {
        let label = l.t(&format!("ask-{}", name.replace('_', "-")));
        (label, value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned))
    };
    let Some(map) = detail.and_then(serde_json::Value::as_object) else { return Vec::new() };
    // the database orders keys by its own lights; people read them in the order of the form
    let mut answers: Vec<_> = map.iter().collect();
    answers.sort_by_key(|(name, _)| form::NAMES.iter().position(|known| known == name));
    answers.into_iter().map(pair).collect()
}

/// The answers as lines: question, colon, answer.
fn answers(given: &serde_json::Value, reason: &str, l: Lang) -> String {
    let colon = l.t("part-colon");
    let lines: Vec<String> =
        detail(Some(given), l).iter().map(|(label, answer)| format!("{label}{colon}{answer}")).collect();
    if lines.is_empty() { reason.to_owned() } else { lines.join("\n") }
}
