//! 方案 and 报告 as papers: what they say, who decided about them and when, what one version changed in another.
use askama::Template;
use chrono::NaiveDate;

use crate::{
    foundation::{
        text::{Lang, diff::Changed, written},
        web::shell::Shell,
        word::Word,
    },
    workflow::inspection::{
        model::Case,
        plan::Plan,
        state::{State, Step},
        store::{PlanText, Taken, read::FindingLine},
        view::{self, Blocked, Entry},
    },
};

/// Two versions of the plan chosen to be compared.
pub struct Compared {
    pub from: i32,
    pub to: i32,
    pub changes: Vec<Changed>,
}

/// What a version of the plan changed in another, part by part.
pub fn compared(old: &PlanText, new: &PlanText, l: Lang) -> Compared {
    let part =
        |(name, _): &(&str, _)| Changed::of(Plan::label(name, l), &old.plan.said(name, l), &new.plan.said(name, l));
    Compared { from: old.no, to: new.no, changes: Plan::FIELDS.iter().filter_map(part).collect() }
}

/// Submitted, returned, approved; reported, feedback decided: the way of the papers, the latest first.
pub fn trail(steps: &[Taken], l: Lang) -> Vec<Entry> {
    let of_papers =
        [Step::Submit, Step::Return, Step::Approve, Step::Report, Step::ApproveFeedback, Step::DeliverFeedback];
    let taken = |taken: &&Taken| of_papers.iter().any(|step| step.code() == taken.step);
    steps.iter().filter(taken).map(|taken| Entry { text: taken.reason.clone(), ..view::entry(taken, l) }).collect()
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

    /// What is written, in its order: ordinal and heading, text.
    pub fn parts(&self) -> Vec<(String, String)> {
        let said = Plan::FIELDS.iter().map(|(name, _)| (name, self.text.plan.said(name, Lang::Zh)));
        let written = said.filter(|(_, text)| !text.is_empty()).enumerate();
        written
            .map(|(index, (name, text))| {
                (format!("{}{}", written::ordinal(index + 1), Plan::label(name, Lang::Zh)), text)
            })
            .collect()
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
}

impl ReportPage {
    /// `关于示例第一监狱机动巡回检察的报告`
    pub fn heading(&self) -> String {
        format!("关于{}{}检察的报告", self.case.facility_zh, Lang::Zh.word(self.case.kind))
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
