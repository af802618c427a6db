//! 事前有方案, 事中有记录, 事后有报告: the three stages of a case with their gates, each done, open or blocked.
use chrono::NaiveDate;

use crate::{
    foundation::{text::Lang, word::Word},
    workflow::inspection::{
        gate::Refusal,
        model::{Case, Plan},
        state::{State, Step},
        store::{Facts, Taken},
    },
};

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

/// What the stages are drawn from.
pub struct Ground<'a> {
    pub case: &'a Case,
    pub facts: &'a Facts,
    pub plan: &'a Plan,
    pub steps: &'a [Taken],
    /// Working days without a record.
    pub missing: Vec<NaiveDate>,
    /// Points of the plan, and how many have a record.
    pub points: (usize, usize),
    /// What stands in the way of the next step.
    pub refusals: &'a [Refusal],
}

impl Ground<'_> {
    fn done(&self, step: Step) -> Option<NaiveDate> {
        self.steps.iter().find(|taken| taken.step == step.code()).map(|taken| taken.day)
    }

    /// The gate of a step: its day, or what blocks it.
    fn gate(&self, step: Step, l: Lang) -> Gate {
        // a plan that was returned is to be submitted again
        let day = self.done(step).filter(|_| step != Step::Submit || self.case.state != State::Draft);
        let next = self.case.state.onward(self.case.kind.needs_follow_up()) == Some(step);
        let blocked = self.refusals.first().filter(|_| next && day.is_none());
        Gate {
            state: if blocked.is_some() {
                "blocked"
            } else if day.is_some() {
                "done"
            } else {
                "open"
            },
            text: l.t(&format!("gate-{}", step.code().replace('_', "-"))),
            note: match (blocked, day) {
                (Some(_), _) => l.t("gate-see"),
                (None, Some(day)) => l.day(day),
                (None, None) => String::new(),
            },
            fix: blocked.map(|_| "#next".to_owned()),
        }
    }

    fn before(&self, l: Lang) -> Vec<Gate> {
        let missing = self.plan.missing().len();
        let mut gates = vec![
            part(l.t("gate-plan"), 7 - missing, 7, format!("{}/plan", self.case.href())),
            self.gate(Step::Submit, l),
            self.gate(Step::Approve, l),
            self.gate(Step::Prepare, l),
            self.gate(Step::Notify, l),
        ];
        // cases from before the system have their plans on paper
        gates.retain(|gate| !(self.case.history && gate.fix.is_some() && gate.state == "open"));
        gates
    }

    fn during(&self, l: Lang) -> Vec<Gate> {
        let case = self.case;
        let found = self.facts.recorded + self.facts.confirmed;
        let mut gates = vec![
            self.gate(Step::Start, l),
            count(l.t("gate-records"), self.facts.records, format!("{}/records", case.href())),
        ];
        if let Some(day) = self.missing.first() {
            gates.push(Gate {
                state: "blocked",
                text: if self.missing.len() == 1 {
                    l.with("gate-day-missing", &[("day", l.day(*day).into())])
                } else {
                    l.with("gate-days-missing", &[("n", self.missing.len().into())])
                },
                note: l.t(if case.state.is_fieldwork() && case.inspector { "gate-day-write" } else { "gate-see" }),
                fix: Some(if case.state.is_fieldwork() && case.inspector {
                    format!("{}/records/new?day={day}", case.href())
                } else {
                    format!("{}/records", case.href())
                }),
            });
        }
        let (all, inspected) = self.points;
        if all > 0 {
            gates.push(part(l.t("gate-points"), inspected, all, format!("{}#points", case.href())));
        }
        gates.push(count(l.t("gate-findings"), found, format!("{}#findings", case.href())));
        gates.push(self.gate(Step::Finish, l));
        gates
    }

    fn after(&self, l: Lang) -> Vec<Gate> {
        let facts = self.facts;
        let rectified = Gate {
            state: if facts.confirmed > 0 && facts.open == 0 { "done" } else { "open" },
            text: l.t("gate-rectified"),
            note: format!("{}/{}", facts.confirmed - facts.open, facts.confirmed),
            fix: Some(format!("{}#findings", self.case.href())),
        };
        let mut gates = vec![self.gate(Step::Report, l), self.gate(Step::DeliverFeedback, l), rectified];
        if self.case.kind.needs_follow_up() {
            gates.push(self.gate(Step::FollowUp, l));
        }
        gates.push(self.gate(Step::Close, l));
        gates
    }

    /// The three stages with their gates, as the case stands.
    pub fn stages(&self, l: Lang) -> Vec<Stage> {
        let case = self.case;
        let before_done = self.done(Step::Start).is_some();
        let during_done = self.done(Step::Finish).is_some();
        let after_done = matches!(case.state, State::Closed | State::Archived);
        let stage = |key, state, when, gates| Stage { key, state, when, gates };
        vec![
            stage(
                "before",
                progress(before_done, true),
                l.with("stage-before-when", &[("from", case.planned_from.into()), ("to", case.planned_to.into())]),
                self.before(l),
            ),
            stage(
                "during",
                progress(during_done, before_done),
                match (case.started_on, case.ended_on) {
                    (Some(from), Some(to)) => l.with("stage-during-was", &[("from", from.into()), ("to", to.into())]),
                    (Some(from), None) => l.with("stage-during-when", &[("from", from.into())]),
                    (None, _) => String::new(),
                },
                self.during(l),
            ),
            stage(
                "after",
                progress(after_done, during_done),
                case.feedback_due.map_or_else(String::new, |day| l.with("stage-after-when", &[("due", day.into())])),
                self.after(l),
            ),
        ]
    }
}

const fn progress(done: bool, begun: bool) -> &'static str {
    if done {
        "done"
    } else if begun {
        "now"
    } else {
        "todo"
    }
}

/// A gate that is passed with the first row.
fn count(text: String, n: i64, fix: String) -> Gate {
    Gate { state: if n > 0 { "done" } else { "open" }, text, note: n.to_string(), fix: Some(fix) }
}

/// A gate that is passed when all of its parts are.
fn part(text: String, n: usize, all: usize, fix: String) -> Gate {
    Gate { state: if n == all { "done" } else { "open" }, text, note: format!("{n}/{all}"), fix: Some(fix) }
}
