//! Pages of records.
use askama::Template;
use axum::{http::StatusCode, response::Response};

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{self, RecordId},
        web::{
            fields::{Fields, LINE, PROSE},
            shell::Shell,
        },
        word::Word,
    },
    people::access::{Action, Deed, Permit, Posted},
    workflow::{
        evidence::{self, Of, Panel},
        inspection::Case,
        record::{
            act,
            model::{Method, Record, SeeRecord, WriteRecord},
            store::{self, Logged, NewRecord},
        },
    },
};

#[derive(Template)]
#[template(path = "workflow/record/new.html")]
struct NewPage {
    shell: Shell,
    case: Case,
    key: uuid::Uuid,
    fields: Fields,
    methods: Vec<(&'static str, String)>,
    inspectors: Vec<(String, String, bool)>,
}

#[derive(Template)]
#[template(path = "workflow/record/show.html")]
struct ShowPage {
    shell: Shell,
    case: Case,
    record: Record,
    findings: Vec<Logged>,
    evidence: Panel,
    may_log: bool,
}

/// `GET /inspections/{id}/records/new`
pub async fn new(mut permit: Permit<WriteRecord>) -> Result<Response> {
    if !permit.subject.state.is_fieldwork() {
        return Err(AppError::Conflict("refused-not-fieldwork"));
    }
    let fields = Fields::start([("day", permit.today.to_string()), ("inspectors", permit.actor.person.to_string())]);
    let page = new_page(&mut permit, fields).await?;
    permit.page(page).await
}

async fn new_page<D: Deed<Subject = Case>>(permit: &mut Permit<D>, fields: Fields) -> Result<NewPage> {
    let case = permit.subject.clone();
    let l = permit.l;
    let people = store::inspectors(&mut permit.tx, case.id).await?;
    Ok(NewPage {
        shell: permit.shell(),
        key: id::fresh(),
        methods: Method::ALL.iter().map(|method| (method.code(), l.word(*method))).collect(),
        inspectors: people
            .into_iter()
            .map(|(id, name)| {
                let id = id.to_string();
                let chosen = fields.has("inspectors", &id);
                (id, name, chosen)
            })
            .collect(),
        fields,
        case,
    })
}

/// `POST /inspections/{id}/records`
pub async fn create(mut posted: Posted<WriteRecord>) -> Result<Response> {
    let key = id::fresh();
    let (started, today) = (posted.permit.subject.started_on, posted.permit.today);
    let known = store::inspectors(&mut posted.permit.tx, posted.permit.subject.id).await?;
    let fields = &mut posted.fields;
    let day = fields.date("day");
    if let Some(day) = day {
        if day > today {
            fields.problem("day", "problem-future", vec![("today", today.into())]);
        } else if let Some(started) = started.filter(|started| day < *started) {
            fields.problem("day", "problem-too-early", vec![("earliest", started.into())]);
        }
    }
    let place = fields.text("place", LINE);
    let method = fields.choice::<Method>("method");
    let body = fields.text("body", PROSE);
    let mut inspectors: Vec<uuid::Uuid> = fields.ids("inspectors");
    inspectors.sort_unstable();
    inspectors.dedup();
    inspectors.retain(|id| known.iter().any(|(known, _)| known == id));
    if inspectors.len() < 2 {
        fields.problem("inspectors", "problem-two-inspectors", Vec::new());
    }
    if let (true, Some(day), Some(method)) = (fields.is_ok(), day, method) {
        let new = NewRecord { id: RecordId(key), day, place, method, body, inspectors };
        act::write(&mut posted.permit, &new).await?;
        let next = if posted.fields.value("then") == "finding" { "/findings/new" } else { "" };
        return posted.done(&format!("/records/{key}{next}"), "done-record").await;
    }
    let fields = posted.fields.clone();
    let page = new_page(&mut posted.permit, fields).await?;
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}

/// `GET /records/{id}`
pub async fn show(mut permit: Permit<SeeRecord>) -> Result<Response> {
    let (case, record) = (permit.subject.case.clone(), permit.subject.record.clone());
    let may_add = permit.may(Action::AddEvidence) && evidence::model::takes_evidence(case.state);
    let page = ShowPage {
        shell: permit.shell(),
        evidence: Panel {
            files: evidence::store::of(&mut permit.tx, Of::Record(record.id)).await?,
            add: may_add.then(|| format!("/records/{}/evidence/new", record.id)),
        },
        may_log: case.state.is_fieldwork() && permit.may(Action::LogFinding),
        findings: store::findings(&mut permit.tx, record.id).await?,
        case,
        record,
    };
    permit.page(page).await
}
