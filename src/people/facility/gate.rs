//! Which facility a deed is about: one that the actor's unit is at or above, or one of an inspection that the actor is let into.
use std::borrow::Borrow;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{FacilityId, OrgId},
        text::Lang,
    },
    people::{
        access::{Actor, Standing, Subject},
        facility::{FacilityKind, store},
    },
};

/// A facility within reach.
#[derive(Debug, Clone)]
pub struct Facility {
    pub id: FacilityId,
    pub code: String,
    pub kind: FacilityKind,
    pub name_zh: String,
    pub name_en: String,
    pub capacity: Option<i32>,
    pub note: String,
    pub outside: bool,
    pub supervisor_id: OrgId,
    /// The first day on which it does not exist any more.
    pub closed_on: Option<NaiveDate>,
}

impl Facility {
    pub fn name(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.name_zh, &self.name_en)
    }

    /// Whether it can be inspected on a day: of this province, and not closed.
    pub fn stands(&self, day: NaiveDate) -> bool {
        !self.outside && self.closed_on.is_none_or(|closed| day < closed)
    }
}

impl Subject for Facility {
    // each change is one row, compared and set
    async fn load(tx: &mut Tx, actor: &Actor, id: Uuid, _: bool) -> Result<Option<Self>> {
        let Some(unit) = actor.unit.as_ref().filter(|_| !actor.role.is_administrator()) else { return Ok(None) };
        store::in_reach(tx, unit, &actor.cleared, id).await
    }

    fn standing(&self) -> Standing {
        Standing::default()
    }
}
