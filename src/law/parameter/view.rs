//! What the pages of the parameters show.
use std::borrow::Borrow;

use askama::Template;
use chrono::NaiveDate;

use crate::{
    foundation::{
        calendar::Calendar,
        text::Lang,
        web::{fields::Fields, shell::Shell},
        word::Word as _,
    },
    law::parameter::{
        form::Wanted,
        model::{Measure, Place, Rule, Version, value},
    },
    people::facility::FacilityKind,
};

/// `GET /admin/parameters`
#[derive(Template)]
#[template(path = "law/parameter/index.html")]
pub struct IndexPage {
    pub shell: Shell,
    pub today: NaiveDate,
    pub rules: Vec<Rule>,
}

/// What the rules are about, and the keys of each group.
const GROUPS: [(&str, &[&str]); 4] = [
    (
        "parameters-inspection",
        &[
            "notice_lead",
            "routine_days",
            "routine_onsite_days",
            "cross_days",
            "cross_onsite_days",
            "special_min_days",
            "mobile_min_days",
            "entry_min_people",
            "team_min",
            "routine_team_about",
            "cross_team_about",
        ],
    ),
    ("parameters-after", &["report_target", "feedback_due", "follow_up_due", "archive_due"]),
    (
        "parameters-documents",
        &[
            "oral_fix",
            "notice_reply",
            "notice_escalate",
            "recommendation_reply",
            "recommendation_escalate",
            "objection_in",
            "objection_review",
        ],
    ),
    // whatever else there is
    ("parameters-other", &[]),
];

impl IndexPage {
    /// The rules under what they are about.
    pub fn groups(&self) -> Vec<(&'static str, Vec<&Rule>)> {
        let group = |key: &str| GROUPS.iter().position(|(_, keys)| keys.contains(&key)).unwrap_or(GROUPS.len() - 1);
        let within = |at: usize| {
            let fits = move |rule: &&Rule| rule.versions.first().is_some_and(|one| group(&one.key) == at);
            self.rules.iter().filter(fits).collect()
        };
        GROUPS.iter().enumerate().map(|(at, (name, _))| (*name, within(at))).collect()
    }

    /// The version that stands for a rule: the one that applies, else the one that will.
    pub fn shown<'a>(&self, rule: &'a Rule) -> Option<&'a Version> {
        rule.on(self.today).or_else(|| rule.latest())
    }
}

/// `GET /admin/parameters/history`
#[derive(Template)]
#[template(path = "law/parameter/history.html")]
pub struct HistoryPage {
    pub shell: Shell,
    pub today: NaiveDate,
    pub rule: Rule,
    pub latest: Version,
}

/// `GET /admin/parameters/new`, and the same with what it would change before it is set.
#[derive(Template)]
#[template(path = "law/parameter/form.html")]
pub struct FormPage {
    pub shell: Shell,
    pub key: uuid::Uuid,
    pub latest: Version,
    pub present: Option<Version>,
    pub fields: Fields,
    pub units: Vec<(&'static str, String)>,
    /// What it changes, in words; the form is not shown then.
    pub preview: Vec<String>,
    /// Somebody else set a version meanwhile.
    pub overtaken: bool,
}

impl HistoryPage {
    pub fn name(&self) -> String {
        name(&self.latest, self.shell.l)
    }
}

impl FormPage {
    pub fn name(&self) -> String {
        name(&self.latest, self.shell.l)
    }

    pub fn kind(&self) -> &'static str {
        self.latest.facility_kind.map_or("", FacilityKind::code)
    }
}

/// What the rule is called, with the kind of facility that it is for.
pub fn name(version: &Version, l: impl Borrow<Lang>) -> String {
    let l = l.borrow();
    let name = l.t(&format!("parameter-{}", version.key.replace('_', "-")));
    match version.facility_kind {
        Some(kind) => l.with("parameter-for", &[("name", name.into()), ("kind", l.word(kind).into())]),
        None => name,
    }
}

/// When the period begins.
pub fn starts(version: &Version, l: impl Borrow<Lang>) -> String {
    l.borrow().t(&format!("starts-{}", version.start_event.replace('_', "-")))
}

/// The query that names a rule.
pub fn query(version: &Version) -> String {
    format!("key={}&kind={}", version.key, version.facility_kind.map_or("", FacilityKind::code))
}

/// What setting a version changes, sentence by sentence.
pub fn preview(
    rule: &Rule,
    latest: &Version,
    wanted: &Wanted,
    today: NaiveDate,
    calendar: &Calendar,
    l: Lang,
) -> Vec<String> {
    let before = rule.on(today).unwrap_or(latest);
    let new = value(wanted.amount, wanted.unit, l);
    let mut said = vec![l.with(
        "parameter-preview-change",
        &[
            ("since", wanted.since.into()),
            ("name", name(latest, l).into()),
            ("old", before.value(l).into()),
            ("new", new.into()),
        ],
    )];
    let ends = |amount: i32, unit: Measure| latest.ends(amount, unit, wanted.since, calendar);
    if let (Some(old), Some(new)) = (ends(before.amount, before.unit), ends(wanted.amount, wanted.unit)) {
        said.push(l.with(
            "parameter-preview-example",
            &[("since", wanted.since.into()), ("old", old.into()), ("new", new.into())],
        ));
    }
    for fallen in rule.planned(today).filter(|planned| planned.since >= wanted.since) {
        said.push(
            l.with("parameter-preview-fallen", &[("since", fallen.since.into()), ("value", fallen.value(l).into())]),
        );
    }
    said.push(l.with("parameter-preview-kept", &[("since", wanted.since.into())]));
    said
}

/// The badge of a version: its tone and its shape.
pub fn badge(place: impl Borrow<Place>) -> (&'static str, &'static str) {
    match place.borrow() {
        Place::Current => ("ok", "done"),
        Place::Planned => ("info", "clock"),
        Place::Past => ("plain", "ring"),
        Place::Replaced => ("plain", "cross"),
    }
}
