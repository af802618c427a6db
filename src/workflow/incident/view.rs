//! What the pages of incidents show.
use askama::Template;
use uuid::Uuid;

use crate::{
    foundation::{
        web::{fields::Fields, shell::Shell},
        word::Word as _,
    },
    workflow::incident::model::{Incident, Special, Stands},
};

/// `GET /incidents`
#[derive(Template)]
#[template(path = "workflow/incident/index.html")]
pub struct IndexPage {
    pub shell: Shell,
    pub rows: Vec<Incident>,
    pub counts: Vec<(Stands, i64)>,
    pub stands: Option<Stands>,
    pub may_register: bool,
}

impl IndexPage {
    /// What the list is narrowed to, with how many each holds.
    pub fn segments(&self) -> Vec<(String, String, i64, bool)> {
        let l = self.shell.l;
        let n = |stands: Stands| self.counts.iter().find(|(known, _)| *known == stands).map_or(0, |(_, n)| *n);
        let all = self.counts.iter().map(|(_, n)| n).sum();
        let mut segments = vec![("/incidents".to_owned(), l.t("incidents-all"), all, self.stands.is_none())];
        segments.extend(Stands::ALL.iter().map(|stands| {
            let href = format!("/incidents?stands={}", stands.code());
            (href, l.word(*stands), n(*stands), self.stands == Some(*stands))
        }));
        segments
    }
}

/// `GET /incidents/{id}`
#[derive(Template)]
#[template(path = "workflow/incident/show.html")]
pub struct ShowPage {
    pub shell: Shell,
    pub incident: Incident,
    pub specials: Vec<Special>,
    pub may_organise: bool,
    pub may_waive: bool,
}

/// `GET /incidents/new`
#[derive(Template)]
#[template(path = "workflow/incident/new.html")]
pub struct NewPage {
    pub shell: Shell,
    pub kinds: Vec<(&'static str, String)>,
    pub facilities: Vec<(String, String)>,
    pub key: Uuid,
    pub fields: Fields,
}

/// `GET /incidents/{id}/special`
#[derive(Template)]
#[template(path = "workflow/incident/organise.html")]
pub struct OrganisePage {
    pub shell: Shell,
    pub incident: Incident,
    pub linkable: Vec<Special>,
    pub key: Uuid,
    pub link_key: Uuid,
    pub fields: Fields,
}

impl OrganisePage {
    /// The reader's own special inspections of the facility.
    pub fn options(&self) -> Vec<(String, String)> {
        let l = self.shell.l;
        let word = |special: &Special| {
            let number = special.number.clone().unwrap_or_else(|| l.t("inspection-unnumbered"));
            let state = l.t(&format!("inspection-state-{}", special.state.replace('_', "-")));
            format!("{number} · {} · {state}", l.date(special.planned_from))
        };
        self.linkable.iter().map(|special| (special.id.to_string(), word(special))).collect()
    }
}

/// `GET /incidents/{id}/waive`
#[derive(Template)]
#[template(path = "workflow/incident/waive.html")]
pub struct WaivePage {
    pub shell: Shell,
    pub incident: Incident,
    pub key: Uuid,
    pub fields: Fields,
}
