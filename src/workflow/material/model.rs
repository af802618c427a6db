//! A material that was asked for, and what became of it.
use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    deeds,
    foundation::{
        db::Tx,
        error::Result,
        id::{InspectionId, MaterialId},
    },
    people::access::{Action, Actor, Deed, Standing, Subject},
    words,
    workflow::{
        inspection::{self, Case},
        material::store,
    },
};

words! {
    pub enum Medium in "medium" {
        Paper = "paper",
        Electronic = "electronic",
    }
}

words! {
    /// What becomes of a material.
    pub enum Move in "material-move" {
        Missing = "missing",
        Received = "received",
        Returned = "returned",
    }
}

/// A move on record: its day, the hand on the other side, the own hand.
#[derive(Debug, Clone)]
pub struct Moved {
    pub what: Move,
    pub day: NaiveDate,
    pub hand: String,
    pub note: String,
    pub by: String,
}

/// A material on the list.
#[derive(Debug, Clone)]
pub struct Material {
    pub id: MaterialId,
    pub inspection: InspectionId,
    pub no: i32,
    pub name: String,
    pub span: String,
    pub medium: Medium,
    pub copies: String,
    pub department: String,
    pub by: String,
    /// In the order in which they happened.
    pub moves: Vec<Moved>,
}

impl Material {
    /// Where it is.
    pub fn stands(&self) -> &'static str {
        use crate::foundation::word::Word as _;
        let has = |what| self.moves.iter().any(|moved| moved.what == what);
        let last = [Move::Returned, Move::Received, Move::Missing].into_iter().find(|what| has(*what));
        last.map_or("requested", Move::code)
    }

    /// What may become of it next.
    pub fn next(&self) -> &'static [Move] {
        match self.stands() {
            "requested" => &[Move::Received, Move::Missing],
            "missing" => &[Move::Received],
            "received" => &[Move::Returned],
            _ => &[],
        }
    }
}

/// A material with its case: what a move is of.
#[derive(Debug, Clone)]
pub struct MaterialFile {
    pub material: Material,
    pub case: Case,
}

impl Subject for MaterialFile {
    async fn load(tx: &mut Tx, actor: &Actor, id: Uuid, lock: bool) -> Result<Option<Self>> {
        let Some(found) = store::case_of(tx, id).await? else { return Ok(None) };
        let Some(case) = inspection::store::case(tx, actor, found.0, lock).await? else { return Ok(None) };
        let all = store::materials(tx, case.id).await?;
        Ok(all.into_iter().find(|material| material.id.0 == id).map(|material| Self { material, case }))
    }

    fn standing(&self) -> Standing {
        Standing::from(&self.case)
    }
}

deeds! {
    RequestMaterial(Case),
    MoveMaterial(MaterialFile),
}

/// Reading the list.
#[derive(Debug)]
pub struct SeeMaterials;

impl Deed for SeeMaterials {
    const ACTION: Action = Action::SeeInspection;
    type Subject = Case;
}
