//! 事前有方案, 事中有记录, 事后有报告: the three stages of a case with their gates, each done, open or blocked.
use chrono::NaiveDate;

use crate::{
    foundation::{text::Lang, word::Word},
    workflow::inspection::{
        gate::{Condition, Refusal},
        model::Case,
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
    /// What stands before the first day.
    pub conditions: Vec<Condition>,
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
        let next = self.next() == Some(step);
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

    fn next(&self) -> Option<Step> {
        self.case.state.onward(self.case.kind.needs_follow_up())
    }

    /// A condition: done with its day, open with how much of it is there, or blocking the next step.
    fn condition(&self, condition: &Condition, l: Lang) -> Gate {
        let state = standing(condition, self.next());
        let fix = condition.refusal.as_ref().and_then(|refusal| refusal.fix.clone());
        Gate {
            state,
            text: l.t(condition.key),
            note: match (state, condition.done_on, condition.part) {
                ("blocked", ..) => l.t("gate-mend"),
                (_, Some(day), _) => l.day(day),
                (_, None, Some((n, all))) => format!("{n}/{all}"),
                (_, None, None) => l.t("gate-see"),
            },
            fix: Some(fix.filter(|_| state == "blocked").unwrap_or_else(|| condition.href.clone())),
        }
    }

    fn before(&self, l: Lang) -> Vec<Gate> {
        // cases from before the system have their papers elsewhere
        let shown = |step| {
            let past = self.case.history || self.done(step).is_some();
            let of_step = self.conditions.iter().filter(move |condition| condition.step == step);
            of_step.filter(move |condition| condition.refusal.is_none() || !past)
        };
        let mut gates: Vec<Gate> = Vec::new();
        if !self.case.history {
            gates.extend(shown(Step::Submit).map(|condition| self.condition(condition, l)));
        }
        gates.extend([self.gate(Step::Submit, l), self.gate(Step::Approve, l)]);
        if !self.case.history {
            gates.extend(shown(Step::Prepare).map(|condition| self.condition(condition, l)));
        }
        gates.extend([self.gate(Step::Prepare, l), self.gate(Step::Notify, l)]);
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

/// Whether a condition holds, waits, or stands in the way of the next step.
pub fn standing(condition: &Condition, next: Option<Step>) -> &'static str {
    match condition.refusal {
        None => "done",
        // what is asked of a later step is not due yet; what a step went by has to go on holding
        Some(_) if condition.step == Step::Prepare && matches!(next, Some(Step::Submit | Step::Approve)) => "open",
        Some(_) => "blocked",
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
