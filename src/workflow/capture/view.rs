//! What the form of fast capture shows.
use std::sync::Arc;

use askama::Template;
use uuid::Uuid;

use crate::{
    foundation::{
        file::Limits,
        web::{fields::Fields, shell::Shell},
        word::Word as _,
    },
    law::checklist::{Answer, Item},
    workflow::{
        finding::choice::Groups,
        inspection::Case,
        record::{kind::Set, store::read::Own},
    },
};

/// 常用语: what stands in many records; a press puts it in.
pub const PHRASES: [&str; 6] =
    ["已拍照固定。", "要求提供原件。", "值班民警在场。", "未见异常。", "台账与监控核对一致。", "当事人签字确认。"];

/// An item of a section that is answered as a whole.
pub struct Asked {
    pub item: Arc<Item>,
    /// What was answered so far to the item that it depends on.
    pub said: Option<Answer>,
}

/// `GET /inspections/{id}/records/new`
#[derive(Template)]
#[template(path = "workflow/capture/new.html")]
pub struct NewPage {
    pub shell: Shell,
    pub case: Case,
    pub key: Uuid,
    pub finding_key: Uuid,
    pub fields: Fields,
    pub limits: Limits,
    /// Where the team has been.
    pub places: Vec<(String, String)>,
    /// Codes and words of what the plan's checklists list.
    pub items: Vec<(String, String)>,
    pub answers: Vec<(&'static str, String)>,
    /// A section of a checklist that is answered as a whole, item by item.
    pub section: Vec<Asked>,
    pub points: Vec<(String, String)>,
    pub methods: Vec<(&'static str, String)>,
    pub sets: Vec<Set>,
    pub inspectors: Vec<(String, String, bool)>,
    pub materials: Vec<(String, String, bool)>,
    pub categories: Groups,
    pub severities: Vec<(&'static str, String)>,
    pub depths: Vec<(&'static str, String)>,
    pub phrases: [&'static str; 6],
    /// The sheet of paper that is entered.
    pub sheet: Option<String>,
    /// The lead is told that somebody else will have to confirm.
    pub own_note: bool,
    /// What the reader recorded last.
    pub own: Vec<Own>,
}
