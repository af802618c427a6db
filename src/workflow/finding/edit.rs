//! Rewording a finding that is not decided yet: compare-and-set on its version; two texts are merged, nothing is lost.
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
    law::category::{self, Category},
    people::access::{Permit, Posted},
    workflow::{
        finding::{
            act, choice,
            deed::{EditFinding, FindingFile},
            form,
            model::{Depth, Finding, Severity},
            page::grounds,
            state::Status,
            store::{self, version::Version},
            view::FormPage,
        },
        record,
    },
};

/// `GET /findings/{id}/edit`
pub async fn edit(mut permit: Permit<EditFinding>) -> Result<Response> {
    let finding = permit.subject.finding.clone();
    if finding.status != Status::Recorded || !act::is_open(permit.subject.case.state) {
        return Err(AppError::Conflict("refused-finding-frozen"));
    }
    let fields = as_saved(&finding);
    let page = form_page(&mut permit, fields, finding.text_no).await?;
    permit.page(page).await
}

fn as_saved(finding: &Finding) -> Fields {
    let fields = Fields::start([
        ("title", finding.title.clone()),
        ("facts", finding.facts.clone()),
        ("legal_basis", finding.legal_basis.clone()),
        ("category", finding.category_code.clone()),
        ("severity", finding.severity.map_or_else(String::new, |severity| severity.code().to_owned())),
        ("depth", finding.depth.code().to_owned()),
        ("depth_reason", finding.depth_reason.clone()),
    ]);
    finding.grounds.iter().fold(fields, |fields, ground| fields.with("grounds", ground.code()))
}

async fn form_page(permit: &mut Permit<EditFinding>, fields: Fields, base: i32) -> Result<FormPage> {
    let FindingFile { finding, case, .. } = permit.subject.clone();
    let l = permit.l;
    let categories = category::of(&mut permit.tx, case.facility_kind, finding.found_on).await?;
    Ok(FormPage {
        shell: permit.shell(),
        action: format!("{}/edit", finding.href()),
        back: finding.href(),
        key: id::fresh(),
        title_key: "finding-do-edit",
        base: Some(base),
        grounds: grounds(&fields, l),
        fields,
        categories: choice::categories(&categories, None, l),
        severities: choice::options::<Severity>(l),
        depths: choice::options::<Depth>(l),
        own_note: false,
        logged: Vec::new(),
        item: None,
        case,
        record: None,
    })
}

/// `POST /findings/{id}/edit`
pub async fn save(mut posted: Posted<EditFinding>) -> Result<Response> {
    let FindingFile { finding, case, .. } = posted.permit.subject.clone();
    conflict::settle(&mut posted.fields);
    let base = posted.fields.number("base", 1, i32::MAX).unwrap_or_default();
    let categories = category::of(&mut posted.permit.tx, case.facility_kind, finding.found_on).await?;
    let chosen = categories.iter().find(|category| category.code == posted.fields.value("category")).cloned();
    if let Some(id) = finding.record_id
        && let Some(record) = record::store::record(&mut posted.permit.tx, id).await?
    {
        record::interview::unnamed(&mut posted.permit, &record, &mut posted.fields).await?;
    }
    let text = form::read(&mut posted.fields, chosen);
    if finding.status != Status::Recorded || !act::is_open(case.state) {
        let fields = &posted.fields;
        let pairs = [
            ("finding-title", finding.title.as_str(), fields.value("title")),
            ("finding-facts", &finding.facts, fields.value("facts")),
            ("finding-legal-basis", &finding.legal_basis, fields.value("legal_basis")),
            ("finding-depth-reason", &finding.depth_reason, fields.value("depth_reason")),
        ];
        let page = OvertakenPage::new(posted.permit.shell(), "refused-finding-frozen", finding.href(), &pairs);
        return posted.send_back(StatusCode::CONFLICT, page).await;
    }
    if let Some(status) = conflict::clash(&mut posted.fields, base, finding.text_no) {
        return merge(posted, &finding, &categories, base, status).await;
    }
    let Some(text) = text else {
        let fields = posted.fields.clone();
        let page = form_page(&mut posted.permit, fields, base).await?;
        return posted.send_back(StatusCode::UNPROCESSABLE_ENTITY, page).await;
    };
    act::edit(&mut posted.permit, base, &text).await?;
    posted.done(&finding.href(), "done-saved").await
}

/// Somebody saved another version meanwhile: both are merged field by field.
async fn merge(
    mut posted: Posted<EditFinding>,
    finding: &Finding,
    categories: &[Category],
    base: i32,
    status: StatusCode,
) -> Result<Response> {
    let was = conflict::started(&posted.fields, base);
    let versions = store::version::versions(&mut posted.permit.tx, finding.id).await?;
    let of = |no: i32| versions.iter().find(|version| version.no == no);
    let target = Target {
        action: format!("{}/edit", finding.href()),
        back: finding.href(),
        who: of(finding.text_no).and_then(|version| version.author.clone()).unwrap_or_default(),
        no: finding.text_no,
        was,
        // what makes it deep is chosen once more where the depth is
        kept: posted.fields.values("grounds").into_iter().map(|ground| ("grounds", ground.to_owned())).collect(),
        family: "finding",
    };
    let parts = parts(of(was), finding, categories, posted.permit.l);
    let page = ConflictPage::new(posted.permit.shell(), target, &posted.fields, parts);
    posted.send_back(status, page).await
}

/// Every field as the form started from it and as it stands. What an old version did not keep stands as it stands now.
fn parts(started: Option<&Version>, finding: &Finding, categories: &[Category], l: Lang) -> Vec<Part> {
    let stands = as_saved(finding);
    let coded = |options: Vec<(&str, String)>| {
        Entry::Choice(options.into_iter().map(|(code, word)| (code.to_owned(), word)).collect())
    };
    let category = categories
        .iter()
        .map(|category| (category.code.as_str(), l.pick(&category.name_zh, &category.name_en).to_owned()))
        .collect();
    let part = |name: &str, entry: Entry, base: Option<String>| {
        let label = l.t(&format!("finding-{}", name.replace('_', "-")));
        let theirs = stands.value(name);
        Part::new(name, label, entry, base.as_deref().unwrap_or(theirs), theirs)
    };
    let was = |of: fn(&Version) -> Option<String>| started.and_then(of);
    vec![
        part("title", Entry::Line, was(|version| Some(version.title.clone()))),
        part("category", coded(category), was(|version| version.category.clone())),
        part("facts", Entry::Prose, was(|version| Some(version.facts.clone()))),
        part("legal_basis", Entry::Prose, was(|version| Some(version.legal_basis.clone()))),
        part(
            "severity",
            coded(choice::options::<Severity>(l)),
            was(|version| version.severity.map(|severity| severity.code().to_owned())),
        ),
        part(
            "depth",
            coded(choice::options::<Depth>(l)),
            was(|version| version.depth.map(|depth| depth.code().to_owned())),
        ),
        part("depth_reason", Entry::Prose, was(|version| version.depth_reason.clone())),
    ]
}
