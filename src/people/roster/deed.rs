//! The deeds of the roster, and the fact that each puts on record.
use uuid::Uuid;

use crate::{
    deeds,
    foundation::{db::Tx, error::Result},
    people::{
        access::{Actor, Deed, Standing, Subject},
        roster::{
            model::{Fact, Person},
            recusal::Recusal,
            store::{read, recusal},
        },
    },
};

impl Subject for Person {
    async fn load(tx: &mut Tx, actor: &Actor, id: Uuid, lock: bool) -> Result<Option<Self>> {
        // the three administrators keep accounts, not the roster
        if actor.role.is_administrator() { Ok(None) } else { read::person(tx, actor, id, lock).await }
    }

    fn standing(&self) -> Standing {
        Standing { oneself: self.oneself, ..Standing::default() }
    }
}

impl Subject for Recusal {
    async fn load(tx: &mut Tx, actor: &Actor, id: Uuid, lock: bool) -> Result<Option<Self>> {
        recusal::one(tx, actor, id, lock).await
    }

    /// Whom it is about is its author here: nobody decides about oneself.
    fn standing(&self) -> Standing {
        Standing {
            author: self.oneself,
            oneself: self.oneself,
            approver: Some(self.organ),
            committee: self.committee,
            ..Standing::default()
        }
    }
}

deeds! {
    SeePeople(()),
    SeePerson(Person),
    SeeOwnPage(()),
    AddOutsider(()),
    KeepRoster(Person),
    AddCareer(Person),
    TellAbsence(Person),
    DeclareKin(Person),
    TakePledge(Person),
    TakeDeclaration(Person),
    VoidFact(Person),
    FileRecusal(Person),
    SeeRecusal(Recusal),
    DecideRecusal(Recusal),
    AskReview(Recusal),
    AnswerReview(Recusal),
}

/// A deed that puts a fact about a person on record.
pub trait FactDeed: Deed<Subject = Person> {
    const FACT: Fact;
}

macro_rules! facts {
    ($($deed:ident = $fact:ident),+ $(,)?) => {$(
        impl FactDeed for $deed {
            const FACT: Fact = Fact::$fact;
        }
    )+};
}

facts! {
    AddCareer = Career,
    TellAbsence = Absence,
    DeclareKin = Kin,
    TakePledge = Pledge,
    TakeDeclaration = Declaration,
}
