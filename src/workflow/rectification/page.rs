//! Pages of rectification.
use askama::Template;
use axum::{http::StatusCode, response::Response};

use crate::{
    foundation::{
        error::{AppError, Result},
        file::Limits,
        id::{self, ReplyId},
        text::Lang,
        web::{
            fields::{Fields, LINE, PROSE},
            shell::Shell,
        },
        word::Word,
    },
    people::access::{Permit, Posted},
    workflow::{
        evidence::{self, About, Evidence, Of},
        finding::{
            Panel, Position,
            model::Finding,
            store::panel::{Verified, last_verification},
        },
        inspection::Case,
        rectification::{
            act::{self, Paper},
            deed::{CloseFinding, HandOverFinding, ReceiveFinding, RecheckFinding, RegisterReply, VerifyRectification},
            model::{Met, Recheck, ReplyKind, Verdict},
            store::{self, Served},
        },
    },
};

fn options<W: Word>(l: Lang) -> Vec<(&'static str, String)> {
    W::ALL.iter().map(|word| (word.code(), l.t(&word.key()))).collect()
}

#[derive(Template)]
#[template(path = "workflow/rectification/register.html")]
struct RegisterPage {
    shell: Shell,
    case: Case,
    finding: Finding,
    served: Served,
    key: uuid::Uuid,
    fields: Fields,
    kinds: Vec<(&'static str, String)>,
    limits: Limits,
}

/// `GET /findings/{id}/replies/new`
pub async fn register_form(mut permit: Permit<RegisterReply>) -> Result<Response> {
    let (finding, case) = (permit.subject.finding.clone(), permit.subject.case.clone());
    let served = awaited(&mut permit).await?;
    let fields =
        Fields::start([("received_on", permit.today.to_string()), ("kind", ReplyKind::Report.code().to_owned())]);
    let page = RegisterPage {
        shell: permit.shell(),
        case,
        finding,
        served,
        key: id::fresh(),
        fields,
        kinds: options::<ReplyKind>(permit.l),
        limits: permit.app.files.limits,
    };
    permit.page(page).await
}

async fn awaited(permit: &mut Permit<RegisterReply>) -> Result<Served> {
    if !permit.subject.finding.position.is_some_and(Position::awaits_answer) {
        return Err(AppError::Conflict("refused-no-answer-awaited"));
    }
    store::last_service(&mut permit.tx, permit.subject.finding.id)
        .await?
        .ok_or(AppError::Conflict("refused-no-answer-awaited"))
}

/// `POST /findings/{id}/replies`
pub async fn register(mut posted: Posted<RegisterReply>) -> Result<Response> {
    let (finding, case, key) = (posted.permit.subject.finding.clone(), posted.permit.subject.case.clone(), id::fresh());
    let served = awaited(&mut posted.permit).await?;
    let today = posted.permit.today;
    let fields = &mut posted.fields;
    let kind = fields.choice::<ReplyKind>("kind");
    let body = fields.text("body", PROSE);
    let their_no = fields.optional("their_no", LINE);
    let received_on = fields.date("received_on");
    match received_on {
        Some(day) if day > today => fields.problem("received_on", "problem-future", vec![("today", today.into())]),
        Some(day) if day < served.served_on => {
            fields.problem("received_on", "problem-too-early", vec![("earliest", served.served_on.into())]);
        }
        Some(_) | None => {}
    }
    if let (true, Some(kind), Some(received_on)) = (fields.is_ok(), kind, received_on) {
        act::register(&mut posted.permit, key, &served, &Paper { kind, body, their_no, received_on }).await?;
        let of = Of::Reply(ReplyId(key));
        evidence::act::keep(&mut posted.permit, of, finding.inspection, &posted.files, &About::default()).await?;
        return posted.done(&finding.href(), "done-reply").await;
    }
    let page = RegisterPage {
        shell: posted.permit.shell(),
        case,
        finding,
        served,
        key: id::fresh(),
        fields: posted.fields.clone(),
        kinds: options::<ReplyKind>(posted.permit.l),
        limits: posted.permit.app.files.limits,
    };
    let status = posted.refusal();
    posted.send_back(status, page).await
}

#[derive(Template)]
#[template(path = "workflow/rectification/verify.html")]
struct VerifyPage {
    shell: Shell,
    case: Case,
    finding: Finding,
    panel: Panel,
    files: Vec<Evidence>,
}

async fn to_verify(permit: &mut Permit<VerifyRectification>, fields: Fields) -> Result<Panel> {
    let finding = permit.subject.finding.clone();
    if finding.position != Some(Position::ToVerify) {
        return Err(AppError::Conflict("refused-nothing-to-verify"));
    }
    let panel = Panel::of(&mut permit.tx, &finding, fields, permit.l).await?;
    panel.ok_or(AppError::Conflict("refused-nothing-to-verify"))
}

async fn verify_page(permit: &mut Permit<VerifyRectification>, panel: Panel) -> Result<VerifyPage> {
    let files = evidence::store::of_replies(&mut permit.tx, permit.subject.finding.id).await?;
    Ok(VerifyPage {
        shell: permit.shell(),
        case: permit.subject.case.clone(),
        finding: permit.subject.finding.clone(),
        panel,
        files,
    })
}

/// `GET /findings/{id}/verify`
pub async fn verify_form(mut permit: Permit<VerifyRectification>) -> Result<Response> {
    let panel = to_verify(&mut permit, Fields::default()).await?;
    let page = verify_page(&mut permit, panel).await?;
    permit.page(page).await
}

/// `POST /findings/{id}/verify`
pub async fn verify(mut posted: Posted<VerifyRectification>) -> Result<Response> {
    let key = id::fresh();
    let today = posted.permit.today;
    let asked = to_verify(&mut posted.permit, Fields::default()).await?;
    let fields = &mut posted.fields;
    let judged: Vec<(String, Met)> = asked
        .demands()
        .enumerate()
        .filter_map(|(no, demand)| fields.choice::<Met>(&format!("demand-{no}")).map(|met| (demand.to_owned(), met)))
        .collect();
    let verdict = fields.choice::<Verdict>("verdict");
    let note = fields.text("note", PROSE);
    let due_on = fields.optional_date("due_on");
    let unmet = judged.iter().any(|(_, met)| *met == Met::Unmet);
    match verdict {
        Some(verdict) if verdict.is_accepted() && unmet => fields.problem("verdict", "problem-unmet", Vec::new()),
        Some(verdict) if !verdict.is_accepted() && due_on.is_none() => {
            fields.problem("due_on", "problem-return-due", Vec::new());
        }
        Some(_) | None => {}
    }
    if due_on.is_some_and(|day| day < today) {
        fields.problem("due_on", "problem-too-early", vec![("earliest", today.into())]);
    }
    if let (true, Some(verdict), Some(report)) = (fields.is_ok(), verdict, &asked.report) {
        let due_on = if verdict.is_accepted() { None } else { due_on };
        act::verify(&mut posted.permit, key, report, &act::Finding { verdict, note, due_on, demands: judged }).await?;
        let href = posted.permit.subject.finding.href();
        return posted.done(&href, if verdict.is_accepted() { "done-verified" } else { "done-returned" }).await;
    }
    let fields = posted.fields.clone();
    let panel = to_verify(&mut posted.permit, fields).await?;
    let page = verify_page(&mut posted.permit, panel).await?;
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}

#[derive(Template)]
#[template(path = "workflow/rectification/close.html")]
struct ClosePage {
    shell: Shell,
    case: Case,
    finding: Finding,
    verified: Option<Verified>,
    key: uuid::Uuid,
    fields: Fields,
}

async fn close_page(permit: &mut Permit<CloseFinding>, fields: Fields) -> Result<ClosePage> {
    let (finding, case) = (permit.subject.finding.clone(), permit.subject.case.clone());
    if finding.position != Some(Position::Verified) {
        return Err(AppError::Conflict("refused-not-verified"));
    }
    let verified = last_verification(&mut permit.tx, finding.id, finding.cycle).await?;
    Ok(ClosePage { shell: permit.shell(), case, finding, verified, key: id::fresh(), fields })
}

/// `GET /findings/{id}/close`
pub async fn close_form(mut permit: Permit<CloseFinding>) -> Result<Response> {
    let page = close_page(&mut permit, Fields::default()).await?;
    permit.page(page).await
}

/// `POST /findings/{id}/close`
pub async fn close(mut posted: Posted<CloseFinding>) -> Result<Response> {
    let note = posted.fields.text("note", PROSE);
    if !posted.fields.is_ok() {
        let fields = posted.fields.clone();
        let page = close_page(&mut posted.permit, fields).await?;
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await;
    }
    act::close(&mut posted.permit, &note).await?;
    let href = posted.permit.subject.finding.href();
    posted.done(&href, "done-closed").await
}

#[derive(Template)]
#[template(path = "workflow/rectification/recheck.html")]
struct RecheckPage {
    shell: Shell,
    case: Case,
    finding: Finding,
    key: uuid::Uuid,
    fields: Fields,
    verdicts: Vec<(&'static str, String)>,
}

fn recheck_page(permit: &Permit<RecheckFinding>, fields: Fields) -> RecheckPage {
    RecheckPage {
        shell: permit.shell(),
        case: permit.subject.case.clone(),
        finding: permit.subject.finding.clone(),
        key: id::fresh(),
        fields,
        verdicts: options::<Recheck>(permit.l),
    }
}

/// `GET /findings/{id}/recheck`
pub async fn recheck_form(permit: Permit<RecheckFinding>) -> Result<Response> {
    if permit.subject.case.state != crate::workflow::inspection::State::FollowUp {
        return Err(AppError::Conflict("refused-not-following-up"));
    }
    let page = recheck_page(&permit, Fields::default());
    permit.page(page).await
}

/// `POST /findings/{id}/recheck`
pub async fn recheck(mut posted: Posted<RecheckFinding>) -> Result<Response> {
    let key = id::fresh();
    let verdict = posted.fields.choice::<Recheck>("verdict");
    let note = posted.fields.text("note", PROSE);
    if let (true, Some(verdict)) = (posted.fields.is_ok(), verdict) {
        act::recheck(&mut posted.permit, key, verdict, &note).await?;
        let href = posted.permit.subject.finding.href();
        return posted.done(&href, "done-recheck").await;
    }
    let page = recheck_page(&posted.permit, posted.fields.clone());
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}

#[derive(Template)]
#[template(path = "workflow/rectification/hand_over.html")]
struct HandOverPage {
    shell: Shell,
    case: Case,
    finding: Finding,
    key: uuid::Uuid,
    fields: Fields,
    takers: Vec<(String, String)>,
}

async fn hand_over_page(permit: &mut Permit<HandOverFinding>, fields: Fields) -> Result<HandOverPage> {
    let (finding, case) = (permit.subject.finding.clone(), permit.subject.case.clone());
    if case.state != crate::workflow::inspection::State::FollowUp || finding.position == Some(Position::Closed) {
        return Err(AppError::Conflict("refused-hand-over"));
    }
    let l = permit.l;
    let takers = store::takers(&mut permit.tx, case.id).await?;
    let takers = takers.iter().map(|(id, zh, en)| (id.to_string(), l.pick(zh, en).to_owned())).collect();
    Ok(HandOverPage { shell: permit.shell(), case, finding, key: id::fresh(), fields, takers })
}

/// `GET /findings/{id}/hand-over`
pub async fn hand_over_form(mut permit: Permit<HandOverFinding>) -> Result<Response> {
    let page = hand_over_page(&mut permit, Fields::default()).await?;
    permit.page(page).await
}

/// `POST /findings/{id}/hand-over`
pub async fn hand_over(mut posted: Posted<HandOverFinding>) -> Result<Response> {
    let takers = store::takers(&mut posted.permit.tx, posted.permit.subject.case.id).await?;
    let to = takers.iter().map(|(id, ..)| *id).find(|id| id.to_string() == posted.fields.value("to"));
    if to.is_none() {
        posted.fields.problem("to", "problem-choose", Vec::new());
    }
    let note = posted.fields.text("note", PROSE);
    if let (true, Some(to)) = (posted.fields.is_ok(), to) {
        act::hand_over(&mut posted.permit, to, &note).await?;
        let href = posted.permit.subject.finding.href();
        return posted.done(&href, "done-handed-over").await;
    }
    let fields = posted.fields.clone();
    let page = hand_over_page(&mut posted.permit, fields).await?;
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}

#[derive(Template)]
#[template(path = "workflow/rectification/receive.html")]
struct ReceivePage {
    shell: Shell,
    case: Case,
    finding: Finding,
    key: uuid::Uuid,
    fields: Fields,
}

fn receive_page(permit: &Permit<ReceiveFinding>, fields: Fields) -> ReceivePage {
    let (finding, case) = (permit.subject.finding.clone(), permit.subject.case.clone());
    ReceivePage { shell: permit.shell(), case, finding, key: id::fresh(), fields }
}

/// `GET /findings/{id}/receive`
pub async fn receive_form(permit: Permit<ReceiveFinding>) -> Result<Response> {
    let page = receive_page(&permit, Fields::default());
    permit.page(page).await
}

/// `POST /findings/{id}/receive`
pub async fn receive(mut posted: Posted<ReceiveFinding>) -> Result<Response> {
    let receipt = posted.fields.text("receipt", PROSE);
    if posted.fields.is_ok() {
        act::receive(&mut posted.permit, &receipt).await?;
        let href = posted.permit.subject.finding.href();
        return posted.done(&href, "done-received").await;
    }
    let page = receive_page(&posted.permit, posted.fields.clone());
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}
