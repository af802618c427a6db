//! The roster as pages.
use askama::Template;
use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    foundation::{
        text::Lang,
        web::{fields::Fields, shell::Shell},
        word::Word,
    },
    people::roster::{
        model::{Absence, Capacity, Career, Declaration, Fact, KinTie, Outsider, OutsiderRow, Person, Pledge, Skill},
        recusal::{Outcome, Recusal, RecusalRow},
        store::{read::PlaceRow, recusal::Inspected},
    },
};

/// What a field offers: code and word.
pub type Options = Vec<(String, String)>;

/// The words of a vocabulary, as a field offers them.
pub fn options<W: Word>(l: Lang) -> Options {
    W::ALL.iter().map(|word| (word.code().to_owned(), l.word(*word))).collect()
}

/// Skills as boxes, those chosen ticked.
pub fn boxes(l: Lang, chosen: impl Fn(Skill) -> bool) -> Vec<(String, String, bool)> {
    Skill::ALL.iter().map(|skill| (skill.code().to_owned(), l.word(*skill), chosen(*skill))).collect()
}

/// Procuratorates and facilities under two headings, as `org.<code>` and `facility.<code>`.
pub fn places(l: Lang, orgs: &[PlaceRow], facilities: &[PlaceRow]) -> Vec<(String, Options)> {
    let group = |family: &str, rows: &[PlaceRow]| {
        let option = |row: &PlaceRow| (format!("{family}.{}", row.code), l.pick(&row.name_zh, &row.name_en).to_owned());
        rows.iter().map(option).collect::<Options>()
    };
    vec![(l.t("roster-facilities"), group("facility", facilities)), (l.t("roster-organs"), group("org", orgs))]
}

/// Inspections and facilities under two headings, as `inspection.<id>` and `facility.<code>`.
pub fn subjects(l: Lang, inspections: &[Inspected], facilities: &[PlaceRow]) -> Vec<(String, Options)> {
    let inspection = |one: &Inspected| {
        let name = l.pick(&one.facility_zh, &one.facility_en);
        let number = one.number.clone().unwrap_or_else(|| l.t("list-unnumbered"));
        (format!("inspection.{}", one.id), format!("{name} · {number}"))
    };
    let facility = |row: &PlaceRow| (format!("facility.{}", row.code), l.pick(&row.name_zh, &row.name_en).to_owned());
    let groups = [
        (l.t("roster-inspections"), inspections.iter().map(inspection).collect::<Options>()),
        (l.t("roster-facilities"), facilities.iter().map(facility).collect()),
    ];
    groups.into_iter().filter(|(_, options)| !options.is_empty()).collect()
}

/// Everything on record about a person, put into the panels of the person's page.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each says whether one form is offered")]
pub struct Roster {
    pub skills: Vec<Skill>,
    pub career: Vec<Career>,
    pub absences: Vec<Absence>,
    pub kin: Vec<KinTie>,
    pub outsider: Option<Outsider>,
    pub pledges: Vec<Pledge>,
    pub declarations: Vec<Declaration>,
    pub recusals: Vec<RecusalRow>,
    /// Days of inspection this year.
    pub days: i64,
    pub may_keep: bool,
    pub may_tell: bool,
    pub may_declare: bool,
    pub may_recuse: bool,
}

impl Roster {
    /// Whether a pledge stands.
    pub fn is_pledged(&self) -> bool {
        self.pledges.iter().any(|pledge| pledge.void_on.is_none())
    }

    /// Whether somebody is away on a day.
    pub fn is_away(&self, day: &NaiveDate) -> bool {
        self.absences.iter().any(|absence| absence.from <= *day && *day <= absence.last)
    }
}

#[derive(Template)]
#[template(path = "people/roster/outsiders.html")]
pub struct OutsidersPage {
    pub shell: Shell,
    pub rows: Vec<OutsiderRow>,
    pub may_add: bool,
}

#[derive(Template)]
#[template(path = "people/roster/new.html")]
pub struct NewPage {
    pub shell: Shell,
    pub key: Uuid,
    pub fields: Fields,
    pub capacities: Options,
    pub genders: Options,
    pub skills: Vec<(String, String, bool)>,
    pub suggestion: String,
}

#[derive(Template)]
#[template(path = "people/roster/keep.html")]
pub struct KeepPage {
    pub shell: Shell,
    pub key: Uuid,
    pub person: Person,
    pub fields: Fields,
    pub genders: Options,
    pub ranks: Options,
    pub skills: Vec<(String, String, bool)>,
    /// Of outsiders; one word where the capacity stands.
    pub capacities: Options,
}

#[derive(Template)]
#[template(path = "people/roster/fact.html")]
pub struct FactPage {
    pub shell: Shell,
    pub key: Uuid,
    pub person: Person,
    pub fact: Fact,
    pub fields: Fields,
    pub reasons: Options,
    pub relations: Options,
    pub ties: Options,
    pub places: Vec<(String, Options)>,
    pub facilities: Options,
}

impl FactPage {
    pub fn title(&self) -> String {
        self.shell.l.t(&format!("fact-{}", self.fact.slug()))
    }

    pub fn heading(&self) -> String {
        format!("{} · {}", self.title(), self.person.name)
    }

    pub fn note(&self) -> String {
        self.shell.l.t(&format!("fact-{}-note", self.fact.slug()))
    }

    pub fn action(&self) -> String {
        format!("{}/{}", self.person.href(), self.fact.slug())
    }
}

#[derive(Template)]
#[template(path = "people/roster/void.html")]
pub struct VoidPage {
    pub shell: Shell,
    pub key: Uuid,
    pub person: Person,
    /// The fact as a form names it, and in words.
    pub named: String,
    pub word: String,
    pub fields: Fields,
}

#[derive(Template)]
#[template(path = "people/roster/file.html")]
pub struct FilePage {
    pub shell: Shell,
    pub key: Uuid,
    /// Where it leads back to, and where it is sent.
    pub back: String,
    pub back_word: String,
    pub action: String,
    pub title: String,
    pub fields: Fields,
    /// About whom, where the page leaves that to choose.
    pub people: Option<Options>,
    /// Of what, where the page leaves that to choose.
    pub subjects: Option<Vec<(String, Options)>>,
    /// How it came up; none where the own one is declared.
    pub origins: Option<Options>,
    pub grounds: Options,
}

#[derive(Template)]
#[template(path = "people/roster/recusal.html")]
pub struct RecusalPage {
    pub shell: Shell,
    pub today: NaiveDate,
    pub key: Uuid,
    pub recusal: Recusal,
    pub fields: Fields,
    pub outcomes: Options,
    pub may_decide: bool,
    pub may_answer: bool,
    pub may_ask: bool,
}

impl RecusalPage {
    /// Who decides, in words.
    pub fn decider(&self) -> String {
        let (l, recusal) = (self.shell.l, &self.recusal);
        let key = if recusal.committee { "recusal-by-committee-of" } else { "recusal-by-chief-of" };
        l.with(key, &[("organ", recusal.organ(l).into())])
    }

    pub fn outcome(&self, outcome: &Outcome) -> String {
        self.shell.l.word(*outcome)
    }
}

/// The capacities of one kind, or of all.
pub fn capacities(l: Lang, fits: impl Fn(Capacity) -> bool) -> Options {
    let fitting = Capacity::ALL.iter().filter(|capacity| fits(**capacity));
    fitting.map(|capacity| (capacity.code().to_owned(), l.word(*capacity))).collect()
}
