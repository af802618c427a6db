//! Pages of the liaison: what was served and by when to answer, one item with its answers, one document.
use axum::{http::StatusCode, response::Response};

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{self, FacilityId, ReplyId},
        web::fields::{Fields, LINE, PROSE},
        word::Word,
    },
    law::clock,
    people::access::{Deed, Permit, Posted},
    workflow::{
        document,
        evidence::{self, About, Of},
        finding::Position,
        liaison::{
            act,
            model::{
                ServedItem,
                deed::{Reply, SeeItem, SeeReceived, SeeServed},
            },
            store::{self, NewAnswer},
            view::{DocumentPage, IndexPage, ItemPage},
        },
        rectification::model::ReplyKind,
    },
};

fn facility<D: Deed>(permit: &Permit<D>) -> Result<FacilityId> {
    permit.actor.facility.as_ref().map(|(id, ..)| *id).ok_or(AppError::NotFound)
}

/// `GET /liaison`
pub async fn index(mut permit: Permit<SeeServed>) -> Result<Response> {
    let own = facility(&permit)?;
    let page = IndexPage {
        shell: permit.shell(),
        facility: permit.actor.place(permit.l),
        today: permit.today,
        items: store::items(&mut permit.tx).await?,
        documents: store::documents(&mut permit.tx, own).await?,
    };
    permit.page(page).await
}

/// `GET /liaison/items/{id}`
pub async fn item(mut permit: Permit<SeeItem>) -> Result<Response> {
    // a plan comes first, then the report of what was done
    let kind = match permit.subject.position {
        Position::AwaitingPlan | Position::Rebounded => ReplyKind::Plan,
        Position::NotServed
        | Position::Rectifying
        | Position::ToVerify
        | Position::Returned
        | Position::Verified
        | Position::Closed => ReplyKind::Report,
    };
    let fields = Fields::start([("kind", kind.code().to_owned())]);
    let page = item_page(&mut permit, fields).await?;
    permit.page(page).await
}

async fn item_page<D: Deed<Subject = ServedItem>>(permit: &mut Permit<D>, fields: Fields) -> Result<ItemPage> {
    let item = permit.subject.clone();
    let (own, l) = (facility(permit)?, permit.l);
    let asked = store::asked(&mut permit.tx, own, item.finding).await?;
    let last = asked.first().cloned().ok_or(AppError::NotFound)?;
    Ok(ItemPage {
        shell: permit.shell(),
        today: permit.today,
        title: last.title,
        facts: last.facts,
        legal_basis: last.legal_basis,
        clocks: clock::store::read::of_finding(&mut permit.tx, item.finding).await?,
        asked,
        answers: store::answers(&mut permit.tx, item.finding).await?,
        files: evidence::store::of_replies(&mut permit.tx, item.finding).await?,
        limits: permit.app.files.limits,
        key: id::fresh(),
        fields,
        kinds: ReplyKind::ALL.iter().map(|kind| (kind.code(), l.word(*kind))).collect(),
        open: item.position.awaits_answer(),
        item,
    })
}

/// `POST /liaison/items/{id}/replies`
pub async fn reply(mut posted: Posted<Reply>) -> Result<Response> {
    let item = posted.permit.subject.clone();
    let own = facility(&posted.permit)?;
    let key = id::fresh();
    let kind = posted.fields.choice::<ReplyKind>("kind");
    let body = posted.fields.text("body", PROSE);
    let their_no = posted.fields.optional("their_no", LINE);
    if let (true, true, Some(kind)) = (item.position.awaits_answer(), posted.fields.is_ok(), kind) {
        let asked = store::asked(&mut posted.permit.tx, own, item.finding).await?;
        let service = asked.first().map(|last| last.service).ok_or(AppError::NotFound)?;
        let new = NewAnswer { id: ReplyId(key), service, kind, body, their_no };
        act::reply(&mut posted.permit, own, &new).await?;
        let of = Of::Reply(ReplyId(key));
        evidence::act::keep(&mut posted.permit, of, item.inspection, &posted.files, &About::default()).await?;
        return posted.done(&item.href(), "done-answered").await;
    }
    let open = item.position.awaits_answer();
    if !open {
        posted.fields.problem("", "refused-no-answer-awaited", Vec::new());
    }
    let status = if open { posted.refusal() } else { StatusCode::CONFLICT };
    let fields = posted.fields.clone();
    let page = item_page(&mut posted.permit, fields).await?;
    posted.send_back(status, page).await
}

/// `GET /liaison/documents/{id}`
pub async fn document(mut permit: Permit<SeeReceived>) -> Result<Response> {
    let document = permit.subject.0.clone();
    let page = DocumentPage {
        shell: permit.shell(),
        today: permit.today,
        clocks: clock::store::read::of_document(&mut permit.tx, document.id).await?,
        receipts: evidence::store::of(&mut permit.tx, Of::Service(document.service)).await?,
        items: document::store::read::items(&mut permit.tx, document.id).await?,
        document,
    };
    permit.page(page).await
}
