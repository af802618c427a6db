//! What the pages of the liaison show, in plain words.
use std::borrow::Borrow;

use askama::Template;
use chrono::NaiveDate;

use crate::{
    foundation::{
        file::Limits,
        id::ReplyId,
        print::Paper,
        text::Lang,
        web::{fields::Fields, shell::Shell, tab::Tab},
        word::Word,
    },
    law::clock::{Clock, Key},
    workflow::{
        document::{
            Contest,
            store::read::{Item, Objection},
        },
        evidence::Evidence,
        finding::{Position, model::days_left},
        liaison::{
            form::Asked as Narrowed,
            model::ServedItem,
            store::{
                Answer, Asked, Received,
                read::{Colleague, ItemLine, ReceivedLine, Standing},
            },
        },
    },
};

/// An item of a list, with the clock that says why it is due then.
pub struct ItemRow {
    pub line: ItemLine,
    pub clock: Option<Clock>,
}

impl ItemRow {
    /// Items with their clocks, of all those that were read for the page.
    pub fn of(lines: Vec<ItemLine>, clocks: &[Clock]) -> Vec<Self> {
        let clock = |line: &ItemLine| {
            let own = |clock: &&Clock| {
                line.clock_of == Some(clock.subject) && matches!(clock.key, Key::ReplyDue | Key::ReturnDue)
            };
            clocks.iter().find(own).filter(|clock| line.due == Some(clock.due_on)).cloned()
        };
        lines.into_iter().map(|line| Self { clock: clock(&line), line }).collect()
    }

    pub fn days_left(&self, today: impl Borrow<NaiveDate>) -> Option<i64> {
        days_left(self.line.due, today)
    }
}

/// `GET /liaison`
#[derive(Template)]
#[template(path = "workflow/liaison/index.html")]
pub struct IndexPage {
    pub shell: Shell,
    pub facility: String,
    pub today: NaiveDate,
    /// What the facility is to answer: all of it, and what is late.
    pub waits: i64,
    pub late: i64,
    pub rows: Vec<ItemRow>,
    pub first: Option<String>,
    pub next: Option<String>,
    /// What was served last.
    pub lately: Option<ReceivedLine>,
}

/// `GET /liaison/items`
#[derive(Template)]
#[template(path = "workflow/liaison/items.html")]
pub struct ItemsPage {
    pub shell: Shell,
    pub facility: String,
    pub today: NaiveDate,
    pub asked: Narrowed,
    pub tabs: Vec<Tab>,
    pub chips: Vec<(String, String, String)>,
    pub rows: Vec<ItemRow>,
    pub first: Option<String>,
    pub next: Option<String>,
}

/// All items, then every place where one may stand, each with its items under the same words.
pub fn tabs(l: Lang, asked: &Narrowed, standing: &[Standing]) -> Vec<Tab> {
    let tab = |status: Option<Position>| {
        let counted = standing.iter().filter(|row| status.is_none_or(|status| row.position == status));
        let (n, late) = counted.fold((0, 0), |(n, late), row| (n + row.n, late + row.late));
        Tab {
            word: status.map_or_else(|| l.t("liaison-items-all"), |status| l.word(status)),
            name: status.map_or("items", Word::code),
            href: asked.standing(status).href(None),
            n: Some(n),
            current: asked.status == status,
            late: late > 0 && status.is_some(),
        }
    };
    let places = Position::ALL.iter().copied().filter(|place| *place != Position::NotServed);
    [None].into_iter().chain(places.map(Some)).map(tab).collect()
}

/// What the list is narrowed to by words, with the address without it. The place is a tab.
pub fn chips(l: Lang, asked: &Narrowed) -> Vec<(String, String, String)> {
    let without = Narrowed { q: String::new(), ..asked.clone() };
    let chip = (l.t("filter-q"), asked.q.clone(), without.href(None));
    if asked.q.is_empty() { Vec::new() } else { vec![chip] }
}

/// A document received, with its clocks.
pub struct ReceivedRow {
    pub line: ReceivedLine,
    pub clock: Option<Clock>,
}

/// `GET /liaison/documents`
#[derive(Template)]
#[template(path = "workflow/liaison/documents.html")]
pub struct DocumentsPage {
    pub shell: Shell,
    pub facility: String,
    pub today: NaiveDate,
    pub rows: Vec<ReceivedRow>,
    pub first: Option<String>,
    pub next: Option<String>,
}

/// `GET /liaison/people`
#[derive(Template)]
#[template(path = "workflow/liaison/people.html")]
pub struct PeoplePage {
    pub shell: Shell,
    pub facility: String,
    pub me: uuid::Uuid,
    pub people: Vec<Colleague>,
}

/// `GET /liaison/items/{id}`
#[derive(Template)]
#[template(path = "workflow/liaison/item.html")]
pub struct ItemPage {
    pub shell: Shell,
    pub today: NaiveDate,
    pub item: ServedItem,
    /// In the words that were served last.
    pub title: String,
    pub facts: String,
    pub legal_basis: String,
    /// What each document asks, the last first.
    pub asked: Vec<Asked>,
    pub clocks: Vec<Clock>,
    pub answers: Vec<Answer>,
    /// What came with the answers.
    pub files: Vec<Evidence>,
    pub limits: Limits,
    pub key: uuid::Uuid,
    pub fields: Fields,
    pub kinds: Vec<(&'static str, String)>,
    /// Whether an answer is awaited now.
    pub open: bool,
}

impl ItemPage {
    /// What came with an answer.
    pub fn files_of(&self, answer: &ReplyId) -> Vec<Evidence> {
        self.files.iter().filter(|file| file.is_of(answer)).cloned().collect()
    }

    /// What is to be done now, in a sentence.
    pub fn stands(&self) -> String {
        self.shell.l.t(&format!("liaison-stands-{}", self.item.position.code().replace('_', "-")))
    }
}

/// An objection as the facility reads it.
pub struct Contested {
    pub objection: Objection,
    pub files: Vec<Evidence>,
}

/// `GET /liaison/documents/{id}/object`
#[derive(Template)]
#[template(path = "workflow/liaison/object.html")]
pub struct ObjectPage {
    pub shell: Shell,
    pub today: NaiveDate,
    pub document: Received,
    /// By when to object, and the day past which it is still read.
    pub clocks: Vec<Clock>,
    pub key: uuid::Uuid,
    pub fields: Fields,
    pub limits: Limits,
}

/// `GET /liaison/documents/{id}`
#[derive(Template)]
#[template(path = "workflow/liaison/document.html")]
pub struct DocumentPage {
    pub shell: Shell,
    pub today: NaiveDate,
    pub document: Received,
    pub contested: Option<Contested>,
    pub clocks: Vec<Clock>,
    pub receipts: Vec<Evidence>,
    pub items: Vec<Item>,
    pub sheet: Paper,
}

impl DocumentPage {
    /// It asks for nothing any more.
    pub fn is_withdrawn(&self) -> bool {
        self.contested.as_ref().is_some_and(|one| one.objection.contest() == Contest::Withdrawn)
    }
}
