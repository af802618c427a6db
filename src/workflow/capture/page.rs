//! The form of fast capture: its page, and all that it brings in one post.
use std::sync::Arc;

use axum::{http::StatusCode, response::Response};
use uuid::Uuid;

use crate::{
    foundation::{
        clock::CHINA,
        error::{AppError, Result},
        id,
        web::fields::Fields,
        word::Word,
    },
    law::{
        category,
        checklist::{Answer, Edition, Item, Pinned},
    },
    people::access::{Deed, Permit, Posted},
    workflow::{
        capture::{
            act,
            form::{self, Bounds},
            view::{Asked, NewPage, PHRASES},
        },
        checklist,
        finding::{Depth, Severity, choice},
        inspection::{self, Case, plan::Plan},
        material, paper,
        record::{
            self, kind,
            model::{Method, Record, WriteRecord},
        },
    },
};

/// `GET /inspections/{id}/records/new?from=&day=&place=&method=&item=&section=&sheet=`
pub async fn new(mut permit: Permit<WriteRecord>) -> Result<Response> {
    if !permit.subject.state.is_fieldwork() {
        return Err(AppError::Conflict("refused-not-fieldwork"));
    }
    let fields = started(&mut permit).await?;
    let page = new_page(&mut permit, fields).await?;
    permit.page(page).await
}

/// What the form starts with: what was asked for, else what the record before it said.
async fn started(permit: &mut Permit<WriteRecord>) -> Result<Fields> {
    let asked = permit.query()?;
    let before = match asked.value("from").parse() {
        Ok(id) => record::store::record(&mut permit.tx, id).await?.filter(|one| one.inspection == permit.subject.id),
        Err(_) => None,
    };
    let day = asked.value("day").parse().ok().or(before.as_ref().map(|one| one.day)).unwrap_or(permit.today);
    let now = permit.now.with_timezone(&CHINA).format("%H:%M").to_string();
    let mut fields = Fields::start([
        ("day", day.to_string()),
        // of a day that is past only whoever was there knows the time
        ("clock", if day == permit.today { now } else { String::new() }),
        ("depth", Depth::General.code().to_owned()),
        ("section", asked.value("section").to_owned()),
    ]);
    let (known, people) = context(permit, before).await?;
    for (name, value) in known {
        fields.set(name, value);
    }
    if let Some(sheet) = paper::act::named(permit, asked.value("sheet")).await?.filter(paper::Sheet::waits) {
        fields.set("sheet", sheet.key);
        fields.set("paper_day", day.to_string());
        fields.set("clock", "");
        if sheet.kind == paper::model::Kind::Interview {
            fields.set("method", Method::InmateInterview.code());
        }
    }
    for name in ["place", "method", "item", "focus"] {
        if !asked.value(name).is_empty() {
            fields.set(name, asked.value(name));
        }
    }
    Ok(people.into_iter().fold(fields, |fields, person| fields.with("inspectors", person)))
}

/// What the record before it says of the next, and who was there: after another record nearly all of it; where somebody begins anew,
/// with whom they last recorded something.
async fn context(
    permit: &mut Permit<WriteRecord>,
    before: Option<Record>,
) -> Result<(Vec<(&'static str, String)>, Vec<String>)> {
    let (case, own) = (permit.subject.id, permit.actor.person);
    let all = |people: Vec<Uuid>| people.iter().map(ToString::to_string).collect();
    if let Some(before) = before {
        let item = record::store::read::item(&mut permit.tx, before.id).await?.unwrap_or_default();
        let method = before.method.code().to_owned();
        let known = vec![("place", before.place), ("method", method), ("focus", before.focus), ("item", item)];
        return Ok((known, all(before.named)));
    }
    let visit = vec![("method", Method::SiteVisit.code().to_owned())];
    if let Some(named) = record::store::read::last(&mut permit.tx, case, own).await? {
        return Ok((visit, all(named)));
    }
    let team: Vec<Uuid> =
        record::store::inspectors(&mut permit.tx, case).await?.into_iter().map(|(id, _)| id).collect();
    // of two who may sign, both are there
    let there = if team.len() == 2 { team } else { vec![own.0] };
    Ok((visit, all(there)))
}

async fn plan<D: Deed<Subject = Case>>(permit: &mut Permit<D>) -> Result<Plan> {
    let (case, no) = (permit.subject.id, permit.subject.plan_no);
    Ok(inspection::store::plan(&mut permit.tx, case, no).await?.plan)
}

async fn new_page(permit: &mut Permit<WriteRecord>, fields: Fields) -> Result<NewPage> {
    let (case, l) = (permit.subject.clone(), permit.l);
    let plan = plan(permit).await?;
    let lists = permit.app.checklists.named(&mut permit.tx, &plan.pinned()).await?;
    let section = section(permit, &lists, fields.value("section")).await?;
    let people = record::store::inspectors(&mut permit.tx, case.id).await?;
    let places = record::store::read::places(&mut permit.tx, case.id).await?;
    let materials = material::store::materials(&mut permit.tx, case.id).await?;
    let day = fields.value("day").parse().unwrap_or(permit.today);
    let categories = category::of(&mut permit.tx, case.facility_kind, day).await?;
    let item = Pinned::typed(&lists, fields.value("item"));
    let chosen = |id: String, word: String, name: &str| {
        let is = fields.has(name, &id);
        (id, word, is)
    };
    let all = lists.iter().flat_map(|list| &list.items);
    let listed = |item: &Arc<Item>| (item.code.clone(), l.pick(&item.item_zh, &item.item_en).to_owned());
    Ok(NewPage {
        shell: permit.shell(),
        key: id::fresh(),
        finding_key: id::fresh(),
        limits: permit.app.files.limits,
        places: places.into_iter().map(|place| (place, String::new())).collect(),
        items: all.map(listed).collect(),
        answers: Answer::ALL.iter().map(|answer| (answer.code(), l.word(*answer))).collect(),
        section,
        points: plan.points().into_iter().map(|point| (point.clone(), point)).collect(),
        methods: Method::ALL.iter().map(|method| (method.code(), l.word(*method))).collect(),
        sets: kind::sets(&fields, l),
        inspectors: people.into_iter().map(|(id, name)| chosen(id.to_string(), name, "inspectors")).collect(),
        materials: materials
            .into_iter()
            .map(|one| chosen(one.id.to_string(), format!("{}. {}", one.no, one.name), "materials"))
            .collect(),
        categories: choice::categories(&categories, item.as_ref(), l),
        severities: choice::options::<Severity>(l),
        depths: choice::options::<Depth>(l),
        phrases: PHRASES,
        sheet: paper::Key::parse(fields.value("sheet")).map(|key| key.to_string()),
        own_note: case.lead,
        own: record::store::read::own(&mut permit.tx, case.id, permit.actor.person).await?,
        fields,
        case,
    })
}

/// The items of a section, as `JY-02` names it.
async fn section(permit: &mut Permit<WriteRecord>, lists: &[Arc<Edition>], code: &str) -> Result<Vec<Asked>> {
    let all = lists.iter().flat_map(|list| &list.items);
    let items: Vec<_> = all.filter(|item| !code.is_empty() && item.section() == code).cloned().collect();
    let said = if items.iter().any(|item| item.after_item.is_some()) {
        checklist::store::said(&mut permit.tx, permit.subject.id).await?
    } else {
        Vec::new()
    };
    let before =
        |item: &Item| said.iter().find(|(code, _)| item.after_item.as_ref() == Some(code)).map(|(_, one)| *one);
    Ok(items.into_iter().map(|item| Asked { said: before(&item), item }).collect())
}

async fn bounds(posted: &mut Posted<WriteRecord>) -> Result<Bounds> {
    let plan = plan(&mut posted.permit).await?;
    let permit = &mut posted.permit;
    let case = permit.subject.clone();
    let lists = permit.app.checklists.named(&mut permit.tx, &plan.pinned()).await?;
    let said = if form::is_conditional(&posted.fields, &lists) {
        checklist::store::said(&mut permit.tx, case.id).await?
    } else {
        Vec::new()
    };
    let people = record::store::inspectors(&mut permit.tx, case.id).await?;
    let materials = if posted.fields.values("materials").is_empty() {
        Vec::new()
    } else {
        material::store::materials(&mut permit.tx, case.id).await?
    };
    let day = posted.fields.value("day").parse().unwrap_or(permit.today);
    let category = if form::finds(&posted.fields) {
        category::named(&mut permit.tx, case.facility_kind, day, posted.fields.value("category")).await?
    } else {
        None
    };
    let typed = posted.fields.value("sheet").to_owned();
    let sheet = paper::act::named(&mut posted.permit, &typed).await?;
    let permit = &mut posted.permit;
    Ok(Bounds {
        sheet,
        record: record::Bounds {
            now: permit.now,
            today: permit.today,
            started: case.started_on,
            inspectors: people.into_iter().map(|(id, _)| id).collect(),
            points: plan.points(),
        },
        lists,
        said,
        names: posted.files.iter().map(|file| file.taken.name.clone()).collect(),
        materials: materials.into_iter().map(|one| one.id.0).collect(),
        category,
    })
}

/// `POST /inspections/{id}/records`
pub async fn create(mut posted: Posted<WriteRecord>) -> Result<Response> {
    if !posted.permit.subject.state.is_fieldwork() {
        return Err(AppError::Conflict("refused-not-fieldwork"));
    }
    let bounds = bounds(&mut posted).await?;
    let entered = bounds.sheet.as_ref().is_some_and(|sheet| !sheet.waits());
    let Some(captured) = form::read(&mut posted.fields, &bounds) else {
        let status = if entered { StatusCode::CONFLICT } else { posted.refusal() };
        let mut page = new_page(&mut posted.permit, posted.fields.clone()).await?;
        // the same form again: what it brings keeps its ids, and what waits elsewhere under its key is not another
        if let Ok(key) = posted.fields.value("_key").parse() {
            page.key = key;
        }
        if let Ok(key) = posted.fields.value("finding_key").parse() {
            page.finding_key = key;
        }
        return posted.send_back(status, page).await;
    };
    let id = act::write(&mut posted, &captured).await?;
    let no = captured.answers.iter().find(|answer| answer.is_no()).filter(|_| captured.finding.is_none());
    let (next, message) = match (posted.fields.value("then"), no) {
        ("finding", _) | ("", Some(_)) if captured.finding.is_none() => {
            let item = no.map_or_else(String::new, |answer| format!("?item={}", answer.pinned.item.code));
            (format!("/records/{id}/findings/new{item}"), "done-record")
        }
        ("next", None) => (format!("{}/records/new?from={id}", posted.permit.subject.href()), record_done(&captured)),
        // a no that nothing was logged for is offered where the record is read
        _ => (format!("/records/{id}"), record_done(&captured)),
    };
    posted.done(&next, message).await
}

const fn record_done(captured: &act::Captured) -> &'static str {
    match (captured.idle.is_empty(), captured.finding.is_some()) {
        (true, true) => "done-record-finding",
        (true, false) => "done-record",
        (false, _) => "done-record-idle",
    }
}
