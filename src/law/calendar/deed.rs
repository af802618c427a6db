//! The deed of the business administrator: drafting versions, looking at them, publishing one.
use uuid::Uuid;

use crate::{
    deeds,
    foundation::{db::Tx, error::Result},
    law::calendar::{model::Version, store},
    people::access::{Action, Actor, Deed, Standing, Subject},
};

deeds! {
    ManageCalendar(()),
}

impl Subject for Version {
    async fn load(tx: &mut Tx, _: &Actor, id: Uuid, lock: bool) -> Result<Option<Self>> {
        if lock {
            store::hold(tx).await?;
        }
        store::version(tx, id).await
    }

    fn standing(&self) -> Standing {
        Standing::default()
    }
}

/// Reading one version, or publishing it.
#[derive(Debug)]
pub struct KeepVersion;

impl Deed for KeepVersion {
    const ACTION: Action = Action::ManageCalendar;
    type Subject = Version;
}
