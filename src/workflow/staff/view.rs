//! People and their load as pages.
use askama::Template;
use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    foundation::{
        web::{fields::Fields, shell::Shell},
        word::Word as _,
    },
    people::roster::{Person, view::Roster},
    workflow::staff::model::{Following, Held, OnTeam, Piece, StaffRow},
};

/// What a field offers: code and word.
pub type Options = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "workflow/staff/list.html")]
pub struct ListPage {
    pub shell: Shell,
    pub fields: Fields,
    pub roles: Options,
    pub skills: Options,
    pub rows: Vec<StaffRow>,
    pub first: Option<String>,
    pub next: Option<String>,
}

#[derive(Template)]
#[template(path = "workflow/staff/show.html")]
pub struct PersonPage {
    pub shell: Shell,
    pub today: NaiveDate,
    pub person: Person,
    pub posts: Vec<Held>,
    pub places: Vec<OnTeam>,
    pub following: Vec<Following>,
    pub may_hand_over: bool,
    pub roster: Roster,
}

impl PersonPage {
    /// Whether anything is left to hand over.
    pub fn works(&self) -> bool {
        !self.places.is_empty() || !self.following.is_empty()
    }
}

#[derive(Template)]
#[template(path = "workflow/staff/hand_over.html")]
pub struct HandOverPage {
    pub shell: Shell,
    pub key: Uuid,
    pub fields: Fields,
    pub person: Person,
    pub places: Vec<OnTeam>,
    pub following: Vec<Following>,
    pub receivers: Options,
    /// The form has not been sent yet: everything is chosen.
    pub fresh: bool,
}

impl HandOverPage {
    /// Whether a piece of work is chosen to go.
    pub fn has(&self, piece: Piece) -> bool {
        self.fresh || self.fields.has("piece", &piece.code())
    }
}
