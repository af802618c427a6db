//! 方案 and 报告 as papers: what they say, who decided about them and when, what one version changed in another.
use std::sync::Arc;

use askama::Template;
use chrono::NaiveDate;

use crate::{
    foundation::{
        print::{Annex, Block, Colophon, Column, Form, Paper, prose},
        text::{Lang, diff::Changed, written},
        web::{fields::Fields, shell::Shell},
        word::Word,
    },
    law::checklist::{Edition, Item, Name},
    workflow::{
        inspection::{
            model::Case,
            plan::{FIELDS, Grounds, Plan, Written, field::label_key},
            state::{State, Step},
            store::{
                PlanText, Taken,
                amendment::{Amendment, Pending},
                read::{FindingLine, Previous},
            },
            view::{self, Blocked, Entry},
        },
        team::store::Member,
    },
};

/// Two versions of the plan chosen to be compared.
pub struct Compared {
    pub from: i32,
    pub to: i32,
    pub changes: Vec<Changed>,
}

/// What a version of the plan changed in another, part by part.
pub fn compared(old: &PlanText, new: &PlanText, grounds: Grounds<'_>) -> Compared {
    let part = |(name, _): &(&str, _)| {
        let label = grounds.l.t(&label_key(name));
        Changed::of(label, &old.plan.said(name, grounds), &new.plan.said(name, grounds))
    };
    Compared { from: old.no, to: new.no, changes: FIELDS.iter().filter_map(part).collect() }
}

/// Everything that a plan says, with its labels.
pub fn said(plan: &Plan, grounds: Grounds<'_>) -> Vec<(String, String)> {
    let said = FIELDS.iter().map(|(name, _)| (grounds.l.t(&label_key(name)), plan.said(name, grounds)));
    said.filter(|(_, text)| !text.is_empty()).collect()
}

/// Submitted, returned, approved; reported, feedback decided: the way of the papers, the latest first.
pub fn trail(steps: &[Taken], l: Lang) -> Vec<Entry> {
    let of_papers =
        [Step::Submit, Step::Return, Step::Approve, Step::Report, Step::ApproveFeedback, Step::DeliverFeedback];
    let taken = |taken: &&Taken| of_papers.iter().any(|step| step.code() == taken.step);
    steps.iter().filter(taken).map(|taken| Entry { text: taken.reason.clone(), ..view::entry(taken, l) }).collect()
}

/// Who approved the version that is in force, and when.
pub fn in_force(case: &Case, steps: &[Taken], amendments: &[Amendment], l: Lang) -> Option<(String, String)> {
    if matches!(case.state, State::Draft | State::Submitted) {
        return None;
    }
    let amended = amendments.iter().find(|amendment| amendment.no == case.plan_no);
    if let Some(amendment) = amended {
        return amendment.decided_by.clone().zip(amendment.decided_at.map(|at| l.instant(at)));
    }
    let approved = steps.iter().find(|taken| taken.step == Step::Approve.code())?;
    Some((approved.actor.clone()?, l.instant(approved.at)))
}

/// `GET /inspections/{id}/plan`
#[derive(Template)]
#[template(path = "workflow/inspection/plan.html")]
pub struct PlanPage {
    pub shell: Shell,
    pub case: Case,
    pub text: PlanText,
    pub versions: Vec<PlanText>,
    pub compared: Option<Compared>,
    pub trail: Vec<Entry>,
    pub may_edit: bool,
    pub may_amend: bool,
    pub may_decide: bool,
    pub pending: Option<Pending>,
    pub amendments: Vec<Amendment>,
    /// Who approved what is in force, and when.
    pub in_force: Option<(String, String)>,
    /// The day of that.
    pub approved_on: Option<NaiveDate>,
    pub previous: Vec<Previous>,
    pub team: Vec<Member>,
}

impl PlanPage {
    /// `示例第一监狱机动巡回检察工作方案`
    pub fn heading(&self) -> String {
        format!("{}{}检察工作方案", self.case.facility_zh, Lang::Zh.word(self.case.kind))
    }

    /// Whether a version is the one that was approved.
    pub fn is_approved(&self, version: &PlanText) -> bool {
        !matches!(self.case.state, State::Draft | State::Submitted) && version.no == self.case.plan_no
    }

    pub fn is_draft(&self) -> bool {
        !self.is_approved(&self.text)
    }

    const fn zh(&self) -> Grounds<'_> {
        Grounds { l: Lang::Zh, previous: self.previous.as_slice() }
    }

    /// The parts that are written, in their order, each with its heading; then what it sets besides them, a line each.
    fn body(&self) -> Vec<Block> {
        let written = Plan::PARTS.into_iter().filter(|part| !self.text.plan.part(part).is_empty());
        let part = |(n, part): (usize, &str)| {
            let heading = Block::first(n + 1, &Lang::Zh.t(&label_key(part)));
            std::iter::once(heading).chain(prose(self.text.plan.part(part)).1)
        };
        let mut body: Vec<Block> = written.enumerate().flat_map(part).collect();
        let line = |(label, text): (String, String)| Block::Label {
            label: format!("{label}："),
            text: text.replace('\n', "；"),
        };
        body.extend(self.set().into_iter().map(line));
        body
    }

    /// The plan as it is drawn.
    pub fn paper(&self) -> Paper {
        let organ = self.case.organiser_zh.clone();
        let approved = self.in_force.as_ref().filter(|_| !self.is_draft());
        let note = |(who, at): &(String, String)| {
            Lang::Zh.with("plan-approved-by", &[("who", who.as_str().into()), ("at", at.as_str().into())])
        };
        Paper {
            issuer: organ.clone(),
            title: self.heading(),
            body: self.body(),
            annexes: self.tables(),
            organ,
            note: approved.map(note).unwrap_or_default(),
            colophon: approved.and(self.approved_on).map(|day| Colophon {
                copies: String::new(),
                printer: self.case.organiser_zh.clone(),
                printed_on: written::day(&day),
            }),
            draft: self.is_draft(),
            ..Paper::blank(Form::Official)
        }
    }

    /// What it sets besides its parts.
    fn set(&self) -> Vec<(String, String)> {
        let lines = FIELDS.iter().filter(|(_, written)| !matches!(written, Written::Prose | Written::Rows));
        let said = lines.map(|(name, _)| (Lang::Zh.t(&label_key(name)), self.text.plan.said(name, self.zh())));
        said.filter(|(_, text)| !text.is_empty()).collect()
    }

    /// 附件: the focus items, the schedule, who does what, who is on the team.
    fn tables(&self) -> Vec<Annex> {
        let (plan, zh) = (&self.text.plan, Lang::Zh);
        let table = |name: &str, heads: &[(&str, u32)], rows: Vec<Vec<String>>| {
            let column =
                |(head, share): &(&str, u32)| Column { head: zh.t(&format!("plan-col-{head}")), share: *share };
            let columns = heads.iter().map(column).collect();
            (!rows.is_empty())
                .then(|| Annex { title: zh.t(&label_key(name)), body: vec![Block::Table { columns, rows }] })
        };
        let focus = plan.focus.iter().map(|one| vec![one.what.clone(), one.why.clone(), one.who.clone()]).collect();
        let visit = |one: &crate::workflow::inspection::plan::Visit| {
            vec![zh.date(one.day), one.place.clone(), one.what.clone(), one.who.clone()]
        };
        let days = plan.days.iter().map(visit).collect();
        let division = plan.division.iter().map(|one| vec![one.who.clone(), one.duty.clone()]).collect();
        let member = |one: &Member| {
            vec![one.name.clone(), zh.word(one.place), one.unit_zh.clone().unwrap_or_default(), one.duty.clone()]
        };
        let team = self.team.iter().map(member).collect();
        let all = [
            table("focus", &[("what", 4), ("why", 3), ("who", 2)], focus),
            table("days", &[("day", 3), ("place", 3), ("what", 5), ("who", 3)], days),
            table("division", &[("who", 2), ("duty", 5)], division),
            table("team", &[("who", 2), ("post", 2), ("unit", 4), ("duty", 4)], team),
        ];
        all.into_iter().flatten().collect()
    }

    pub fn action(&self) -> String {
        format!("{}/plan", self.case.href())
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

/// `GET /inspections/{id}/plan/decide`
#[derive(Template)]
#[template(path = "workflow/inspection/plan_decide.html")]
pub struct DecidePage {
    pub shell: Shell,
    pub case: Case,
    pub pending: Pending,
    pub compared: Compared,
    pub outcomes: Vec<(&'static str, String)>,
    pub key: uuid::Uuid,
    pub fields: Fields,
}

/// A checklist that a plan pins, in its edition; no items where that edition is not known here.
pub struct Pinned {
    pub word: String,
    pub items: Vec<Arc<Item>>,
}

/// The checklists that a plan pins.
pub fn pinned(plan: &Plan, lists: &[Arc<Edition>], l: Lang) -> Vec<Pinned> {
    let of = |(list, edition): Name| {
        let args = [("list", l.word(list).into()), ("edition", edition.as_str().into())];
        let found = lists.iter().find(|one| one.list == list && one.edition == edition);
        Pinned {
            word: l.with("checklist-pinned", &args),
            items: found.map_or_else(Vec::new, |edition| edition.items.clone()),
        }
    };
    plan.pinned().into_iter().map(of).collect()
}

/// `GET /inspections/{id}/plan/checklists`
#[derive(Template)]
#[template(path = "workflow/inspection/checklists.html")]
pub struct ChecklistsPage {
    pub shell: Shell,
    pub case: Case,
    pub lists: Vec<Pinned>,
}

/// What was answered at a step.
fn answered<'a>(taken: &'a Taken, name: &str) -> &'a str {
    taken.detail.get(name).and_then(serde_json::Value::as_str).unwrap_or_default()
}

/// A civil day that was answered at a step, as documents write it.
fn answered_day(taken: &Taken, name: &str) -> String {
    answered(taken, name).parse().map(|day: NaiveDate| written::day(&day)).unwrap_or_default()
}

/// 巡回检察通知书, a letter with its four contents (巡回检察工作规定 29); none before the facility was notified.
pub fn notice(case: &Case, steps: &[Taken]) -> Option<Paper> {
    let l = Lang::Zh;
    let taken = steps.iter().find(|taken| taken.step == Step::Notify.code())?;
    let kind = l.word(case.kind);
    let mut body = vec![Block::text(l.with("notice-start", &[("kind", kind.as_str().into())]))];
    for (n, part) in ["notice_time", "notice_people", "notice_content", "notice_contact"].into_iter().enumerate() {
        body.push(Block::first(n + 1, &l.t(&format!("notice-part-{}", part.trim_start_matches("notice_")))));
        body.extend(prose(answered(taken, part)).1);
    }
    Some(Paper {
        issuer: case.organiser_zh.clone(),
        title: l.t("notice-title"),
        to: format!("{}：", case.facility_zh),
        body,
        organ: case.organiser_zh.clone(),
        day: answered_day(taken, "served_on"),
        ..Paper::blank(Form::Letter)
    })
}

/// 反馈会议纪要 (巡回检察工作规定 35); none before the meeting.
pub fn minutes(case: &Case, steps: &[Taken]) -> Option<Paper> {
    let l = Lang::Zh;
    let taken = steps.iter().find(|taken| taken.step == Step::DeliverFeedback.code())?;
    let label = |key: &str, text: String| Block::Label { label: format!("{}：", l.t(key)), text };
    let mut body = vec![
        label("minutes-held-on", answered_day(taken, "feedback_on")),
        label("minutes-facility", case.facility_zh.clone()),
        label("minutes-receiver", answered(taken, "receiver").to_owned()),
    ];
    body.extend(prose(answered(taken, "minutes")).1);
    Some(Paper {
        issuer: case.organiser_zh.clone(),
        heading: l.t("minutes-title"),
        title: String::new(),
        body,
        ..Paper::blank(Form::Minutes)
    })
}

/// The four parts of the report, and the section on the resident office's own work (巡回检察工作规定 33).
const PARTS: [&str; 5] = ["report_basics", "report_problems", "report_handling", "report_next", "report_office"];

/// The parts of a report as it was handed in; none before.
pub fn report(reported: Option<&Taken>, l: Lang) -> Vec<(String, String)> {
    let Some(reported) = reported else { return Vec::new() };
    let said =
        |part: &str| reported.detail.get(part).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
    let written = PARTS.into_iter().map(|part| (l.t(&format!("ask-{}", part.replace('_', "-"))), said(part)));
    written.filter(|(_, text)| !text.is_empty()).collect()
}

/// `GET /inspections/{id}/report`
#[derive(Template)]
#[template(path = "workflow/inspection/report.html")]
pub struct ReportPage {
    pub shell: Shell,
    pub case: Case,
    pub parts: Vec<(String, String)>,
    pub blocked: Vec<Blocked>,
    /// Who handed it in, and when.
    pub reported: Option<(String, NaiveDate)>,
    pub records: i64,
    /// The confirmed ones.
    pub findings: Vec<FindingLine>,
    pub trail: Vec<Entry>,
    /// 签发人: who decided on it; none before.
    pub signer: Option<String>,
}

impl ReportPage {
    /// `关于示例第一监狱机动巡回检察的报告`
    pub fn heading(&self) -> String {
        format!("关于{}{}检察的报告", self.case.facility_zh, Lang::Zh.word(self.case.kind))
    }

    /// The report as it is drawn, with the list of what was found.
    pub fn paper(&self) -> Paper {
        let organ = self.case.organiser_zh.clone();
        let part = |(n, (label, text)): (usize, &(String, String))| {
            std::iter::once(Block::first(n + 1, label)).chain(prose(text).1)
        };
        Paper {
            issuer: organ.clone(),
            title: self.heading(),
            body: self.parts.iter().enumerate().flat_map(part).collect(),
            annexes: self.listed().into_iter().collect(),
            organ,
            signer: self.signer.clone().unwrap_or_default(),
            day: self.reported.as_ref().map(|(_, day)| written::day(day)).unwrap_or_default(),
            ..Paper::blank(Form::Official)
        }
    }

    /// 附件: 问题清单.
    fn listed(&self) -> Option<Annex> {
        let zh = Lang::Zh;
        let heads = [("no", 1), ("title", 6), ("category", 4), ("severity", 2), ("stance", 2)];
        let column = |(head, share): (&str, u32)| Column { head: zh.t(&format!("report-col-{head}")), share };
        let row = |(n, finding): (usize, &FindingLine)| {
            let stance = finding.stance.as_ref().map(|stance| zh.t(&format!("stance-{stance}"))).unwrap_or_default();
            let severity = zh.t(&format!("severity-{}", finding.severity));
            vec![(n + 1).to_string(), finding.title.clone(), finding.category_zh.clone(), severity, stance]
        };
        let rows: Vec<Vec<String>> = self.findings.iter().enumerate().map(row).collect();
        let columns = heads.map(column).into();
        (!rows.is_empty()).then(|| Annex { title: zh.t("report-list"), body: vec![Block::Table { columns, rows }] })
    }

    /// How many findings are of each word that `of` reads from them, in the order of `words`.
    fn parted(&self, family: &str, words: &[&str], of: impl Fn(&FindingLine) -> &str) -> Vec<(String, usize)> {
        let count = |word: &str| self.findings.iter().filter(|finding| of(finding) == word).count();
        let words = words.iter().map(|word| (self.shell.l.t(&format!("{family}-{word}")), count(word)));
        words.filter(|(_, n)| *n > 0).collect()
    }

    pub fn severities(&self) -> Vec<(String, usize)> {
        self.parted("severity", &["minor", "moderate", "serious", "critical"], |finding| &finding.severity)
    }

    pub fn depths(&self) -> Vec<(String, usize)> {
        self.parted("depth", &["general", "major", "deep"], |finding| &finding.depth)
    }

    /// 类: the leaf categories of the findings.
    pub fn categories(&self) -> usize {
        let names: std::collections::BTreeSet<&str> =
            self.findings.iter().map(|finding| finding.category_zh.as_str()).collect();
        names.len()
    }

    /// 整改率 so far: closed of all.
    pub fn closed(&self) -> usize {
        self.findings.iter().filter(|finding| finding.position.as_deref() == Some("closed")).count()
    }
}
