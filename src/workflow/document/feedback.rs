//! 反馈意见: issued with the chief's decision on the feedback, handed over at the feedback meeting (巡回检察工作规定 35).
use axum::response::Response;

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{self, DocumentId},
        text::Lang,
    },
    people::access::{Deed, Permit, Posted},
    workflow::{
        document::{
            act, clock,
            model::{Document, Kind, Manner, Raised},
            state::Step,
            store::{self, NewService, Recipient},
        },
        finding::Concerns,
        inspection::{
            self, Answers, Case, Ready, Step as CaseStep,
            deed::{ApproveFeedback, DeliverFeedback, ReportInspection},
            ready,
        },
        record::confidence::{self, Hit},
    },
};

/// `POST /inspections/{id}/report`: what is to be fed back names nobody who spoke in confidence.
pub async fn report(posted: Posted<ReportInspection>) -> Result<Response> {
    let (mut posted, answers) = match ready(posted).await? {
        Ready::Sent(response) => return Ok(response),
        Ready::Go(posted, answers, _) => (posted, answers),
    };
    let texts = [answers.text("feedback_text"), answers.text("report_office")].map(str::to_owned);
    let hits = confidences(&mut posted.permit, texts.into()).await?;
    if !hits.is_empty() {
        let reason = answers.text("feedback_release");
        if reason.is_empty() || !hits.iter().all(Hit::is_shown) {
            confidence::tell(&mut posted.fields, "feedback_text", &hits);
            return inspection::send_back(posted).await;
        }
        let case = posted.permit.subject.id;
        confidence::release(&mut posted.permit, case, case.0, &hits, reason).await?;
    }
    inspection::act::take(&mut posted.permit, CaseStep::Report, &answers).await?;
    let href = posted.permit.subject.href();
    posted.done(&href, "done-step").await
}

/// What must not reach the facility in texts, and in the findings that go with them.
async fn confidences<D: Deed<Subject = Case>>(permit: &mut Permit<D>, mut texts: Vec<String>) -> Result<Vec<Hit>> {
    let case = permit.subject.id;
    texts.extend(store::read::confirmed_texts(&mut permit.tx, case).await?);
    confidence::hits(&mut permit.tx, &permit.app.seal, case, case.0, &texts).await
}

/// `POST /inspections/{id}/approve-feedback`
pub async fn approve(posted: Posted<ApproveFeedback>) -> Result<Response> {
    match ready(posted).await? {
        Ready::Sent(response) => Ok(response),
        Ready::Go(mut posted, answers, _) => {
            inspection::act::take(&mut posted.permit, CaseStep::ApproveFeedback, &answers).await?;
            issue(&mut posted.permit).await?;
            let href = posted.permit.subject.href();
            posted.done(&href, "done-step").await
        }
    }
}

/// `POST /inspections/{id}/deliver-feedback`
pub async fn deliver(posted: Posted<DeliverFeedback>) -> Result<Response> {
    match ready(posted).await? {
        Ready::Sent(response) => Ok(response),
        Ready::Go(mut posted, answers, _) => {
            inspection::act::take(&mut posted.permit, CaseStep::DeliverFeedback, &answers).await?;
            serve(&mut posted.permit, &answers).await?;
            let case = posted.permit.subject.clone();
            let facts = inspection::store::facts(&mut posted.permit.tx, &case).await?;
            inspection::act::after_feedback(&mut posted.permit, &facts).await?;
            posted.done(&case.href(), "done-step").await
        }
    }
}

/// One opinion for the facility, even where nothing was found; one for the supervising procuratorate where its resident
/// office has faults of its own.
async fn issue(permit: &mut Permit<ApproveFeedback>) -> Result<()> {
    let case = permit.subject.clone();
    let report = store::report(&mut permit.tx, case.id).await?.ok_or(AppError::Conflict("refused-step-illegal"))?;
    let texts = vec![report.feedback_text.clone(), report.report_office.clone()];
    if !confidences(permit, texts).await?.is_empty() {
        return Err(AppError::Conflict("refused-feedback-named"));
    }
    let findings = store::confirmed(&mut permit.tx, case.id).await?;
    for concerns in [Concerns::Facility, Concerns::ResidentOffice] {
        // documents are Chinese whatever language the page is read in
        let raised: Vec<Raised> = findings
            .iter()
            .filter(|finding| finding.concerns == concerns)
            .map(|finding| Raised { finding: finding.id, demand: Lang::Zh.t("feedback-demand") })
            .collect();
        let text = match concerns {
            Concerns::Facility => {
                let title = Lang::Zh.with("feedback-title", &[("name", case.facility_zh.as_str().into())]);
                (title, report.feedback_text.clone())
            }
            Concerns::ResidentOffice if raised.is_empty() => continue,
            Concerns::ResidentOffice => {
                let title = Lang::Zh.with("feedback-title-office", &[("name", case.supervisor_zh.as_str().into())]);
                (title, report.report_office.clone())
            }
        };
        let id = DocumentId(id::fresh());
        let draft = Document::draft(id, &case, Kind::FeedbackOpinion, text, permit.now);
        let mut document = Document { author: report.author, ..draft };
        act::draft(permit, &document, &raised, None).await?;
        act::take(permit, &mut document, Step::Submit, None, "").await?;
        act::issue(permit, &mut document, String::new()).await?;
    }
    Ok(())
}

/// Both opinions are read out at the meeting; the day by which to answer is the one that they name.
async fn serve(permit: &mut Permit<DeliverFeedback>, answers: &Answers) -> Result<()> {
    let case = permit.subject.clone();
    let served_on = answers.date("feedback_on").unwrap_or(permit.today);
    for (document, concerns) in store::undelivered_feedback(&mut permit.tx, case.id).await? {
        let (on, receiver) = match concerns {
            Concerns::Facility => (Recipient::Facility(case.facility), answers.text("receiver")),
            Concerns::ResidentOffice => (Recipient::Organ(case.supervisor), answers.text("office_receiver")),
        };
        let new = NewService {
            id: id::fresh(),
            document,
            inspection: case.id,
            on,
            served_on,
            manner: Manner::ReadOut,
            receiver: receiver.to_owned(),
        };
        act::serve(permit, &new).await?;
        if let Some(due_on) = answers.date("reply_due") {
            clock::start_named(&mut permit.tx, &new, due_on).await?;
        }
    }
    Ok(())
}
