//! All SQL of objections.
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{DocumentId, FacilityId, InspectionId, ObjectionId, PersonId, ServiceId},
    },
    people::facility::FacilityKind,
    workflow::{document::Contest, objection::deed::Objection},
};

pub async fn objection(tx: &mut Tx, id: Uuid) -> Result<Option<(Objection, DocumentId)>> {
    let row = sqlx::query!(
        r#"select o.service_id as "service: ServiceId", o.inspection_id as "inspection: InspectionId", o.facility_id as "facility: FacilityId",
                  o.registered_by as "registrar: PersonId", s.document_id as "document: DocumentId",
                  exists (select from objection_review r where r.objection_id = o.id) as "is_decided!"
             from objection o join service s on s.id = o.service_id where o.id = $1"#,
        id
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| {
        let objection = Objection {
            id: ObjectionId(id),
            service: row.service,
            inspection: row.inspection,
            facility: row.facility,
            registrar: row.registrar,
            is_decided: row.is_decided,
        };
        (objection, row.document)
    }))
}

/// A service on a facility that may be objected to.
#[derive(Debug, Clone)]
pub struct Served {
    pub id: ServiceId,
    pub inspection: InspectionId,
    pub facility: FacilityId,
    pub facility_kind: FacilityKind,
    pub served_on: NaiveDate,
    pub is_objected: bool,
}

/// None where it was served on a procuratorate.
pub async fn served(tx: &mut Tx, id: ServiceId) -> Result<Option<Served>> {
    Ok(sqlx::query_as!(
        Served,
        r#"select s.id as "id: ServiceId", s.inspection_id as "inspection: InspectionId", f.id as "facility: FacilityId", f.kind as "facility_kind: FacilityKind",
                  s.served_on, exists (select from objection o where o.service_id = s.id) as "is_objected!"
             from service s join facility f on f.id = s.facility_id where s.id = $1"#,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Who put an objection on record: the facility's liaison, or somebody of the team from paper.
#[derive(Debug, Clone, Copy)]
pub enum By {
    Liaison(PersonId),
    Registrar(PersonId),
}

/// An objection about to be put on record.
#[derive(Debug)]
pub struct NewObjection {
    pub id: ObjectionId,
    pub reason: String,
    pub their_no: String,
    pub received_on: NaiveDate,
}

pub async fn insert(tx: &mut Tx, served: &Served, new: &NewObjection, by: By, now: DateTime<Utc>) -> Result<()> {
    let (author, registrar) = match by {
        By::Liaison(person) => (Some(person.0), None),
        By::Registrar(person) => (None, Some(person.0)),
    };
    sqlx::query!(
        "insert into objection (id, service_id, inspection_id, facility_id, reason, their_no, received_on, author_id, registered_by, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        new.id.0,
        served.id.0,
        served.inspection.0,
        served.facility.0,
        new.reason,
        new.their_no,
        new.received_on,
        author,
        registrar,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn review(
    tx: &mut Tx,
    objection: &Objection,
    outcome: Contest,
    reason: &str,
    person: PersonId,
    (now, today): (DateTime<Utc>, NaiveDate),
) -> Result<()> {
    sqlx::query!(
        "insert into objection_review (objection_id, inspection_id, outcome, reason, person_id, day, at) values ($1, $2, $3, $4, $5, $6, $7)",
        objection.id.0,
        objection.inspection.0,
        outcome as Contest,
        reason,
        person.0,
        today,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
