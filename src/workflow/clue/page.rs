//! Pages of the register of clues: the list, one of them, the persons apart, and the forms of its deeds.
use axum::{http::StatusCode, response::Response};

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{self, PersonId},
        web::{
            fields::{Fields, PROSE},
            overtaken::OvertakenPage,
        },
        word::Word,
    },
    people::access::{Action, Permit, Posted},
    workflow::clue::{
        act,
        deed::{
            DecideClue, EditClue, FollowClue, HandleClue, NameTracker, NoteClue, SeeClue, SeeClues, StepDeed, is_open,
        },
        form,
        model::{Clue, Look, Rests},
        state::{State, Step},
        store,
        view::{self, EditPage, IndexPage, NewPage, Next, PersonsPage, ShowPage, StepPage, TrackerPage},
    },
};

/// `GET /clues?state=`
pub async fn index(mut permit: Permit<SeeClues>) -> Result<Response> {
    let fields = permit.query()?;
    let state = match fields.value("state") {
        "" => None,
        text => Some(State::parse(text).ok_or(AppError::Unreadable("error-unknown-choice", Vec::new()))?),
    };
    let clues = store::clues(&mut permit.tx, state).await?;
    act::trace(&mut permit, &clues.iter().collect::<Vec<_>>(), Look::Listed).await?;
    let page = IndexPage { shell: permit.shell(), clues, state };
    permit.page(page).await
}

/// `GET /clues/{id}`
pub async fn show(mut permit: Permit<SeeClue>) -> Result<Response> {
    let clue = permit.subject.clue.clone();
    act::trace(&mut permit, &[&clue], Look::Opened).await?;
    let page = ShowPage {
        next: next(&permit),
        course: view::course(&store::course(&mut permit.tx, clue.id).await?, permit.l),
        trackers: store::trackers(&mut permit.tx, clue.id).await?,
        looks: store::looks(&mut permit.tx, clue.id).await?,
        may_name: clue.state.is_followed() && permit.may(Action::NameTracker),
        shell: permit.shell(),
        clue,
    };
    permit.page(page).await
}

/// What the actor may do to the clue now.
fn next(permit: &Permit<SeeClue>) -> Vec<Next> {
    let clue = &permit.subject.clue;
    let mut next = Vec::new();
    for (action, slug, steps) in [
        (Action::HandleClue, HandleClue::SLUG, HandleClue::STEPS),
        (Action::DecideClue, DecideClue::SLUG, DecideClue::STEPS),
        (Action::FollowClue, FollowClue::SLUG, FollowClue::STEPS),
    ] {
        let open = steps.iter().filter(|step| is_open(clue, **step) && permit.may(action));
        next.extend(open.map(|step| Next {
            href: format!("{}/{slug}?what={}", clue.href(), step.code()),
            word: permit.l.t(&format!("clue-do-{}", step.code().replace('_', "-"))),
            primary: !matches!(step, Step::SetAside | Step::Return | Step::Refuse),
        }));
    }
    if clue.state.is_written() && permit.may(Action::EditClue) {
        let href = format!("{}/edit", clue.href());
        next.push(Next { href, word: permit.l.t("clue-edit"), primary: false });
    }
    next
}

/// `GET /clues/{id}/persons`
pub async fn persons(mut permit: Permit<SeeClue>) -> Result<Response> {
    let clue = permit.subject.clue.clone();
    act::trace(&mut permit, &[&clue], Look::Persons).await?;
    let persons = store::persons(&mut permit.tx, &clue).await?;
    let page = PersonsPage { shell: permit.shell(), clue, persons };
    permit.page(page).await
}

async fn new_page(permit: &mut Permit<NoteClue>, fields: Fields) -> Result<NewPage> {
    let (case, l) = (permit.subject.clone(), permit.l);
    let all = store::resting(&mut permit.tx, case.id).await?;
    let of = |findings: bool| {
        let these = all.iter().filter(|(_, is_finding, _)| *is_finding == findings);
        these.map(|(id, _, word)| (id.to_string(), word.clone())).collect()
    };
    Ok(NewPage {
        shell: permit.shell(),
        rests: vec![(l.t("findings"), of(true)), (l.t("records"), of(false))],
        offences: view::offences(l),
        key: id::fresh(),
        case,
        fields,
    })
}

/// `GET /inspections/{id}/clues/new?rests=`
pub async fn new(mut permit: Permit<NoteClue>) -> Result<Response> {
    act::may_note(&permit.subject)?;
    let rests = permit.query()?.value("rests").to_owned();
    let fields = Fields::start([("found_on", permit.today.to_string()), ("rests", rests)]);
    let page = new_page(&mut permit, fields).await?;
    permit.page(page).await
}

/// `POST /inspections/{id}/clues`
pub async fn create(mut posted: Posted<NoteClue>) -> Result<Response> {
    act::may_note(&posted.permit.subject)?;
    let all = store::resting(&mut posted.permit.tx, posted.permit.subject.id).await?;
    let (today, fields) = (posted.permit.today, &mut posted.fields);
    let found_on = form::day(fields, "found_on", None, today);
    let chosen = all.iter().find(|(id, ..)| fields.has("rests", &id.to_string()));
    if chosen.is_none() && !fields.value("rests").is_empty() {
        fields.problem("rests", "problem-choose", Vec::new());
    }
    let rests = chosen.map_or_else(Rests::default, |(id, is_finding, _)| Rests {
        finding: is_finding.then_some(*id),
        record: (!is_finding).then_some(*id),
    });
    if let (Some(text), Some(found_on)) = (form::text(fields), found_on) {
        let clue = act::put_down(&mut posted.permit, (found_on, rests), &text).await?;
        return posted.done(&format!("/clues/{clue}"), "done-clue").await;
    }
    let fields = posted.fields.clone();
    let page = new_page(&mut posted.permit, fields).await?;
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}

fn edit_page(permit: &Permit<EditClue>, base: i32, fields: Fields) -> EditPage {
    let clue = permit.subject.clue.clone();
    EditPage { shell: permit.shell(), clue, offences: view::offences(permit.l), base, key: id::fresh(), fields }
}

/// `GET /clues/{id}/edit`: shows the persons, so it is a look at them.
pub async fn edit(mut permit: Permit<EditClue>) -> Result<Response> {
    let clue = permit.subject.clue.clone();
    if !clue.state.is_written() {
        return Err(AppError::Conflict("refused-clue-frozen"));
    }
    act::trace(&mut permit, &[&clue], Look::Persons).await?;
    let fields = Fields::start([
        ("source", clue.source.clone()),
        ("received_from", clue.received_from.clone()),
        ("summary", clue.summary.clone()),
        ("offence", clue.offence.code().to_owned()),
        ("other_offence", clue.other_offence.clone()),
        ("proof", clue.proof.clone()),
        ("risk", clue.risk.clone()),
        ("persons", store::persons(&mut permit.tx, &clue).await?),
    ]);
    let page = edit_page(&permit, clue.text_no, fields);
    permit.page(page).await
}

/// What stands now beside what was typed, where it cannot be saved any more.
async fn overtaken(posted: Posted<EditClue>, sentence: &'static str) -> Result<Response> {
    let (clue, fields) = (&posted.permit.subject.clue, &posted.fields);
    let pairs = [
        ("clue-source", clue.source.as_str(), fields.value("source")),
        ("clue-received-from", &clue.received_from, fields.value("received_from")),
        ("clue-summary", &clue.summary, fields.value("summary")),
        ("clue-other-offence", &clue.other_offence, fields.value("other_offence")),
        ("clue-proof", &clue.proof, fields.value("proof")),
        ("clue-risk", &clue.risk, fields.value("risk")),
        // what stands of them is looked at on its own page
        ("clue-persons", "", fields.value("persons")),
    ];
    let page = OvertakenPage::new(posted.permit.shell(), sentence, clue.href(), &pairs);
    posted.send_back(StatusCode::CONFLICT, page).await
}

/// `POST /clues/{id}/edit`
pub async fn save(mut posted: Posted<EditClue>) -> Result<Response> {
    let clue = posted.permit.subject.clue.clone();
    let base = posted.fields.number("base", 1, i32::MAX).unwrap_or_default();
    if !clue.state.is_written() {
        return overtaken(posted, "refused-clue-frozen").await;
    }
    if base != clue.text_no {
        return overtaken(posted, "refused-clue-changed").await;
    }
    let Some(text) = form::text(&mut posted.fields) else {
        let page = edit_page(&posted.permit, base, posted.fields.clone());
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await;
    };
    act::edit(&mut posted.permit, base, &text).await?;
    posted.done(&clue.href(), "done-saved").await
}

/// The step that a form is about, if it may be taken now.
fn asked<D: StepDeed>(clue: &Clue, fields: &Fields) -> Result<Step> {
    let step = Step::parse(fields.value("what")).filter(|step| D::STEPS.contains(step));
    let step = step.ok_or(AppError::Unreadable("error-unknown-choice", Vec::new()))?;
    if is_open(clue, step) { Ok(step) } else { Err(AppError::Conflict("refused-step-illegal")) }
}

async fn step_page<D: StepDeed>(permit: &mut Permit<D>, step: Step, fields: Fields) -> Result<StepPage> {
    let (clue, asks, today) = (permit.subject.clue.clone(), form::asks(step), permit.today);
    let people = if asks.tracker { store::nameable(&mut permit.tx, clue.organiser, today).await? } else { Vec::new() };
    Ok(StepPage {
        shell: permit.shell(),
        action: format!("{}/{}", clue.href(), D::SLUG),
        people: people.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
        key: id::fresh(),
        clue,
        step,
        asks,
        fields,
    })
}

/// `GET /clues/{id}/<deed>?what=`
pub async fn ask<D: StepDeed>(mut permit: Permit<D>) -> Result<Response> {
    let clue = permit.subject.clue.clone();
    let step = asked::<D>(&clue, &permit.query()?)?;
    act::trace(&mut permit, &[&clue], Look::Opened).await?;
    let mut fields = Fields::start([("done_on", permit.today.to_string())]);
    if step == Step::SendProvince {
        let province = store::province(&mut permit.tx, clue.organiser).await?;
        fields = fields.with("receiver", province.unwrap_or_default());
    }
    if let Some(tracker) = clue.tracker {
        fields = fields.with("tracker", tracker.to_string());
    }
    let page = step_page(&mut permit, step, fields).await?;
    permit.page(page).await
}

/// `POST /clues/{id}/<deed>`
pub async fn take<D: StepDeed>(mut posted: Posted<D>) -> Result<Response> {
    let clue = posted.permit.subject.clue.clone();
    let step = asked::<D>(&clue, &posted.fields)?;
    let today = posted.permit.today;
    let people = store::nameable(&mut posted.permit.tx, clue.organiser, today).await?;
    // what comes after it was sent is not before that
    let earliest = clue.sent_on.filter(|_| step.follows_sending()).unwrap_or(clue.found_on);
    if let Some(answers) = form::answers(&mut posted.fields, step, (earliest, today), &people) {
        act::take(&mut posted.permit, step, &answers).await?;
        return posted.done(&clue.href(), "done-clue-step").await;
    }
    let fields = posted.fields.clone();
    let page = step_page(&mut posted.permit, step, fields).await?;
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}

async fn tracker_page(permit: &mut Permit<NameTracker>, fields: Fields) -> Result<TrackerPage> {
    let (clue, today) = (permit.subject.clue.clone(), permit.today);
    let people = store::nameable(&mut permit.tx, clue.organiser, today).await?;
    let others = people.into_iter().filter(|(person, _)| clue.tracker != Some(*person));
    Ok(TrackerPage {
        shell: permit.shell(),
        people: others.map(|(id, name)| (id.to_string(), name)).collect(),
        key: id::fresh(),
        clue,
        fields,
    })
}

/// `GET /clues/{id}/tracker`
pub async fn tracker_form(mut permit: Permit<NameTracker>) -> Result<Response> {
    if !permit.subject.clue.state.is_followed() {
        return Err(AppError::Conflict("refused-clue-not-followed"));
    }
    let page = tracker_page(&mut permit, Fields::default()).await?;
    permit.page(page).await
}

/// `POST /clues/{id}/tracker`
pub async fn name_tracker(mut posted: Posted<NameTracker>) -> Result<Response> {
    let (clue, today) = (posted.permit.subject.clue.clone(), posted.permit.today);
    let mut people: Vec<(PersonId, String)> = store::nameable(&mut posted.permit.tx, clue.organiser, today).await?;
    people.retain(|(person, _)| clue.tracker != Some(*person));
    let tracker = form::named(&mut posted.fields, &people);
    let reason = posted.fields.text("reason", PROSE);
    if let (true, Some(tracker)) = (posted.fields.is_ok(), tracker) {
        act::hand_on(&mut posted.permit, tracker, &reason).await?;
        return posted.done(&clue.href(), "done-clue-tracker").await;
    }
    let fields = posted.fields.clone();
    let page = tracker_page(&mut posted.permit, fields).await?;
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}
