//! Rounds as pages.
use askama::Template;
use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    foundation::{
        text::Lang,
        web::{fields::Fields, shell::Shell},
        word::Word as _,
    },
    people::{facility::FacilityKind, roster::Skill},
    workflow::{
        inspection::{Entry, Kind, Refusal},
        round::{
            calendar::store::Blackout,
            model::{self, Place, Round},
            solve::Rule,
            state::{State, Step},
            store::read::{RoundRow, Taken, Target},
        },
    },
};

/// A choice with its word.
pub type Options = Vec<(String, String)>;

/// `GET /rounds`
#[derive(Template)]
#[template(path = "workflow/round/index.html")]
pub struct IndexPage {
    pub shell: Shell,
    pub rows: Vec<RoundRow>,
    pub state: Option<State>,
    pub may_open: bool,
}

impl IndexPage {
    /// The states as tabs: word, address, whether it is the one shown.
    pub fn tabs(&self) -> Vec<(String, String, bool)> {
        let l = self.shell.l;
        let all = (l.t("round-all"), "/rounds".to_owned(), self.state.is_none());
        let of =
            |state: &State| (l.word(*state), format!("/rounds?state={}", state.code()), self.state == Some(*state));
        std::iter::once(all).chain(State::ALL.iter().map(of)).collect()
    }
}

/// A facility that may be chosen.
pub struct Pick {
    pub target: Target,
    pub chosen: bool,
}

/// `GET /rounds/new`, and the form that is sent back.
#[derive(Template)]
#[template(path = "workflow/round/new.html")]
pub struct NewPage {
    pub shell: Shell,
    pub key: Uuid,
    pub fields: Fields,
    pub kinds: Options,
    pub picks: Vec<Pick>,
    /// How many prisons a year asks to be crossed, of how many, and how many have been.
    pub asked: Asked,
}

/// What the year asks for, as a sentence's numbers.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    pub year: i32,
    pub prisons: i64,
    pub least: i64,
    pub reached: i64,
}

/// `GET /rounds/add`: which round takes the chosen facilities.
#[derive(Template)]
#[template(path = "workflow/round/add.html")]
pub struct AddPage {
    pub shell: Shell,
    pub rounds: Vec<RoundRow>,
    /// Ids and names of the chosen.
    pub chosen: Options,
    pub new_href: String,
}

impl AddPage {
    fn another_key() -> Uuid {
        crate::foundation::id::fresh()
    }
}

/// `GET /rounds/{id}/edit`
#[derive(Template)]
#[template(path = "workflow/round/edit.html")]
pub struct EditPage {
    pub shell: Shell,
    pub round: Round,
    pub key: Uuid,
    pub fields: Fields,
}

/// `GET /rounds/{id}/places/new`
#[derive(Template)]
#[template(path = "workflow/round/places.html")]
pub struct PlacesPage {
    pub shell: Shell,
    pub round: Round,
    pub key: Uuid,
    pub fields: Fields,
    pub picks: Vec<Pick>,
}

/// `GET /rounds/places/{id}`
#[derive(Template)]
#[template(path = "workflow/round/place.html")]
pub struct PlacePage {
    pub shell: Shell,
    pub round: Round,
    pub place: Place,
    pub key: Uuid,
    pub fields: Fields,
    pub leads: Vec<(String, Options)>,
    pub skills: Vec<(&'static str, String, bool)>,
    /// The day until which it lasts at least, and the rule.
    pub least: Option<(NaiveDate, String)>,
    pub about: i32,
}

/// The skills, each with its word and whether it is chosen.
pub fn skills(fields: &Fields, l: Lang) -> Vec<(&'static str, String, bool)> {
    Skill::ALL.iter().map(|skill| (skill.code(), l.word(*skill), fields.has("skills", skill.code()))).collect()
}

/// A step that is offered.
pub struct Next {
    pub href: String,
    pub word: String,
    pub primary: bool,
}

/// A place as a row.
pub struct PlaceRow {
    pub place: Place,
    pub skills: String,
    /// It is planned for fewer days than the rules ask for: until when they do.
    pub short: Option<NaiveDate>,
    /// Days on which nobody of the organiser travels are among its days.
    pub blackout: Option<Blackout>,
}

/// `GET /rounds/{id}`
#[derive(Template)]
#[template(path = "workflow/round/show.html")]
pub struct ShowPage {
    pub shell: Shell,
    pub round: Round,
    pub rows: Vec<PlaceRow>,
    pub next: Vec<Next>,
    pub steps: Vec<Taken>,
    pub blocked: Vec<Refusal>,
    pub may_edit: bool,
    pub may_board: bool,
    /// Its teams are what comes next.
    pub board_first: bool,
    /// What the year asks of prisons, where the round crosses.
    pub asked: Option<Asked>,
}

impl ShowPage {
    pub fn opened(&self) -> usize {
        self.rows.iter().filter(|row| row.place.inspection.is_some()).count()
    }

    pub fn over(&self) -> usize {
        self.rows.iter().filter(|row| row.place.is_over()).count()
    }

    pub fn seats(&self) -> i32 {
        self.rows.iter().map(|row| row.place.seats).sum()
    }

    pub fn ways(&self) -> Vec<Entry> {
        let l = self.shell.l;
        let entry = |taken: &Taken| Entry {
            way: if taken.step == Step::Return { "back" } else { "note" },
            title: l.word(taken.step),
            who: taken.who.clone(),
            at: l.instant(taken.at),
            text: taken.reason.clone(),
        };
        self.steps.iter().map(entry).collect()
    }
}

/// `GET /rounds/{id}/<step>`
#[derive(Template)]
#[template(path = "workflow/round/step.html")]
pub struct StepPage {
    pub shell: Shell,
    pub round: Round,
    pub step: Step,
    pub key: Uuid,
    pub fields: Fields,
    pub blocked: Vec<Refusal>,
    pub rows: Vec<PlaceRow>,
    /// The rules of the board that warn and ask for a reason, with what they say.
    pub warnings: Vec<(Rule, Vec<String>)>,
    /// What the submission said of them.
    pub said: Vec<(Rule, String)>,
    /// What the form was made from.
    pub seen: String,
    pub may_board: bool,
}

impl StepPage {
    pub fn word(&self) -> String {
        self.shell.l.word(self.step)
    }

    pub fn action(&self) -> String {
        format!("{}/{}", self.round.href(), self.step.code())
    }

    /// What follows from the step.
    pub fn effect(&self) -> String {
        self.shell.l.t(&format!("effect-round-{}", self.step.code()))
    }

    /// What was typed as the reason of a rule.
    pub fn typed(&self, rule: &Rule) -> &str {
        self.fields.value(&self.name(rule))
    }

    /// The field of a rule's reason.
    pub fn name(&self, rule: &Rule) -> String {
        format!("said-{}", rule.code())
    }

    /// Whether a reason must be typed.
    pub fn asks(&self) -> bool {
        asks(self.step)
    }
}

/// A return and a cancellation say why.
pub const fn asks(step: Step) -> bool {
    matches!(step, Step::Return | Step::Cancel)
}

/// The kinds that an organ of a level may hold.
pub fn kinds(level: i16, l: Lang) -> Options {
    let held = |kind: &Kind| model::places_of(*kind, level).next().is_some();
    let kinds = model::KINDS.into_iter().filter(held);
    kinds.map(|kind| (kind.code().to_owned(), l.word(kind))).collect()
}

/// The kinds of facility among what may be chosen.
pub fn kinds_of(picks: &[Pick]) -> impl Iterator<Item = FacilityKind> {
    FacilityKind::ALL.iter().copied().filter(|kind| picks.iter().any(|pick| pick.target.kind == *kind))
}

/// What may be chosen of a kind.
pub fn of_kind<'a>(picks: &'a [Pick], kind: &FacilityKind) -> impl Iterator<Item = &'a Pick> {
    let kind = *kind;
    picks.iter().filter(move |pick| pick.target.kind == kind)
}
