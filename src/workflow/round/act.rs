//! Planning a round and taking its steps: rule, write, trail, in one transaction.
use serde_json::json;
use uuid::Uuid;

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{self, InspectionId, RoundId},
        word::Word,
    },
    people::access::{Deed, Permit},
    workflow::{
        inspection::{self, Kind, store::NewCase},
        round::{
            board,
            deed::{EditPlace, EditRound, OpenRound},
            model::{NewPlace, Planned, Round, Wanted},
            state::{State, Step},
            store::{self, NewStep},
        },
        team,
    },
};

/// Opens a round of the acting person's own organ, with its first places.
pub async fn open(permit: &mut Permit<OpenRound>, kind: Kind, wanted: &Wanted, places: &[NewPlace]) -> Result<RoundId> {
    let (round, now, today) = (RoundId(id::fresh()), permit.now, permit.today);
    let organiser = permit.actor.unit_id().ok_or(AppError::NotFound)?;
    store::insert(&mut permit.tx, round, (organiser, kind), wanted, now).await?;
    let step = NewStep {
        no: 1,
        step: Step::Open,
        from: "-",
        to: State::Planning,
        actor: (permit.actor.person, Some(organiser)),
        reason: "",
    };
    store::step(&mut permit.tx, round, step, now, today).await?;
    for place in places {
        store::add_place(&mut permit.tx, round, place).await?;
    }
    let value = json!({ "kind": kind.code(), "name": wanted.name, "places": places.len() });
    permit.note("round_opened", "round", round.0, None, value).await?;
    Ok(round)
}

/// Changes what a round is for, when, and how far it is to reach.
///
/// # Errors
/// Conflict if somebody changed it since `base`.
pub async fn change(permit: &mut Permit<EditRound>, base: i32, wanted: &Wanted) -> Result<()> {
    let round = planned(&permit.subject)?.clone();
    store::change(&mut permit.tx, &round, base, wanted).await?;
    let value = json!({ "name": wanted.name, "opens_on": wanted.opens_on, "closes_on": wanted.closes_on, "target": wanted.target });
    permit.note("round_changed", "round", round.id.0, None, value).await
}

/// Puts facilities into a round.
pub async fn add(permit: &mut Permit<EditRound>, places: &[NewPlace]) -> Result<()> {
    let round = planned(&permit.subject)?.clone();
    for place in places {
        store::add_place(&mut permit.tx, round.id, place).await?;
        let value = json!({ "facility": place.facility });
        permit.note("round_place_added", "round", round.id.0, None, value).await?;
    }
    Ok(())
}

/// Plans one place of a round.
///
/// # Errors
/// Conflict if somebody changed it since `base`.
pub async fn plan(permit: &mut Permit<EditPlace>, base: i32, wanted: &Planned) -> Result<()> {
    let file = permit.subject.clone();
    planned(&file.round)?;
    store::change_place(&mut permit.tx, file.place.id, base, wanted).await?;
    let value = json!({ "facility": file.place.facility, "first_day": wanted.first_day, "last_day": wanted.last_day, "seats": wanted.seats, "lead": wanted.lead });
    permit.note("round_place_planned", "round", file.round.id.0, None, value).await
}

/// Takes a facility out of a round.
///
/// # Errors
/// Conflict if somebody changed it since `base`.
pub async fn remove(permit: &mut Permit<EditPlace>, base: i32) -> Result<()> {
    let file = permit.subject.clone();
    planned(&file.round)?;
    store::remove_place(&mut permit.tx, file.place.id, base).await?;
    let value = json!({ "facility": file.place.facility });
    permit.note("round_place_removed", "round", file.round.id.0, None, value).await
}

/// Takes a step: the state moves, its row is written, and what follows from it.
///
/// # Errors
/// Conflict if the step is not an edge from the present state, or somebody else was faster.
pub async fn take<D: Deed<Subject = Round>>(permit: &mut Permit<D>, step: Step, reason: &str) -> Result<()> {
    let round = permit.subject.clone();
    let to = round.state.after(step).map_err(|_| AppError::Conflict("refused-step-illegal"))?;
    if step == Step::Publish {
        open_inspections(permit, &round).await?;
    }
    let (now, today) = (permit.now, permit.today);
    let row = NewStep {
        no: round.step_no + 1,
        step,
        from: round.state.code(),
        to,
        actor: (permit.actor.person, permit.actor.unit_id()),
        reason,
    };
    store::step(&mut permit.tx, round.id, row, now, today).await?;
    store::advance(&mut permit.tx, &round, to).await?;
    let deed = format!("round_{}", step.code());
    permit.note(&deed, "round", round.id.0, None, json!({ "reason": reason })).await
}

/// Every place gets its inspection, as a draft of its lead prosecutor, with the team that its board has for it; each member is let
/// in and so finds it on the desk.
async fn open_inspections<D: Deed<Subject = Round>>(permit: &mut Permit<D>, round: &Round) -> Result<()> {
    let today = permit.today;
    let no = board::store::head(&mut permit.tx, round.id).await?;
    let seats = board::store::seats(&mut permit.tx, round.id, no).await?;
    for place in store::places(&mut permit.tx, round.id).await? {
        let team: Vec<_> = seats.iter().filter(|seat| seat.place == place.id).collect();
        let seated = team.iter().find(|seat| seat.spot == team::Place::LeadProsecutor).map(|seat| seat.person);
        let lead = seated.or(place.lead).ok_or(AppError::Conflict("refused-round-no-lead"))?;
        let new = NewCase {
            id: InspectionId(id::fresh()),
            kind: round.kind,
            facility: place.facility,
            organiser: round.organiser,
            level: round.organiser_level,
            sealed: false,
            basis: format!("{}：{}", round.name, round.purpose),
            planned_from: place.first_day,
            planned_to: place.last_day,
        };
        inspection::act::open_led(permit, &new, lead, "team").await?;
        for seat in team.iter().filter(|seat| seat.spot != team::Place::LeadProsecutor) {
            team::store::add(&mut permit.tx, new.id, seat.person, seat.spot, "").await?;
        }
        // whoever leads is leader too, where nobody else is
        if !team.iter().any(|seat| seat.spot == team::Place::TeamLeader) {
            team::store::add(&mut permit.tx, new.id, lead, team::Place::TeamLeader, "").await?;
        }
        let members: Vec<Uuid> = team.iter().map(|seat| seat.person.0).collect();
        inspection::store::clear(&mut permit.tx, new.id, &members, "team", today).await?;
        store::tie(&mut permit.tx, place.id, new.id).await?;
    }
    board::store::waive(&mut permit.tx, round.id).await
}

/// A round that is still being planned.
fn planned(round: &Round) -> Result<&Round> {
    if round.state.is_planned() { Ok(round) } else { Err(AppError::Conflict("refused-round-frozen")) }
}
