//! Pages of people: the list with its load, one person, the hand-over of what is open.
use axum::{http::StatusCode, response::Response};
use uuid::Uuid;

use crate::{
    deeds,
    foundation::{
        error::{AppError, Result},
        id::{self, OrgId, PersonId},
        web::fields::{Fields, PROSE},
        word::Word,
    },
    people::{
        access::{Action, Actor, Permit, Posted, Role},
        roster::{
            Person, Skill,
            deed::{SeePeople, SeePerson},
            page as roster, view,
        },
    },
    workflow::staff::{
        act,
        model::Piece,
        store::{
            self,
            read::{self, Filters},
        },
        view::{HandOverPage, ListPage, PersonPage},
    },
};

deeds! {
    HandOverWork(Person),
}

fn unit(actor: &Actor) -> Result<OrgId> {
    actor.unit_id().ok_or(AppError::NotFound)
}

/// `GET /people`
pub async fn list(mut permit: Permit<SeePeople>) -> Result<Response> {
    let (l, fields) = (permit.l, permit.query()?);
    let role = match fields.value("role") {
        "" => None,
        text => Some(Role::parse(text).ok_or(AppError::Unreadable("error-unknown-choice", Vec::new()))?),
    };
    let skill = match fields.value("skill") {
        "" => None,
        text => Some(Skill::parse(text).ok_or(AppError::Unreadable("error-unknown-choice", Vec::new()))?),
    };
    let (q, after) = (fields.value("q").trim().to_owned(), fields.value("after").parse().ok());
    let filters = Filters { q, role, skill, after };
    let page = read::list(&mut permit.tx, unit(&permit.actor)?, &filters, permit.today).await?;
    let address = |after: Option<Uuid>| {
        let mut pairs: Vec<(&str, String)> =
            ["q", "role", "skill"].map(|name| (name, fields.value(name).to_owned())).into();
        pairs.extend(after.map(|id| ("after", id.to_string())));
        pairs.retain(|(_, value)| !value.is_empty());
        format!("/people?{}", serde_html_form::to_string(pairs).unwrap_or_default())
    };
    let case_work = |role: &&Role| !role.is_administrator() && !matches!(**role, Role::Liaison | Role::Expert);
    let roles = Role::ALL.iter().filter(case_work).map(|role| (role.code().to_owned(), l.word(*role))).collect();
    let view = ListPage {
        shell: permit.shell(),
        roles,
        skills: view::options::<Skill>(l),
        first: filters.after.map(|_| address(None)),
        next: page.next.map(|id| address(Some(id))),
        rows: page.rows,
        fields,
    };
    permit.page(view).await
}

/// `GET /people/{id}`
pub async fn show(mut permit: Permit<SeePerson>) -> Result<Response> {
    let person = permit.subject.clone();
    let view = PersonPage {
        shell: permit.shell(),
        today: permit.today,
        posts: store::posts(&mut permit.tx, person.id).await?,
        places: store::places(&mut permit.tx, person.id).await?,
        following: store::following(&mut permit.tx, person.id).await?,
        may_hand_over: permit.may(Action::HandOverWork),
        roster: roster::roster(&mut permit).await?,
        person,
    };
    permit.page(view).await
}

async fn hand_over_page(permit: &mut Permit<HandOverWork>, fields: Fields, fresh: bool) -> Result<HandOverPage> {
    let (l, person, unit) = (permit.l, permit.subject.clone(), unit(&permit.actor)?);
    let receivers = store::receivers(&mut permit.tx, unit, person.id, permit.today).await?;
    let receivers = receivers.into_iter().map(|one| {
        (one.id.to_string(), format!("{} · {} · {}", one.name, l.pick(&one.org_zh, &one.org_en), one.title))
    });
    Ok(HandOverPage {
        shell: permit.shell(),
        key: id::fresh(),
        fields,
        places: store::places(&mut permit.tx, person.id).await?,
        following: store::following(&mut permit.tx, person.id).await?,
        receivers: receivers.collect(),
        person,
        fresh,
    })
}

/// `GET /people/{id}/hand-over`
pub async fn hand_over_form(mut permit: Permit<HandOverWork>) -> Result<Response> {
    let view = hand_over_page(&mut permit, Fields::default(), true).await?;
    permit.page(view).await
}

/// `POST /people/{id}/hand-over`
pub async fn hand_over(mut posted: Posted<HandOverWork>) -> Result<Response> {
    let (permit, fields) = (&mut posted.permit, &mut posted.fields);
    let reason = fields.text("reason", PROSE);
    let to = fields.id::<PersonId>("to");
    let receivers = store::receivers(&mut permit.tx, unit(&permit.actor)?, permit.subject.id, permit.today).await?;
    if to.is_some_and(|to| !receivers.iter().any(|one| one.id == to.0)) {
        fields.problem("to", "problem-choose", Vec::new());
    }
    let pieces: Option<Vec<Piece>> = fields.values("piece").into_iter().map(Piece::parse).collect();
    let pieces = pieces.filter(|pieces| !pieces.is_empty());
    if pieces.is_none() {
        fields.problem("piece", "problem-choose", Vec::new());
    }
    if let (Some(to), Some(pieces), true) = (to, pieces, fields.is_ok()) {
        match act::hand_over(permit, &pieces, to, &reason).await? {
            None => {
                let href = permit.subject.href();
                return posted.done(&href, "done-work-handed-over").await;
            }
            Some((key, args)) => fields.problem("to", key, args),
        }
    }
    let view = hand_over_page(permit, fields.clone(), false).await?;
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, view).await
}
