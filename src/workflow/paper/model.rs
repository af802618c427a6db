//! Sheets, and what a deed on them is done to.
use uuid::Uuid;

use crate::{
    foundation::{db::Tx, error::Result},
    people::access::{Action, Actor, Deed, Standing, Subject},
    words,
    workflow::{
        inspection::{self, Case},
        paper::store::{self, Pack},
    },
};

words! {
    /// What a sheet is for.
    pub enum Kind in "sheet-kind" {
        Record = "record",
        Interview = "interview",
    }
}

words! {
    /// Why a sheet is not entered.
    pub enum Why in "sheet-gone" {
        Blank = "blank",
        Spoiled = "spoiled",
        Lost = "lost",
    }
}

/// A pack with its case.
#[derive(Debug, Clone)]
pub struct PackFile {
    pub pack: Pack,
    pub case: Case,
}

impl Subject for PackFile {
    async fn load(tx: &mut Tx, actor: &Actor, id: Uuid, lock: bool) -> Result<Option<Self>> {
        let Some(case) = store::case_of(tx, id).await? else { return Ok(None) };
        let Some(case) = inspection::store::case(tx, actor, case.0, lock).await? else { return Ok(None) };
        let packs = store::packs(tx, case.id).await?;
        Ok(packs.into_iter().find(|pack| pack.id == id).map(|pack| Self { pack, case }))
    }

    fn standing(&self) -> Standing {
        Standing::from(&self.case)
    }
}

/// Printing sheets, and accounting for them.
#[derive(Debug)]
pub struct KeepSheets;

impl Deed for KeepSheets {
    const ACTION: Action = Action::WriteRecord;
    type Subject = Case;
}

/// Looking at the sheets of a case.
#[derive(Debug)]
pub struct SeePacks;

impl Deed for SeePacks {
    const ACTION: Action = Action::SeeRecord;
    type Subject = Case;
}

/// Looking at a pack, to print it.
#[derive(Debug)]
pub struct SeePack;

impl Deed for SeePack {
    const ACTION: Action = Action::SeeRecord;
    type Subject = PackFile;
}

/// Finding the sheet of a key.
#[derive(Debug)]
pub struct FindSheet;

impl Deed for FindSheet {
    const ACTION: Action = Action::UseOutbox;
    type Subject = ();
}
