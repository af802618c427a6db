//! 被监督单位的维护: facilities are made, renamed and closed, and pass from one supervisor to the next on a day.
use serde_json::json;

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{self, FacilityId},
        word::Word,
    },
    people::{
        access::Permit,
        facility::{
            deed::{ChangeFacility, ManageFacilities},
            form::{Described, NewFacility, NewSupervision},
            store::keep,
        },
    },
};

/// Adds a facility with its first supervisor.
pub async fn add(permit: &mut Permit<ManageFacilities>, new: &NewFacility) -> Result<FacilityId> {
    let facility = FacilityId(id::fresh());
    keep::insert(&mut permit.tx, facility, new).await?;
    keep::supervise(&mut permit.tx, facility, &new.supervision).await?;
    let value = json!({ "code": new.code, "kind": new.kind.code(), "from": new.supervision.from });
    permit.note("facility_added", "facility", facility.0, None, value).await?;
    Ok(facility)
}

/// Rewrites names, capacity and note.
pub async fn change(permit: &mut Permit<ChangeFacility>, described: &Described) -> Result<()> {
    let facility = permit.subject.id;
    keep::describe(&mut permit.tx, facility, described).await?;
    let value = json!({ "name_zh": described.name_zh, "name_en": described.name_en });
    permit.note("facility_changed", "facility", facility.0, None, value).await
}

/// The present supervision ends on the eve of `from`, the next begins. The place of every case follows; each keeps the
/// supervisor of its day.
pub async fn pass_on(permit: &mut Permit<ChangeFacility>, new: &NewSupervision) -> Result<()> {
    let facility = permit.subject.id;
    keep::end_supervision(&mut permit.tx, facility, new.from).await?;
    keep::supervise(&mut permit.tx, facility, new).await?;
    let value = json!({ "org": new.org, "office": new.office, "from": new.from });
    permit.note("supervision_changed", "facility", facility.0, None, value).await
}

/// From tomorrow on it does not exist; its file stays.
pub async fn close(permit: &mut Permit<ChangeFacility>) -> Result<()> {
    let facility = permit.subject.id;
    let day = permit.today.succ_opt().ok_or(AppError::NotFound)?;
    keep::close(&mut permit.tx, facility, day).await?;
    permit.note("facility_closed", "facility", facility.0, None, json!({ "from": day })).await
}
