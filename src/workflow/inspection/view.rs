//! What the pages of the case file show.
use askama::Template;
use chrono::NaiveDate;

use crate::{
    foundation::{
        text::{Lang, written},
        web::{fields::Fields, shell::Shell},
        word::Word,
    },
    law::clock::Clock,
    workflow::{
        inspection::{
            deed,
            form::{self, Question},
            gate::Refusal,
            model::{Case, Kind, Plan},
            state::{State, Step},
            store::{
                Facts, PlanText, Taken,
                read::{DocumentLine, FindingLine, RecordLine},
            },
        },
        team::store::{Candidate, Member},
    },
};

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

/// One of 事前, 事中, 事后.
pub struct Stage {
    pub key: &'static str,
    pub state: &'static str,
    pub when: String,
    pub gates: Vec<Gate>,
}

/// A condition of a stage.
pub struct Gate {
    pub state: &'static str,
    pub text: String,
    pub note: String,
    pub fix: Option<String>,
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

/// `GET /inspections/{id}`
#[derive(Template)]
#[template(path = "workflow/inspection/show.html")]
pub struct ShowPage {
    pub shell: Shell,
    pub case: Case,
    pub today: NaiveDate,
    pub stages: Vec<Stage>,
    pub next: Vec<Next>,
    pub waiting: String,
    pub clocks: Vec<Clock>,
    pub team: Vec<Member>,
    pub may_edit: bool,
    pub may_record: bool,
    pub may_draft: bool,
    pub records: Vec<RecordLine>,
    pub findings: Vec<FindingLine>,
    pub documents: Vec<DocumentLine>,
    pub history: Vec<Entry>,
    pub plan: Plan,
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

    /// Before fieldwork the plan is what the case consists of.
    pub fn is_planned(&self) -> bool {
        self.case.started_on.is_none()
    }
}

/// `GET /inspections/{id}/plan`
#[derive(Template)]
#[template(path = "workflow/inspection/plan.html")]
pub struct PlanPage {
    pub shell: Shell,
    pub case: Case,
    pub text: PlanText,
    pub may_edit: bool,
}

impl PlanPage {
    /// `示例第一监狱机动巡回检察工作方案`
    pub fn heading(&self) -> String {
        format!("{}{}检察工作方案", self.case.facility_zh, Lang::Zh.word(self.case.kind))
    }

    /// Whether the approver has yet to decide.
    pub fn is_draft(&self) -> bool {
        matches!(self.case.state, State::Draft | State::Submitted)
    }

    /// The parts that are written, in their order.
    pub fn parts(&self) -> Vec<(String, &'static str)> {
        let written = Plan::PARTS.into_iter().filter(|part| !self.text.plan.part(part).is_empty());
        written.enumerate().map(|(index, part)| (written::ordinal(index + 1), part)).collect()
    }
}

/// A part of the plan on its form. `theirs` is what somebody else saved meanwhile.
pub struct Part {
    pub name: &'static str,
    pub label_key: String,
    pub required: bool,
    pub value: String,
    pub base: String,
    pub theirs: Option<String>,
}

/// `GET /inspections/{id}/plan/edit`, and the same with both texts after a conflict.
#[derive(Template)]
#[template(path = "workflow/inspection/plan_edit.html")]
pub struct PlanEditPage {
    pub shell: Shell,
    pub case: Case,
    pub key: uuid::Uuid,
    pub base: i32,
    pub conflict: Option<PlanText>,
    pub fields: Fields,
    pub parts: Vec<Part>,
}

/// `GET /inspections/{id}/team`
#[derive(Template)]
#[template(path = "workflow/inspection/team.html")]
pub struct TeamPage {
    pub shell: Shell,
    pub case: Case,
    pub key: uuid::Uuid,
    pub fields: Fields,
    pub team: Vec<Member>,
    pub people: Vec<(String, String)>,
    pub places: Vec<(&'static str, String)>,
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

/// The label of somebody who may join: name, post, unit.
pub fn candidate(candidate: &Candidate, l: Lang) -> (String, String) {
    let unit =
        l.pick(candidate.unit_zh.as_deref().unwrap_or_default(), candidate.unit_en.as_deref().unwrap_or_default());
    let parts: Vec<&str> =
        [unit, &candidate.name, &candidate.title].into_iter().filter(|part| !part.is_empty()).collect();
    (candidate.id.to_string(), parts.join(" · "))
}

/// The history of a case: each step with the answers that it was given.
pub fn history(steps: &[Taken], l: Lang) -> Vec<Entry> {
    steps.iter().map(|taken| entry(taken, l)).collect()
}

fn entry(taken: &Taken, l: Lang) -> Entry {
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

/// The three stages with their gates, as the case stands.
pub fn stages(case: &Case, facts: &Facts, plan: &Plan, steps: &[Taken], l: Lang) -> Vec<Stage> {
    let done = |step: Step| steps.iter().find(|taken| taken.step == step.code()).map(|taken| taken.day);
    let gate = |step: Step| {
        let day = done(step).filter(|_| step != Step::Submit || case.state != State::Draft);
        Gate {
            state: if day.is_some() { "done" } else { "open" },
            text: l.t(&format!("gate-{}", step.code().replace('_', "-"))),
            note: day.map_or_else(String::new, |day| l.day(day)),
            fix: None,
        }
    };
    let count = |key: &str, n: i64, fix: String| Gate {
        state: if n > 0 { "done" } else { "open" },
        text: l.t(key),
        note: n.to_string(),
        fix: Some(fix),
    };
    let missing = plan.missing().len();
    let plan_gate = Gate {
        state: if missing == 0 { "done" } else { "open" },
        text: l.t("gate-plan"),
        note: format!("{}/7", 7 - missing),
        fix: Some(format!("{}/plan", case.href())),
    };
    let reached = |state: &[Step]| state.iter().any(|step| done(*step).is_some());
    let before_done = reached(&[Step::Start]);
    let during_done = reached(&[Step::Finish]);
    let after_done = matches!(case.state, State::Closed | State::Archived);
    let progress = |done: bool, begun: bool| {
        if done {
            "done"
        } else if begun {
            "now"
        } else {
            "todo"
        }
    };
    let closed = facts.confirmed - facts.open;
    let rectified = Gate {
        state: if facts.confirmed > 0 && facts.open == 0 { "done" } else { "open" },
        text: l.t("gate-rectified"),
        note: format!("{closed}/{}", facts.confirmed),
        fix: Some(format!("{}#findings", case.href())),
    };
    vec![
        Stage {
            key: "before",
            state: progress(before_done, true),
            when: l.with("stage-before-when", &[("from", case.planned_from.into()), ("to", case.planned_to.into())]),
            gates: vec![plan_gate, gate(Step::Submit), gate(Step::Approve), gate(Step::Prepare), gate(Step::Notify)]
                .into_iter()
                // cases from before the system have their plans on paper
                .filter(|gate| !(case.history && gate.fix.is_some() && gate.state == "open"))
                .collect(),
        },
        Stage {
            key: "during",
            state: progress(during_done, before_done),
            when: case.started_on.map_or_else(String::new, |day| l.with("stage-during-when", &[("from", day.into())])),
            gates: vec![
                gate(Step::Start),
                count("gate-records", facts.records, format!("{}#records", case.href())),
                count("gate-findings", facts.recorded + facts.confirmed, format!("{}#findings", case.href())),
                gate(Step::Finish),
            ],
        },
        Stage {
            key: "after",
            state: progress(after_done, during_done),
            when: case.feedback_due.map_or_else(String::new, |day| l.with("stage-after-when", &[("due", day.into())])),
            gates: vec![
                gate(Step::Report),
                gate(Step::DeliverFeedback),
                rectified,
                gate(Step::FollowUp),
                gate(Step::Close),
            ]
            .into_iter()
            .filter(|gate| case.kind.needs_follow_up() || gate.text != l.t("gate-follow-up"))
            .collect(),
        },
    ]
}
