//! The conditions of each step, each with its rule, its sentence and what to do about it.
use std::borrow::Borrow;

use chrono::NaiveDate;

use crate::{
    foundation::{
        calendar::Calendar,
        text::{Arg, Lang},
        web::fields::Fields,
    },
    law::period::{Parameter, Rules},
    people::roster::Bar,
    workflow::inspection::{
        form::Answers,
        model::{Case, Kind, Plan},
        state::{State, Step},
        store::Facts,
    },
};

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

fn article(number: &str) -> String {
    format!("{XH} {number}")
}

impl Seen<'_> {
    /// The conditions that stand in the way of a step, whatever its form says.
    pub fn refusals(&self, step: Step) -> Vec<Refusal> {
        let mut found = Vec::new();
        match step {
            Step::Submit => self.before_submit(&mut found),
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
            Step::Approve | Step::Start => self.nobody_barred(&mut found),
            Step::Create
            | Step::Return
            | Step::Prepare
            | Step::Notify
            | Step::Suspend
            | Step::Resume
            | Step::ApproveFeedback
            | Step::DeliverFeedback
            | Step::Cancel => {}
        }
        found
    }

    fn before_submit(&self, found: &mut Vec<Refusal>) {
        let case = self.case;
        let missing = self.plan.missing();
        if !missing.is_empty() {
            let refusal = Refusal::new("gate-plan-parts", &article("第二十六条")).args([("n", missing.len().into())]);
            found.push(refusal.fix(format!("{}/plan", case.href())));
        }
        if !case.kind.is_competent(case.organiser_level, case.facility_kind) {
            found.push(Refusal::new("gate-not-competent", &article("第九条至第十一条")));
        }
        let team = format!("{}/team", case.href());
        if !self.facts.has_leader {
            found.push(Refusal::new("gate-no-leader", &article("第二十一条")).fix(team.clone()));
        }
        if self.facts.chief_not_lead {
            found.push(Refusal::new("gate-chief-leads", &article("第二十一条")).fix(team.clone()));
        }
        self.nobody_barred(found);
        let least = self.team_min();
        if self.facts.inspectors < i64::from(least) {
            let refusal = Refusal::new("gate-team-min", &article("第二十条"));
            found.push(refusal.args([("least", least.into()), ("n", self.facts.inspectors.into())]).fix(team));
        }
    }

    /// Whom the statute keeps out goes before anything is done (刑事诉讼法 29).
    fn nobody_barred(&self, found: &mut Vec<Refusal>) {
        if !self.facts.barred.is_empty() {
            let refusal = Refusal::new("gate-barred", Bar::Recused.source());
            let refusal = refusal.args([("names", self.facts.barred.join("、").into())]);
            let draft = self.case.state == State::Draft;
            found.push(if draft { refusal.fix(format!("{}/team", self.case.href())) } else { refusal });
        }
    }

    /// 专门、机动不少于三人; for all, no entry with fewer than two (巡回检察工作规定 20).
    fn team_min(&self) -> i32 {
        let key = if self.case.kind.is_sealed_by_default() { "team_min" } else { "entry_min_people" };
        self.rules.get(key, self.case.facility_kind).map_or(2, |parameter| parameter.amount)
    }

    fn before_finish(&self, found: &mut Vec<Refusal>) {
        if self.facts.records == 0 {
            let refusal = Refusal::new("gate-no-record", &article("第三十二条"));
            found.push(refusal.fix(format!("{}/records/new", self.case.href())));
        }
    }

    fn before_report(&self, found: &mut Vec<Refusal>) {
        if self.facts.recorded > 0 {
            let refusal =
                Refusal::new("gate-unconfirmed", &article("第三十四条")).args([("n", self.facts.recorded.into())]);
            found.push(refusal.fix(format!("{}#findings", self.case.href())));
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
            Step::Prepare => self.within(answers.date("communication_on"), None, fields, "communication_on"),
            Step::Notify => self.judge_notice(answers, fields),
            Step::Start => self.within(answers.date("started_on"), self.facts.notified_on, fields, "started_on"),
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

    fn judge_submit(&self, answers: &Answers, fields: &mut Fields) {
        if let Some(about) = self.team_about()
            && self.facts.inspectors < i64::from(about.amount)
            && answers.text("team_size_reason").is_empty()
        {
            let args = vec![
                ("about", about.amount.into()),
                ("n", self.facts.inspectors.into()),
                ("source", about.source.as_str().into()),
            ];
            fields.problem("team_size_reason", "problem-team-about", args);
        }
        if let Some((least, source)) = self.last_day_at_least(self.case.planned_from)
            && self.case.planned_to < least
            && answers.text("duration_reason").is_empty()
        {
            fields.problem(
                "duration_reason",
                "problem-duration",
                vec![("least", least.into()), ("source", source.into())],
            );
        }
    }

    fn judge_notice(&self, answers: &Answers, fields: &mut Fields) {
        self.within(answers.date("served_on"), None, fields, "served_on");
        let Some(lead) = self.rules.get("notice_lead", self.case.facility_kind) else { return };
        let short = answers
            .date("served_on")
            .is_some_and(|day| (self.case.planned_from - day).num_days() < i64::from(lead.amount));
        if short && answers.text("same_day_reason").is_empty() {
            let args = vec![("days", lead.amount.into()), ("source", lead.source.as_str().into())];
            fields.problem("same_day_reason", "problem-short-notice", args);
        }
    }

    fn judge_finish(&self, answers: &Answers, fields: &mut Fields) {
        let Some(started) = self.case.started_on else { return };
        let earliest = self.facts.last_record_on.map_or(started, |recorded| recorded.max(started));
        self.within(answers.date("ended_on"), Some(earliest), fields, "ended_on");
        let (Some(ended), Some(on_site)) = (answers.date("ended_on"), answers.number("days_on_site")) else { return };
        let days = (ended - started).num_days() + 1;
        if i64::from(on_site) > days {
            fields.problem("days_on_site", "problem-days-on-site", vec![("days", days.into())]);
        }
        let exempt = !answers.text("exemption").is_empty();
        if let Some((least, source)) = self.last_day_at_least(started)
            && ended < least
            && !exempt
        {
            fields.problem("exemption", "problem-duration", vec![("least", least.into()), ("source", source.into())]);
        } else if let Some(least) = self.on_site_least()
            && on_site < least.amount
            && !exempt
        {
            let args =
                vec![("least", least.amount.into()), ("n", on_site.into()), ("source", least.source.as_str().into())];
            fields.problem("exemption", "problem-on-site", args);
        }
    }

    fn team_about(&self) -> Option<&Parameter> {
        let key = match self.case.kind {
            Kind::Routine => "routine_team_about",
            Kind::Cross | Kind::InterprovincialCross => "cross_team_about",
            Kind::Special | Kind::Mobile => return None,
        };
        self.rules.get(key, self.case.facility_kind)
    }

    fn on_site_least(&self) -> Option<&Parameter> {
        self.rules.get(self.case.kind.least_days_on_site()?, self.case.facility_kind)
    }

    /// The first day on which an inspection that begins on `from` has lasted as long as the rule asks, the first day counted in.
    pub fn last_day_at_least(&self, from: NaiveDate) -> Option<(NaiveDate, String)> {
        let parameter = self.rules.get(self.case.kind.least_days(), self.case.facility_kind)?;
        Some((parameter.least(self.calendar, from)?.on, parameter.source.clone()))
    }
}
