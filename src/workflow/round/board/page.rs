//! Pages of a board: the board itself, one change, why somebody is (not) there, two versions side by side, the search.
use axum::{http::StatusCode, response::Response};
use serde_json::json;
use uuid::Uuid;

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{self, PersonId},
        web::fields::Fields,
        word::Word as _,
    },
    people::access::{Action, Deed, Permit, Posted},
    workflow::round::{
        Round,
        board::{
            act::{self, Read},
            deed::{EditBoard, SeeBoard, SetAside},
            form::{self, Change},
            model::{Deed as Made, board, seats},
            store,
            view::{self, AsidePage, BoardPage, ClashPage, ComparePage, SolvePage, WhyPage},
        },
        solve::{Board, Class, Rule, VisitId},
    },
};

/// `GET /rounds/{id}/assignments?no=&q=`
pub async fn show(mut permit: Permit<SeeBoard>) -> Result<Response> {
    let query = permit.query()?;
    let head = store::head(&mut permit.tx, permit.subject.id).await?;
    let no = query.value("no").parse().ok().filter(|no| (0..=head).contains(no)).unwrap_or(head);
    let read = act::read(&mut permit, no).await?;
    let page = board_page(&mut permit, read, query.value("q"), None).await?;
    permit.page(page).await
}

async fn board_page<D: Deed<Subject = Round>>(
    permit: &mut Permit<D>,
    read: Read,
    q: &str,
    refused: Option<view::Refused>,
) -> Result<BoardPage> {
    let round = permit.subject.clone();
    let head = store::head(&mut permit.tx, round.id).await?;
    let solving = store::solving(&mut permit.tx, round.id).await?;
    let may_edit = read.no == head && round.state.is_planned() && permit.may(Action::EditBoard);
    let may_set_aside = round.state.is_planned() && permit.may(Action::SetAside);
    let shell = permit.shell();
    Ok(BoardPage::new(shell, round, read, view::Ground { head, solving, may_edit, may_set_aside, refused }, q))
}

/// `POST /rounds/{id}/assignments`
pub async fn change(mut posted: Posted<EditBoard>) -> Result<Response> {
    let base = posted.fields.number("base", 0, i32::MAX).unwrap_or_default();
    let read = act::head(&mut posted.permit).await?;
    let change = form::change(&mut posted.fields);
    if base != read.no || !posted.permit.subject.state.is_planned() {
        let started = act::read(&mut posted.permit, base.min(read.no)).await?;
        let page = ClashPage::new(posted.permit.shell(), &posted.permit.subject, &started, &read, change.as_ref());
        return posted.send_back(StatusCode::CONFLICT, page).await;
    }
    let href = format!("{}/assignments", posted.permit.subject.href());
    let Some(change) = change else {
        let page = board_page(&mut posted.permit, read, "", None).await?;
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await;
    };
    match change {
        Change::Undo => act::undo(&mut posted.permit, base).await?,
        Change::Clear => {
            let kept: Vec<_> = read.seats.iter().filter(|seat| seat.pinned).copied().collect();
            act::write(&mut posted.permit, base, (Made::Clear, None), &json!({}), &kept).await?;
        }
        Change::Pin(person, at, pinned) => {
            let deed = if pinned { Made::Pin } else { Made::Unpin };
            let seats = form::pinned(&read.seats, person, at, pinned);
            act::write(&mut posted.permit, base, (deed, None), &json!({ "person": person }), &seats).await?;
        }
        Change::Move(shifts) => {
            let moved = board(&read.seats).after(&shifts);
            if let Some(refused) = view::refused(&read, &moved, &shifts, posted.permit.l) {
                let page = board_page(&mut posted.permit, read, "", Some(refused)).await?;
                return posted.send_back(StatusCode::CONFLICT, page).await;
            }
            let seats = seats(&moved, &read.seats);
            let note = json!({ "people": shifts.iter().map(|shift| shift.person).collect::<Vec<_>>() });
            act::write(&mut posted.permit, base, (Made::Move, None), &note, &seats).await?;
        }
    }
    posted.done(&href, "done-board").await
}

/// `GET /rounds/{id}/assignments/why?person=&place=`
pub async fn why(mut permit: Permit<SeeBoard>) -> Result<Response> {
    let query = permit.query()?;
    let person = query.value("person").parse::<Uuid>().map_err(|_| AppError::NotFound)?;
    let place = query.value("place").parse::<Uuid>().ok();
    let read = act::head(&mut permit).await?;
    if !read.setting.people.contains_key(&PersonId(person)) {
        return Err(AppError::NotFound);
    }
    let round = permit.subject.clone();
    let may_edit = round.state.is_planned() && permit.may(Action::EditBoard);
    let page = WhyPage::new(permit.shell(), round, &read, (PersonId(person), place.map(VisitId)), may_edit);
    permit.page(page).await
}

/// `GET /rounds/{id}/assignments/compare?from=&to=`
pub async fn compare(mut permit: Permit<SeeBoard>) -> Result<Response> {
    let query = permit.query()?;
    let head = store::head(&mut permit.tx, permit.subject.id).await?;
    let no =
        |name: &str, usual: i32| query.value(name).parse().ok().filter(|no| (0..=head).contains(no)).unwrap_or(usual);
    let (from, to) = (no("from", (head - 1).max(0)), no("to", head));
    let round = permit.subject.clone();
    let one = store::seats(&mut permit.tx, round.id, from).await?;
    let read = act::read(&mut permit, to).await?;
    let page = ComparePage::new(permit.shell(), round, &read, &board(&one), (from, to));
    permit.page(page).await
}

/// `GET /rounds/{id}/solve`: how far the search is.
pub async fn course(mut permit: Permit<SeeBoard>) -> Result<Response> {
    let round = permit.subject.clone();
    let page = SolvePage {
        solving: store::solving(&mut permit.tx, round.id).await?,
        base: store::head(&mut permit.tx, round.id).await?,
        may_edit: round.state.is_planned() && permit.may(Action::EditBoard),
        shell: permit.shell(),
        key: id::fresh(),
        round,
    };
    permit.page(page).await
}

/// `POST /rounds/{id}/solve`
pub async fn solve(mut posted: Posted<EditBoard>) -> Result<Response> {
    let base = posted.fields.number("base", 0, i32::MAX).unwrap_or_default();
    act::ask(&mut posted.permit, base).await?;
    let href = format!("{}/solve", posted.permit.subject.href());
    posted.done(&href, "done-solving").await
}

/// `POST /rounds/{id}/solve/cancel`
pub async fn cancel(mut posted: Posted<EditBoard>) -> Result<Response> {
    act::cancel(&mut posted.permit).await?;
    let href = format!("{}/solve", posted.permit.subject.href());
    posted.done(&href, "done-solving-stopped").await
}

/// `GET /rounds/{id}/assignments/override?person=&place=&rule=`
pub async fn ask_aside(mut permit: Permit<SetAside>) -> Result<Response> {
    let fields = permit.query()?;
    let page = aside_page(&mut permit, fields).await?;
    permit.page(page).await
}

async fn aside_page(permit: &mut Permit<SetAside>, fields: Fields) -> Result<AsidePage> {
    let read = act::head(permit).await?;
    let l = permit.l;
    let person = fields.value("person").parse::<Uuid>().map(PersonId).map_err(|_| AppError::NotFound)?;
    let place = fields.value("place").parse::<Uuid>().map(VisitId).map_err(|_| AppError::NotFound)?;
    let rule = Rule::parse(fields.value("rule")).filter(|rule| rule.class() == Class::Design);
    let rule = rule.ok_or(AppError::Conflict("refused-not-design"))?;
    let reasons =
        read.solved().ok().and_then(|solved| solved.why(&Board::default(), person, place)).map(|why| why.reasons);
    Ok(AsidePage {
        who: read.setting.name(person, l),
        place: read.setting.place_name(place, l),
        because: reasons
            .unwrap_or_default()
            .iter()
            .filter(|reason| reason.rule() == rule)
            .map(|reason| read.setting.because(reason, l))
            .collect(),
        shell: permit.shell(),
        round: permit.subject.clone(),
        key: id::fresh(),
        rule,
        fields,
    })
}

/// `POST /rounds/{id}/assignments/override`
pub async fn set_aside(mut posted: Posted<SetAside>) -> Result<Response> {
    let rule = Rule::parse(posted.fields.value("rule"));
    if rule.is_some_and(|rule| rule.class() != Class::Design) {
        return Err(AppError::Conflict("refused-not-design"));
    }
    let Some(of) = form::aside(&mut posted.fields) else {
        let fields = posted.fields.clone();
        let page = aside_page(&mut posted.permit, fields).await?;
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await;
    };
    act::set_aside(&mut posted.permit, &of).await?;
    let href = format!("{}/assignments", posted.permit.subject.href());
    posted.done(&href, "done-set-aside").await
}
