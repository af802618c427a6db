//! What is done to keep the organs: the tree and its additions, and the changes of one at or below the administrator's own.
use uuid::Uuid;

use crate::{
    deeds,
    foundation::{db::Tx, error::Result},
    people::{
        access::{Actor, Role, Standing, Subject},
        org::{model::Organ, store},
    },
};

impl Subject for Organ {
    async fn load(tx: &mut Tx, actor: &Actor, id: Uuid, lock: bool) -> Result<Option<Self>> {
        match actor.unit_id().filter(|_| actor.role == Role::SystemAdmin) {
            Some(unit) if lock => store::locked(tx, unit, id).await,
            Some(unit) => store::one(tx, unit, id).await,
            None => Ok(None),
        }
    }

    fn standing(&self) -> Standing {
        Standing::default()
    }
}

deeds! {
    ManageOrganisations(()),
    ChangeOrganisation(Organ),
}
