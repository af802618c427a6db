//! Pages of incidents: the list, one of them, and the forms that register one, have it followed, or say why not.
use axum::{http::StatusCode, response::Response};
use chrono::Days;

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{self, FacilityId, IncidentId, InspectionId},
        web::fields::{Fields, LINE, PROSE},
        word::Word,
    },
    people::access::{Action, Permit, Posted},
    workflow::{
        incident::{
            act,
            deed::{OrganiseSpecial, RegisterIncident, SeeIncident, SeeIncidents, WaiveIncident},
            model::{Kind, Stands},
            store::{self, NewIncident},
            view::{IndexPage, NewPage, OrganisePage, ShowPage, WaivePage},
        },
        inspection::{self, store::NewCase},
    },
};

/// `GET /incidents?stands=`
pub async fn index(mut permit: Permit<SeeIncidents>) -> Result<Response> {
    let fields = permit.query()?;
    let stands = match fields.value("stands") {
        "" => None,
        text => Some(Stands::parse(text).ok_or(AppError::Unreadable("error-unknown-choice", Vec::new()))?),
    };
    let page = IndexPage {
        shell: permit.shell(),
        counts: store::count(&mut permit.tx).await?,
        rows: store::incidents(&mut permit.tx, stands).await?,
        may_register: permit.may(Action::RegisterIncident),
        stands,
    };
    permit.page(page).await
}

/// `GET /incidents/{id}`
pub async fn show(mut permit: Permit<SeeIncident>) -> Result<Response> {
    let incident = permit.subject.clone();
    let unit = permit.actor.unit.clone();
    let competent = unit.is_some_and(|unit| inspection::Kind::Special.is_competent(unit.level, incident.facility_kind));
    let open = incident.stands() != Stands::Waived;
    let page = ShowPage {
        shell: permit.shell(),
        specials: store::followed_by(&mut permit.tx, incident.id).await?,
        may_organise: open && competent && permit.may(Action::OrganiseSpecial),
        may_waive: incident.stands() == Stands::Due && permit.may(Action::WaiveIncident),
        incident,
    };
    permit.page(page).await
}

async fn new_page(permit: &mut Permit<RegisterIncident>, fields: Fields) -> Result<NewPage> {
    let unit = permit.actor.unit.clone().ok_or(AppError::NotFound)?;
    let places = store::places(&mut permit.tx, unit.id, unit.level).await?;
    let l = permit.l;
    Ok(NewPage {
        shell: permit.shell(),
        kinds: Kind::ALL.iter().map(|kind| (kind.code(), l.word(*kind))).collect(),
        facilities: places
            .iter()
            .map(|place| {
                (place.id.to_string(), format!("{} · {}", l.word(place.kind), l.pick(&place.name_zh, &place.name_en)))
            })
            .collect(),
        key: id::fresh(),
        fields,
    })
}

/// `GET /incidents/new?facility=`
pub async fn new(mut permit: Permit<RegisterIncident>) -> Result<Response> {
    let facility = permit.query()?.value("facility").to_owned();
    let fields = Fields::start([("reported_on", permit.today.to_string()), ("facility", facility)]);
    let page = new_page(&mut permit, fields).await?;
    permit.page(page).await
}

/// `POST /incidents`
pub async fn register(mut posted: Posted<RegisterIncident>) -> Result<Response> {
    let unit = posted.permit.actor.unit.clone().ok_or(AppError::NotFound)?;
    let places = store::places(&mut posted.permit.tx, unit.id, unit.level).await?;
    let (today, fields) = (posted.permit.today, &mut posted.fields);
    let facility = fields.id::<FacilityId>("facility");
    if facility.is_some_and(|facility| !places.iter().any(|place| place.id == facility)) {
        fields.problem("facility", "problem-choose", Vec::new());
    }
    let kind = fields.choice::<Kind>("kind");
    let (happened_on, reported_on) = (fields.date("happened_on"), fields.date("reported_on"));
    if reported_on.is_some_and(|day| day > today) {
        fields.problem("reported_on", "problem-future", vec![("today", today.into())]);
    }
    if let (Some(happened), Some(reported)) = (happened_on, reported_on)
        && reported < happened
    {
        fields.problem("reported_on", "problem-order", vec![("earliest", happened.into())]);
    }
    let (reporter, what) = (fields.text("reporter", LINE), fields.text("what", PROSE));
    if let (true, Some(facility), Some(kind), Some(happened_on), Some(reported_on)) =
        (fields.is_ok(), facility, kind, happened_on, reported_on)
    {
        let id = IncidentId(id::fresh());
        let new = NewIncident { facility, kind, happened_on, reported_on, reporter, what };
        act::register(&mut posted.permit, id, &new).await?;
        return posted.done(&format!("/incidents/{id}"), "done-incident").await;
    }
    let fields = posted.fields.clone();
    let page = new_page(&mut posted.permit, fields).await?;
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}

async fn organise_page(permit: &mut Permit<OrganiseSpecial>, fields: Fields) -> Result<OrganisePage> {
    let (incident, lead) = (permit.subject.clone(), permit.actor.person);
    Ok(OrganisePage {
        shell: permit.shell(),
        linkable: store::to_link(&mut permit.tx, incident.facility, lead).await?,
        incident,
        key: id::fresh(),
        link_key: id::fresh(),
        fields,
    })
}

/// Whether a special inspection may follow: nobody said why not, and the own unit may hold one there.
fn organisable(permit: &Permit<OrganiseSpecial>) -> Result<()> {
    let level = permit.actor.unit.as_ref().map(|unit| unit.level);
    let kind = permit.subject.facility_kind;
    if !level.is_some_and(|level| inspection::Kind::Special.is_competent(level, kind)) {
        return Err(AppError::Conflict("refused-not-competent"));
    }
    if permit.subject.stands() == Stands::Waived {
        return Err(AppError::Conflict("refused-incident-settled"));
    }
    Ok(())
}

/// `GET /incidents/{id}/special`
pub async fn organise_form(mut permit: Permit<OrganiseSpecial>) -> Result<Response> {
    organisable(&permit)?;
    let (today, l) = (permit.today, permit.l);
    let incident = &permit.subject;
    let args = [("kind", l.word(incident.kind).into()), ("day", incident.happened_on.into())];
    let basis = format!("{}\n{}", l.with("incident-basis", &args), incident.what);
    let to = (today + Days::new(7)).to_string();
    let fields = Fields::start([("basis", basis), ("planned_from", today.to_string()), ("planned_to", to)]);
    let page = organise_page(&mut permit, fields).await?;
    permit.page(page).await
}

/// `POST /incidents/{id}/special`
pub async fn organise(mut posted: Posted<OrganiseSpecial>) -> Result<Response> {
    organisable(&posted.permit)?;
    let unit = posted.permit.actor.unit.clone().ok_or(AppError::NotFound)?;
    let facility = posted.permit.subject.facility;
    let fields = &mut posted.fields;
    let basis = fields.text("basis", PROSE);
    let (from, to) = (fields.date("planned_from"), fields.date("planned_to"));
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        fields.problem("planned_to", "problem-order", vec![("earliest", from.into())]);
    }
    if let (true, Some(planned_from), Some(planned_to)) = (fields.is_ok(), from, to) {
        let key = id::fresh();
        let new = NewCase {
            id: InspectionId(key),
            kind: inspection::Kind::Special,
            facility,
            organiser: unit.id,
            level: unit.level,
            sealed: !fields.ticked("announced"),
            basis,
            planned_from,
            planned_to,
        };
        act::organise(&mut posted.permit, &new).await?;
        return posted.done(&format!("/inspections/{key}"), "done-opened").await;
    }
    let fields = posted.fields.clone();
    let page = organise_page(&mut posted.permit, fields).await?;
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}

/// `POST /incidents/{id}/link`: a special inspection of one's own that is there already.
pub async fn link(mut posted: Posted<OrganiseSpecial>) -> Result<Response> {
    organisable(&posted.permit)?;
    let (facility, lead) = (posted.permit.subject.facility, posted.permit.actor.person);
    let linkable = store::to_link(&mut posted.permit.tx, facility, lead).await?;
    let chosen = posted.fields.id::<InspectionId>("inspection");
    if let Some(case) = chosen.filter(|case| linkable.iter().any(|special| special.id == *case)) {
        act::link(&mut posted.permit, case).await?;
        let href = posted.permit.subject.href();
        return posted.done(&href, "done-linked").await;
    }
    if chosen.is_some() {
        posted.fields.problem("inspection", "problem-choose", Vec::new());
    }
    let fields = posted.fields.clone();
    let page = organise_page(&mut posted.permit, fields).await?;
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}

fn waive_page(permit: &Permit<WaiveIncident>, fields: Fields) -> WaivePage {
    WaivePage { shell: permit.shell(), incident: permit.subject.clone(), key: id::fresh(), fields }
}

/// `GET /incidents/{id}/waive`
pub async fn waive_form(permit: Permit<WaiveIncident>) -> Result<Response> {
    if permit.subject.stands() != Stands::Due {
        return Err(AppError::Conflict("refused-incident-settled"));
    }
    let page = waive_page(&permit, Fields::default());
    permit.page(page).await
}

/// `POST /incidents/{id}/waive`
pub async fn waive(mut posted: Posted<WaiveIncident>) -> Result<Response> {
    let reason = posted.fields.text("reason", PROSE);
    if posted.fields.is_ok() {
        act::waive(&mut posted.permit, &reason).await?;
        let href = posted.permit.subject.href();
        return posted.done(&href, "done-waived").await;
    }
    let page = waive_page(&posted.permit, posted.fields.clone());
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}
