//! The deeds on incidents, and what they are done to.
use uuid::Uuid;

use crate::{
    deeds,
    foundation::{db::Tx, error::Result},
    people::access::{Actor, Standing, Subject},
    workflow::incident::{model::Incident, store},
};

impl Subject for Incident {
    async fn load(tx: &mut Tx, _: &Actor, id: Uuid, lock: bool) -> Result<Option<Self>> {
        store::incident(tx, id, lock).await
    }

    /// The chief who approves where the facility is supervised decides why nothing follows.
    fn standing(&self) -> Standing {
        Standing { organiser: self.supervisor, approver: self.approver, ..Standing::default() }
    }
}

deeds! {
    SeeIncidents(()),
    SeeIncident(Incident),
    RegisterIncident(()),
    OrganiseSpecial(Incident),
    WaiveIncident(Incident),
}
