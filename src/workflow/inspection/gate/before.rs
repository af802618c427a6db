//! 事前: what a plan is submitted with, a case prepared with, a facility notified and entered with; and how long it lasts.
use chrono::{Days, NaiveDate};

use super::{Refusal, Seen, article};
use crate::{
    foundation::web::fields::Fields,
    law::period::Parameter,
    people::roster::Bar,
    workflow::inspection::{
        form::Answers,
        model::{Item, Kind},
        plan::Plan,
        state::{State, Step},
    },
};

/// A condition before the first day: what proves it, or why it does not hold.
#[derive(Debug, Clone)]
pub struct Condition {
    /// Its name, as a message.
    pub key: &'static str,
    /// The rule and its article.
    pub source: String,
    /// The step that waits for it.
    pub step: Step,
    pub done_on: Option<NaiveDate>,
    /// How much of it is there, of how much.
    pub part: Option<(i64, i64)>,
    pub refusal: Option<Refusal>,
    /// Where its evidence stands.
    pub href: String,
}

impl Seen<'_> {
    /// The conditions of a step, in the order in which they are met.
    pub fn conditions(&self, step: Step) -> Vec<Condition> {
        match step {
            Step::Submit => {
                let of_plan = [Some(self.whole_plan()), self.competence(), Some(self.team()), Some(self.recusal(step))];
                of_plan.into_iter().chain([self.on_site(), self.days()]).flatten().collect()
            }
            Step::Approve => vec![self.recusal(step)],
            Step::Prepare => [self.communication(step), Some(self.pack()), Some(self.training()), self.annex(step)]
                .into_iter()
                .flatten()
                .collect(),
            Step::Notify => self.communication(step).into_iter().collect(),
            Step::Start => self.annex(step).into_iter().chain([self.recusal(step)]).collect(),
            Step::Create
            | Step::Return
            | Step::Suspend
            | Step::Resume
            | Step::Finish
            | Step::Report
            | Step::ApproveFeedback
            | Step::DeliverFeedback
            | Step::Rectify
            | Step::FollowUp
            | Step::Conclude
            | Step::Close
            | Step::Archive
            | Step::Cancel => Vec::new(),
        }
    }

    fn whole_plan(&self) -> Condition {
        let missing = self.plan.missing().len();
        let all = i64::try_from(Plan::REQUIRED).unwrap_or_default();
        let href = format!("{}/plan", self.case.href());
        let refusal = Refusal::new("gate-plan-parts", &article("第二十六条")).args([("n", missing.into())]);
        Condition {
            key: "gate-plan",
            source: article("第二十六条"),
            step: Step::Submit,
            done_on: None,
            part: Some((all - i64::try_from(missing).unwrap_or(all), all)),
            refusal: (missing > 0).then(|| refusal.fix(href.clone())),
            href,
        }
    }

    fn competence(&self) -> Option<Condition> {
        let source = article("第九条至第十一条");
        let held = self.case.kind.is_competent(self.case.organiser_level, self.case.facility_kind);
        (!held).then(|| Condition {
            key: "gate-competence",
            step: Step::Submit,
            done_on: None,
            part: None,
            refusal: Some(Refusal::new("gate-not-competent", &source)),
            href: self.case.href(),
            source,
        })
    }

    fn team(&self) -> Condition {
        let (facts, source) = (self.facts, article("第二十条、第二十一条"));
        let href = format!("{}/team", self.case.href());
        let least = i64::from(self.team_min());
        let refusal = if !facts.has_leader {
            Some(Refusal::new("gate-no-leader", &article("第二十一条")))
        } else if facts.chief_not_lead {
            Some(Refusal::new("gate-chief-leads", &article("第二十一条")))
        } else if facts.inspectors < least {
            let refusal = Refusal::new("gate-team-min", &article("第二十条"));
            Some(refusal.args([("least", least.into()), ("n", facts.inspectors.into())]))
        } else {
            None
        };
        Condition {
            key: "gate-team",
            source,
            step: Step::Submit,
            done_on: None,
            part: Some((facts.inspectors, self.team_about().map_or(least, |about| i64::from(about.amount)))),
            refusal: refusal.map(|refusal| refusal.fix(href)),
            href: format!("{}#team", self.case.href()),
        }
    }

    /// Whom the statute keeps out goes before anything is done (刑事诉讼法 29).
    fn recusal(&self, step: Step) -> Condition {
        let source = Bar::Recused.source();
        let (barred, unfit) = (&self.facts.barred, &self.facts.unfit);
        // whoever left is not recused: another reason, the same way out
        let (key, names) = if barred.is_empty() { ("gate-unfit", unfit) } else { ("gate-barred", barred) };
        let refusal = Refusal::new(key, source).args([("names", names.join("、").into())]);
        // a team that was approved is mended after the plan is returned
        let refusal =
            if self.case.state == State::Draft { refusal.fix(format!("{}/team", self.case.href())) } else { refusal };
        Condition {
            key: "gate-recusal",
            source: source.to_owned(),
            step,
            done_on: None,
            part: None,
            refusal: (!names.is_empty()).then_some(refusal),
            href: format!("{}#team", self.case.href()),
        }
    }

    /// 专门、机动不少于三人; for all, no entry with fewer than two (巡回检察工作规定 20).
    fn team_min(&self) -> i32 {
        let key = if self.case.kind.is_sealed_by_default() { "team_min" } else { "entry_min_people" };
        self.rules.get(key, self.case.facility_kind).map_or(2, |parameter| parameter.amount)
    }

    fn exemptions(&self) -> String {
        format!("{}/exemptions/new", self.case.href())
    }

    /// Days on site as planned, against the rule or against what was filed (巡回检察工作规定 10-12).
    fn on_site(&self) -> Option<Condition> {
        let least = self.on_site_least()?;
        let planned = self.plan.on_site_days;
        let refusal = match planned {
            None => {
                let edit = format!("{}/plan/edit#on_site_days", self.case.href());
                Some(Refusal::new("gate-no-on-site", &least.source).fix(edit))
            }
            Some(n) if n < least.amount && !suffices(n, self.facts.exempt_on_site) => {
                let refusal = Refusal::new("gate-short-on-site", &least.source);
                let refusal = refusal.args([("n", n.into()), ("least", least.amount.into())]);
                Some(refusal.fix(self.exemptions()))
            }
            Some(_) => None,
        };
        Some(Condition {
            key: "gate-on-site",
            source: least.source.clone(),
            step: Step::Submit,
            done_on: self.facts.exempt_on_site.and(self.facts.exempted_on),
            part: Some((planned.unwrap_or_default().into(), least.amount.into())),
            refusal,
            href: format!("{}/plan", self.case.href()),
        })
    }

    /// Days in all as planned, where the rule is hard; special and mobile inspections give a reason instead.
    fn days(&self) -> Option<Condition> {
        let case = self.case;
        let (least, source) = self.last_day_at_least(case.planned_from).filter(|_| case.is_shortened_by_filing())?;
        let count = |to: NaiveDate| (to - case.planned_from).num_days() + 1;
        let planned = count(case.planned_to);
        let short =
            case.planned_to < least && !suffices(i32::try_from(planned).unwrap_or_default(), self.facts.exempt_days);
        let refusal = Refusal::new("gate-short-days", &source);
        let refusal = refusal.args([("n", planned.into()), ("least", count(least).into()), ("on", least.into())]);
        Some(Condition {
            key: "gate-days",
            source,
            step: Step::Submit,
            done_on: self.facts.exempt_days.and(self.facts.exempted_on),
            part: Some((planned, count(least))),
            refusal: short.then(|| refusal.fix(self.exemptions())),
            href: case.href(),
        })
    }

    /// 事前沟通: must for a cross-inspection; of others it is shown once there was one (巡回检察工作规定 33).
    fn communication(&self, step: Step) -> Option<Condition> {
        let (facts, source) = (self.facts, article("第三十三条"));
        let must = self.case.kind.is_cross();
        if !must && facts.contacts == 0 {
            return None;
        }
        let key = if facts.contacts == 0 { "gate-no-communication" } else { "gate-not-supported" };
        let refusal = Refusal::new(key, &source).args([("n", facts.contacts.into())]);
        let refusal = refusal.fix(format!("{}/contacts/new", self.case.href()));
        Some(Condition {
            key: "gate-communication",
            source,
            step,
            done_on: facts.communicated_on,
            part: None,
            refusal: (must && facts.communicated_on.is_none()).then_some(refusal),
            href: format!("{}/preparation#contacts", self.case.href()),
        })
    }

    fn pack(&self) -> Condition {
        let (all, source) = (i64::try_from(Item::PACK.len()).unwrap_or_default(), article("第二十八条"));
        let href = format!("{}/preparation#pack", self.case.href());
        let missing = all - self.facts.pack;
        let refusal = Refusal::new("gate-pack-parts", &source).args([("n", missing.into())]).fix(href.clone());
        Condition {
            key: "gate-pack",
            source,
            step: Step::Prepare,
            done_on: self.facts.packed_on,
            part: Some((self.facts.pack, all)),
            refusal: (missing > 0).then_some(refusal),
            href,
        }
    }

    fn training(&self) -> Condition {
        let source = article("第二十七条");
        let href = format!("{}/preparation#training", self.case.href());
        let refusal = Refusal::new("gate-no-training", &source).fix(href.clone());
        Condition {
            key: if self.facts.training_waived { "gate-training-waived" } else { "gate-training" },
            source,
            step: Step::Prepare,
            done_on: self.facts.trained_on,
            part: None,
            refusal: self.facts.trained_on.is_none().then_some(refusal),
            href,
        }
    }

    /// 公共卫生防控方案: asked for where the plan switches it on.
    fn annex(&self, step: Step) -> Option<Condition> {
        if !self.plan.epidemic {
            return None;
        }
        let source = "经批准的巡回检察工作方案".to_owned();
        let href = format!("{}/epidemic/new", self.case.href());
        let refusal = Refusal::new("gate-no-annex", &source).fix(href.clone());
        Some(Condition {
            key: "gate-annex",
            source,
            step,
            done_on: self.facts.annex_filed_on,
            part: None,
            refusal: self.facts.annex_filed_on.is_none().then_some(refusal),
            href: format!("{}/preparation#annex", self.case.href()),
        })
    }

    pub(super) fn judge_submit(&self, answers: &Answers, fields: &mut Fields) {
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
        self.judge_usual_length(self.case.planned_from, self.case.planned_to, answers, fields);
    }

    /// 一般不少于: what is shorter is explained.
    fn judge_usual_length(&self, from: NaiveDate, to: NaiveDate, answers: &Answers, fields: &mut Fields) {
        if let Some((least, source)) = self.last_day_at_least(from)
            && to < least
            && !self.case.is_shortened_by_filing()
            && answers.text("duration_reason").is_empty()
        {
            let args = vec![("least", least.into()), ("source", source.into())];
            fields.problem("duration_reason", "problem-duration", args);
        }
    }

    pub(super) fn judge_notice(&self, answers: &Answers, fields: &mut Fields) {
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

    pub(super) fn judge_start(&self, answers: &Answers, fields: &mut Fields) {
        self.within(answers.date("started_on"), self.facts.notified_on, fields, "started_on");
        // the notice gives its days, whatever day was planned; a reason that was given for a short notice holds
        let lead = self.rules.get("notice_lead", self.case.facility_kind).filter(|_| self.facts.short_notice.is_none());
        if let (Some(lead), Some(notified), Some(started)) = (lead, self.facts.notified_on, answers.date("started_on"))
            && (started - notified).num_days() < i64::from(lead.amount)
        {
            let earliest = notified + Days::new(u64::try_from(lead.amount).unwrap_or_default());
            let args = vec![("earliest", earliest.into()), ("source", lead.source.as_str().into())];
            fields.problem("started_on", "problem-start-notice", args);
        }
        if let (Some(started), Some(isolated)) = (answers.date("started_on"), self.facts.isolated_to)
            && self.plan.epidemic
            && started <= isolated
        {
            fields.problem("started_on", "problem-isolation", vec![("earliest", (isolated + Days::new(1)).into())]);
        }
    }

    /// What was filed before the plan was submitted, or since, counts when fieldwork ends.
    pub(super) fn judge_finish(&self, answers: &Answers, fields: &mut Fields) {
        let Some(started) = self.case.started_on else { return };
        let earliest = self.facts.last_record_on.map_or(started, |recorded| recorded.max(started));
        self.within(answers.date("ended_on"), Some(earliest), fields, "ended_on");
        let (Some(ended), Some(on_site)) = (answers.date("ended_on"), answers.number("days_on_site")) else { return };
        let days = (ended - started).num_days() + 1;
        if i64::from(on_site) > days {
            fields.problem("days_on_site", "problem-days-on-site", vec![("days", days.into())]);
        }
        self.judge_usual_length(started, ended, answers, fields);
        if let Some((least, source)) = self.last_day_at_least(started)
            && ended < least
            && self.case.is_shortened_by_filing()
            && !suffices(i32::try_from(days).unwrap_or_default(), self.facts.exempt_days)
        {
            fields.problem("ended_on", "problem-short-days", vec![("least", least.into()), ("source", source.into())]);
        }
        if let Some(least) = self.on_site_least()
            && on_site < least.amount
            && !suffices(on_site, self.facts.exempt_on_site)
        {
            let args =
                vec![("least", least.amount.into()), ("n", on_site.into()), ("source", least.source.as_str().into())];
            fields.problem("days_on_site", "problem-on-site", args);
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

    /// The least days on site that the rule asks for.
    pub fn on_site_least(&self) -> Option<&Parameter> {
        self.rules.get(self.case.kind.least_days_on_site()?, self.case.facility_kind)
    }
}

/// Whether so many days suffice by what was filed.
fn suffices(days: i32, filed: Option<i32>) -> bool {
    filed.is_some_and(|least| days >= least)
}

#[cfg(test)]
mod tests {
    use super::suffices;

    #[test]
    fn what_was_filed_is_a_floor_of_its_own() {
        assert!(!suffices(12, None));
        assert!(suffices(12, Some(12)));
        assert!(!suffices(11, Some(12)));
    }
}
