//! The deeds on rounds, and the step that some of them take.
use uuid::Uuid;

use crate::{
    deeds,
    foundation::{db::Tx, error::Result},
    people::access::{Actor, Deed, Standing, Subject},
    workflow::round::{
        model::{Place, Round},
        state::Step,
        store,
    },
};

impl Subject for Round {
    async fn load(tx: &mut Tx, _: &Actor, id: Uuid, lock: bool) -> Result<Option<Self>> {
        store::round(tx, id, lock).await
    }

    fn standing(&self) -> Standing {
        Self::standing(self)
    }
}

/// A place with its round.
#[derive(Debug, Clone)]
pub struct PlaceFile {
    pub place: Place,
    pub round: Round,
}

impl Subject for PlaceFile {
    async fn load(tx: &mut Tx, _: &Actor, id: Uuid, lock: bool) -> Result<Option<Self>> {
        let Some(of) = store::round_of(tx, id).await? else { return Ok(None) };
        // the round's lock holds its places too
        let Some(round) = store::round(tx, of, lock).await? else { return Ok(None) };
        let place = store::place(tx, id).await?;
        Ok(place.map(|place| Self { place, round }))
    }

    fn standing(&self) -> Standing {
        self.round.standing()
    }
}

deeds! {
    SeeRounds(()),
    OpenRound(()),
    SeeRound(Round),
    EditRound(Round),
    EditPlace(PlaceFile),
    SubmitRound(Round),
    ReturnRound(Round),
    ApproveRound(Round),
    PublishRound(Round),
    FinishRound(Round),
    CancelRound(Round),
}

/// A deed that takes one step of the round.
pub trait StepDeed: Deed<Subject = Round> {
    const STEP: Step;
}

macro_rules! steps {
    ($($deed:ident = $step:ident),+ $(,)?) => {$(
        impl StepDeed for $deed {
            const STEP: Step = Step::$step;
        }
    )+

        /// Every step that follows the first, with its action; its code is the last part of its address.
        pub const STEPS: &[(Step, crate::people::access::Action)] = &[$((Step::$step, <$deed as Deed>::ACTION)),+];
    };
}

steps! {
    SubmitRound = Submit,
    ApproveRound = Approve,
    ReturnRound = Return,
    PublishRound = Publish,
    FinishRound = Finish,
    CancelRound = Cancel,
}
