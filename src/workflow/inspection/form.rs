//! What each step asks for: the questions of its form, and the answers read from it.
use chrono::NaiveDate;
use serde_json::{Map, Value};

use crate::{
    foundation::web::fields::{Fields, LINE, PROSE},
    workflow::inspection::{model::Case, state::Step, store::Facts},
};

/// How a question is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    Line,
    Prose,
    Date,
    Number,
}

/// A question of a step's form. Its words are the messages `ask-<name>` and, with a hint, `ask-<name>-hint`.
#[derive(Debug, Clone)]
pub struct Question {
    pub name: &'static str,
    pub ask: Ask,
    pub required: bool,
    pub hint: bool,
    pub start: String,
}

impl Question {
    const fn new(name: &'static str, ask: Ask, required: bool) -> Self {
        Self { name, ask, required, hint: false, start: String::new() }
    }

    fn hint(self) -> Self {
        Self { hint: true, ..self }
    }

    fn start(self, value: impl std::fmt::Display) -> Self {
        Self { start: value.to_string(), ..self }
    }

    pub fn label_key(&self) -> String {
        format!("ask-{}", self.name.replace('_', "-"))
    }

    pub fn hint_key(&self) -> String {
        if self.hint { format!("{}-hint", self.label_key()) } else { String::new() }
    }
}

fn line(name: &'static str) -> Question {
    Question::new(name, Ask::Line, true)
}

fn prose(name: &'static str) -> Question {
    Question::new(name, Ask::Prose, true)
}

fn if_needed(name: &'static str, needed: bool) -> Question {
    Question::new(name, Ask::Prose, needed).hint()
}

fn date(name: &'static str, start: NaiveDate) -> Question {
    Question::new(name, Ask::Date, true).start(start)
}

/// Every question that a form asks or has asked, in the order in which they stand.
pub const NAMES: [&str; 40] = [
    "reason",
    "planned_to",
    "opinion",
    "team_size_reason",
    "duration_reason",
    "override_reason",
    "info_pack",
    "training",
    "communication_on",
    "communication",
    "served_on",
    "notice_time",
    "notice_people",
    "notice_content",
    "notice_contact",
    "same_day_reason",
    "started_on",
    "kickoff",
    "public_notice",
    "ended_on",
    "days_on_site",
    "exemption",
    "report_basics",
    "report_problems",
    "report_handling",
    "report_next",
    "report_office",
    "feedback_text",
    "feedback_release",
    "hearing",
    "feedback_on",
    "minutes",
    "receiver",
    "office_receiver",
    "reply_due",
    "follow_up_on",
    "follow_up_note",
    "conclusion",
    "case_no",
    "volume",
];

/// The questions of a step. What a rule asks for only in some cases is required only in those.
pub fn questions(step: Step, case: &Case, facts: &Facts, today: NaiveDate) -> Vec<Question> {
    match step {
        Step::Create | Step::Rectify | Step::Return | Step::Suspend | Step::Cancel => vec![prose("reason")],
        // the days lost are given back: the planned end moves, as the approver decides
        Step::Resume => vec![prose("reason"), date("planned_to", case.planned_to.max(today)).hint()],
        Step::Submit => {
            let mut asked = vec![if_needed("team_size_reason", false)];
            asked.extend(usual_length(case));
            asked
        }
        Step::Approve => vec![prose("opinion"), if_needed("override_reason", needs_override(case, facts))],
        // what it waits for stands in rows of its own
        Step::Prepare => Vec::new(),
        Step::Notify => vec![
            date("served_on", today),
            prose("notice_time").start(format!("{} — {}", case.planned_from, case.planned_to)),
            prose("notice_people"),
            prose("notice_content"),
            line("notice_contact"),
            if_needed("same_day_reason", false),
        ],
        Step::Start => vec![date("started_on", today), prose("kickoff"), if_needed("public_notice", false)],
        Step::Finish => {
            let mut asked =
                vec![date("ended_on", today).hint(), Question::new("days_on_site", Ask::Number, true).hint()];
            asked.extend(usual_length(case));
            asked
        }
        Step::Report => vec![
            prose("report_basics"),
            prose("report_problems"),
            prose("report_handling"),
            prose("report_next"),
            prose("report_office").hint(),
            prose("feedback_text").hint(),
            if_needed("feedback_release", false),
        ],
        Step::ApproveFeedback => vec![prose("hearing").hint()],
        Step::DeliverFeedback => {
            let mut asked = vec![date("feedback_on", today), prose("minutes"), line("receiver")];
            if facts.confirmed_office > 0 {
                asked.push(line("office_receiver").hint());
            }
            asked.push(date("reply_due", today + chrono::Days::new(30)).hint());
            asked
        }
        Step::FollowUp => vec![date("follow_up_on", today), prose("follow_up_note").hint()],
        Step::Conclude => vec![prose("conclusion")],
        Step::Close => vec![prose("opinion")],
        Step::Archive => vec![line("case_no").hint(), prose("volume").hint()],
    }
}

/// 一般不少于: less is explained; where the rule is hard, less is filed beforehand.
fn usual_length(case: &Case) -> Option<Question> {
    (!case.is_shortened_by_filing()).then(|| if_needed("duration_reason", false))
}

/// A D rule is met: only the approver overrides it, with a reason.
pub fn needs_override(case: &Case, facts: &Facts) -> bool {
    case.kind.is_cross() && !facts.conflicts.is_empty()
}

/// The answers to a step's questions.
#[derive(Debug, Clone, Default)]
pub struct Answers(Map<String, Value>);

impl Answers {
    /// Reads the answers; what is wrong is noted at the fields.
    pub fn read(questions: &[Question], fields: &mut Fields) -> Self {
        let mut answers = Map::new();
        for question in questions {
            let value = match (question.ask, question.required) {
                (Ask::Line, true) => text(fields.text(question.name, LINE)),
                (Ask::Line, false) => text(fields.optional(question.name, LINE)),
                (Ask::Prose, true) => text(fields.text(question.name, PROSE)),
                (Ask::Prose, false) => text(fields.optional(question.name, PROSE)),
                (Ask::Date, true) => fields.date(question.name).map(|day| day.to_string().into()),
                (Ask::Date, false) => fields.optional_date(question.name).map(|day| day.to_string().into()),
                (Ask::Number, _) => fields.number(question.name, 0, 3660).map(Value::from),
            };
            if let Some(value) = value {
                answers.insert(question.name.to_owned(), value);
            }
        }
        Self(answers)
    }

    pub fn text(&self, name: &str) -> &str {
        self.0.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    pub fn date(&self, name: &str) -> Option<NaiveDate> {
        self.text(name).parse().ok()
    }

    pub fn number(&self, name: &str) -> Option<i32> {
        self.0.get(name).and_then(Value::as_i64).and_then(|n| i32::try_from(n).ok())
    }

    /// For the step's row.
    pub fn detail(&self) -> Value {
        Value::Object(self.0.clone())
    }

    /// What stands in the step's own column: the reason or opinion.
    pub fn reason(&self) -> &str {
        match self.text("reason") {
            "" => self.text("opinion"),
            reason => reason,
        }
    }
}

fn text(text: String) -> Option<Value> {
    (!text.is_empty()).then(|| text.into())
}
