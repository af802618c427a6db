//! The steps of a living case, each by the person whose step it is, as far as the case has come.
use chrono::NaiveDate;

use super::Ground;
use super::daily;
use super::deed::{Deed, On, Tale};
use super::file;
use super::words;
use crate::demo::store::Place;

/// How far a case has come; every stage contains those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    Draft,
    Submitted,
    Prepared,
    Notified,
    InProgress,
    Reported,
    Rectifying,
    FollowUp,
}

/// When a case took its steps; those that lie ahead are not taken.
#[derive(Debug, Clone, Copy)]
pub struct Days {
    pub created: NaiveDate,
    pub submitted: NaiveDate,
    pub approved: NaiveDate,
    pub prepared: NaiveDate,
    pub notified: NaiveDate,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub reported: NaiveDate,
    pub decided: NaiveDate,
    pub delivered: NaiveDate,
    pub reply_due: NaiveDate,
    pub follow_up: NaiveDate,
}

/// A case of the round: what, where, by whom, how far.
pub struct Case<'a> {
    pub no: usize,
    pub kind: &'static str,
    pub place: &'a Place,
    pub stage: Stage,
    pub days: Days,
    pub lead: usize,
    /// Who approves for the organiser, by office or by delegation.
    pub approver: usize,
    /// Everybody else on the team, and the lead's place as its leader.
    pub team: Vec<(usize, &'static str)>,
    /// Who writes records and logs findings, in turn.
    pub authors: Vec<usize>,
    /// Days on site that were filed as enough, fewer than the rule asks for.
    pub shortened: Option<usize>,
    pub verifier: usize,
    pub closer: usize,
    /// The facility's contact where it has one that signs in; else somebody of the team registers answers on paper.
    pub answers: Answers,
}

#[derive(Debug, Clone, Copy)]
pub enum Answers {
    Liaison(usize),
    OnPaper(usize),
}

impl Case<'_> {
    pub fn name(&self) -> &str {
        &self.place.name_zh
    }

    fn step(&self, tale: &mut Tale, day: NaiveDate, who: usize, step: &'static str, fields: super::deed::Fields) {
        debug_assert!(self.days.created <= day, "{step} before the case");
        tale.deed(day, who, On::Case(step), fields);
    }

    /// The whole case.
    pub fn tell(
        &self,
        ground: &Ground<'_>,
        hand: &[super::Dealt],
        draw: &mut super::Draw,
    ) -> anyhow::Result<Vec<Deed>> {
        let mut tale = Tale::new(self.no);
        let days = self.days;
        self.plan(ground, &mut tale)?;
        if self.stage >= Stage::Submitted {
            let few = vec![("team_size_reason", "从事刑事执行检察的人员有限，抽调后仍可分为三个小组。".to_owned())];
            self.step(&mut tale, days.submitted, self.lead, "submit", few);
        }
        if self.stage >= Stage::Prepared {
            self.step(&mut tale, days.approved, self.approver, "approve", words::opinion());
            self.prepare(&mut tale)?;
        }
        if self.stage >= Stage::Notified {
            let notice = words::notice(self.name(), days.notified, days.from, days.to, self.kind == "special");
            self.step(&mut tale, days.notified, self.lead, "notify", notice);
        }
        if self.stage >= Stage::InProgress {
            self.step(&mut tale, days.from, self.lead, "start", words::kickoff(self.name(), days.from));
            for material in words::materials() {
                self.step(&mut tale, days.from, self.lead, "materials", material);
            }
            let found = self.fieldwork(ground, &mut tale, hand, draw)?;
            if self.stage >= Stage::Reported {
                self.report(ground, &mut tale, found.len());
            }
            if self.stage >= Stage::Rectifying {
                self.feedback(&mut tale);
                self.rectify(ground, &mut tale, &found)?;
            }
        }
        Ok(tale.finish())
    }

    fn plan(&self, ground: &Ground<'_>, tale: &mut Tale) -> anyhow::Result<()> {
        let days = &self.days;
        let opened = vec![
            ("kind", self.kind.to_owned()),
            ("facility", self.place.id.to_string()),
            ("basis", words::basis(self.kind, days.created)),
            ("planned_from", days.from.to_string()),
            ("planned_to", days.to.to_string()),
        ];
        tale.deed(days.created, self.lead, On::Cases, opened);
        let points = daily::points(&daily::checks(&self.place.code)?);
        let on_site = self.shortened.unwrap_or_else(|| ground.days.within(days.from, days.to).len());
        let list = if self.place.code.contains("-JY-") { "prison" } else { "detention_center" };
        let plan = words::plan(self.name(), points, (days.from, days.to), on_site, list);
        self.step(tale, days.created, self.lead, "plan", plan);
        if let Some(on_site) = self.shortened {
            self.step(tale, days.created, self.lead, "exemptions", words::exemption(days.created, on_site));
        }
        for (who, place) in &self.team {
            let member = vec![("person", ground.people.0[*who].id.to_string()), ("place", (*place).to_owned())];
            self.step(tale, days.created, self.lead, "team", member);
        }
        Ok(())
    }

    /// What stands before the first day: prior communication with its minutes, the information pack, training.
    fn prepare(&self, tale: &mut Tale) -> anyhow::Result<()> {
        let day = self.days.prepared;
        if self.kind == "cross" {
            let minutes = vec![file::minutes(self.name(), day)?];
            tale.bringing(day, self.lead, On::Case("contacts"), words::contact(self.name(), day), minutes);
        }
        for item in words::gathered(day) {
            self.step(tale, day, self.lead, "gathered", item);
        }
        self.step(tale, day, self.lead, "prepare", Vec::new());
        Ok(())
    }

    fn report(&self, ground: &Ground<'_>, tale: &mut Tale, found: usize) {
        let days = &self.days;
        let on_site = ground.days.within(days.from, days.to).len();
        let ended = vec![("ended_on", days.to.to_string()), ("days_on_site", on_site.to_string())];
        self.step(tale, days.to, self.lead, "finish", ended);
        let report = words::report(self.name(), self.kind, (days.from, days.to), on_site, found);
        self.step(tale, days.reported, self.lead, "report", report);
    }

    fn feedback(&self, tale: &mut Tale) {
        let days = &self.days;
        self.step(tale, days.decided, self.approver, "approve-feedback", words::hearing());
        let met = words::feedback(self.name(), days.delivered, days.reply_due);
        self.step(tale, days.delivered, self.lead, "deliver-feedback", met);
    }
}
