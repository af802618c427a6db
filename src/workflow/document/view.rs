//! What the pages of documents show.
use askama::Template;
use chrono::NaiveDate;

use crate::{
    foundation::{print::Paper, text::Lang, web::fields::Fields, web::shell::Shell, word::Word},
    law::clock::Clock,
    workflow::{
        document::{
            deed::Move,
            form,
            model::{Contest, Document, Kind},
            state::Step,
            store::{
                Standing,
                print::FileOfRecord,
                read::{Item, Objection, Served, Taken},
            },
        },
        evidence::Evidence,
        inspection::{Case, Entry},
    },
};

/// A finding on the form, chosen or not.
pub struct Choice {
    pub id: String,
    /// The field of its demand.
    pub name: String,
    pub no: i32,
    pub title: String,
    pub chosen: bool,
    pub demand: String,
}

/// `GET /inspections/{id}/documents/new`, and `GET /documents/{id}/edit`.
#[derive(Template)]
#[template(path = "workflow/document/form.html")]
pub struct FormPage {
    pub shell: Shell,
    pub case: Case,
    pub key: uuid::Uuid,
    pub fields: Fields,
    pub kind: Kind,
    /// None while it is first drafted.
    pub document: Option<Document>,
    pub choices: Vec<Choice>,
}

impl FormPage {
    pub fn heading(&self) -> String {
        self.shell.l.t(if self.document.is_some() { "document-edit" } else { "document-new" })
    }

    pub fn action(&self) -> String {
        self.document.as_ref().map_or_else(|| format!("{}/documents", self.case.href()), Document::href)
    }

    /// The version that is built on.
    pub fn base(&self) -> i32 {
        self.document.as_ref().map_or(0, |document| document.text_no)
    }

    /// Where leaving the form leads.
    pub fn back(&self) -> String {
        self.document.as_ref().map_or_else(|| self.case.href(), Document::href)
    }
}

/// The findings of the form, as typed.
pub fn choices(standing: &[Standing], fields: &Fields) -> Vec<Choice> {
    let choice = |finding: &Standing| {
        let id = finding.id.to_string();
        let name = form::demand(finding.id);
        Choice {
            no: finding.no,
            title: finding.title.clone(),
            chosen: fields.has("findings", &id),
            demand: fields.value(&name).to_owned(),
            name,
            id,
        }
    };
    standing.iter().map(choice).collect()
}

/// A move that may be made now.
pub struct Next {
    pub href: String,
    pub word: String,
    pub primary: bool,
}

/// A service on the document's page, with the clocks that it started.
pub struct ServiceLine {
    pub served: Served,
    pub clocks: Vec<Clock>,
    pub receipts: Vec<Evidence>,
    /// The form for another receipt.
    pub add: Option<String>,
    /// 异议: what the facility objected, and what became of it.
    pub objection: Option<ObjectionLine>,
    /// The form that registers one from paper.
    pub object: Option<String>,
}

/// An objection on the document's page.
pub struct ObjectionLine {
    pub objection: Objection,
    pub files: Vec<Evidence>,
    /// The form of the decision, for whoever decides.
    pub review: Option<String>,
}

/// `GET /documents/{id}`
#[derive(Template)]
#[template(path = "workflow/document/show.html")]
pub struct ShowPage {
    pub shell: Shell,
    pub today: NaiveDate,
    pub case: Case,
    pub document: Document,
    pub items: Vec<Item>,
    /// The document as it is drawn.
    pub sheet: Paper,
    /// Its file of record, once it is signed and made.
    pub file: Option<FileOfRecord>,
    pub services: Vec<ServiceLine>,
    pub next: Vec<Next>,
    pub may_edit: bool,
    pub history: Vec<Entry>,
}

impl ShowPage {
    /// Draft, submitted, issued, or served.
    pub fn standing(&self) -> &'static str {
        if self.services.is_empty() { self.document.state.code() } else { "served" }
    }

    /// The flag beside it.
    pub fn contest(&self) -> Option<Contest> {
        self.services.iter().find_map(|line| Some(line.objection.as_ref()?.objection.contest()))
    }
}

/// `GET /documents/{id}/<move>`
#[derive(Template)]
#[template(path = "workflow/document/move.html")]
pub struct MovePage {
    pub shell: Shell,
    pub case: Case,
    pub document: Document,
    pub key: uuid::Uuid,
    pub what: Move,
    pub fields: Fields,
    pub sheet: Paper,
    /// The reader says what is no name after all.
    pub may_release: bool,
    pub manners: Vec<(&'static str, String)>,
}

impl MovePage {
    pub fn word(&self) -> String {
        self.shell.l.word(self.what)
    }

    pub fn action(&self) -> String {
        format!("{}/{}", self.document.href(), self.what.code())
    }

    /// What follows from the move, in a sentence.
    pub fn effect(&self) -> String {
        self.shell.l.t(&format!("document-effect-{}", self.what))
    }

    /// Who will see it once it is done.
    pub fn seen_by(&self) -> String {
        match self.what {
            Move::Serve => self.case.facility_name(self.shell.l).to_owned(),
            Move::Submit | Move::Return | Move::Issue => String::new(),
        }
    }
}

/// The way of a document, newest first.
pub fn history(steps: &[Taken], l: Lang) -> Vec<Entry> {
    let entry = |taken: &Taken| Entry {
        way: match taken.step {
            Step::Return => "back",
            Step::Issue => "out",
            Step::Draft | Step::Submit => "note",
        },
        title: l.word(taken.step),
        who: taken.actor.clone().unwrap_or_else(|| l.t("history-system")),
        at: l.instant(taken.at),
        text: taken.reason.clone(),
    };
    steps.iter().map(entry).collect()
}
