//! Drafting a version, and publishing it: every date that it moves moves with it.
use serde_json::json;
use uuid::Uuid;

use crate::{
    foundation::{
        error::{AppError, Result},
        id,
        word::Word,
    },
    law::{
        calendar::{
            deed::{KeepVersion, ManageCalendar},
            form::Wanted,
            model::Version,
            store,
        },
        clock::recount::{Move, recount},
        period::edition::{self, Edition},
    },
    people::access::{Deed, Permit},
};

/// Puts a draft on file, built on version `base`; nothing counts by it yet.
///
/// # Errors
/// The database.
pub async fn draft(permit: &mut Permit<ManageCalendar>, wanted: &Wanted, base: i32) -> Result<Uuid> {
    let id = id::fresh();
    store::draft(&mut permit.tx, id, wanted, base, permit.actor.person, permit.now).await?;
    let value =
        json!({ "layer": wanted.layer.code(), "after": base, "source": wanted.source, "reason": wanted.reason });
    permit.note("calendar_drafted", "calendar", id, None, value).await?;
    Ok(id)
}

/// The calendar as it will be with a draft in force, and every running clock that it counts differently.
///
/// # Errors
/// Conflict where the draft is published already, or another version of its layer was since.
pub async fn outcome<D: Deed>(permit: &mut Permit<D>, draft: &Version) -> Result<(Edition, Vec<Move>)> {
    let mut versions = edition::versions(&mut permit.tx).await?;
    let present = versions.iter().find(|version| version.layer == draft.layer).map_or(0, |version| version.no);
    if !draft.is_draft() {
        return Err(AppError::Conflict("refused-calendar-published"));
    }
    if present != draft.base {
        return Err(AppError::Conflict("refused-calendar-overtaken"));
    }
    versions.retain(|version| version.layer != draft.layer);
    versions.push(edition::Version { id: draft.id, layer: draft.layer, no: draft.number(), rolls: draft.rolls });
    let edition = edition::of(&mut permit.tx, &versions).await?;
    let moves = recount(&mut permit.tx, &edition).await?;
    Ok((edition, moves))
}

/// Puts a draft in force and moves every running clock that it counts differently, each with its change and its trail
/// entry, whatever the reach of who publishes.
///
/// # Errors
/// Conflict where the draft is published already, or another version of its layer was since.
pub async fn publish(permit: &mut Permit<KeepVersion>) -> Result<()> {
    let draft = permit.subject.clone();
    let (edition, moves) = outcome(permit, &draft).await?;
    store::publish(&mut permit.tx, &draft, &edition, &moves, &permit.actor.by(), permit.now).await?;
    let value = json!({ "layer": draft.layer.code(), "no": draft.number() });
    permit.note("calendar_published", "calendar", draft.id, None, value).await
}
