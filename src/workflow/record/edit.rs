//! Writing a record anew while nobody has confirmed it: compare-and-set on its version; two texts are merged, nothing is lost.
use axum::{http::StatusCode, response::Response};

use crate::{
    foundation::{
        error::{AppError, Result},
        id,
        text::Lang,
        web::{
            conflict::{self, ConflictPage, Entry, Part, Target},
            fields::Fields,
            overtaken::OvertakenPage,
        },
        word::Word,
    },
    people::access::{Permit, Posted},
    workflow::{
        inspection,
        record::{
            act,
            form::{self, Bounds},
            interview, kind,
            model::{EditRecord, Method, Record, RecordFile},
            store,
            view::EditPage,
        },
    },
};

/// `GET /records/{id}/edit`
pub async fn edit(mut permit: Permit<EditRecord>) -> Result<Response> {
    act::may_edit(&mut permit).await?;
    let fields = as_saved(&permit.subject.record);
    let base = permit.subject.record.version;
    let page = page(&mut permit, fields, base).await?;
    permit.page(page).await
}

fn as_saved(record: &Record) -> Fields {
    let mut fields = Fields::start([
        ("day", record.day.to_string()),
        ("clock", record.time().unwrap_or_default()),
        ("happened", record.happened.clone()),
        ("place", record.place.clone()),
        ("focus", record.focus.clone()),
        ("method", record.method.code().to_owned()),
        ("body", record.body.clone()),
    ]);
    for (name, value) in kind::started(record.method, &record.details) {
        fields.set(&name, value);
    }
    record.named.iter().fold(fields, |fields, person| fields.with("inspectors", person.to_string()))
}

/// The methods that a record may be changed to: an interview stays one, and nothing becomes one, for the sake of its compartment.
fn methods(record: &Record) -> impl Iterator<Item = Method> {
    let own = record.method;
    let other = move |method: &Method| !kind::is_interview(own) && !kind::is_interview(*method);
    Method::ALL.iter().copied().filter(move |method| *method == own || other(method))
}

async fn bounds(permit: &mut Permit<EditRecord>) -> Result<Bounds> {
    let case = permit.subject.case.clone();
    let plan = inspection::store::plan(&mut permit.tx, case.id, case.plan_no).await?.plan;
    let mut points = plan.points();
    // a point that an amendment of the plan has left out stays what the record is about
    points.push(permit.subject.record.focus.clone());
    let people = store::inspectors(&mut permit.tx, case.id).await?;
    Ok(Bounds {
        now: permit.now,
        today: permit.today,
        started: case.started_on,
        inspectors: people.into_iter().map(|(id, _)| id).collect(),
        points,
    })
}

async fn page(permit: &mut Permit<EditRecord>, fields: Fields, base: i32) -> Result<EditPage> {
    let RecordFile { record, case, .. } = permit.subject.clone();
    let l = permit.l;
    let points = bounds(permit).await?.points.into_iter().filter(|point| !point.is_empty());
    let people = store::inspectors(&mut permit.tx, case.id).await?;
    let own: Vec<Method> = methods(&record).collect();
    Ok(EditPage {
        shell: permit.shell(),
        key: id::fresh(),
        base,
        methods: own.iter().map(|method| (method.code(), l.word(*method))).collect(),
        sets: kind::sets(&fields, l).into_iter().filter(|set| own.contains(&set.method)).collect(),
        materials: Vec::new(),
        points: points.map(|point| (point.clone(), point)).collect(),
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
        record,
    })
}

/// `POST /records/{id}/edit`
pub async fn save(mut posted: Posted<EditRecord>) -> Result<Response> {
    let record = posted.permit.subject.record.clone();
    conflict::settle(&mut posted.fields);
    let base = posted.fields.number("base", 1, i32::MAX).unwrap_or_default();
    if let Err(AppError::Conflict(why)) = act::may_edit(&mut posted.permit).await {
        let pairs = [("record-body", record.body.as_str(), posted.fields.value("body"))];
        let page = OvertakenPage::new(posted.permit.shell(), why, record.href(), &pairs);
        return posted.send_back(StatusCode::CONFLICT, page).await;
    }
    let bounds = bounds(&mut posted.permit).await?;
    let text = form::read(&mut posted.fields, &bounds);
    if text.as_ref().is_some_and(|text| !methods(&record).any(|method| method == text.method)) {
        posted.fields.problem("method", "problem-choose", Vec::new());
    }
    interview::unnamed(&mut posted.permit, &record, &mut posted.fields).await?;
    if let Some(status) = conflict::clash(&mut posted.fields, base, record.version) {
        return merge(posted, &record, base, status).await;
    }
    let Some(text) = text.filter(|_| posted.fields.is_ok()) else {
        let fields = posted.fields.clone();
        let page = page(&mut posted.permit, fields, base).await?;
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await;
    };
    act::edit(&mut posted.permit, base, &text).await?;
    posted.done(&record.href(), "done-saved").await
}

/// Another version was saved meanwhile: both are merged field by field. Who was there is as it was chosen last.
async fn merge(mut posted: Posted<EditRecord>, record: &Record, base: i32, status: StatusCode) -> Result<Response> {
    let was = conflict::started(&posted.fields, base);
    let started = store::sign::text(&mut posted.permit.tx, record.id, was).await?;
    let chosen =
        posted.fields.values("inspectors").into_iter().map(|person| ("inspectors", person.to_owned())).collect();
    let target = Target {
        action: format!("{}/edit", record.href()),
        back: record.href(),
        who: record.author.clone().unwrap_or_default(),
        no: record.version,
        was,
        kept: chosen,
        family: "record",
    };
    let parts = parts(started.as_ref(), record, posted.permit.l);
    let page = ConflictPage::new(posted.permit.shell(), target, &posted.fields, parts);
    posted.send_back(status, page).await
}

/// Every field as the form started from it and as it stands.
fn parts(started: Option<&Record>, record: &Record, l: Lang) -> Vec<Part> {
    let (was, stands) = (as_saved(started.unwrap_or(record)), as_saved(record));
    let part = |name: &str, label: String, entry| Part::new(name, label, entry, was.value(name), stands.value(name));
    let methods = methods(record).map(|method| (method.code().to_owned(), l.word(method))).collect();
    let mut parts = vec![
        part("day", l.t("record-day"), Entry::Line),
        part("clock", l.t("record-clock"), Entry::Line),
        part("happened", l.t("record-happened"), Entry::Line),
        part("place", l.t("record-place"), Entry::Line),
        part("focus", l.t("record-focus"), Entry::Line),
        part("method", l.t("record-method"), Entry::Choice(methods)),
    ];
    parts.extend(kind::labels(record.method, l).into_iter().map(|(name, label)| part(&name, label, Entry::Prose)));
    parts.push(part("body", l.t("record-body"), Entry::Prose));
    parts
}
