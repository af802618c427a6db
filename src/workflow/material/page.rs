//! Pages of the list of materials: the list with its form, and the form of one move.
use axum::{http::StatusCode, response::Response};

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{self, MaterialId},
        web::fields::{Fields, LINE},
        word::Word,
    },
    people::access::{Action, Deed, Permit, Posted},
    workflow::{
        inspection::Case,
        material::{
            act,
            model::{Medium, Move, MoveMaterial, RequestMaterial, SeeMaterials},
            store::{self, NewMaterial, NewMove},
            view::{IndexPage, MovePage},
        },
    },
};

async fn index_page<D: Deed<Subject = Case>>(permit: &mut Permit<D>, fields: Fields) -> Result<IndexPage> {
    let (case, l) = (permit.subject.clone(), permit.l);
    Ok(IndexPage {
        shell: permit.shell(),
        materials: store::materials(&mut permit.tx, case.id).await?,
        media: Medium::ALL.iter().map(|medium| (medium.code(), l.word(*medium))).collect(),
        may_request: act::is_open(&case).is_ok() && permit.may(Action::RequestMaterial),
        may_move: act::may_move(&case, Move::Returned).is_ok() && permit.may(Action::MoveMaterial),
        key: id::fresh(),
        case,
        fields,
    })
}

/// `GET /inspections/{id}/materials`
pub async fn index(mut permit: Permit<SeeMaterials>) -> Result<Response> {
    let page = index_page(&mut permit, Fields::default()).await?;
    permit.page(page).await
}

/// `POST /inspections/{id}/materials`
pub async fn request(mut posted: Posted<RequestMaterial>) -> Result<Response> {
    act::is_open(&posted.permit.subject)?;
    let fields = &mut posted.fields;
    let (name, span) = (fields.text("name", LINE), fields.optional("span", LINE));
    let medium = fields.choice::<Medium>("medium");
    let (copies, department) = (fields.optional("copies", LINE), fields.optional("department", LINE));
    if let (true, Some(medium)) = (fields.is_ok(), medium) {
        let new = NewMaterial { name, span, medium, copies, department };
        act::request(&mut posted.permit, MaterialId(id::fresh()), &new).await?;
        let href = format!("{}/materials", posted.permit.subject.href());
        return posted.done(&href, "done-material").await;
    }
    let fields = posted.fields.clone();
    let page = index_page(&mut posted.permit, fields).await?;
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}

fn move_page(permit: &Permit<MoveMaterial>, what: Move, fields: Fields) -> MovePage {
    let (material, case) = (permit.subject.material.clone(), permit.subject.case.clone());
    MovePage { shell: permit.shell(), case, material, what, key: id::fresh(), fields }
}

/// What a form is about, if it may still happen.
fn asked(permit: &Permit<MoveMaterial>, fields: &Fields) -> Result<Move> {
    let what = Move::parse(fields.value("what")).ok_or(AppError::Unreadable("error-unknown-choice", Vec::new()))?;
    act::may_move(&permit.subject.case, what)?;
    if permit.subject.material.next().contains(&what) { Ok(what) } else { Err(AppError::Conflict("refused-material")) }
}

/// `GET /materials/{id}/move?what=`
pub async fn move_form(permit: Permit<MoveMaterial>) -> Result<Response> {
    let what = asked(&permit, &permit.query()?)?;
    let page = move_page(&permit, what, Fields::start([("day", permit.today.to_string())]));
    permit.page(page).await
}

/// `POST /materials/{id}/move`
pub async fn moved(mut posted: Posted<MoveMaterial>) -> Result<Response> {
    let what = asked(&posted.permit, &posted.fields)?;
    let (today, fields) = (posted.permit.today, &mut posted.fields);
    let day = fields.date("day");
    if day.is_some_and(|day| day > today) {
        fields.problem("day", "problem-future", vec![("today", today.into())]);
    }
    let (hand, note) = (fields.text("hand", LINE), fields.optional("note", LINE));
    if let (true, Some(day)) = (fields.is_ok(), day) {
        act::moved(&mut posted.permit, &NewMove { what, day, hand, note }).await?;
        let href = format!("{}/materials", posted.permit.subject.case.href());
        return posted.done(&href, "done-material").await;
    }
    let page = move_page(&posted.permit, what, posted.fields.clone());
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}
