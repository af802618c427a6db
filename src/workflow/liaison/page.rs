//! Pages of the liaison: what awaits an answer, everything served, one item with its answers, one document, an objection to it.
use axum::{http::StatusCode, response::Response};

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{self, FacilityId, ObjectionId, ReplyId},
        print::{self, Output, Paper},
        web::fields::{Fields, LINE, PROSE},
        word::Word,
    },
    law::clock::{self, Key},
    people::access::{Deed, Permit, Posted, Task},
    workflow::{
        document,
        evidence::{self, About, Of},
        finding::Position,
        liaison::{
            act,
            form::{self, Asked},
            model::{
                ServedItem,
                deed::{Object, Reply, SeeItem, SeeReceived, SeeServed},
            },
            store::{
                self, NewAnswer,
                read::{self, ItemLine, ReceivedLine},
            },
            view::{
                self, Contested, DocumentPage, DocumentsPage, IndexPage, ItemPage, ItemRow, ItemsPage, ObjectPage,
                PeoplePage, ReceivedRow,
            },
        },
        objection::{
            self,
            store::{By, NewObjection, Served},
        },
        rectification::model::ReplyKind,
    },
};

fn facility<D: Deed>(permit: &Permit<D>) -> Result<FacilityId> {
    permit.actor.facility.as_ref().map(|(id, ..)| *id).ok_or(AppError::NotFound)
}

/// `GET /liaison`: what awaits an answer now, and nothing else.
pub async fn index(mut permit: Permit<SeeServed>) -> Result<Response> {
    let own = facility(&permit)?;
    let after = form::after(&permit.query()?, permit.l)?;
    let page = read::items(&mut permit.tx, own, &Asked::default(), true, after).await?;
    let waits = permit.waiting.of(Task::Answer).copied();
    let lately = read::newest(&mut permit.tx, own).await?;
    let view = IndexPage {
        rows: with_clocks(&mut permit, page.rows).await?,
        shell: permit.shell(),
        facility: permit.actor.place(permit.l),
        today: permit.today,
        waits: waits.map_or(0, |waits| waits.n),
        late: waits.map_or(0, |waits| waits.late),
        next: page.next.map(|key| format!("/liaison?after={key}")),
        first: after.map(|_| "/liaison".to_owned()),
        lately,
    };
    permit.page(view).await
}

/// Items with the clocks that say why each is due then.
async fn with_clocks(permit: &mut Permit<SeeServed>, lines: Vec<ItemLine>) -> Result<Vec<ItemRow>> {
    let subjects: Vec<uuid::Uuid> = lines.iter().filter_map(|line| line.clock_of).collect();
    let clocks = clock::store::read::of(&mut permit.tx, &subjects).await?;
    Ok(ItemRow::of(lines, &clocks))
}

/// `GET /liaison/items?status=&q=`
pub async fn items(mut permit: Permit<SeeServed>) -> Result<Response> {
    let (own, l, fields) = (facility(&permit)?, permit.l, permit.query()?);
    let (asked, after) = (Asked::parse(&fields, l)?, form::after(&fields, l)?);
    let page = read::items(&mut permit.tx, own, &asked, false, after).await?;
    let today = permit.today;
    let standing = read::standing(&mut permit.tx, own, &asked, today).await?;
    let view = ItemsPage {
        rows: with_clocks(&mut permit, page.rows).await?,
        shell: permit.shell(),
        facility: permit.actor.place(l),
        today,
        tabs: view::tabs(l, &asked, &standing),
        chips: view::chips(l, &asked),
        next: page.next.map(|key| asked.href(Some(&key))),
        first: after.map(|_| asked.href(None)),
        asked,
    };
    permit.page(view).await
}

/// `GET /liaison/documents`
pub async fn documents(mut permit: Permit<SeeServed>) -> Result<Response> {
    let own = facility(&permit)?;
    let after = form::after(&permit.query()?, permit.l)?;
    let page = read::documents(&mut permit.tx, own, after).await?;
    let services: Vec<uuid::Uuid> = page.rows.iter().map(|line| line.service.0).collect();
    let mut clocks = clock::store::read::of(&mut permit.tx, &services).await?;
    clocks.retain(|clock| clock.key == Key::ReplyDue);
    let row = |line: ReceivedLine| ReceivedRow {
        clock: clocks.iter().find(|clock| clock.subject == line.service.0).cloned(),
        line,
    };
    let view = DocumentsPage {
        rows: page.rows.into_iter().map(row).collect(),
        shell: permit.shell(),
        facility: permit.actor.place(permit.l),
        today: permit.today,
        next: page.next.map(|key| format!("/liaison/documents?after={key}")),
        first: after.map(|_| "/liaison/documents".to_owned()),
    };
    permit.page(view).await
}

/// `GET /liaison/people`
pub async fn people(mut permit: Permit<SeeServed>) -> Result<Response> {
    let (own, today) = (facility(&permit)?, permit.today);
    let view = PeoplePage {
        people: read::colleagues(&mut permit.tx, own, today).await?,
        shell: permit.shell(),
        facility: permit.actor.place(permit.l),
        me: permit.actor.person.0,
    };
    permit.page(view).await
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
        clocks: clock::store::read::of_finding(&mut permit.tx, item.finding, item.position.is_answered()).await?,
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
    let objections = document::store::read::objections(&mut permit.tx, document.id).await?;
    let contested = match objections.into_iter().find(|one| one.service == document.service) {
        Some(objection) => {
            let files = evidence::store::of(&mut permit.tx, Of::Objection(objection.id)).await?;
            Some(Contested { objection, files })
        }
        None => None,
    };
    let page = DocumentPage {
        shell: permit.shell(),
        today: permit.today,
        contested,
        clocks: clock::store::read::of_document(&mut permit.tx, document.id).await?,
        receipts: evidence::store::of(&mut permit.tx, Of::Service(document.service)).await?,
        sheet: sheet(&mut permit).await?,
        items: document::store::read::items(&mut permit.tx, document.id).await?,
        document,
    };
    permit.page(page).await
}

/// A document as it was signed; what was loaded as history as it is on record.
async fn sheet(permit: &mut Permit<SeeReceived>) -> Result<Paper> {
    let received = permit.subject.0.clone();
    if let Some(frozen) = document::store::print::frozen(&mut permit.tx, received.id).await? {
        return Ok(frozen.paper);
    }
    Ok(document::paper(received.parts(), &document::store::read::items(&mut permit.tx, received.id).await?))
}

/// `GET /liaison/documents/{id}/pdf`
pub async fn document_pdf(mut permit: Permit<SeeReceived>) -> Result<Response> {
    let received = permit.subject.0.clone();
    let paper = sheet(&mut permit).await?;
    let kept = document::store::print::pdf(&mut permit.tx, received.id).await?;
    let value = serde_json::json!({ "file": Output::Pdf.ending() });
    permit.note("document_taken", "document", received.id.0, Some(received.inspection.0), value).await?;
    let (press, dated) = (permit.app.press.clone(), received.issued_on.unwrap_or(permit.today));
    permit.tx.commit().await?;
    let bytes = match kept {
        Some(pdf) => pdf,
        None => print::draw(&press, &paper, Output::Pdf, dated).await?,
    };
    Ok(print::answer(bytes, &document::file::name(&received.number, &received.title), Output::Pdf))
}

/// `GET /liaison/documents/{id}/object`
pub async fn object_form(mut permit: Permit<Object>) -> Result<Response> {
    contestable(&permit)?;
    let page = object_page(&mut permit, Fields::default()).await?;
    permit.page(page).await
}

/// A second objection is told apart from one that comes too late.
fn contestable(permit: &Permit<Object>) -> Result<()> {
    let document = &permit.subject.0;
    if document.takes_objection {
        Ok(())
    } else if document.is_objected {
        Err(AppError::Conflict("refused-objected-already"))
    } else {
        Err(AppError::Conflict("refused-no-objection"))
    }
}

async fn object_page(permit: &mut Permit<Object>, fields: Fields) -> Result<ObjectPage> {
    let document = permit.subject.0.clone();
    let mut clocks = clock::store::read::of(&mut permit.tx, &[document.service.0]).await?;
    clocks.retain(|clock| clock.key == Key::ObjectionIn);
    Ok(ObjectPage {
        shell: permit.shell(),
        today: permit.today,
        document,
        clocks,
        key: id::fresh(),
        fields,
        limits: permit.app.files.limits,
    })
}

/// `POST /liaison/documents/{id}/objections`
pub async fn object(mut posted: Posted<Object>) -> Result<Response> {
    contestable(&posted.permit)?;
    let (document, own) = (posted.permit.subject.0.clone(), facility(&posted.permit)?);
    let key = ObjectionId(id::fresh());
    let reason = posted.fields.text("reason", PROSE);
    let their_no = posted.fields.optional("their_no", LINE);
    if posted.fields.is_ok() {
        let served = Served {
            id: document.service,
            inspection: document.inspection,
            facility: own,
            facility_kind: document.facility_kind,
            served_on: document.served_on,
            is_objected: document.is_objected,
        };
        let (by, received_on) = (By::Liaison(posted.permit.actor.person), posted.permit.today);
        let new = NewObjection { id: key, reason, their_no, received_on };
        objection::act::object(&mut posted.permit, &served, &new, by).await?;
        let (of, about) = (Of::Objection(key), About::default());
        evidence::act::keep(&mut posted.permit, of, document.inspection, &posted.files, &about).await?;
        return posted.done(&format!("/liaison/documents/{}#objection", document.id), "done-objected").await;
    }
    let (status, fields) = (posted.refusal(), posted.fields.clone());
    let page = object_page(&mut posted.permit, fields).await?;
    posted.send_back(status, page).await
}
