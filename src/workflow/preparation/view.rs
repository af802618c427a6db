//! What the pages of preparation show.
use askama::Template;
use uuid::Uuid;

use crate::{
    foundation::{
        file::Limits,
        web::{fields::Fields, shell::Shell},
        word::Word as _,
    },
    workflow::{
        evidence::Evidence,
        inspection::{Case, Item, Standing, Time},
        preparation::{
            model::{Annex, Contact, Exemption, Gathered},
            store::Above,
        },
    },
};

/// A talk with its minutes.
pub struct Talk {
    pub contact: Contact,
    pub files: Vec<Evidence>,
    /// Where more are added.
    pub add: Option<String>,
}

/// An item, and what became of it.
pub struct Row {
    pub item: Item,
    pub last: Option<Gathered>,
}

/// `GET /inspections/{id}/preparation`
#[derive(Template)]
#[template(path = "workflow/preparation/show.html")]
#[expect(clippy::struct_excessive_bools, reason = "each offers one form")]
pub struct ShowPage {
    pub shell: Shell,
    pub case: Case,
    pub gates: Vec<Standing>,
    pub time: Time,
    pub talks: Vec<Talk>,
    pub pack: Vec<Row>,
    pub training: Row,
    pub annex: Option<Annex>,
    pub exemptions: Vec<Exemption>,
    pub may_contact: bool,
    pub may_gather: bool,
    pub may_file: bool,
    pub may_exempt: bool,
}

impl ShowPage {
    /// The parts of the pack that are dealt with.
    pub fn packed(&self) -> usize {
        self.pack.iter().filter(|row| row.last.is_some()).count()
    }

    pub fn gather(&self, row: &Row) -> String {
        format!("{}/gathered/new?item={}", self.case.href(), row.item.code())
    }
}

/// `GET /inspections/{id}/contacts/new`
#[derive(Template)]
#[template(path = "workflow/preparation/contact.html")]
pub struct ContactPage {
    pub shell: Shell,
    pub case: Case,
    pub ways: Vec<(&'static str, String)>,
    pub sides: Vec<(&'static str, String)>,
    pub results: Vec<(&'static str, String)>,
    pub limits: Limits,
    pub key: Uuid,
    pub fields: Fields,
}

/// `GET /inspections/{id}/gathered/new`
#[derive(Template)]
#[template(path = "workflow/preparation/item.html")]
pub struct ItemPage {
    pub shell: Shell,
    pub case: Case,
    pub item: Item,
    pub outcomes: Vec<(&'static str, String)>,
    pub key: Uuid,
    pub fields: Fields,
}

/// `GET /inspections/{id}/epidemic/new`
#[derive(Template)]
#[template(path = "workflow/preparation/annex.html")]
pub struct AnnexPage {
    pub shell: Shell,
    pub case: Case,
    pub key: Uuid,
    pub fields: Fields,
}

/// `GET /inspections/{id}/exemptions/new`
#[derive(Template)]
#[template(path = "workflow/preparation/exemption.html")]
pub struct ExemptionPage {
    pub shell: Shell,
    pub case: Case,
    pub time: Time,
    pub above: Above,
    pub key: Uuid,
    pub fields: Fields,
}
