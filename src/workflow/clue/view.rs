//! The register of clues as pages.
use askama::Template;
use uuid::Uuid;

use crate::{
    foundation::{
        text::Lang,
        web::{fields::Fields, shell::Shell},
        word::Word as _,
    },
    workflow::{
        clue::{
            form::Asks,
            model::{Clue, Offence, Seen, Taken, Tracker},
            state::{State, Step},
        },
        inspection::{Case, Entry},
    },
};

/// `GET /clues?state=`
#[derive(Template)]
#[template(path = "workflow/clue/index.html")]
pub struct IndexPage {
    pub shell: Shell,
    pub clues: Vec<Clue>,
    pub state: Option<State>,
}

impl IndexPage {
    /// The states to narrow the list to.
    pub fn states(&self) -> Vec<(&'static str, String)> {
        State::ALL.iter().map(|state| (state.code(), self.shell.l.word(*state))).collect()
    }

    pub fn chosen(&self) -> &'static str {
        self.state.map_or("", State::code)
    }
}

/// A deed that is offered.
pub struct Next {
    pub href: String,
    pub word: String,
    pub primary: bool,
}

/// `GET /clues/{id}`
#[derive(Template)]
#[template(path = "workflow/clue/show.html")]
pub struct ShowPage {
    pub shell: Shell,
    pub clue: Clue,
    pub next: Vec<Next>,
    pub course: Vec<Entry>,
    pub trackers: Vec<Tracker>,
    pub looks: Vec<Seen>,
    pub may_name: bool,
}

impl ShowPage {
    /// Which article says where it goes.
    pub fn jurisdiction(&self) -> String {
        let key =
            if self.clue.offence == Offence::Other { "clue-jurisdiction-other" } else { "clue-jurisdiction-province" };
        self.shell.l.t(key)
    }
}

/// The steps in words, the latest first.
pub fn course(taken: &[Taken], l: Lang) -> Vec<Entry> {
    let entry = |one: &Taken| {
        let day = one.done_on.map(|day| l.date(day)).unwrap_or_default();
        let said = [one.receiver.as_str(), &one.number, &day, &one.reason];
        Entry {
            way: match one.step {
                Step::SendProvince | Step::SendOther => "out",
                Step::Accept | Step::File | Step::Conclude => "in",
                Step::Return | Step::Refuse => "back",
                Step::Note | Step::Register | Step::SetAside | Step::Approve => "note",
            },
            title: l.word(one.step),
            who: one.who.clone(),
            at: l.instant(one.at),
            text: said.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
        }
    };
    taken.iter().map(entry).collect()
}

/// `GET /clues/{id}/persons`
#[derive(Template)]
#[template(path = "workflow/clue/persons.html")]
pub struct PersonsPage {
    pub shell: Shell,
    pub clue: Clue,
    pub persons: String,
}

/// What a clue may rest on, as choices.
pub type Options = Vec<(String, String)>;

/// `GET /inspections/{id}/clues/new`
#[derive(Template)]
#[template(path = "workflow/clue/new.html")]
pub struct NewPage {
    pub shell: Shell,
    pub case: Case,
    /// Findings, then records, each under its heading.
    pub rests: Vec<(String, Options)>,
    pub offences: Vec<(&'static str, String)>,
    pub key: Uuid,
    pub fields: Fields,
}

/// `GET /clues/{id}/edit`
#[derive(Template)]
#[template(path = "workflow/clue/edit.html")]
pub struct EditPage {
    pub shell: Shell,
    pub clue: Clue,
    pub offences: Vec<(&'static str, String)>,
    pub base: i32,
    pub key: Uuid,
    pub fields: Fields,
}

/// The offences to choose from.
pub fn offences(l: Lang) -> Vec<(&'static str, String)> {
    Offence::ALL.iter().map(|offence| (offence.code(), l.word(*offence))).collect()
}

/// `GET /clues/{id}/<deed>?what=`
#[derive(Template)]
#[template(path = "workflow/clue/step.html")]
pub struct StepPage {
    pub shell: Shell,
    pub clue: Clue,
    pub step: Step,
    pub action: String,
    pub asks: Asks,
    pub people: Options,
    pub key: Uuid,
    pub fields: Fields,
}

impl StepPage {
    pub fn effect(&self) -> String {
        self.shell.l.t(&format!("clue-effect-{}", self.step.code().replace('_', "-")))
    }

    pub fn word(&self) -> String {
        self.shell.l.t(&format!("clue-do-{}", self.step.code().replace('_', "-")))
    }

    /// What the number and the reason are called in this step.
    pub const fn number_key(&self) -> &'static str {
        match self.step {
            Step::Accept => "clue-receipt",
            Step::File => "clue-case-no",
            Step::Note
            | Step::Register
            | Step::SetAside
            | Step::Return
            | Step::Approve
            | Step::SendProvince
            | Step::SendOther
            | Step::Refuse
            | Step::Conclude => "clue-number",
        }
    }

    pub const fn reason_key(&self) -> &'static str {
        match self.step {
            Step::Register => "clue-opinion",
            Step::Conclude => "clue-outcome",
            Step::Note
            | Step::SetAside
            | Step::Return
            | Step::Approve
            | Step::SendProvince
            | Step::SendOther
            | Step::Accept
            | Step::Refuse
            | Step::File => "clue-reason",
        }
    }
}

/// `GET /clues/{id}/tracker`
#[derive(Template)]
#[template(path = "workflow/clue/tracker.html")]
pub struct TrackerPage {
    pub shell: Shell,
    pub clue: Clue,
    pub people: Options,
    pub key: Uuid,
    pub fields: Fields,
}
