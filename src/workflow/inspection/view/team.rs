//! What the pages of the team show.
use askama::Template;

use crate::{
    foundation::{
        text::Lang,
        web::{fields::Fields, shell::Shell},
        word::Word as _,
    },
    people::roster::{Class, Obstacle, recusal::RecusalRow},
    workflow::{
        inspection::model::Case,
        team::store::{Candidate, Member},
    },
};

/// `GET /inspections/{id}/team`
#[derive(Template)]
#[template(path = "workflow/inspection/team.html")]
pub struct TeamPage {
    pub shell: Shell,
    pub case: Case,
    pub key: uuid::Uuid,
    pub fields: Fields,
    pub team: Vec<Member>,
    pub people: Vec<(String, String)>,
    pub places: Vec<(&'static str, String)>,
    /// What stands against members, by name.
    pub met: Vec<(String, Vec<Obstacle>)>,
    /// What stands against whoever was about to join.
    pub refused: Vec<Obstacle>,
    pub recusals: Vec<RecusalRow>,
}

/// `GET /inspections/{id}/waivers/new`
#[derive(Template)]
#[template(path = "workflow/inspection/waiver.html")]
pub struct WaiverPage {
    pub shell: Shell,
    pub case: Case,
    pub key: uuid::Uuid,
    pub people: Vec<(String, String)>,
    /// What stands against whoever is chosen.
    pub found: Option<Vec<Obstacle>>,
    pub fields: Fields,
}

impl WaiverPage {
    /// Whether anything is there that the approver may let go.
    pub fn can_waive(&self) -> bool {
        self.found.as_ref().is_some_and(|found| found.iter().any(|one| one.class == Class::Design))
    }
}

/// The label of somebody who may join: name, post, unit.
pub fn candidate(candidate: &Candidate, l: Lang) -> (String, String) {
    let unit =
        l.pick(candidate.unit_zh.as_deref().unwrap_or_default(), candidate.unit_en.as_deref().unwrap_or_default());
    let parts: Vec<&str> =
        [unit, &candidate.name, &candidate.title].into_iter().filter(|part| !part.is_empty()).collect();
    (candidate.id.to_string(), parts.join(" · "))
}
