//! Putting an objection on record, and deciding about it: rule, write, clock, trail, in one transaction.
use serde_json::json;

use crate::{
    foundation::{
        error::{AppError, Result},
        word::Word,
    },
    law::{
        clock::{self, Begun, End, Event, Key, Of},
        period::Rules,
    },
    people::access::{Deed, Permit},
    workflow::{
        document::Contest,
        objection::{
            deed::ReviewObjection,
            store::{self, By, NewObjection, Served},
        },
    },
};

/// Puts an objection on record. The time to object is over; the seven days to look again begin (刑事诉讼规则 554).
///
/// # Errors
/// Conflict if there is one already, or the document is none that may be objected to.
pub async fn object<D: Deed>(permit: &mut Permit<D>, served: &Served, new: &NewObjection, by: By) -> Result<()> {
    if served.is_objected {
        return Err(AppError::Conflict("refused-objected-already"));
    }
    let now = permit.now;
    store::insert(&mut permit.tx, served, new, by, now).await?;
    clock::end(&mut permit.tx, served.id.0, &[Key::ObjectionIn], new.received_on, End::Met).await?;
    let rules = Rules::on(&mut permit.tx, new.received_on).await?;
    if let Some(period) = rules.period("objection_review", served.facility_kind) {
        let begun = Begun { key: Key::ObjectionReview, event: Event::Objected, on: new.received_on, period };
        let of = Of { subject: served.id.0, inspection: served.inspection, facility: Some(served.facility) };
        clock::start(&mut permit.tx, of, &[begun]).await?;
    }
    let value =
        json!({ "service": served.id, "reason": new.reason, "their_no": new.their_no, "received_on": new.received_on });
    permit.note("objected", "objection", new.id.0, Some(served.inspection.0), value).await
}

/// 复查异议: the document stands, or is withdrawn. What is withdrawn asks for nothing: its clocks fall away, and what it raised
/// goes by the days of the other documents that serve it.
///
/// # Errors
/// Conflict if it was decided before.
pub async fn review(permit: &mut Permit<ReviewObjection>, outcome: Contest, reason: &str) -> Result<()> {
    let objection = permit.subject.objection.clone();
    if objection.is_decided {
        return Err(AppError::Conflict("refused-reviewed-already"));
    }
    let (person, when) = (permit.actor.person, (permit.now, permit.today));
    store::review(&mut permit.tx, &objection, outcome, reason, person, when).await?;
    let service = objection.service.0;
    clock::end(&mut permit.tx, service, &[Key::ObjectionReview], permit.today, End::Met).await?;
    if outcome == Contest::Withdrawn {
        let asked = [Key::ReplyDue, Key::EscalateOn, Key::ObjectionIn];
        clock::end(&mut permit.tx, service, &asked, permit.today, End::Void).await?;
    }
    let value = json!({ "outcome": outcome.code(), "reason": reason });
    permit.note("objection_reviewed", "objection", objection.id.0, Some(objection.inspection.0), value).await
}
