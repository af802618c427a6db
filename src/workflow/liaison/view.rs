//! What the pages of the liaison show, in plain words.
use askama::Template;
use chrono::NaiveDate;

use crate::{
    foundation::{
        file::Limits,
        id::ReplyId,
        web::{fields::Fields, shell::Shell},
        word::Word,
    },
    law::clock::Clock,
    workflow::{
        document::store::read::Item,
        evidence::Evidence,
        liaison::{
            model::ServedItem,
            store::{Answer, Asked, ItemLine, Received, ReceivedLine},
        },
    },
};

/// `GET /liaison`
#[derive(Template)]
#[template(path = "workflow/liaison/index.html")]
pub struct IndexPage {
    pub shell: Shell,
    pub facility: String,
    pub today: NaiveDate,
    pub items: Vec<ItemLine>,
    pub documents: Vec<ReceivedLine>,
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

/// `GET /liaison/documents/{id}`
#[derive(Template)]
#[template(path = "workflow/liaison/document.html")]
pub struct DocumentPage {
    pub shell: Shell,
    pub today: NaiveDate,
    pub document: Received,
    pub clocks: Vec<Clock>,
    pub receipts: Vec<Evidence>,
    pub items: Vec<Item>,
}
