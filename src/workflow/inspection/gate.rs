//! The conditions of each step, each with its rule, its sentence and what to do about it.
mod before;

use std::borrow::Borrow;

use chrono::NaiveDate;

use crate::{
    foundation::{
        calendar::Calendar,
        text::{Arg, Lang},
        web::fields::Fields,
    },
    law::period::Rules,
    workflow::inspection::{
        form::Answers,
        model::Case,
        plan::Plan,
        state::{State, Step},
        store::Facts,
    },
};

pub use before::Condition;

/// Why a step cannot be taken now.
#[derive(Debug, Clone)]
pub struct Refusal {
    pub key: &'static str,
    pub args: Vec<(&'static str, Arg)>,
    /// The rule and its article; laws stay Chinese.
    pub source: String,
    /// Where it is mended.
    pub fix: Option<String>,
}

impl Refusal {
    fn new(key: &'static str, source: &str) -> Self {
        Self { key, args: Vec::new(), source: source.to_owned(), fix: None }
    }

    fn args<const N: usize>(self, args: [(&'static str, Arg); N]) -> Self {
        Self { args: args.into(), ..self }
    }

    fn fix(self, href: String) -> Self {
        Self { fix: Some(href), ..self }
    }

    pub fn sentence(&self, l: impl Borrow<Lang>) -> String {
        l.borrow().with(self.key, &self.args)
    }
}

/// Everything that a gate looks at.
#[derive(Debug)]
pub struct Seen<'a> {
    pub case: &'a Case,
    pub facts: &'a Facts,
    pub plan: &'a Plan,
    pub rules: &'a Rules,
    pub calendar: &'a Calendar,
    pub today: NaiveDate,
}

const XH: &str = "人民检察院巡回检察工作规定";

/// Numbers of records that a sentence names.
const LISTED: usize = 20;

fn article(number: &str) -> String {
    format!("{XH} {number}")
}

impl Seen<'_> {
    /// The conditions that stand in the way of a step, whatever its form says.
    pub fn refusals(&self, step: Step) -> Vec<Refusal> {
        let mut found = Vec::new();
        match step {
            Step::Submit | Step::Approve | Step::Prepare | Step::Notify | Step::Start => {
                found.extend(self.conditions(step).into_iter().filter_map(|condition| condition.refusal));
            }
            Step::Finish => self.before_finish(&mut found),
            Step::Report => self.before_report(&mut found),
            Step::Conclude => self.before_conclude(&mut found),
            Step::Rectify => {
                if self.facts.open == 0 {
                    found.push(Refusal::new("gate-nothing-open", &article("第四十条")));
                }
            }
            Step::Close => self.before_close(&mut found),
            Step::Archive => {
                if self.facts.open > 0 {
                    let refusal = Refusal::new("gate-open-findings", &article("第四十七条"));
                    found.push(
                        refusal.args([("n", self.facts.open.into())]).fix(format!("{}#findings", self.case.href())),
                    );
                }
            }
            Step::FollowUp => {
                if self.facts.confirmed == 0 {
                    found.push(Refusal::new("gate-nothing-to-follow", &article("第四十条")));
                }
            }
            Step::Create
            | Step::Return
            | Step::Suspend
            | Step::Resume
            | Step::ApproveFeedback
            | Step::DeliverFeedback
            | Step::Cancel => {}
        }
        found
    }

    fn before_finish(&self, found: &mut Vec<Refusal>) {
        if self.facts.records == 0 {
            let refusal = Refusal::new("gate-no-record", &article("第三十二条"));
            found.push(refusal.fix(format!("{}/records/new", self.case.href())));
        }
        // each stands in the day log, with what is to be read before it is confirmed
        if !self.facts.unsigned.is_empty() {
            let first: Vec<String> = self.facts.unsigned.iter().take(LISTED).map(ToString::to_string).collect();
            let more = if self.facts.unsigned.len() > LISTED { "…" } else { "" };
            let args =
                [("n", self.facts.unsigned.len().into()), ("records", format!("{}{more}", first.join("、")).into())];
            let refusal = Refusal::new("gate-unsigned", &article("第二十条、第三十二条")).args(args);
            found.push(refusal.fix(format!("{}/records?signed=open", self.case.href())));
        }
    }

    fn before_report(&self, found: &mut Vec<Refusal>) {
        if self.facts.recorded > 0 {
            let refusal =
                Refusal::new("gate-unconfirmed", &article("第三十四条")).args([("n", self.facts.recorded.into())]);
            found.push(refusal.fix(format!("{}#findings", self.case.href())));
        }
        if self.facts.to_see > 0 {
            let refusal =
                Refusal::new("gate-site-check", &article("第三十一条")).args([("n", self.facts.to_see.into())]);
            found.push(refusal.fix(format!("{}/review", self.case.href())));
        }
    }

    fn before_conclude(&self, found: &mut Vec<Refusal>) {
        let case = self.case;
        let findings = format!("{}#findings", case.href());
        if case.state == State::Rectifying && case.kind.needs_follow_up() {
            found.push(
                Refusal::new("gate-follow-up-first", &article("第四十条")).fix(format!("{}/follow-up", case.href())),
            );
        }
        // special and mobile: every finding closed; routine and cross: closed, or handed over with a receipt
        let open = if case.kind.needs_follow_up() { self.facts.unsettled } else { self.facts.open };
        if open > 0 {
            let refusal = Refusal::new("gate-open-findings", &article("第三十六条")).args([("n", open.into())]);
            found.push(refusal.fix(findings.clone()));
        }
        self.before_ending(found);
        if self.facts.without_instrument > 0 {
            let refusal = Refusal::new("gate-no-instrument", &article("第三十六条第（二）项"));
            found.push(
                refusal.args([("n", self.facts.without_instrument.into())]).fix(format!("{}#documents", case.href())),
            );
        }
        if case.state == State::FollowUp && self.facts.not_rechecked > 0 {
            let refusal =
                Refusal::new("gate-not-rechecked", &article("第四十条")).args([("n", self.facts.not_rechecked.into())]);
            found.push(refusal.fix(findings));
        }
    }

    fn before_close(&self, found: &mut Vec<Refusal>) {
        if self.facts.unsettled > 0 {
            let refusal =
                Refusal::new("gate-open-findings", &article("第三十六条")).args([("n", self.facts.unsettled.into())]);
            found.push(refusal.fix(format!("{}#findings", self.case.href())));
        }
        self.before_ending(found);
        if self.facts.pending_documents > 0 {
            let refusal = Refusal::new("gate-pending-documents", &article("第三十六条"));
            let refusal = refusal.args([("n", self.facts.pending_documents.into())]);
            found.push(refusal.fix(format!("{}#documents", self.case.href())));
        }
    }

    /// An objection is decided before its case ends (刑事诉讼规则 554).
    fn before_ending(&self, found: &mut Vec<Refusal>) {
        if self.facts.contested > 0 {
            let refusal = Refusal::new("gate-contested", "人民检察院刑事诉讼规则 第五百五十四条");
            let refusal = refusal.args([("n", self.facts.contested.into())]);
            found.push(refusal.fix(format!("{}#documents", self.case.href())));
        }
    }

    /// What the answers themselves must satisfy; problems are noted at the fields.
    pub fn judge(&self, step: Step, answers: &Answers, fields: &mut Fields) {
        let case = self.case;
        match step {
            Step::Submit => self.judge_submit(answers, fields),
            Step::Notify => self.judge_notice(answers, fields),
            Step::Start => self.judge_start(answers, fields),
            Step::Finish => self.judge_finish(answers, fields),
            Step::DeliverFeedback => {
                self.within(answers.date("feedback_on"), self.facts.feedback_approved_on, fields, "feedback_on");
                if answers.date("reply_due") < answers.date("feedback_on") {
                    fields.problem("reply_due", "problem-reply-due", Vec::new());
                }
            }
            Step::FollowUp => self.within(answers.date("follow_up_on"), case.feedback_on, fields, "follow_up_on"),
            Step::Resume => {
                if answers.date("planned_to").is_some_and(|day| day < self.today) {
                    fields.problem("planned_to", "problem-too-early", vec![("earliest", self.today.into())]);
                }
            }
            Step::Create
            | Step::Approve
            | Step::Return
            | Step::Prepare
            | Step::Suspend
            | Step::Report
            | Step::ApproveFeedback
            | Step::Rectify
            | Step::Conclude
            | Step::Close
            | Step::Archive
            | Step::Cancel => {}
        }
    }

    /// A day not after today, and not before `earliest`.
    fn within(&self, day: Option<NaiveDate>, earliest: Option<NaiveDate>, fields: &mut Fields, name: &str) {
        let Some(day) = day else { return };
        if day > self.today {
            fields.problem(name, "problem-future", vec![("today", self.today.into())]);
        } else if let Some(earliest) = earliest.filter(|earliest| day < *earliest) {
            fields.problem(name, "problem-too-early", vec![("earliest", earliest.into())]);
        }
    }

    /// The first day on which an inspection that begins on `from` has lasted as long as the rule asks, the first day counted in.
    pub fn last_day_at_least(&self, from: NaiveDate) -> Option<(NaiveDate, String)> {
        let parameter = self.rules.get(self.case.kind.least_days(), self.case.facility_kind)?;
        Some((parameter.least(self.calendar, from)?.on, parameter.source.clone()))
    }
}
