//! Pages of records.
use axum::{http::StatusCode, response::Response};

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{self, RecordId},
        web::{
            fields::{Fields, LINE, PROSE},
            paging::After,
        },
        word::Word,
    },
    law::period,
    people::access::{Action, Deed, Permit, Posted},
    workflow::{
        evidence::{self, Of, Panel},
        inspection::{self, Case, fieldwork},
        record::{
            act,
            model::{AmendRecord, Method, SeeDayLog, SeeRecord, WriteRecord},
            store::{self, NewRecord, read::Narrowed},
            view::{AmendPage, IndexPage, NewPage, ShowPage},
        },
    },
};

/// `GET /inspections/{id}/records?day=&person=&place=&focus=`
pub async fn index(mut permit: Permit<SeeDayLog>) -> Result<Response> {
    let case = permit.subject.clone();
    let fields = permit.query()?;
    let given = |name: &str| Some(fields.value(name).to_owned()).filter(|text| !text.is_empty());
    let narrowed = Narrowed {
        day: fields.value("day").parse().ok(),
        person: fields.value("person").parse().ok(),
        place: given("place"),
        focus: given("focus"),
    };
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
    let view = IndexPage {
        shell: permit.shell(),
        days: fieldwork::days(&case, &tally, &steps, &calendar, permit.today),
        people: people.into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
        places: places.into_iter().map(|place| (place.clone(), place)).collect(),
        points: points.map(|point| (point.clone(), point)).collect(),
        rows: page.rows,
        first: after.map(|_| here(None)),
        next: page.next.map(|key| here(Some(key.to_string()))),
        may_record: case.state.is_fieldwork() && permit.may(Action::WriteRecord),
        narrowed,
        fields,
        case,
    };
    permit.page(view).await
}

/// `GET /inspections/{id}/records/new`
pub async fn new(mut permit: Permit<WriteRecord>) -> Result<Response> {
    if !permit.subject.state.is_fieldwork() {
        return Err(AppError::Conflict("refused-not-fieldwork"));
    }
    let asked = permit.query()?;
    let day = asked.value("day").parse().unwrap_or(permit.today);
    let fields = Fields::start([
        ("day", day.to_string()),
        ("place", asked.value("place").to_owned()),
        ("inspectors", permit.actor.person.to_string()),
    ]);
    let page = new_page(&mut permit, fields).await?;
    permit.page(page).await
}

async fn new_page<D: Deed<Subject = Case>>(permit: &mut Permit<D>, fields: Fields) -> Result<NewPage> {
    let case = permit.subject.clone();
    let l = permit.l;
    let people = store::inspectors(&mut permit.tx, case.id).await?;
    let lately = store::read::log(&mut permit.tx, case.id, &Narrowed::default(), None).await?;
    let points = points(permit, &case).await?;
    Ok(NewPage {
        shell: permit.shell(),
        key: id::fresh(),
        points: points.into_iter().map(|point| (point.clone(), point)).collect(),
        lately: lately.rows.into_iter().take(6).collect(),
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

/// The points of the approved plan.
async fn points<D: Deed<Subject = Case>>(permit: &mut Permit<D>, case: &Case) -> Result<Vec<String>> {
    let plan = inspection::store::plan(&mut permit.tx, case.id, case.plan_no).await?.plan;
    Ok(plan.points())
}

/// `POST /inspections/{id}/records`
pub async fn create(mut posted: Posted<WriteRecord>) -> Result<Response> {
    let key = id::fresh();
    let (started, today) = (posted.permit.subject.started_on, posted.permit.today);
    let case = posted.permit.subject.clone();
    let known = store::inspectors(&mut posted.permit.tx, case.id).await?;
    let points = points(&mut posted.permit, &case).await?;
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
    let focus = fields.optional("focus", PROSE);
    if !focus.is_empty() && !points.contains(&focus) {
        fields.problem("focus", "problem-choose", Vec::new());
    }
    let body = fields.text("body", PROSE);
    let mut inspectors: Vec<uuid::Uuid> = fields.ids("inspectors");
    inspectors.sort_unstable();
    inspectors.dedup();
    inspectors.retain(|id| known.iter().any(|(known, _)| known == id));
    if inspectors.len() < 2 {
        fields.problem("inspectors", "problem-two-inspectors", Vec::new());
    }
    if let (true, Some(day), Some(method)) = (fields.is_ok(), day, method) {
        let new = NewRecord { id: RecordId(key), day, place, method, focus, body, inspectors };
        act::write(&mut posted.permit, &new).await?;
        let next = match posted.fields.value("then") {
            "finding" => format!("/records/{key}/findings/new"),
            "next" => format!("{}/records/new?day={day}", case.href()),
            _ => format!("/records/{key}"),
        };
        return posted.done(&next, "done-record").await;
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
        may_clue: !case.state.is_over() && !case.history && permit.may(Action::NoteClue),
        may_amend: act::is_open(case.state, case.history) && permit.may(Action::AmendRecord),
        addenda: store::addenda(&mut permit.tx, record.id).await?,
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
    if posted.fields.is_ok() {
        act::amend(&mut posted.permit, &reason, &body).await?;
        let record = posted.permit.subject.record.id;
        return posted.done(&format!("/records/{record}"), "done-amended").await;
    }
    let page = amend_page(&posted.permit, posted.fields.clone());
    posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await
}
