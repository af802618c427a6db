//! Pages of the team's review: the list with what may be double, two beside each other, and the forms of its deeds.
use axum::{http::StatusCode, response::Response};
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{self, PersonId},
        web::fields::{Fields, LINE, PROSE},
        word::Word,
    },
    people::access::{Action, Deed, Permit, Posted},
    workflow::{
        finding::{self, FindingFile, Stance, act::is_open},
        inspection::Case,
        record,
        review::{
            act,
            deed::{AnswerOnSite, AskOnSite, ConfirmSeveral, LogComment, ReviewFindings},
            model,
            store::{self, NewComment},
            view::{CommentPage, ConfirmedPage, NewsPart, PairPage, ReviewPage, SiteAnswerPage, SiteCheckPage},
        },
    },
};

async fn owners<D: Deed>(permit: &mut Permit<D>, case: &Case) -> Result<Vec<(String, String)>> {
    let people = record::store::inspectors(&mut permit.tx, case.id).await?;
    Ok(people.into_iter().map(|(id, name)| (id.to_string(), name)).collect())
}

async fn review_page<D: Deed<Subject = Case>>(permit: &mut Permit<D>, fields: Fields) -> Result<ReviewPage> {
    let case = permit.subject.clone();
    let lines = store::lines(&mut permit.tx, case.id).await?;
    let decides = is_open(case.state) && permit.may(Action::ConfirmFinding);
    Ok(ReviewPage {
        doubles: model::doubles(&lines),
        owners: if decides { owners(permit, &case).await? } else { Vec::new() },
        shell: permit.shell(),
        today: permit.today,
        since: permit.now.timestamp_micros(),
        me: permit.actor.person,
        key: id::fresh(),
        decides,
        lines,
        case,
        fields,
    })
}

/// `GET /inspections/{id}/review`
pub async fn show(mut permit: Permit<ReviewFindings>) -> Result<Response> {
    let page = review_page(&mut permit, Fields::default()).await?;
    permit.page(page).await
}

/// `GET /inspections/{id}/review/news?since=`: a part of the page, which says how much is new and moves nothing.
pub async fn news(mut permit: Permit<ReviewFindings>) -> Result<Response> {
    let since = permit.query()?.value("since").parse::<i64>().ok().and_then(DateTime::<Utc>::from_timestamp_micros);
    let since = since.ok_or(AppError::Unreadable("error-unknown-choice", Vec::new()))?;
    let (case, me) = (permit.subject.clone(), permit.actor.person);
    let n = store::news(&mut permit.tx, case.id, since, me).await?;
    let part = NewsPart { l: permit.l, case, n };
    permit.page(part).await
}

/// `GET /inspections/{id}/review/pair?left=&right=`
pub async fn pair(mut permit: Permit<ReviewFindings>) -> Result<Response> {
    let (mut fields, case) = (permit.query()?, permit.subject.clone());
    let (Some(left), Some(right)) = (fields.id::<Uuid>("left"), fields.id::<Uuid>("right")) else {
        return Err(AppError::Unreadable("error-unknown-choice", Vec::new()));
    };
    let lines = store::lines(&mut permit.tx, case.id).await?;
    let find = |id: Uuid| lines.iter().find(|line| line.id.0 == id).ok_or(AppError::NotFound);
    let double = model::double(find(left)?, find(right)?);
    if double.left.id == double.right.id {
        return Err(AppError::NotFound);
    }
    let page = PairPage {
        decides: is_open(case.state) && permit.may(Action::ConfirmFinding),
        merges: is_open(case.state) && permit.may(Action::MergeFinding),
        me: permit.actor.person,
        shell: permit.shell(),
        double,
        case,
    };
    permit.page(page).await
}

/// `POST /inspections/{id}/review/confirm`
pub async fn confirm(mut posted: Posted<ConfirmSeveral>) -> Result<Response> {
    let case = posted.permit.subject.clone();
    let inspectors = record::store::inspectors(&mut posted.permit.tx, case.id).await?;
    let fields = &mut posted.fields;
    let owner = fields.id::<PersonId>("owner").filter(|owner| inspectors.iter().any(|(id, _)| *id == owner.0));
    if owner.is_none() && fields.is_ok() {
        fields.problem("owner", "problem-choose", Vec::new());
    }
    let chosen = fields.ids::<Uuid>("finding");
    if chosen.is_empty() {
        fields.problem("finding", "problem-review-none", Vec::new());
    }
    let (true, Some(owner)) = (fields.is_ok(), owner) else {
        let fields = posted.fields.clone();
        let page = review_page(&mut posted.permit, fields).await?;
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await;
    };
    let rows = act::confirm_several(&mut posted.permit, &chosen, owner).await?;
    let back = format!("{}/review", case.href());
    let page = ConfirmedPage { shell: posted.permit.shell(), case, rows };
    posted.once(&back, page).await
}

/// `GET /findings/{id}/site-check`
pub async fn ask_form(permit: Permit<AskOnSite>) -> Result<Response> {
    act::may_review(&permit.subject)?;
    let page = ask_page(&permit, Fields::default());
    permit.page(page).await
}

fn ask_page(permit: &Permit<AskOnSite>, fields: Fields) -> SiteCheckPage {
    let FindingFile { finding, case, .. } = permit.subject.clone();
    SiteCheckPage { shell: permit.shell(), case, finding, key: id::fresh(), fields }
}

/// `POST /findings/{id}/site-check`
pub async fn ask(mut posted: Posted<AskOnSite>) -> Result<Response> {
    let reason = posted.fields.text("reason", PROSE);
    if !posted.fields.is_ok() {
        let page = ask_page(&posted.permit, posted.fields.clone());
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await;
    }
    act::ask_on_site(&mut posted.permit, &reason).await?;
    let href = format!("{}#site", posted.permit.subject.finding.href());
    posted.done(&href, "done-site-check").await
}

async fn answer_page(permit: &mut Permit<AnswerOnSite>, fields: Fields) -> Result<SiteAnswerPage> {
    let FindingFile { finding, case, .. } = permit.subject.clone();
    let check = finding::store::heard::site_check(&mut permit.tx, finding.id).await?;
    let check = check.filter(|check| check.answer.is_none()).ok_or(AppError::Conflict("refused-site-check"))?;
    let records = store::on_site(&mut permit.tx, case.id, check.day).await?;
    Ok(SiteAnswerPage {
        records: records.into_iter().map(|(id, word)| (id.to_string(), word)).collect(),
        may_decide: permit.may(Action::AskOnSite),
        shell: permit.shell(),
        key: id::fresh(),
        check,
        case,
        finding,
        fields,
    })
}

/// `GET /findings/{id}/site-check/answer`
pub async fn answer_form(mut permit: Permit<AnswerOnSite>) -> Result<Response> {
    act::may_review(&permit.subject)?;
    let page = answer_page(&mut permit, Fields::default()).await?;
    permit.page(page).await
}

/// `POST /findings/{id}/site-check/answer`
pub async fn answer(mut posted: Posted<AnswerOnSite>) -> Result<Response> {
    act::may_review(&posted.permit.subject)?;
    let typed = posted.fields.clone();
    let page = answer_page(&mut posted.permit, typed).await?;
    let fields = &mut posted.fields;
    let record = fields.value("record").parse::<Uuid>().ok();
    let known = record.is_none_or(|record| page.records.iter().any(|(id, _)| *id == record.to_string()));
    if !known || (record.is_none() && !page.may_decide) {
        fields.problem("record", "problem-choose", Vec::new());
    }
    let reason = fields.text("reason", PROSE);
    if !fields.is_ok() {
        let page = SiteAnswerPage { fields: posted.fields.clone(), ..page };
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await;
    }
    act::answer_on_site(&mut posted.permit, record, &reason).await?;
    let href = format!("{}#site", posted.permit.subject.finding.href());
    posted.done(&href, "done-site-answer").await
}

fn comment_page(permit: &Permit<LogComment>, fields: Fields) -> CommentPage {
    let FindingFile { finding, case, .. } = permit.subject.clone();
    let stances = Stance::ALL.iter().map(|stance| (stance.code(), permit.l.word(*stance))).collect();
    CommentPage { shell: permit.shell(), case, finding, stances, key: id::fresh(), fields }
}

/// `GET /findings/{id}/comments/new`
pub async fn comment_form(permit: Permit<LogComment>) -> Result<Response> {
    act::may_review(&permit.subject)?;
    let page = comment_page(&permit, Fields::start([("day", permit.today.to_string())]));
    permit.page(page).await
}

/// `POST /findings/{id}/comments`
pub async fn comment(mut posted: Posted<LogComment>) -> Result<Response> {
    let (today, found_on) = (posted.permit.today, posted.permit.subject.finding.found_on);
    let fields = &mut posted.fields;
    let stance = fields.choice::<Stance>("stance");
    let (said_by, post) = (fields.text("said_by", LINE), fields.optional("post", LINE));
    let day = fields.date("day");
    if day.is_some_and(|day| day > today) {
        fields.problem("day", "problem-future", vec![("today", today.into())]);
    } else if day.is_some_and(|day| day < found_on) {
        fields.problem("day", "problem-too-early", vec![("earliest", found_on.into())]);
    }
    // whoever disputes says why
    let body =
        if stance == Some(Stance::Disputed) { fields.text("body", PROSE) } else { fields.optional("body", PROSE) };
    if let (true, Some(stance), Some(day)) = (fields.is_ok(), stance, day) {
        act::comment(&mut posted.permit, &NewComment { stance, said_by, post, day, body }).await?;
        let href = format!("{}#heard", posted.permit.subject.finding.href());
        return posted.done(&href, "done-comment").await;
    }
    let page = comment_page(&posted.permit, posted.fields.clone());
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}
