//! Pages of the roster: those from outside, what is kept of a person, the facts put on record. Recusals in the room below.
pub mod recusal;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};

use crate::{
    foundation::{
        error::{AppError, Result},
        id,
        web::fields::{Fields, LINE},
        word::Word,
    },
    people::{
        access::{Action, Deed, Permit, Posted, secret},
        person::{Rank, model::Gender},
        roster::{
            act,
            deed::{AddOutsider, FactDeed, KeepRoster, SeeOwnPage, SeePeople, VoidFact},
            form,
            model::{Away, Fact, Person, Relation, Tie, named},
            store::{self, read},
            view::{self, FactPage, KeepPage, NewPage, OutsidersPage, Roster, VoidPage},
        },
    },
};

/// `GET /me`: one's own page.
pub async fn own(permit: Permit<SeeOwnPage>) -> Result<Response> {
    Ok(Redirect::to(&format!("/people/{}", permit.actor.person)).into_response())
}

/// Everything on record about the person of a page, and which forms it offers.
pub async fn roster<D: Deed<Subject = Person>>(permit: &mut Permit<D>) -> Result<Roster> {
    let (person, today) = (permit.subject.id, permit.today);
    Ok(Roster {
        skills: read::skills(&mut permit.tx, person).await?,
        career: read::career(&mut permit.tx, person).await?,
        absences: read::absences(&mut permit.tx, person, today).await?,
        kin: read::kin(&mut permit.tx, person).await?,
        outsider: read::outsider(&mut permit.tx, person).await?,
        pledges: read::pledges(&mut permit.tx, person).await?,
        declarations: read::declarations(&mut permit.tx, person).await?,
        recusals: store::recusal::list(&mut permit.tx, Some(person), None).await?,
        days: read::days(&mut permit.tx, person, today).await?,
        may_keep: permit.may(Action::KeepRoster),
        may_tell: permit.may(Action::TellAbsence),
        may_declare: permit.may(Action::DeclareKin),
        may_recuse: permit.may(Action::FileRecusal),
    })
}

/// `GET /people/outsiders`
pub async fn outsiders(mut permit: Permit<SeePeople>) -> Result<Response> {
    let view = OutsidersPage {
        shell: permit.shell(),
        rows: read::outsiders(&mut permit.tx).await?,
        may_add: permit.may(Action::AddOutsider),
    };
    permit.page(view).await
}

fn new_page(permit: &Permit<AddOutsider>, fields: Fields) -> Result<NewPage> {
    let l = permit.l;
    Ok(NewPage {
        shell: permit.shell(),
        key: id::fresh(),
        capacities: view::capacities(l, |_| true),
        genders: view::options::<Gender>(l),
        skills: view::boxes(l, |skill| fields.has("skills", skill.code())),
        suggestion: secret::suggestion().map_err(AppError::Internal)?,
        fields,
    })
}

/// `GET /people/outsiders/new`
pub async fn new(permit: Permit<AddOutsider>) -> Result<Response> {
    let view = new_page(&permit, Fields::default())?;
    permit.page(view).await
}

/// `POST /people/outsiders`
pub async fn create(mut posted: Posted<AddOutsider>) -> Result<Response> {
    let (permit, fields) = (&mut posted.permit, &mut posted.fields);
    let today = permit.today;
    if let Some(new) = form::outsider(&mut permit.tx, fields, today).await? {
        let person = act::add_outsider(permit, &new).await?;
        return posted.done(&format!("/people/{person}"), "done-outsider-added").await;
    }
    let view = new_page(permit, fields.clone())?;
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, view).await
}

fn keep_page(permit: &Permit<KeepRoster>, fields: Fields) -> KeepPage {
    let (l, person) = (permit.l, permit.subject.clone());
    KeepPage {
        shell: permit.shell(),
        key: id::fresh(),
        genders: view::options::<Gender>(l),
        ranks: view::options::<Rank>(l),
        skills: view::boxes(l, |skill| fields.has("skills", skill.code())),
        capacities: view::capacities(l, |capacity| capacity.kind() == person.kind),
        person,
        fields,
    }
}

/// `GET /people/{id}/roster`
pub async fn keep_form(mut permit: Permit<KeepRoster>) -> Result<Response> {
    let person = permit.subject.clone();
    let mut fields = Fields::start([("rank", person.rank.clone())]);
    fields = fields.with("gender", person.gender.map_or("", Word::code));
    for skill in read::skills(&mut permit.tx, person.id).await? {
        fields = fields.with("skills", skill.code());
    }
    if let Some(outsider) = read::outsider(&mut permit.tx, person.id).await? {
        fields = fields.with("capacity", outsider.capacity.code());
        fields = fields.with("employer", outsider.employer).with("speciality", outsider.speciality);
    }
    let view = keep_page(&permit, fields);
    permit.page(view).await
}

/// `POST /people/{id}/roster`
pub async fn keep(mut posted: Posted<KeepRoster>) -> Result<Response> {
    let outsider = posted.permit.subject.is_outsider();
    if let Some(kept) = form::kept(&mut posted.fields, outsider) {
        act::keep(&mut posted.permit, &kept).await?;
        let href = posted.permit.subject.href();
        return posted.done(&href, "done-saved").await;
    }
    let view = keep_page(&posted.permit, posted.fields.clone());
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, view).await
}

async fn fact_page<D: FactDeed>(permit: &mut Permit<D>, fields: Fields) -> Result<FactPage> {
    let l = permit.l;
    let facilities = read::facilities(&mut permit.tx).await?;
    let orgs = read::orgs(&mut permit.tx).await?;
    let facility = |row: &read::PlaceRow| (row.code.clone(), l.pick(&row.name_zh, &row.name_en).to_owned());
    Ok(FactPage {
        shell: permit.shell(),
        key: id::fresh(),
        person: permit.subject.clone(),
        fact: D::FACT,
        reasons: view::options::<Away>(l),
        relations: view::options::<Relation>(l),
        ties: view::options::<Tie>(l),
        places: view::places(l, &orgs, &facilities),
        facilities: facilities.iter().map(facility).collect(),
        fields,
    })
}

/// `GET /people/{id}/<fact>/new`
pub async fn ask<D: FactDeed>(mut permit: Permit<D>) -> Result<Response> {
    let today = permit.today.to_string();
    let fields = match D::FACT {
        Fact::Absence => Fields::start([("from", today.clone()), ("last", today)]),
        Fact::Pledge => Fields::start([("given_on", today)]),
        Fact::Declaration => Fields::start([("declared_on", today)]),
        Fact::Career | Fact::Kin => Fields::default(),
    };
    let view = fact_page(&mut permit, fields).await?;
    permit.page(view).await
}

/// `POST /people/{id}/<fact>`
pub async fn add<D: FactDeed>(mut posted: Posted<D>) -> Result<Response> {
    let (permit, fields) = (&mut posted.permit, &mut posted.fields);
    let (person, name, today) = (permit.subject.id, permit.subject.name.clone(), permit.today);
    if let Some(fact) = form::fact(&mut permit.tx, D::FACT, fields, (person, &name), today).await? {
        act::add(permit, &fact).await?;
        let href = permit.subject.href();
        return posted.done(&href, "done-fact-added").await;
    }
    let view = fact_page(permit, fields.clone()).await?;
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, view).await
}

/// The fact that a form names, if the actor may make it void: one's own kin and absences, and for whoever keeps the roster all.
fn voided<D: Deed<Subject = Person>>(permit: &Permit<D>, text: &str) -> Result<(Fact, uuid::Uuid)> {
    let (fact, key) = named(text).ok_or(AppError::Conflict("refused-fact-gone"))?;
    if fact.is_told() || permit.may(Action::KeepRoster) {
        Ok((fact, key))
    } else {
        Err(AppError::Denied("denied-role"))
    }
}

fn void_page(permit: &Permit<VoidFact>, fact: Fact, text: String, fields: Fields) -> VoidPage {
    VoidPage {
        shell: permit.shell(),
        key: id::fresh(),
        person: permit.subject.clone(),
        word: permit.l.t(&format!("fact-{}", fact.slug())),
        named: text,
        fields,
    }
}

/// `GET /people/{id}/void?fact=`
pub async fn void_form(permit: Permit<VoidFact>) -> Result<Response> {
    let text = permit.query()?.value("fact").to_owned();
    let (fact, _) = voided(&permit, &text)?;
    let view = void_page(&permit, fact, text, Fields::default());
    permit.page(view).await
}

/// `POST /people/{id}/void`
pub async fn void(mut posted: Posted<VoidFact>) -> Result<Response> {
    let text = posted.fields.value("fact").to_owned();
    let (fact, key) = voided(&posted.permit, &text)?;
    let why = posted.fields.text("why", LINE);
    if posted.fields.is_ok() {
        act::void(&mut posted.permit, (fact, key), &why).await?;
        let href = posted.permit.subject.href();
        return posted.done(&href, "done-fact-voided").await;
    }
    let view = void_page(&posted.permit, fact, text, posted.fields.clone());
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, view).await
}
