//! Pages of records.
use axum::{http::StatusCode, response::Response};

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{self, PersonId},
        web::{
            fields::{Fields, LINE, PROSE},
            paging::After,
        },
    },
    law::period,
    people::access::{Action, Permit, Posted},
    workflow::{
        evidence::{self, Of, Panel},
        inspection::{self, fieldwork},
        paper,
        record::{
            act, interview, kind,
            model::{AmendRecord, SeeDayLog, SeeRecord},
            store::{
                self,
                read::{Narrowed, Waits},
                sign::Signed,
            },
            view::{AmendPage, IndexPage, ShowPage},
        },
    },
};

/// `GET /inspections/{id}/records?day=&person=&place=&focus=`
pub async fn index(mut permit: Permit<SeeDayLog>) -> Result<Response> {
    let case = permit.subject.clone();
    let fields = permit.query()?;
    let narrowed = narrowed(&fields, permit.actor.person);
    let after = After::parse(fields.value("after"));
    let calendar = period::calendar(&mut permit.tx).await?.calendar;
    let page = store::read::log(&mut permit.tx, case.id, &narrowed, after).await?;
    let tally = inspection::store::read::tally(&mut permit.tx, case.id).await?;
    let steps = inspection::store::steps(&mut permit.tx, case.id).await?;
    let people = store::inspectors(&mut permit.tx, case.id).await?;
    let places = store::read::places(&mut permit.tx, case.id).await?;
    let points = tally.iter().filter_map(|tally| tally.focus.clone()).filter(|point| !point.is_empty());
    let here = |after: Option<String>| {
        let kept = fields.pairs().iter().filter(|(name, value)| name != "after" && name != "lang" && !value.is_empty());
        let pairs: Vec<_> = kept.cloned().chain(after.map(|after| ("after".to_owned(), after))).collect();
        format!("{}/records?{}", case.href(), serde_html_form::to_string(pairs).unwrap_or_default())
    };
    let incomplete = if case.history || case.state.is_over() {
        Vec::new()
    } else {
        store::read::incomplete(&mut permit.tx, case.id).await?
    };
    let view = IndexPage {
        shell: permit.shell(),
        days: fieldwork::days(&case, &tally, &steps, &calendar, permit.today),
        people: people.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
        places: places.into_iter().map(|place| (place.clone(), place)).collect(),
        points: points.map(|point| (point.clone(), point)).collect(),
        rows: page.rows,
        first: after.map(|_| here(None)),
        next: page.next.map(|key| here(Some(key.to_string()))),
        waiting: store::sign::waiting(&mut permit.tx, case.id, permit.actor.person).await?,
        unsigned: store::read::unsigned(&mut permit.tx, case.id).await?,
        incomplete,
        may_record: case.state.is_fieldwork() && permit.may(Action::WriteRecord),
        narrowed,
        fields,
        case,
    };
    permit.page(view).await
}

fn narrowed(fields: &Fields, reader: PersonId) -> Narrowed {
    let given = |name: &str| Some(fields.value(name).to_owned()).filter(|text| !text.is_empty());
    Narrowed {
        day: fields.value("day").parse().ok(),
        person: fields.value("person").parse().ok(),
        place: given("place"),
        focus: given("focus"),
        signed: match fields.value("signed") {
            "open" => Some(Waits::Anybody),
            "mine" => Some(Waits::For(reader)),
            _ => None,
        },
    }
}

/// `GET /records/{id}`
pub async fn show(mut permit: Permit<SeeRecord>) -> Result<Response> {
    let (case, record) = (permit.subject.case.clone(), permit.subject.record.clone());
    let may_add = permit.may(Action::AddEvidence) && evidence::model::takes_evidence(case.state);
    let signatures = store::sign::signatures(&mut permit.tx, record.id).await?;
    let open = act::is_open(case.state, case.history) && record.signed != Signed::Unasked;
    let confirmed = signatures.iter().any(|one| one.at.is_some());
    let own = signatures.iter().any(|one| one.person == permit.actor.person.0 && one.at.is_some());
    let page = ShowPage {
        shell: permit.shell(),
        confirm: (open && !own && permit.may(Action::ConfirmRecord)).then(id::fresh),
        interviewee: (record.interviewee_no.is_some() && permit.may(Action::SeeInterviewee)).then(id::fresh),
        views: store::interview::views(&mut permit.tx, record.id).await?,
        may_refuse: open && permit.may(Action::RefuseRecord),
        may_edit: open && !confirmed && permit.may(Action::EditRecord),
        refusals: store::sign::refusals(&mut permit.tx, record.id).await?,
        texts: store::sign::texts(&mut permit.tx, record.id).await?,
        signatures,
        evidence: Panel {
            files: evidence::store::of(&mut permit.tx, Of::Record(record.id)).await?,
            add: may_add.then(|| format!("/records/{}/evidence/new", record.id)),
        },
        may_log: case.state.is_fieldwork() && permit.may(Action::LogFinding),
        may_clue: !case.state.is_over() && !case.history && permit.may(Action::NoteClue),
        may_amend: act::is_open(case.state, case.history) && permit.may(Action::AmendRecord),
        details: kind::said(record.method, &record.details, permit.l),
        answers: store::read::answered(&mut permit.tx, record.id).await?,
        materials: store::read::materials(&mut permit.tx, record.id).await?,
        addenda: store::addenda(&mut permit.tx, record.id).await?,
        on_paper: paper::store::of_record(&mut permit.tx, record.id).await?,
        findings: store::findings(&mut permit.tx, record.id).await?,
        case,
        record,
    };
    permit.page(page).await
}

/// `GET /records/{id}/addenda/new`
pub async fn amend_form(permit: Permit<AmendRecord>) -> Result<Response> {
    let case = &permit.subject.case;
    if !act::is_open(case.state, case.history) {
        return Err(AppError::Conflict("refused-record-closed"));
    }
    let page = amend_page(&permit, Fields::default());
    permit.page(page).await
}

fn amend_page(permit: &Permit<AmendRecord>, fields: Fields) -> AmendPage {
    let (case, record) = (permit.subject.case.clone(), permit.subject.record.clone());
    AmendPage { shell: permit.shell(), case, record, key: id::fresh(), fields }
}

/// `POST /records/{id}/addenda`
pub async fn amend(mut posted: Posted<AmendRecord>) -> Result<Response> {
    let reason = posted.fields.text("reason", LINE);
    let body = posted.fields.text("body", PROSE);
    let record = posted.permit.subject.record.clone();
    interview::unnamed(&mut posted.permit, &record, &mut posted.fields).await?;
    if posted.fields.is_ok() {
        act::amend(&mut posted.permit, &reason, &body).await?;
        let record = posted.permit.subject.record.id;
        return posted.done(&format!("/records/{record}"), "done-amended").await;
    }
    let page = amend_page(&posted.permit, posted.fields.clone());
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}
