//! 检察机关的维护: organs are made, renamed, closed, and told who approves for them. Rule, write, trail, in one transaction.
use chrono::NaiveDate;
use serde_json::json;
use uuid::Uuid;

use crate::{
    foundation::{
        error::Result,
        id::{self, OrgId},
        word::Word as _,
    },
    people::{
        access::Permit,
        org::{
            deed::{ChangeOrganisation, ManageOrganisations},
            form::{NewName, NewOrgan},
            store,
        },
    },
};

/// Adds an organ below another; a resident office with the facility at which it stands from today on.
pub async fn add(permit: &mut Permit<ManageOrganisations>, new: &NewOrgan) -> Result<Uuid> {
    let uid = id::fresh();
    let organ = store::insert(&mut permit.tx, uid, new).await?;
    if let Some(facility) = new.facility {
        store::stand_at(&mut permit.tx, organ, facility, permit.today).await?;
    }
    let value = json!({ "code": new.code, "kind": new.kind.code(), "name_zh": new.name_zh, "name_en": new.name_en, "facility": new.facility });
    permit.note("org_added", "org", uid, None, value).await?;
    Ok(uid)
}

/// Gives it new names from today on.
pub async fn rename(permit: &mut Permit<ChangeOrganisation>, new: &NewName) -> Result<()> {
    let (organ, by, day, at) = (permit.subject.id, permit.actor.person, permit.today, permit.now);
    store::rename(&mut permit.tx, id::fresh(), organ, new, by, day, at).await?;
    let value = json!({ "name_zh": new.name_zh, "name_en": new.name_en, "reason": new.reason });
    permit.note("org_renamed", "org", permit.subject.uid, None, value).await
}

/// Lets another chief approve for it and for its resident offices, from the next request on.
pub async fn choose_approver(permit: &mut Permit<ChangeOrganisation>, approver: OrgId, reason: &str) -> Result<()> {
    store::set_approver(&mut permit.tx, permit.subject.id, approver).await?;
    let value = json!({ "approver": approver, "before": permit.subject.approver, "reason": reason });
    permit.note("org_approver_chosen", "org", permit.subject.uid, None, value).await
}

/// From the day on it does not exist; its name stays where it stands.
pub async fn close(permit: &mut Permit<ChangeOrganisation>, day: NaiveDate, reason: &str) -> Result<()> {
    store::close(&mut permit.tx, permit.subject.id, day).await?;
    permit.note("org_closed", "org", permit.subject.uid, None, json!({ "from": day, "reason": reason })).await
}
