//! The deeds of preparation.
use uuid::Uuid;

use crate::{
    deeds,
    foundation::{db::Tx, error::Result, text::Lang},
    people::access::{Action, Actor, Deed, Standing, Subject},
    workflow::{
        evidence::{Bearer, Bears, Of},
        inspection::{self, Case},
        preparation::{model::Contact, store},
    },
};

deeds! {
    LogContact(Case),
    GatherInformation(Case),
    FileAnnex(Case),
    FileExemption(Case),
}

/// Reading how far a case is prepared.
#[derive(Debug)]
pub struct SeePreparation;

impl Deed for SeePreparation {
    const ACTION: Action = Action::SeeInspection;
    type Subject = Case;
}

/// A talk with its case: what minutes are added to.
#[derive(Debug, Clone)]
pub struct ContactFile {
    pub contact: Contact,
    pub case: Case,
}

impl Subject for ContactFile {
    async fn load(tx: &mut Tx, actor: &Actor, id: Uuid, lock: bool) -> Result<Option<Self>> {
        let Some(contact) = store::contact(tx, id).await? else { return Ok(None) };
        let case = inspection::store::case(tx, actor, contact.inspection.0, lock).await?;
        Ok(case.map(|case| Self { contact, case }))
    }

    fn standing(&self) -> Standing {
        Standing::from(&self.case)
    }
}

/// Adding minutes to a talk.
#[derive(Debug)]
pub struct AddToContact;

impl Deed for AddToContact {
    const ACTION: Action = Action::AddEvidence;
    type Subject = ContactFile;
}

impl Bears for ContactFile {
    fn bearer(&self, l: Lang) -> Bearer {
        let contact = &self.contact;
        Bearer {
            of: Of::Contact(contact.id),
            case: self.case.clone(),
            title: format!("{} · {} · {}", contact.organ, l.word(contact.way), l.date(contact.day)),
            href: format!("{}/preparation", self.case.href()),
            action: format!("/contacts/{}/evidence", contact.id),
        }
    }
}
