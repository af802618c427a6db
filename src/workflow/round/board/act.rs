//! Changing a board: every change is a version of its own, on the one that was read.
use serde_json::{Value, json};

use crate::{
    foundation::{
        error::{AppError, Result},
        word::Word as _,
    },
    people::access::{Deed, Permit},
    workflow::round::{
        Round,
        board::{
            deed::{EditBoard, SetAside as SetAsideDeed},
            model::{self, Deed as Made, Seated, Setting, Version},
            store::{self, NewVersion, SetAside, problem},
        },
        solve,
    },
};

/// A board with all that it is judged by.
#[derive(Debug)]
pub struct Read {
    pub no: i32,
    pub seats: Vec<Seated>,
    pub aside: Vec<SetAside>,
    pub versions: Vec<Version>,
    pub setting: Setting,
}

/// Reads a version of the board, with what binds in the round today.
pub async fn read<D: Deed<Subject = Round>>(permit: &mut Permit<D>, no: i32) -> Result<Read> {
    let (round, today) = (permit.subject.clone(), permit.today);
    let seats = store::seats(&mut permit.tx, round.id, no).await?;
    let aside = store::set_aside(&mut permit.tx, round.id).await?;
    let fixed = problem::Fixed { seats: &seats, aside: &aside, seed: i64::from(no) + 1 };
    let setting = problem::load(&mut permit.tx, &round, fixed, today).await?;
    let versions = store::versions(&mut permit.tx, round.id).await?;
    Ok(Read { no, seats, aside, versions, setting })
}

/// Reads the board that stands.
pub async fn head<D: Deed<Subject = Round>>(permit: &mut Permit<D>) -> Result<Read> {
    let no = store::head(&mut permit.tx, permit.subject.id).await?;
    read(permit, no).await
}

impl Read {
    /// The round as the solver reads it, or why it cannot.
    pub fn solved(&self) -> std::result::Result<solve::Round, Vec<solve::Refusal>> {
        solve::Round::read(self.setting.problem.clone())
    }
}

/// Writes a version made from the one that was read.
///
/// # Errors
/// Conflict if somebody else wrote one since.
pub async fn write(
    permit: &mut Permit<EditBoard>,
    base: i32,
    (deed, restores): (Made, Option<i32>),
    note: &Value,
    seats: &[Seated],
) -> Result<()> {
    let (round, author, now) = (permit.subject.id, permit.actor.person, permit.now);
    let new = NewVersion { base, deed, restores, note, author };
    let no = store::write(&mut permit.tx, round, new, seats, now).await?;
    let value = json!({ "no": no, "deed": deed.code(), "what": note });
    permit.note("board_changed", "round", round.0, None, value).await
}

/// Brings back the seats of an earlier version, as a new one.
///
/// # Errors
/// Conflict if there is none before.
pub async fn undo(permit: &mut Permit<EditBoard>, base: i32) -> Result<()> {
    let round = permit.subject.id;
    let versions = store::versions(&mut permit.tx, round).await?;
    let restores = model::before(&versions, base).ok_or(AppError::Conflict("refused-board-first"))?;
    let seats = store::seats(&mut permit.tx, round, restores).await?;
    write(permit, base, (Made::Undo, Some(restores)), &json!({ "restores": restores }), &seats).await
}

/// Asks for a plan around the pins of the board that was read.
///
/// # Errors
/// Conflict if somebody else changed it since.
pub async fn ask(permit: &mut Permit<EditBoard>, base: i32) -> Result<()> {
    let (round, by, now) = (permit.subject.clone(), permit.actor.person, permit.now);
    if !round.state.is_planned() {
        return Err(AppError::Conflict("refused-round-frozen"));
    }
    if store::head(&mut permit.tx, round.id).await? != base {
        return Err(AppError::Conflict("refused-board-changed"));
    }
    let id = store::ask(&mut permit.tx, round.id, base, by, now).await?;
    permit.note("plan_asked", "round", round.id.0, None, json!({ "solving": id, "base": base })).await
}

/// Asks the search to stop.
pub async fn cancel(permit: &mut Permit<EditBoard>) -> Result<()> {
    let round = permit.subject.id;
    if !store::cancel(&mut permit.tx, round).await? {
        return Err(AppError::Conflict("refused-not-solving"));
    }
    permit.note("plan_stopped", "round", round.0, None, json!({})).await
}

/// The approver sets a rule of design aside, for one person at one place.
///
/// # Errors
/// Denied to whoever does not approve, or for oneself; conflict if the place is none of this round's (any more).
pub async fn set_aside(permit: &mut Permit<SetAsideDeed>, of: &SetAside) -> Result<()> {
    let (round, by, now) = (permit.subject.clone(), permit.actor.person, permit.now);
    if !round.state.is_planned() {
        return Err(AppError::Conflict("refused-round-frozen"));
    }
    store::override_rule(&mut permit.tx, round.id, of, by, now).await?;
    let value = json!({ "person": of.person, "place": of.place, "rule": of.rule.code(), "reason": of.reason });
    permit.note("rule_set_aside", "round", round.id.0, None, value).await
}
