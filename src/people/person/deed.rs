//! The deeds on persons and accounts. Persons are public to both administrators; oneself is not administered.
use uuid::Uuid;

use crate::{
    deeds,
    foundation::{db::Tx, error::Result},
    people::{
        access::{Actor, Role, Standing, Subject},
        person::{model::PersonFile, store::read},
    },
};

impl Subject for PersonFile {
    async fn load(tx: &mut Tx, actor: &Actor, id: Uuid, lock: bool) -> Result<Option<Self>> {
        if !matches!(actor.role, Role::SystemAdmin | Role::SecurityAdmin) {
            return Ok(None);
        }
        read::file(tx, actor, id, lock).await
    }

    fn standing(&self) -> Standing {
        Standing { oneself: self.oneself, ..Standing::default() }
    }
}

deeds! {
    SeeAccounts(()),
    AddPerson(()),
    SeeAccount(PersonFile),
    GivePost(PersonFile),
    EndPost(PersonFile),
    SwitchAccount(PersonFile),
    ResetPassword(PersonFile),
    RevokeSessions(PersonFile),
    UnlockAccount(PersonFile),
}
