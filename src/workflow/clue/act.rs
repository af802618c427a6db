//! Putting a clue down, rewriting it, taking its steps, and leaving the trace of every look: rule, write, trail, in one
//! transaction. The trail says that something confidential was done, and neither what nor to which clue: that stands in the
//! value, which no page reads.
use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{self, ClueId, PersonId},
        word::Word,
    },
    people::access::{Deed, Permit},
    workflow::{
        clue::{
            deed::{ClueFile, EditClue, NameTracker, NoteClue, is_open},
            form::Answers,
            model::{Clue, Look, Rests, Text},
            state::{State, Step},
            store::{self, NewStep},
        },
        inspection::Case,
    },
};

/// Writes the trail's entry: under a key of its own, of no case.
async fn note<D: Deed>(permit: &mut Permit<D>, deed: &str, clue: ClueId, value: Value) -> Result<()> {
    let value = json!({ "deed": deed, "clue": clue, "value": value });
    permit.note("confidential", "confidential", id::fresh(), None, value).await
}

fn written(text: &Text) -> Value {
    json!({ "source": text.source, "received_from": text.received_from, "summary": text.summary, "offence": text.offence.code(),
            "other_offence": text.other_offence, "proof": text.proof, "risk": text.risk, "persons": text.persons })
}

/// Whether a clue may be put down: from the beginning of a case until it is over.
///
/// # Errors
/// It is over.
pub const fn may_note(case: &Case) -> Result<()> {
    if case.state.is_over() || case.history { Err(AppError::Conflict("refused-case-over")) } else { Ok(()) }
}

/// Puts a clue down.
///
/// # Errors
/// The case is over.
pub async fn put_down(
    permit: &mut Permit<NoteClue>,
    (found_on, rests): (NaiveDate, Rests),
    text: &Text,
) -> Result<ClueId> {
    may_note(&permit.subject)?;
    let (clue, case) = (ClueId(id::fresh()), permit.subject.id);
    let (by, now) = (permit.actor.person, permit.now);
    store::insert(&mut permit.tx, (clue, case), (found_on, rests), by, now).await?;
    store::write(&mut permit.tx, (clue, 1), text, by, now).await?;
    let first = NewStep { no: 1, step: Step::Note, from: "-", to: State::Found, answers: &Answers::default() };
    let actor = (by, permit.actor.unit_id());
    store::step(&mut permit.tx, clue, first, actor, (now, permit.today)).await?;
    note(permit, "note", clue, written(text)).await?;
    Ok(clue)
}

/// Saves another version of its words.
///
/// # Errors
/// Conflict if it is registered, or somebody saved another version since `base`.
pub async fn edit(permit: &mut Permit<EditClue>, base: i32, text: &Text) -> Result<()> {
    let clue = permit.subject.clue.clone();
    if !clue.state.is_written() {
        return Err(AppError::Conflict("refused-clue-frozen"));
    }
    let (by, now) = (permit.actor.person, permit.now);
    store::set_text(&mut permit.tx, clue.id, base).await?;
    store::write(&mut permit.tx, (clue.id, base + 1), text, by, now).await?;
    note(permit, "edit", clue.id, written(text)).await
}

/// Takes a step.
///
/// # Errors
/// Conflict if the step is not an edge from the present state, or does not fit the offence.
pub async fn take<D: Deed<Subject = ClueFile>>(permit: &mut Permit<D>, step: Step, answers: &Answers) -> Result<()> {
    let clue = permit.subject.clue.clone();
    if !is_open(&clue, step) {
        return Err(AppError::Conflict("refused-step-illegal"));
    }
    let to = clue.state.after(step).map_err(|_| AppError::Conflict("refused-step-illegal"))?;
    // approved again, the same person may go on
    if let Some(tracker) = answers.tracker.filter(|tracker| clue.tracker != Some(*tracker)) {
        store::name(&mut permit.tx, clue.id, (tracker, ""), permit.actor.person, permit.now).await?;
    }
    let row = NewStep { no: clue.step_no + 1, step, from: clue.state.code(), to, answers };
    let (actor, when) = ((permit.actor.person, permit.actor.unit_id()), (permit.now, permit.today));
    store::step(&mut permit.tx, clue.id, row, actor, when).await?;
    store::advance(&mut permit.tx, &clue, to).await?;
    let value = json!({ "done_on": answers.done_on, "receiver": answers.receiver, "number": answers.number, "reason": answers.reason, "tracker": answers.tracker });
    note(permit, step.code(), clue.id, value).await
}

/// Another takes over to follow it.
///
/// # Errors
/// Conflict if nobody follows it yet, or no longer.
pub async fn hand_on(permit: &mut Permit<NameTracker>, tracker: PersonId, reason: &str) -> Result<()> {
    let clue = permit.subject.clue.clone();
    if !clue.state.is_followed() {
        return Err(AppError::Conflict("refused-clue-not-followed"));
    }
    store::name(&mut permit.tx, clue.id, (tracker, reason), permit.actor.person, permit.now).await?;
    note(permit, "name_tracker", clue.id, json!({ "tracker": tracker, "reason": reason })).await
}

/// Leaves the trace that every look leaves.
pub async fn trace<D: Deed>(permit: &mut Permit<D>, clues: &[&Clue], what: Look) -> Result<()> {
    for clue in clues {
        store::trace(&mut permit.tx, clue.id, what, permit.actor.person, permit.now).await?;
        note(permit, what.code(), clue.id, Value::Null).await?;
    }
    Ok(())
}
