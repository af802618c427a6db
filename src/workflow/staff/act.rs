//! Handing a leaver's open work over, in one transaction, each piece with its entry.
use serde_json::json;

use crate::{
    foundation::{
        error::{Result, Sentence},
        id::PersonId,
        word::Word,
    },
    people::{
        access::Permit,
        roster::{self, Class, Target},
    },
    workflow::staff::{
        model::Piece,
        page::HandOverWork,
        store::{self, Substitution},
    },
};

/// Why a piece of work cannot go to somebody.
pub type Obstacle = Option<Sentence>;

/// Hands pieces of work to another person; nothing is handed over if one of them cannot be.
pub async fn hand_over(
    permit: &mut Permit<HandOverWork>,
    pieces: &[Piece],
    to: PersonId,
    reason: &str,
) -> Result<Obstacle> {
    let (from, by, day, at) = (permit.subject.id, permit.actor.person, permit.today, permit.now);
    for piece in pieces {
        let (inspection, value) = match *piece {
            Piece::Place(inspection, place) => {
                let found = store::obstacles(&mut permit.tx, inspection, to, day).await?;
                let Some(found) = found else { return Ok(Some(("problem-work-gone", Vec::new()))) };
                if let Some(key) = found.against(place) {
                    return Ok(Some((key, Vec::new())));
                }
                let (target, days) = (Target::Inspection(inspection), (found.from, found.to));
                let obstacles = roster::check(&mut permit.tx, target, days, to).await?;
                if let Some(barred) = obstacles.iter().find(|obstacle| obstacle.class != Class::Soft) {
                    let what = barred.sentence(permit.l);
                    return Ok(Some(("problem-barred", vec![("what", what.into()), ("rule", barred.source().into())])));
                }
                let new = Substitution { inspection, place, from, to, reason, by, day, at };
                store::substitute(&mut permit.tx, &new).await?;
                (inspection, json!({ "from": from, "to": to, "place": place.code(), "reason": reason }))
            }
            Piece::Following(inspection) => {
                let moved = store::follow(&mut permit.tx, inspection, from, to).await?;
                (inspection, json!({ "from": from, "to": to, "findings": moved, "reason": reason }))
            }
        };
        permit.note("work_handed_over", "inspection", inspection.0, Some(inspection.0), value).await?;
    }
    Ok(None)
}
