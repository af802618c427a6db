//! Registering an incident, having a special inspection follow it, or saying why none does.
use serde_json::json;

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{IncidentId, InspectionId},
        word::Word,
    },
    people::access::Permit,
    workflow::{
        incident::{
            deed::{OrganiseSpecial, RegisterIncident, WaiveIncident},
            store::{self, NewIncident},
        },
        inspection::{self, store::NewCase},
    },
};

/// Puts an incident on record.
pub async fn register(permit: &mut Permit<RegisterIncident>, id: IncidentId, new: &NewIncident) -> Result<()> {
    let (by, now) = ((permit.actor.unit_id(), permit.actor.person), permit.now);
    store::register(&mut permit.tx, id, new, by, now).await?;
    let value = json!({ "facility": new.facility, "kind": new.kind.code(), "happened_on": new.happened_on, "reported_on": new.reported_on, "reporter": new.reporter, "what": new.what });
    permit.note("incident_registered", "incident", id.0, None, value).await
}

/// Opens the special inspection that follows, and links it. What is written of it stands with that case alone.
pub async fn organise(permit: &mut Permit<OrganiseSpecial>, new: &NewCase) -> Result<()> {
    inspection::act::open(permit, new).await?;
    link(permit, new.id).await
}

/// Links a special inspection that is there.
///
/// # Errors
/// Conflict if it is none of the same facility.
pub async fn link(permit: &mut Permit<OrganiseSpecial>, case: InspectionId) -> Result<()> {
    let (incident, by, now) = (permit.subject.id, permit.actor.person, permit.now);
    store::link(&mut permit.tx, (incident, case), by, now).await?;
    permit.note("incident_followed", "inspection", case.0, Some(case.0), json!({ "incident": incident })).await
}

/// Says why no special inspection follows.
///
/// # Errors
/// Conflict if that was said before, or one is known to follow.
pub async fn waive(permit: &mut Permit<WaiveIncident>, reason: &str) -> Result<()> {
    let incident = permit.subject.clone();
    if incident.waived.is_some() || incident.followed {
        return Err(AppError::Conflict("refused-incident-settled"));
    }
    let (person, when) = (permit.actor.person, (permit.now, permit.today));
    store::waive(&mut permit.tx, incident.id, reason, person, when).await?;
    permit.note("incident_waived", "incident", incident.id.0, None, json!({ "reason": reason })).await
}
