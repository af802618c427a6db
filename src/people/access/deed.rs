//! A deed: an action on a subject, as a type, so that an unguarded write is a type error.
use uuid::Uuid;

use crate::{
    foundation::{db::Tx, error::Result},
    people::access::{actor::Actor, policy::Action, policy::Standing},
};

/// What a deed is done to.
pub trait Subject: Sized + Send {
    /// Reads the subject within the actor's reach; none if it is not there or out of reach. A deed that writes locks it.
    fn load(tx: &mut Tx, actor: &Actor, id: Uuid, lock: bool) -> impl Future<Output = Result<Option<Self>>> + Send;
    /// Where the actor stands to it.
    fn standing(&self) -> Standing;
}

/// A deed without a subject: a list, a page of one's own.
impl Subject for () {
    async fn load(_: &mut Tx, _: &Actor, _: Uuid, _: bool) -> Result<Option<Self>> {
        Ok(Some(()))
    }

    fn standing(&self) -> Standing {
        Standing::default()
    }
}

/// An action on a kind of subject.
pub trait Deed: Send + 'static {
    const ACTION: Action;
    type Subject: Subject;
}

/// Declares deeds: `deeds! { SubmitPlan(Inspection), SeeDesk(()) }`.
#[macro_export]
macro_rules! deeds {
    ($($(#[$doc:meta])* $name:ident($subject:ty)),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name;
        impl $crate::people::access::Deed for $name {
            const ACTION: $crate::people::access::Action = $crate::people::access::Action::$name;
            type Subject = $subject;
        }
    )+};
}
