//! The coverage as pages.
use askama::Template;

use crate::{
    foundation::{
        web::{fields::Fields, shell::Shell},
        word::Word as _,
    },
    people::facility::{Facility, FacilityKind},
    workflow::{
        inspection::Kind,
        round::coverage::{
            form::Asked,
            model::{Cell, Demand, Missing, Order, Row, Said, YEARS},
            store::Filed,
        },
    },
};

/// `GET /analysis/coverage`
#[derive(Template)]
#[template(path = "workflow/round/coverage.html")]
pub struct CoveragePage {
    pub shell: Shell,
    pub asked: Asked,
    pub demands: Vec<Demand>,
    pub rows: Vec<Row>,
    /// Facilities whatever they lack, and those among them that never had an inspection.
    pub all: usize,
    pub never: usize,
    pub filed: Option<Filed>,
    pub may_plan: bool,
    pub may_rate: bool,
}

impl CoveragePage {
    /// The years of the table, the one asked for first.
    pub fn years(&self) -> Vec<i32> {
        (0..YEARS).map(|back| self.asked.year - back).collect()
    }

    /// The kinds of the table: those that there are of every province's own, and the inter-provincial where there was one.
    pub fn kinds(&self) -> Vec<Kind> {
        let met = |kind: &Kind| self.rows.iter().any(|row| row.cells.iter().any(|cell| cell.kind == *kind));
        Kind::ALL.iter().copied().filter(|kind| *kind != Kind::InterprovincialCross || met(kind)).collect()
    }

    /// The list that a cell counts.
    pub fn counted(&self, row: &Row, cell: &Cell) -> String {
        format!("/inspections?year={}&inspection_kind={}&facility={}", cell.year, cell.kind.code(), row.known.code)
    }

    pub fn tabs(&self) -> Vec<(String, String, bool)> {
        let tab = |kind: &FacilityKind| {
            let asked = Asked { facility_kind: *kind, missing: None, ..self.asked };
            (self.shell.l.word(*kind), asked.href(), *kind == self.asked.facility_kind)
        };
        FacilityKind::ALL.iter().map(tab).collect()
    }

    pub fn orders(&self) -> Vec<(&'static str, String)> {
        Order::ALL.iter().map(|order| (order.code(), self.shell.l.word(*order))).collect()
    }

    pub fn lacks(&self) -> Vec<(&'static str, String)> {
        Missing::ALL.iter().map(|missing| (missing.code(), self.shell.l.word(*missing))).collect()
    }

    /// The code of what is asked to be missing.
    pub fn missing(&self) -> &'static str {
        self.asked.missing.map_or("", Missing::code)
    }

    /// Those that lack what a demand asks for.
    pub fn without(&self, demand: &Demand) -> String {
        let missing = if demand.kind == Kind::Routine { Missing::Routine } else { Missing::Cross };
        Asked { missing: Some(missing), ..self.asked }.href()
    }

    /// Those that were reached, as facilities.
    pub fn held(&self, demand: &Demand) -> String {
        let Asked { facility_kind, year, .. } = self.asked;
        format!("/facilities?year={year}&inspection_kind={}&facility_kind={}", demand.kind.code(), facility_kind.code())
    }

    pub fn without_any(&self) -> String {
        Asked { missing: Some(Missing::Any), ..self.asked }.href()
    }

    pub fn whole(&self) -> String {
        Asked { missing: None, ..self.asked }.href()
    }
}

/// `GET /facilities/{id}/risk`
#[derive(Template)]
#[template(path = "workflow/round/risk.html")]
pub struct RiskPage {
    pub shell: Shell,
    pub facility: Facility,
    pub row: Row,
    pub words: Vec<Said>,
    pub key: uuid::Uuid,
    pub fields: Fields,
}

/// `GET /analysis/coverage/filing`
#[derive(Template)]
#[template(path = "workflow/round/filing.html")]
pub struct FilingPage {
    pub shell: Shell,
    pub key: uuid::Uuid,
    pub fields: Fields,
    pub filed: Option<Filed>,
}
