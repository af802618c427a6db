//! Pages of recusals: putting one on record, deciding, the review.
use axum::{http::StatusCode, response::Response};

use crate::{
    foundation::{
        error::{AppError, Result},
        id,
        web::fields::{Fields, PROSE},
    },
    people::{
        access::{Action, Deed, Permit, Posted},
        roster::{
            act,
            deed::{AnswerReview, AskReview, DecideRecusal, FileRecusal, SeeRecusal},
            form,
            recusal::{Ground, Origin, Outcome, Recusal},
            store::{
                self, read,
                recusal::{self as rows, About},
            },
            view::{self, FilePage, RecusalPage},
        },
    },
};

async fn file_page(permit: &mut Permit<FileRecusal>, fields: Fields) -> Result<FilePage> {
    let (l, person) = (permit.l, permit.subject.clone());
    let inspections = rows::inspections(&mut permit.tx, person.id).await?;
    let facilities = read::facilities(&mut permit.tx).await?;
    Ok(FilePage {
        shell: permit.shell(),
        key: id::fresh(),
        back: person.href(),
        action: format!("{}/recusals", person.href()),
        title: l.with("recusal-of", &[("who", person.name.as_str().into())]),
        back_word: person.name.clone(),
        fields,
        people: None,
        subjects: Some(view::subjects(l, &inspections, &facilities)),
        origins: (!person.oneself).then(|| registered(l)),
        grounds: view::options::<Ground>(l),
    })
}

/// How a recusal comes up that the person does not declare.
pub fn registered(l: crate::foundation::text::Lang) -> view::Options {
    [Origin::Applied, Origin::Found].map(|origin| (origin.to_string(), l.word(origin))).into()
}

/// `GET /people/{id}/recusals/new`
pub async fn file_form(mut permit: Permit<FileRecusal>) -> Result<Response> {
    let fields = Fields::start([("asked_on", permit.today.to_string())]);
    let view = file_page(&mut permit, fields).await?;
    permit.page(view).await
}

/// What a form is about: an inspection of the person's, or a facility.
async fn about(permit: &mut Permit<FileRecusal>, fields: &mut Fields) -> Result<Option<About>> {
    let (person, today) = (permit.subject.id, permit.today);
    let about = match fields.value("subject").split_once('.') {
        Some(("inspection", id)) => {
            let inspections = rows::inspections(&mut permit.tx, person).await?;
            inspections.into_iter().find(|one| one.id.to_string() == id).map(|one| About {
                person,
                facility: one.facility,
                inspection: Some(one.id),
                organ: one.organ,
            })
        }
        Some(("facility", code)) => {
            let facility = store::facility(&mut permit.tx, code).await?;
            let organ = rows::organ(&mut permit.tx, person, today).await?;
            facility.zip(organ).map(|(facility, organ)| About { person, facility, inspection: None, organ })
        }
        Some(_) | None => None,
    };
    if about.is_none() {
        fields.problem("subject", "problem-choose", Vec::new());
    }
    Ok(about)
}

/// `POST /people/{id}/recusals`
pub async fn file(mut posted: Posted<FileRecusal>) -> Result<Response> {
    let (permit, fields) = (&mut posted.permit, &mut posted.fields);
    let about = about(permit, fields).await?;
    let (oneself, today) = (permit.subject.oneself, permit.today);
    if let Some((new, about)) = form::recusal(fields, oneself, today).zip(about) {
        let key = act::file(permit, about, &new).await?;
        return posted.done(&format!("/recusals/{key}"), "done-recusal-filed").await;
    }
    let view = file_page(permit, fields.clone()).await?;
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, view).await
}

fn page<D: Deed<Subject = Recusal>>(permit: &Permit<D>, fields: Fields) -> RecusalPage {
    let recusal = permit.subject.clone();
    RecusalPage {
        shell: permit.shell(),
        today: permit.today,
        key: id::fresh(),
        outcomes: view::options::<Outcome>(permit.l),
        may_decide: recusal.awaits_decision() && permit.may(Action::DecideRecusal),
        may_answer: recusal.awaits_answer() && permit.may(Action::AnswerReview),
        may_ask: recusal.takes_review().is_some() && permit.may(Action::AskReview),
        recusal,
        fields,
    }
}

/// `GET /recusals/{id}`
pub async fn show(permit: Permit<SeeRecusal>) -> Result<Response> {
    let today = permit.today.to_string();
    let view = page(&permit, Fields::start([("decided_on", today.clone()), ("asked_on", today)]));
    permit.page(view).await
}

/// `POST /recusals/{id}/decide`
pub async fn decide(mut posted: Posted<DecideRecusal>) -> Result<Response> {
    let recusal = posted.permit.subject.clone();
    if !recusal.awaits_decision() {
        return Err(AppError::Conflict("refused-recusal-decided"));
    }
    let today = posted.permit.today;
    if let Some(new) = form::decision(&mut posted.fields, recusal.committee, recusal.asked_on, today) {
        act::decide(&mut posted.permit, &new).await?;
        return posted.done(&recusal.href(), "done-recusal-decided").await;
    }
    let view = page(&posted.permit, posted.fields.clone());
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, view).await
}

/// `POST /recusals/{id}/review`
pub async fn ask_review(mut posted: Posted<AskReview>) -> Result<Response> {
    let recusal = posted.permit.subject.clone();
    let today = posted.permit.today;
    let Some((earliest, until)) = recusal.takes_review() else {
        return Err(AppError::Conflict("refused-recusal-review"));
    };
    let fields = &mut posted.fields;
    let reason = fields.text("reason", PROSE);
    let asked_on = fields.date("asked_on");
    match asked_on {
        Some(day) if day > today => fields.problem("asked_on", "problem-future", vec![("today", today.into())]),
        Some(day) if day < earliest => {
            fields.problem("asked_on", "problem-too-early", vec![("earliest", earliest.into())]);
        }
        Some(day) if day > until => fields.problem("asked_on", "problem-review-late", vec![("until", until.into())]),
        Some(_) | None => {}
    }
    if let (Some(asked_on), true) = (asked_on, fields.is_ok()) {
        act::ask_review(&mut posted.permit, &reason, asked_on).await?;
        return posted.done(&recusal.href(), "done-recusal-review").await;
    }
    let view = page(&posted.permit, posted.fields.clone());
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, view).await
}

/// `POST /recusals/{id}/answer`
pub async fn answer(mut posted: Posted<AnswerReview>) -> Result<Response> {
    let recusal = posted.permit.subject.clone();
    let asked = recusal.review.as_ref().filter(|_| recusal.awaits_answer());
    let Some(earliest) = asked.map(|review| review.asked_on) else {
        return Err(AppError::Conflict("refused-recusal-decided"));
    };
    let today = posted.permit.today;
    if let Some(new) = form::decision(&mut posted.fields, recusal.committee, earliest, today) {
        act::answer(&mut posted.permit, &new).await?;
        return posted.done(&recusal.href(), "done-recusal-decided").await;
    }
    let view = page(&posted.permit, posted.fields.clone());
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, view).await
}
