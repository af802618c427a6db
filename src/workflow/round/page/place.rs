//! Pages of a round's places: putting facilities in, planning one, taking it out.
use axum::{http::StatusCode, response::Response};
use uuid::Uuid;

use super::{Usual, fitting, picks};
use crate::{
    foundation::{
        error::{AppError, Result},
        id,
        web::{fields::Fields, overtaken::OvertakenPage},
        word::Word as _,
    },
    people::access::{Permit, Posted},
    workflow::round::{
        act,
        deed::{EditPlace, EditRound},
        form, gate,
        model::{Planned, Round},
        store::read::{self, Lead, Target},
        view::{self, PlacePage, PlacesPage},
    },
};

/// The facilities that the round may reach.
async fn reachable(permit: &mut Permit<EditRound>, round: &Round) -> Result<Vec<Target>> {
    let organ = (round.organiser, round.organiser_level);
    let targets = read::targets(&mut permit.tx, organ, Some(round.id), round.kind, permit.today).await?;
    Ok(fitting(targets, |facility| round.may_visit(facility)))
}

async fn places_page(permit: &mut Permit<EditRound>, fields: Fields) -> Result<PlacesPage> {
    let round = permit.subject.clone();
    let targets = reachable(permit, &round).await?;
    Ok(PlacesPage { shell: permit.shell(), round, key: id::fresh(), picks: picks(targets, &fields), fields })
}

/// `GET /rounds/{id}/places/new`
pub async fn choose(mut permit: Permit<EditRound>) -> Result<Response> {
    if !permit.subject.state.is_planned() {
        return Err(AppError::Conflict("refused-round-frozen"));
    }
    let page = places_page(&mut permit, Fields::default()).await?;
    permit.page(page).await
}

/// `POST /rounds/{id}/places`
pub async fn add(mut posted: Posted<EditRound>) -> Result<Response> {
    let round = posted.permit.subject.clone();
    let usual = Usual::load(&mut posted.permit).await?;
    let targets = reachable(&mut posted.permit, &round).await?;
    let period = (round.opens_on, round.closes_on);
    let places = form::places(&mut posted.fields, &targets, |target| usual.of(round.kind, target, period));
    if places.is_empty() && posted.fields.is_ok() {
        posted.fields.problem("facility", "problem-choose", Vec::new());
    }
    if !posted.fields.is_ok() {
        let fields = posted.fields.clone();
        let page = places_page(&mut posted.permit, fields).await?;
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await;
    }
    act::add(&mut posted.permit, &places).await?;
    posted.done(&format!("{}#places", round.href()), "done-round-places").await
}

/// `GET /rounds/places/{id}`
pub async fn planning(mut permit: Permit<EditPlace>) -> Result<Response> {
    if !permit.subject.round.state.is_planned() {
        return Err(AppError::Conflict("refused-round-frozen"));
    }
    let place = permit.subject.place.clone();
    let mut fields = Fields::start([
        ("first_day", place.first_day.to_string()),
        ("last_day", place.last_day.to_string()),
        ("seats", place.seats.to_string()),
        ("experts", place.experts.to_string()),
        ("women", place.women.to_string()),
        ("lead", place.lead.map(|person| person.to_string()).unwrap_or_default()),
        ("note", place.note.clone()),
        ("version", place.version.to_string()),
    ]);
    for skill in &place.skills {
        fields = fields.with("skills", skill.code());
    }
    let page = place_page(&mut permit, fields).await?;
    permit.page(page).await
}

async fn place_page(permit: &mut Permit<EditPlace>, fields: Fields) -> Result<PlacePage> {
    let file = permit.subject.clone();
    let usual = Usual::load(permit).await?;
    let leads = read::leads(&mut permit.tx, file.round.organiser, permit.today).await?;
    let (round, place) = (file.round, file.place);
    let first = place.first_day;
    Ok(PlacePage {
        least: gate::lasts_until(&usual.rules, &usual.calendar, round.kind, place.facility_kind, first),
        about: gate::team_about(&usual.rules, round.kind, place.facility_kind),
        leads: Lead::grouped(&leads, permit.l),
        skills: view::skills(&fields, permit.l),
        shell: permit.shell(),
        key: id::fresh(),
        round,
        place,
        fields,
    })
}

/// `POST /rounds/places/{id}`
pub async fn plan(mut posted: Posted<EditPlace>) -> Result<Response> {
    let file = posted.permit.subject.clone();
    let leads = read::leads(&mut posted.permit.tx, file.round.organiser, posted.permit.today).await?;
    let leads: Vec<Uuid> = leads.iter().map(|lead| lead.id).collect();
    let base = posted.fields.number("version", 0, i32::MAX).unwrap_or_default();
    let Some(planned) = form::planned(&mut posted.fields, &file.round, &leads) else {
        let fields = posted.fields.clone();
        let page = place_page(&mut posted.permit, fields).await?;
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await;
    };
    if base != file.place.version || !file.round.state.is_planned() {
        let page = overtaken(&posted.permit, &planned);
        return posted.send_back(StatusCode::CONFLICT, page).await;
    }
    act::plan(&mut posted.permit, base, &planned).await?;
    posted.done(&format!("{}#places", file.round.href()), "done-saved").await
}

/// Somebody else planned it meanwhile: what was typed stands beside what is on record.
fn overtaken(permit: &Permit<EditPlace>, mine: &Planned) -> OvertakenPage {
    let (place, round, l) = (&permit.subject.place, &permit.subject.round, permit.l);
    let skills = |skills: &[crate::people::roster::Skill]| {
        skills.iter().map(|skill| l.word(*skill)).collect::<Vec<_>>().join(&l.t("part-comma"))
    };
    let pairs = [
        ("round-first-day", place.first_day.to_string(), mine.first_day.to_string()),
        ("round-last-day", place.last_day.to_string(), mine.last_day.to_string()),
        ("round-seats", place.seats.to_string(), mine.seats.to_string()),
        ("round-experts", place.experts.to_string(), mine.experts.to_string()),
        ("round-women", place.women.to_string(), mine.women.to_string()),
        ("round-skills", skills(&place.skills), skills(&mine.skills)),
        ("round-note", place.note.clone(), mine.note.clone()),
    ];
    let pairs: Vec<(&str, &str, &str)> =
        pairs.iter().map(|(label, theirs, mine)| (*label, theirs.as_str(), mine.as_str())).collect();
    let sentence = if round.state.is_planned() { "refused-round-changed" } else { "refused-round-frozen" };
    OvertakenPage::new(permit.shell(), sentence, round.href(), &pairs)
}

/// `POST /rounds/places/{id}/remove`
pub async fn remove(mut posted: Posted<EditPlace>) -> Result<Response> {
    let base = posted.fields.number("version", 0, i32::MAX).unwrap_or_default();
    act::remove(&mut posted.permit, base).await?;
    let href = format!("{}#places", posted.permit.subject.round.href());
    posted.done(&href, "done-round-place-removed").await
}
