//! Pages of an oral correction: told on the spot, and seen to be put right.
use axum::{http::StatusCode, response::Response};
use chrono::NaiveDate;

use crate::{
    foundation::{
        error::Result,
        id,
        web::fields::{Fields, LINE, PROSE},
        word::Word,
    },
    people::access::{Permit, Posted},
    workflow::{
        finding::{self, Assent, FindingFile, Oral},
        oral::{
            act,
            deed::{CorrectOrally, SettleOral},
            store::NewOral,
            view::{MakePage, SettlePage},
        },
    },
};

/// A day not after today, and not before what it follows.
fn within(fields: &mut Fields, name: &str, earliest: NaiveDate, today: NaiveDate) -> Option<NaiveDate> {
    let day = fields.date(name)?;
    if day > today {
        fields.problem(name, "problem-future", vec![("today", today.into())]);
    } else if day < earliest {
        fields.problem(name, "problem-too-early", vec![("earliest", earliest.into())]);
    }
    Some(day)
}

fn make_page(permit: &Permit<CorrectOrally>, fields: Fields) -> MakePage {
    let FindingFile { finding, case, .. } = permit.subject.clone();
    MakePage {
        shell: permit.shell(),
        assents: Assent::ALL.iter().map(|assent| (assent.code(), permit.l.word(*assent))).collect(),
        key: id::fresh(),
        case,
        finding,
        fields,
    }
}

/// `GET /findings/{id}/oral`
pub async fn ask(mut permit: Permit<CorrectOrally>) -> Result<Response> {
    let made = finding::store::oral::of(&mut permit.tx, permit.subject.finding.id).await?;
    finding::oral::may_correct(&permit.subject, made.as_ref())?;
    let page = make_page(&permit, Fields::start([("made_on", permit.today.to_string())]));
    permit.page(page).await
}

/// `POST /findings/{id}/oral`
pub async fn correct(mut posted: Posted<CorrectOrally>) -> Result<Response> {
    let FindingFile { finding, case, .. } = posted.permit.subject.clone();
    let made = finding::store::oral::of(&mut posted.permit.tx, finding.id).await?;
    finding::oral::may_correct(&posted.permit.subject, made.as_ref())?;
    let (today, fields) = (posted.permit.today, &mut posted.fields);
    let made_on = within(fields, "made_on", case.started_on.unwrap_or(finding.found_on), today);
    let (to_name, to_post) = (fields.text("to_name", LINE), fields.text("to_post", LINE));
    let demand = fields.text("demand", PROSE);
    let assent = fields.choice::<Assent>("assent");
    if let (true, Some(made_on), Some(assent)) = (fields.is_ok(), made_on, assent) {
        act::correct(&mut posted.permit, &NewOral { made_on, to_name, to_post, demand, assent }).await?;
        return posted.done(&format!("{}#oral", finding.href()), "done-oral").await;
    }
    let page = make_page(&posted.permit, posted.fields.clone());
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}

fn settle_page(permit: &Permit<SettleOral>, oral: Oral, fields: Fields) -> SettlePage {
    let FindingFile { finding, case, .. } = permit.subject.clone();
    SettlePage { shell: permit.shell(), key: id::fresh(), case, finding, oral, fields }
}

/// `GET /findings/{id}/oral/done`
pub async fn ask_settled(mut permit: Permit<SettleOral>) -> Result<Response> {
    let made = finding::store::oral::of(&mut permit.tx, permit.subject.finding.id).await?;
    let oral = finding::oral::to_settle(&permit.subject, made.as_ref())?.clone();
    let page = settle_page(&permit, oral, Fields::start([("done_on", permit.today.to_string())]));
    permit.page(page).await
}

/// `POST /findings/{id}/oral/done`
pub async fn settle(mut posted: Posted<SettleOral>) -> Result<Response> {
    let finding = posted.permit.subject.finding.clone();
    let made = finding::store::oral::of(&mut posted.permit.tx, finding.id).await?;
    let oral = finding::oral::to_settle(&posted.permit.subject, made.as_ref())?.clone();
    let (today, fields) = (posted.permit.today, &mut posted.fields);
    let done_on = within(fields, "done_on", oral.made_on, today);
    let seen = fields.text("seen", PROSE);
    if let (true, Some(done_on)) = (fields.is_ok(), done_on) {
        act::settle(&mut posted.permit, done_on, &seen).await?;
        return posted.done(&format!("{}#oral", finding.href()), "done-oral-settled").await;
    }
    let page = settle_page(&posted.permit, oral, posted.fields.clone());
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}
