//! Asking for a material, and putting on record by whose hands it came and went back.
use serde_json::json;

use crate::{
    foundation::{
        error::{AppError, Result},
        id::MaterialId,
        word::Word,
    },
    people::access::Permit,
    workflow::{
        inspection::{Case, State},
        material::{
            model::{Move, MoveMaterial, RequestMaterial},
            store::{self, NewMaterial, NewMove},
        },
    },
};

/// Whether the list is still written: until the case is over.
///
/// # Errors
/// It is over.
pub const fn is_open(case: &Case) -> Result<()> {
    if case.state.is_over() || case.history { Err(AppError::Conflict("refused-case-over")) } else { Ok(()) }
}

/// Whether a move is still put on record: what was lent goes back after the case is over too, until it is archived.
///
/// # Errors
/// It is over.
pub fn may_move(case: &Case, what: Move) -> Result<()> {
    let lent = what == Move::Returned && !case.history && case.state != State::Archived;
    if lent { Ok(()) } else { is_open(case) }
}

/// Asks for a material.
///
/// # Errors
/// The case is over.
pub async fn request(permit: &mut Permit<RequestMaterial>, id: MaterialId, new: &NewMaterial) -> Result<()> {
    is_open(&permit.subject)?;
    let (case, by, now) = (permit.subject.id, permit.actor.person, permit.now);
    store::request(&mut permit.tx, (id, case), new, by, now).await?;
    let value = json!({ "material": id, "name": new.name, "span": new.span, "department": new.department });
    permit.note("material_requested", "inspection", case.0, Some(case.0), value).await
}

/// Puts a move on record.
///
/// # Errors
/// The case is over, or the material has gone that way before.
pub async fn moved(permit: &mut Permit<MoveMaterial>, new: &NewMove) -> Result<()> {
    may_move(&permit.subject.case, new.what)?;
    let (id, case) = (permit.subject.material.id, permit.subject.case.id);
    let (by, now) = (permit.actor.person, permit.now);
    store::moved(&mut permit.tx, (id, case), new, by, now).await?;
    let value = json!({ "material": id, "what": new.what.code(), "day": new.day, "hand": new.hand });
    permit.note("material_moved", "inspection", case.0, Some(case.0), value).await
}
