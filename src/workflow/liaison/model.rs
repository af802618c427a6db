//! What a liaison's deeds are done to: a finding served on the own facility, a document served on it.
use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    deeds,
    foundation::{
        db::Tx,
        error::Result,
        id::{FindingId, InspectionId},
    },
    people::access::{Actor, Standing, Subject},
    workflow::{finding::Position, liaison::store, rectification},
};

/// A finding served on the liaison's facility: where it stands, nothing of how it was found.
#[derive(Debug, Clone)]
pub struct ServedItem {
    pub finding: FindingId,
    pub inspection: InspectionId,
    pub position: Position,
    pub due: Option<NaiveDate>,
    pub cycle: i32,
}

impl ServedItem {
    pub fn href(&self) -> String {
        format!("/liaison/items/{}", self.finding)
    }
}

impl Subject for ServedItem {
    async fn load(tx: &mut Tx, _: &Actor, id: Uuid, lock: bool) -> Result<Option<Self>> {
        if lock {
            rectification::store::lock(tx, id).await?;
        }
        store::item(tx, id).await
    }

    fn standing(&self) -> Standing {
        Standing::default()
    }
}

/// A document served on the liaison's facility.
#[derive(Debug, Clone)]
pub struct ServedDocument(pub store::Received);

impl Subject for ServedDocument {
    async fn load(tx: &mut Tx, actor: &Actor, id: Uuid, _: bool) -> Result<Option<Self>> {
        // whoever may read documents for another reason does not read them here
        let Some((facility, ..)) = actor.facility else { return Ok(None) };
        Ok(store::document(tx, facility, id).await?.map(Self))
    }

    fn standing(&self) -> Standing {
        Standing::default()
    }
}

/// The deeds of a liaison. One action of the rules covers a list, an item and a document.
pub mod deed {
    use super::{ServedDocument, ServedItem, deeds};
    use crate::people::access::{Action, Deed};

    deeds! {
        SeeServed(()),
        Reply(ServedItem),
        Object(ServedDocument),
    }

    /// Reading one item served.
    #[derive(Debug)]
    pub struct SeeItem;

    impl Deed for SeeItem {
        const ACTION: Action = Action::SeeServed;
        type Subject = ServedItem;
    }

    /// Reading one document served.
    #[derive(Debug)]
    pub struct SeeReceived;

    impl Deed for SeeReceived {
        const ACTION: Action = Action::SeeServed;
        type Subject = ServedDocument;
    }
}
