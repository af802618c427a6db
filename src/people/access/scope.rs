//! The scope of a list: one's own part of the tree, said in every query beside what row security says.
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use crate::people::access::actor::Actor;

/// Which rows a list may show: those at or below the actor's unit, and those that the actor is let into.
/// There is no unscoped list.
#[derive(Debug, Clone)]
pub struct Scope {
    column: Option<&'static str>,
    org: i32,
    cleared: Vec<Uuid>,
    nobody: bool,
}

impl Scope {
    pub fn of(actor: &Actor) -> Self {
        let level = actor.unit.as_ref().map(|unit| unit.level);
        let column = match level {
            Some(1) => Some("prov_id"),
            Some(2) => Some("city_id"),
            Some(3) => Some("unit_id"),
            Some(4) => Some("office_id"),
            Some(_) | None => None,
        };
        Self {
            column,
            org: actor.unit_id().map_or(0, |id| id.0),
            cleared: actor.cleared.clone(),
            nobody: level.is_none() || actor.role.is_administrator(),
        }
    }

    /// Adds ` and (…)`: the level's own column, which the list's index begins with. `alias` names the table that bears
    /// the place columns, `case` the column with the inspection's id in it, where a clearance may let more in.
    pub fn push(&self, query: &mut QueryBuilder<Postgres>, alias: &str, case: Option<&str>) {
        if self.nobody {
            query.push(" and false");
            return;
        }
        let Some(column) = self.column else { return };
        query.push(" and (").push(alias).push(".").push(column).push(" = ").push_bind(self.org);
        if let Some(case) = case.filter(|_| !self.cleared.is_empty()) {
            query.push(" or ").push(case).push(" = any(").push_bind(self.cleared.clone()).push(")");
        }
        query.push(")");
    }
}
