//! The deeds on clues, what they are done to, and the steps that each may take.
use uuid::Uuid;

use crate::{
    deeds,
    foundation::{db::Tx, error::Result},
    people::access::{Actor, Deed, Standing, Subject},
    workflow::{
        clue::{
            model::Clue,
            state::Step,
            store::{self, Hands},
        },
        inspection::Case,
    },
};

/// The register. Whoever holds no right to it gets the answer of an address that does not exist.
#[derive(Debug)]
pub struct Register;

impl Subject for Register {
    async fn load(tx: &mut Tx, _: &Actor, _: Uuid, _: bool) -> Result<Option<Self>> {
        Ok(store::holds(tx).await?.then_some(Self))
    }

    fn standing(&self) -> Standing {
        Standing::default()
    }
}

/// A clue, and where the actor stands to it.
#[derive(Debug, Clone)]
pub struct ClueFile {
    pub clue: Clue,
    hands: Hands,
    tracks: bool,
}

impl Subject for ClueFile {
    async fn load(tx: &mut Tx, actor: &Actor, id: Uuid, lock: bool) -> Result<Option<Self>> {
        let Some(clue) = store::clue(tx, id, lock).await? else { return Ok(None) };
        let hands = store::hands(tx, &clue, actor.person).await?;
        Ok(Some(Self { hands, tracks: clue.tracker == Some(actor.person), clue }))
    }

    /// Whoever wrote or registered it is its author, of whom nobody approves.
    fn standing(&self) -> Standing {
        Standing {
            lead: self.hands.lead,
            leader: self.hands.leader,
            author: self.hands.author,
            tracker: self.tracks,
            organiser: Some(self.clue.organiser),
            approver: self.clue.approver,
            ..Standing::default()
        }
    }
}

deeds! {
    SeeClues(Register),
    SeeClue(ClueFile),
    NoteClue(Case),
    EditClue(ClueFile),
    HandleClue(ClueFile),
    DecideClue(ClueFile),
    NameTracker(ClueFile),
    FollowClue(ClueFile),
}

/// A deed that takes one of several steps: which, is said in its address and its form.
pub trait StepDeed: Deed<Subject = ClueFile> {
    /// The last part of its address.
    const SLUG: &'static str;
    const STEPS: &'static [Step];
}

impl StepDeed for HandleClue {
    const SLUG: &'static str = "handle";
    const STEPS: &'static [Step] = &[Step::Register, Step::SetAside, Step::SendProvince, Step::SendOther];
}

impl StepDeed for DecideClue {
    const SLUG: &'static str = "decide";
    const STEPS: &'static [Step] = &[Step::Approve, Step::Return];
}

impl StepDeed for FollowClue {
    const SLUG: &'static str = "follow";
    const STEPS: &'static [Step] = &[Step::Accept, Step::Refuse, Step::File, Step::Conclude];
}

/// Whether a step may be taken now: a legal edge, and where it sends the clue, the one that its offence asks for.
pub fn is_open(clue: &Clue, step: Step) -> bool {
    let sends = matches!(step, Step::SendProvince | Step::SendOther);
    clue.state.after(step).is_ok() && (!sends || clue.offence.sends() == step)
}
