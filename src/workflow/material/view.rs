//! What the pages of the list of materials show.
use askama::Template;

use crate::{
    foundation::{
        web::{fields::Fields, shell::Shell},
        word::Word as _,
    },
    workflow::{
        inspection::Case,
        material::{
            act,
            model::{Material, Move},
        },
    },
};

/// `GET /inspections/{id}/materials`
#[derive(Template)]
#[template(path = "workflow/material/index.html")]
pub struct IndexPage {
    pub shell: Shell,
    pub case: Case,
    pub materials: Vec<Material>,
    pub media: Vec<(&'static str, String)>,
    pub may_request: bool,
    pub may_move: bool,
    pub key: uuid::Uuid,
    pub fields: Fields,
}

impl IndexPage {
    /// The moves that are still put on record of a material.
    pub fn moves(&self, material: &Material) -> Vec<Move> {
        material.next().iter().copied().filter(|what| act::may_move(&self.case, *what).is_ok()).collect()
    }

    /// How many stand so.
    pub fn standing(&self, state: &str) -> usize {
        self.materials.iter().filter(|material| material.stands() == state).count()
    }
}

/// `GET /materials/{id}/move`
#[derive(Template)]
#[template(path = "workflow/material/move.html")]
pub struct MovePage {
    pub shell: Shell,
    pub case: Case,
    pub material: Material,
    pub what: Move,
    pub key: uuid::Uuid,
    pub fields: Fields,
}
