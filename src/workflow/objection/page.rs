//! Pages of objections: one registered from paper, and the decision about one.
use axum::{http::StatusCode, response::Response};

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{self, ObjectionId},
        web::fields::{Fields, LINE, PROSE},
        word::Word,
    },
    law::clock::{self, Key},
    people::access::{Deed, Permit, Posted},
    workflow::{
        document::{self, Contest, deed::ServiceFile},
        evidence::{self, About, Of},
        objection::{
            act,
            deed::{ObjectionFile, RegisterObjection, ReviewObjection},
            store::{self, By, NewObjection, Served},
            view::{RegisterPage, ReviewPage},
        },
    },
};

/// The service, if it may be objected to now.
async fn contestable(permit: &mut Permit<RegisterObjection>) -> Result<Served> {
    let ServiceFile { service, file } = permit.subject.clone();
    let served = store::served(&mut permit.tx, service).await?;
    let served = served.filter(|_| file.document.kind.is_objected_to() && !file.case.state.is_over());
    let served = served.ok_or(AppError::Conflict("refused-no-objection"))?;
    if served.is_objected { Err(AppError::Conflict("refused-objected-already")) } else { Ok(served) }
}

fn register_page(permit: &Permit<RegisterObjection>, served: Served, fields: Fields) -> RegisterPage {
    let file = permit.subject.file.clone();
    RegisterPage {
        shell: permit.shell(),
        case: file.case,
        document: file.document,
        served,
        key: id::fresh(),
        fields,
        limits: permit.app.files.limits,
    }
}

/// `GET /services/{id}/objections/new`
pub async fn register_form(mut permit: Permit<RegisterObjection>) -> Result<Response> {
    let served = contestable(&mut permit).await?;
    let page = register_page(&permit, served, Fields::start([("received_on", permit.today.to_string())]));
    permit.page(page).await
}

/// `POST /services/{id}/objections`
pub async fn register(mut posted: Posted<RegisterObjection>) -> Result<Response> {
    let served = contestable(&mut posted.permit).await?;
    let (key, today) = (ObjectionId(id::fresh()), posted.permit.today);
    let fields = &mut posted.fields;
    let reason = fields.text("reason", PROSE);
    let their_no = fields.optional("their_no", LINE);
    let received_on = fields.date("received_on");
    match received_on {
        Some(day) if day > today => fields.problem("received_on", "problem-future", vec![("today", today.into())]),
        Some(day) if day < served.served_on => {
            fields.problem("received_on", "problem-too-early", vec![("earliest", served.served_on.into())]);
        }
        Some(_) | None => {}
    }
    if let (true, Some(received_on)) = (fields.is_ok(), received_on) {
        let by = By::Registrar(posted.permit.actor.person);
        let new = NewObjection { id: key, reason, their_no, received_on };
        act::object(&mut posted.permit, &served, &new, by).await?;
        let files = &posted.files;
        evidence::act::keep(&mut posted.permit, Of::Objection(key), served.inspection, files, &About::default())
            .await?;
        let href = format!("{}#objection", posted.permit.subject.file.document.href());
        return posted.done(&href, "done-objected").await;
    }
    let status = posted.refusal();
    let page = register_page(&posted.permit, served, posted.fields.clone());
    posted.send_back(status, page).await
}

/// `GET /objections/{id}/review`
pub async fn review_form(mut permit: Permit<ReviewObjection>) -> Result<Response> {
    if permit.subject.objection.is_decided {
        return Err(AppError::Conflict("refused-reviewed-already"));
    }
    let page = review_page(&mut permit, Fields::default()).await?;
    permit.page(page).await
}

async fn review_page<D>(permit: &mut Permit<D>, fields: Fields) -> Result<ReviewPage>
where
    D: Deed<Subject = ObjectionFile>,
{
    let ObjectionFile { objection, file, .. } = permit.subject.clone();
    let l = permit.l;
    let all = document::store::read::objections(&mut permit.tx, file.document.id).await?;
    let clocks = clock::store::read::of(&mut permit.tx, &[objection.service.0]).await?;
    Ok(ReviewPage {
        shell: permit.shell(),
        today: permit.today,
        files: evidence::store::of(&mut permit.tx, Of::Objection(objection.id)).await?,
        sheet: document::file::as_signed(&mut permit.tx, &file.document).await?,
        clocks: clocks.into_iter().filter(|clock| clock.key == Key::ObjectionReview).collect(),
        objection: all.into_iter().find(|one| one.id == objection.id).ok_or(AppError::NotFound)?,
        outcomes: [Contest::Upheld, Contest::Withdrawn].map(|outcome| (outcome.code(), l.word(outcome))).into(),
        case: file.case,
        document: file.document,
        key: id::fresh(),
        fields,
    })
}

/// `POST /objections/{id}/review`
pub async fn review(mut posted: Posted<ReviewObjection>) -> Result<Response> {
    let outcome = posted.fields.choice::<Contest>("outcome");
    if outcome == Some(Contest::Open) {
        posted.fields.problem("outcome", "problem-choose", Vec::new());
    }
    let reason = posted.fields.text("why", PROSE);
    if let (true, Some(outcome)) = (posted.fields.is_ok(), outcome) {
        act::review(&mut posted.permit, outcome, &reason).await?;
        let href = format!("{}#objection", posted.permit.subject.file.document.href());
        return posted.done(&href, "done-reviewed").await;
    }
    let fields = posted.fields.clone();
    let page = review_page(&mut posted.permit, fields).await?;
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}
