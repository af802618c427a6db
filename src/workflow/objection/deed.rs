//! The deeds on objections, and what they are done to.
use uuid::Uuid;

use crate::{
    deeds,
    foundation::{
        db::Tx,
        error::Result,
        id::{FacilityId, InspectionId, ObjectionId, PersonId, ServiceId},
    },
    people::access::{Actor, Standing, Subject},
    workflow::{
        document::{DocumentFile, deed::ServiceFile},
        objection::store,
    },
};

/// An objection as it lies there.
#[derive(Debug, Clone)]
pub struct Objection {
    pub id: ObjectionId,
    pub service: ServiceId,
    pub inspection: InspectionId,
    pub facility: FacilityId,
    /// Who registered it from paper.
    pub registrar: Option<PersonId>,
    pub is_decided: bool,
}

/// An objection with the document that it is to.
#[derive(Debug, Clone)]
pub struct ObjectionFile {
    pub objection: Objection,
    pub file: DocumentFile,
    registrar: bool,
}

impl Subject for ObjectionFile {
    async fn load(tx: &mut Tx, actor: &Actor, id: Uuid, lock: bool) -> Result<Option<Self>> {
        let Some((found, document)) = store::objection(tx, id).await? else { return Ok(None) };
        let Some(file) = DocumentFile::load(tx, actor, document.0, lock).await? else { return Ok(None) };
        // the lock on the case may have waited for another decision
        let again = if lock { store::objection(tx, id).await?.map(|(objection, _)| objection) } else { Some(found) };
        Ok(again.map(|objection| Self { registrar: objection.registrar == Some(actor.person), objection, file }))
    }

    /// Whoever put it on record is its author here, not whoever drafted the document.
    fn standing(&self) -> Standing {
        Standing { author: self.registrar, ..Standing::from(&self.file.case) }
    }
}

deeds! {
    RegisterObjection(ServiceFile),
    ReviewObjection(ObjectionFile),
}
