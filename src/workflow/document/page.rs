//! Pages of documents: draft one, read it, and one form for every move.
use axum::{http::StatusCode, response::Response};

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{self, DocumentId},
        web::fields::{Fields, LINE, PROSE},
        word::Word,
    },
    law::clock,
    people::access::{self, Action, Deed, Permit, Posted, policy},
    workflow::{
        document::{
            act,
            deed::{DraftDocument, Move, MoveDeed, SeeDocument},
            file, form,
            model::{Contest, Document, DocumentFile, Kind, Manner},
            state::{State, Step},
            store::{self, Standing},
            view::{self, FormPage, MovePage, Next, ObjectionLine, ServiceLine, ShowPage},
        },
        evidence::{self, Of},
        finding::Concerns,
        inspection::Case,
        record::confidence::{self, Hit},
    },
};

/// The findings that an instrument may raise: those that stand and are the facility's to mend.
pub async fn raisable<D: Deed>(permit: &mut Permit<D>, case: &Case) -> Result<Vec<Standing>> {
    let mut findings = store::confirmed(&mut permit.tx, case.id).await?;
    findings.retain(|finding| finding.concerns == Concerns::Facility);
    Ok(findings)
}

/// `GET /inspections/{id}/documents/new?kind=&finding=`
pub async fn new(mut permit: Permit<DraftDocument>) -> Result<Response> {
    let case = permit.subject.clone();
    open_for_documents(&case)?;
    let kind = instrument(&permit.query()?).unwrap_or(Kind::CorrectionNotice);
    let asked = permit.query()?;
    // a finding may be named: one that was told by word of mouth in vain
    let fields = form::skeleton(kind, &case).with("findings", asked.value("finding"));
    let page = new_page(&mut permit, kind, fields).await?;
    permit.page(page).await
}

fn instrument(fields: &Fields) -> Option<Kind> {
    Kind::parse(fields.value("kind")).filter(|kind| Kind::INSTRUMENTS.contains(kind))
}

fn open_for_documents(case: &Case) -> Result<()> {
    if case.state.takes_documents() { Ok(()) } else { Err(AppError::Conflict("refused-no-documents-now")) }
}

async fn new_page(permit: &mut Permit<DraftDocument>, kind: Kind, fields: Fields) -> Result<FormPage> {
    let case = permit.subject.clone();
    let standing = raisable(permit, &case).await?;
    Ok(FormPage {
        shell: permit.shell(),
        key: id::fresh(),
        choices: view::choices(&standing, &fields),
        fields,
        kind,
        document: None,
        case,
    })
}

/// `POST /inspections/{id}/documents`
pub async fn create(mut posted: Posted<DraftDocument>) -> Result<Response> {
    let case = posted.permit.subject.clone();
    open_for_documents(&case)?;
    let standing = raisable(&mut posted.permit, &case).await?;
    let kind = instrument(&posted.fields);
    if kind.is_none() {
        posted.fields.problem("kind", "problem-choose", Vec::new());
    }
    let text = form::read(&mut posted.fields, &standing);
    let (true, Some(kind)) = (posted.fields.is_ok(), kind) else {
        let fields = posted.fields.clone();
        let page = new_page(&mut posted.permit, kind.unwrap_or(Kind::CorrectionNotice), fields).await?;
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await;
    };
    let draft = Document::draft(DocumentId(id::fresh()), &case, kind, (text.title, text.body), posted.permit.now);
    let document = Document { author: Some(posted.permit.actor.person), ..draft };
    let by = act::myself(&posted.permit);
    act::draft(&mut posted.permit, &document, &text.raised, by).await?;
    posted.done(&document.href(), "done-saved").await
}

/// `GET /documents/{id}`
pub async fn show(mut permit: Permit<SeeDocument>) -> Result<Response> {
    let DocumentFile { document, case, .. } = permit.subject.clone();
    let l = permit.l;
    let services = services(&mut permit, &document, &case).await?;
    let steps = store::read::steps(&mut permit.tx, document.id).await?;
    let page = ShowPage {
        shell: permit.shell(),
        today: permit.today,
        sheet: file::sheet(&mut permit).await?,
        file: store::print::frozen(&mut permit.tx, document.id).await?.and_then(|frozen| frozen.file),
        items: store::read::items(&mut permit.tx, document.id).await?,
        next: next(&permit, &document, !services.is_empty()),
        may_edit: document.state == State::Draft && permit.may(Action::EditDocument),
        history: view::history(&steps, l),
        services,
        case,
        document,
    };
    permit.page(page).await
}

/// The services of a document, each with its receipts and what was objected.
async fn services(permit: &mut Permit<SeeDocument>, document: &Document, case: &Case) -> Result<Vec<ServiceLine>> {
    let may_object = document.kind.is_objected_to() && !case.state.is_over() && permit.may(Action::RegisterObjection);
    let mut objections = objections(permit, document, case).await?;
    let may_add = permit.may(Action::AddEvidence) && evidence::model::takes_evidence(case.state);
    let clocks = clock::store::read::of_document(&mut permit.tx, document.id).await?;
    let mut lines = Vec::new();
    for served in store::read::services(&mut permit.tx, document.id).await? {
        let own = objections.iter().position(|line| line.objection.service == served.id);
        lines.push(ServiceLine {
            clocks: clocks.iter().filter(|clock| clock.subject == served.id.0).cloned().collect(),
            receipts: evidence::store::of(&mut permit.tx, Of::Service(served.id)).await?,
            add: may_add.then(|| format!("/services/{}/evidence/new", served.id)),
            object: (may_object && served.on_facility && own.is_none())
                .then(|| format!("/services/{}/objections/new", served.id)),
            objection: own.map(|at| objections.swap_remove(at)),
            served,
        });
    }
    Ok(lines)
}

/// What was objected to a document, and whether the actor decides about it.
async fn objections(permit: &mut Permit<SeeDocument>, document: &Document, case: &Case) -> Result<Vec<ObjectionLine>> {
    let mut lines = Vec::new();
    for objection in store::read::objections(&mut permit.tx, document.id).await? {
        let author = objection.registrar == Some(permit.actor.person);
        let standing = access::Standing { author, ..access::Standing::from(case) };
        let decides =
            policy::rule(permit.actor.role, Action::ReviewObjection).permits(&permit.actor, &standing).is_ok();
        lines.push(ObjectionLine {
            files: evidence::store::of(&mut permit.tx, Of::Objection(objection.id)).await?,
            review: (decides && objection.contest() == Contest::Open)
                .then(|| format!("/objections/{}/review", objection.id)),
            objection,
        });
    }
    Ok(lines)
}

/// The moves that the actor may make now.
fn next(permit: &Permit<SeeDocument>, document: &Document, served: bool) -> Vec<Next> {
    Move::ALL
        .iter()
        .filter(|what| what.is_next(document, served) && permit.may(what.action()))
        .map(|what| Next {
            href: format!("{}/{}", document.href(), what.code()),
            word: permit.l.word(*what),
            primary: *what != Move::Return,
        })
        .collect()
}

/// Whether a move may be made now.
async fn is_next<D: MoveDeed>(permit: &mut Permit<D>) -> Result<()> {
    let served = !store::read::services(&mut permit.tx, permit.subject.document.id).await?.is_empty();
    if D::MOVE.is_next(&permit.subject.document, served) {
        Ok(())
    } else if served && D::MOVE == Move::Serve {
        Err(AppError::Conflict("refused-served-already"))
    } else {
        Err(AppError::Conflict("refused-step-illegal"))
    }
}

/// `GET /documents/{id}/<move>`
pub async fn ask<D: MoveDeed>(mut permit: Permit<D>) -> Result<Response> {
    is_next(&mut permit).await?;
    let fields = Fields::start([("served_on", permit.today.to_string())]);
    let page = move_page(&mut permit, fields).await?;
    permit.page(page).await
}

async fn move_page<D: MoveDeed>(permit: &mut Permit<D>, fields: Fields) -> Result<MovePage> {
    let DocumentFile { document, case, .. } = permit.subject.clone();
    let l = permit.l;
    Ok(MovePage {
        shell: permit.shell(),
        key: id::fresh(),
        what: D::MOVE,
        fields,
        sheet: file::sheet(permit).await?,
        may_release: may_release(&case),
        manners: Manner::ALL.iter().map(|manner| (manner.code(), l.word(*manner))).collect(),
        case,
        document,
    })
}

/// `POST /documents/{id}/<move>`
pub async fn take<D: MoveDeed>(mut posted: Posted<D>) -> Result<Response> {
    is_next(&mut posted.permit).await?;
    let mut document = posted.permit.subject.document.clone();
    let (permit, fields) = (&mut posted.permit, &mut posted.fields);
    match D::MOVE {
        Move::Submit => submit(permit, fields).await?,
        Move::Return => {
            let reason = fields.text("reason", PROSE);
            if fields.is_ok() {
                let by = act::myself(permit);
                act::take(permit, &mut document, Step::Return, by, &reason).await?;
            }
        }
        Move::Issue => {
            let given = fields.optional("number", LINE);
            if document.kind.is_own(&given) {
                fields.problem("number", "problem-own-number", Vec::new());
            }
            if fields.is_ok() {
                act::sign(permit, given).await?;
            }
        }
        Move::Serve => serve(permit, fields, &document).await?,
    }
    if posted.fields.is_ok() {
        return posted.done(&document.href(), "done-step").await;
    }
    let fields = posted.fields.clone();
    let page = move_page(&mut posted.permit, fields).await?;
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}

/// Nothing that was learned in confidence leaves for the facility; what only looks like it the leader releases.
async fn submit<D: MoveDeed>(permit: &mut Permit<D>, fields: &mut Fields) -> Result<()> {
    let hits = act::confidences(permit).await?;
    if !hits.is_empty() {
        let DocumentFile { document, case, .. } = permit.subject.clone();
        let reason = fields.optional("release", PROSE);
        if reason.is_empty() || !may_release(&case) || !hits.iter().all(Hit::is_shown) {
            confidence::tell(fields, "release", &hits);
            return Ok(());
        }
        confidence::release(permit, case.id, document.id.0, &hits, &reason).await?;
    }
    act::submit(permit).await
}

const fn may_release(case: &Case) -> bool {
    case.lead || case.leader
}

/// Service happens between issue and today.
async fn serve<D: MoveDeed>(permit: &mut Permit<D>, fields: &mut Fields, document: &Document) -> Result<()> {
    let served_on = fields.date("served_on");
    if let Some(day) = served_on {
        if day > permit.today {
            fields.problem("served_on", "problem-future", vec![("today", permit.today.into())]);
        } else if let Some(issued_on) = document.issued_on.filter(|issued_on| day < *issued_on) {
            fields.problem("served_on", "problem-before-issue", vec![("issued", issued_on.into())]);
        }
    }
    let manner = fields.choice::<Manner>("manner");
    let receiver = fields.text("receiver", LINE);
    match (fields.is_ok(), served_on, manner) {
        (true, Some(served_on), Some(manner)) => act::hand_over(permit, served_on, manner, receiver).await,
        (true | false, ..) => Ok(()),
    }
}
