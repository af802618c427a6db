//! What the pages of sheets show.
use askama::Template;
use uuid::Uuid;

use crate::{
    foundation::{
        web::{fields::Fields, shell::Shell},
        word::Word as _,
    },
    workflow::{
        inspection::{Case, model::Method},
        paper::{
            key::Drawing,
            store::{Pack, Sheet},
        },
    },
};

/// `GET /inspections/{id}/packs`
#[derive(Template)]
#[template(path = "workflow/paper/index.html")]
pub struct IndexPage {
    pub shell: Shell,
    pub case: Case,
    pub packs: Vec<Pack>,
    pub whys: Vec<(&'static str, String)>,
    pub may_print: bool,
    pub may_keep: bool,
    pub key: Uuid,
    pub account_key: Uuid,
    pub fields: Fields,
}

impl IndexPage {
    /// The sheets that nobody has accounted for, for the form that does.
    pub fn waiting(&self) -> Vec<(String, String)> {
        let sheets = self.packs.iter().flat_map(|pack| &pack.sheets).filter(|sheet| sheet.waits());
        sheets.map(|sheet| (sheet.key.clone(), sheet.shown())).collect()
    }
}

/// A sheet about to be printed, with the drawing of its key.
#[derive(Debug)]
pub struct Blank {
    pub sheet: Sheet,
    pub drawing: Drawing,
}

/// `GET /packs/{id}`: in Chinese whatever the reader's language, as what is written on it.
#[derive(Template)]
#[template(path = "workflow/paper/pack.html")]
pub struct PackPage {
    pub shell: Shell,
    pub case: Case,
    pub pack: Pack,
    pub blanks: Vec<Blank>,
    pub methods: Vec<String>,
}

impl PackPage {
    /// The methods that a sheet of what was seen offers.
    pub fn methods() -> Vec<String> {
        Method::ALL.iter().map(|method| crate::foundation::text::Lang::Zh.word(*method)).collect()
    }
}
