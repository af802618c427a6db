//! Building the team: who joins, under which rules; what the approver lets go; recusals that are applied for.
use axum::{http::StatusCode, response::Response};
use serde_json::json;

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{self, PersonId},
        web::fields::{Fields, LINE, PROSE},
        word::Word,
    },
    people::{
        access::{Permit, Posted},
        roster::{
            self, Bar, Class, Obstacle, Target, form as roster_form, recusal::Ground, store::recusal::About,
            view::FilePage,
        },
    },
    workflow::{
        inspection::{
            deed::{EditTeam, RegisterRecusal, WaiveRule},
            model::Case,
            state::State,
            view::{self, TeamPage, WaiverPage},
        },
        team::{self as members, Place, store},
    },
};

/// What stands against somebody's joining the team of a case.
async fn obstacles(tx: &mut crate::foundation::db::Tx, case: &Case, person: PersonId) -> Result<Vec<Obstacle>> {
    roster::check(tx, Target::Inspection(case.id), (case.planned_from, case.planned_to), person).await
}

/// `GET /inspections/{id}/team`
pub async fn team(mut permit: Permit<EditTeam>) -> Result<Response> {
    if permit.subject.state != State::Draft {
        return Err(AppError::Conflict("refused-team-frozen"));
    }
    let page = team_page(&mut permit, Fields::default(), Vec::new()).await?;
    permit.page(page).await
}

async fn team_page(permit: &mut Permit<EditTeam>, fields: Fields, refused: Vec<Obstacle>) -> Result<TeamPage> {
    let case = permit.subject.clone();
    let l = permit.l;
    let people = store::candidates(&mut permit.tx, permit.today).await?;
    let team = store::members(&mut permit.tx, case.id).await?;
    let mut met = Vec::new();
    for member in &team {
        if met.iter().all(|(name, _): &(String, Vec<Obstacle>)| *name != member.name) {
            let found = obstacles(&mut permit.tx, &case, member.person_id.into()).await?;
            met.push((member.name.clone(), found));
        }
    }
    met.retain(|(_, found)| !found.is_empty());
    Ok(TeamPage {
        shell: permit.shell(),
        key: id::fresh(),
        fields,
        people: people.iter().map(|person| view::candidate(person, l)).collect(),
        places: Place::ALL
            .iter()
            .filter(|place| **place != Place::LeadProsecutor)
            .map(|place| (place.code(), l.word(*place)))
            .collect(),
        recusals: roster::store::recusal::list(&mut permit.tx, None, Some(case.id)).await?,
        team,
        met,
        refused,
        case,
    })
}

/// Whether the rules let somebody join: H never gives way, D to the approver alone, S to a reason.
fn judged(obstacles: &[Obstacle], fields: &mut Fields, reason: &str, l: crate::foundation::text::Lang) {
    for obstacle in obstacles {
        let said = vec![("what", obstacle.sentence(l).into()), ("rule", obstacle.source().into())];
        match obstacle.class {
            Class::Hard => return fields.problem("person", "problem-barred", said),
            Class::Design => return fields.problem("person", "problem-barred-by-design", said),
            Class::Soft if reason.is_empty() => return fields.problem("reason", "problem-warned", said),
            Class::Soft => {}
        }
    }
}

/// `POST /inspections/{id}/team`
pub async fn add_member(mut posted: Posted<EditTeam>) -> Result<Response> {
    let (permit, fields) = (&mut posted.permit, &mut posted.fields);
    let (case, today, l) = (permit.subject.clone(), permit.today, permit.l);
    let (person, place) = (fields.id::<PersonId>("person"), fields.choice::<Place>("place"));
    let (duty, reason) = (fields.optional("duty", LINE), fields.optional("reason", LINE));
    let mut met = Vec::new();
    if let Some(person) = person {
        match store::joins(&mut permit.tx, person, today).await? {
            None => fields.problem("person", "problem-choose", Vec::new()),
            Some(kind) if place.is_some_and(|place| !place.takes(kind)) => {
                fields.problem("place", "problem-outsider-place", Vec::new());
            }
            Some(_) => {
                met = obstacles(&mut permit.tx, &case, person).await?;
                judged(&met, fields, &reason, l);
            }
        }
    }
    let (true, Some(person), Some(place)) = (fields.is_ok(), person, place) else {
        let page = team_page(permit, fields.clone(), met).await?;
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await;
    };
    let warned: Vec<Bar> = met.iter().map(|obstacle| obstacle.bar).collect();
    let by = (permit.actor.person, permit.now);
    roster::store::waive(&mut permit.tx, case.id, person, &warned, &reason, by).await?;
    store::add(&mut permit.tx, case.id, person, place, &duty).await?;
    let reason = Some(reason).filter(|_| !warned.is_empty());
    let value = json!({ "person": person, "place": place.code(), "reason": reason });
    permit.note("team_member_added", "inspection", case.id.0, Some(case.id.0), value).await?;
    posted.done(&format!("{}/team", case.href()), "done-member-added").await
}

/// `POST /inspections/{id}/team/remove`
pub async fn remove_member(mut posted: Posted<EditTeam>) -> Result<Response> {
    let case = posted.permit.subject.clone();
    let person = posted.fields.id::<PersonId>("person");
    let place = posted.fields.choice::<Place>("place").filter(|place| *place != Place::LeadProsecutor);
    let (Some(person), Some(place)) = (person, place) else {
        return Err(AppError::Conflict("refused-lead-stays"));
    };
    store::remove(&mut posted.permit.tx, case.id, person, place).await?;
    let value = json!({ "person": person, "place": place.code() });
    posted.permit.note("team_member_removed", "inspection", case.id.0, Some(case.id.0), value).await?;
    posted.done(&format!("{}/team", case.href()), "done-member-removed").await
}

async fn waiver_page(permit: &mut Permit<WaiveRule>, fields: Fields) -> Result<WaiverPage> {
    let (case, l) = (permit.subject.clone(), permit.l);
    let people = store::candidates(&mut permit.tx, permit.today).await?;
    let chosen = fields.value("person").parse().ok().map(PersonId);
    let found = match chosen.filter(|one| people.iter().any(|person| person.id == one.0)) {
        Some(person) => Some(obstacles(&mut permit.tx, &case, person).await?),
        None => None,
    };
    Ok(WaiverPage {
        shell: permit.shell(),
        key: id::fresh(),
        people: people.iter().map(|person| view::candidate(person, l)).collect(),
        found,
        fields,
        case,
    })
}

/// `GET /inspections/{id}/waivers/new?person=`
pub async fn waiver_form(mut permit: Permit<WaiveRule>) -> Result<Response> {
    let person = permit.query()?.value("person").to_owned();
    let page = waiver_page(&mut permit, Fields::start([("person", person)])).await?;
    permit.page(page).await
}

/// `POST /inspections/{id}/waivers`: the approver lets our own rules go for somebody, never those of the statute.
pub async fn waive(mut posted: Posted<WaiveRule>) -> Result<Response> {
    let (permit, fields) = (&mut posted.permit, &mut posted.fields);
    let case = permit.subject.clone();
    if case.state.is_over() {
        return Err(AppError::Conflict("refused-step-illegal"));
    }
    let (person, reason) = (fields.id::<PersonId>("person"), fields.text("reason", PROSE));
    let mut bars = Vec::new();
    if let Some(person) = person {
        let found = obstacles(&mut permit.tx, &case, person).await?;
        bars = found.iter().filter(|obstacle| obstacle.class == Class::Design).map(|obstacle| obstacle.bar).collect();
        if bars.is_empty() {
            fields.problem("person", "problem-nothing-to-waive", Vec::new());
        } else if person == permit.actor.person {
            fields.problem("person", "denied-oneself", Vec::new());
        }
    }
    let (Some(person), true) = (person, fields.is_ok()) else {
        let page = waiver_page(permit, fields.clone()).await?;
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await;
    };
    let by = (permit.actor.person, permit.now);
    roster::store::waive(&mut permit.tx, case.id, person, &bars, &reason, by).await?;
    let rules: Vec<&str> = bars.iter().map(|bar| bar.code()).collect();
    let value = json!({ "person": person, "rules": rules, "reason": reason });
    permit.note("rule_waived", "inspection", case.id.0, Some(case.id.0), value).await?;
    posted.done(&case.href(), "done-rule-waived").await
}

async fn recusal_page(permit: &mut Permit<RegisterRecusal>, fields: Fields) -> Result<FilePage> {
    let (case, l) = (permit.subject.clone(), permit.l);
    let mut people: Vec<(String, String)> = Vec::new();
    for member in store::members(&mut permit.tx, case.id).await? {
        let id = member.person_id.to_string();
        // whoever recuses oneself does so on the own page
        if member.person_id != permit.actor.person.0 && !people.iter().any(|(known, _)| *known == id) {
            people.push((id, member.name));
        }
    }
    Ok(FilePage {
        shell: permit.shell(),
        key: id::fresh(),
        back: case.href(),
        back_word: case.facility_name(l).to_owned(),
        action: format!("{}/recusals", case.href()),
        title: l.t("recusal-register"),
        fields,
        people: Some(people),
        subjects: None,
        origins: Some(roster::page::recusal::registered(l)),
        grounds: roster::view::options::<Ground>(l),
    })
}

/// `GET /inspections/{id}/recusals/new`
pub async fn recusal_form(mut permit: Permit<RegisterRecusal>) -> Result<Response> {
    let fields = Fields::start([("asked_on", permit.today.to_string())]);
    let page = recusal_page(&mut permit, fields).await?;
    permit.page(page).await
}

/// `POST /inspections/{id}/recusals`
pub async fn file_recusal(mut posted: Posted<RegisterRecusal>) -> Result<Response> {
    let (permit, fields) = (&mut posted.permit, &mut posted.fields);
    let case = permit.subject.clone();
    let person = fields.id::<PersonId>("person").filter(|person| *person != permit.actor.person);
    let team = members::store::members(&mut permit.tx, case.id).await?;
    let person = person.filter(|person| team.iter().any(|member| member.person_id == person.0));
    if person.is_none() && fields.error(permit.l, "person").is_none() {
        fields.problem("person", "problem-choose", Vec::new());
    }
    let today = permit.today;
    if let Some((new, person)) = roster_form::recusal(fields, false, today).zip(person) {
        let organ = case.approver.unwrap_or(case.organiser);
        let about = About { person, facility: case.facility, inspection: Some(case.id), organ };
        let key = roster::act::file(permit, about, &new).await?;
        return posted.done(&format!("/recusals/{key}"), "done-recusal-filed").await;
    }
    let page = recusal_page(permit, fields.clone()).await?;
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}
