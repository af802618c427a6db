//! The form of an instrument: its title and text, the findings that it raises, and a demand for each.
use crate::{
    foundation::{
        id::FindingId,
        text::{Lang, written},
        web::fields::{Fields, LINE, PROSE},
        word::Word,
    },
    workflow::{
        document::{
            model::{Kind, Raised},
            store::Standing,
        },
        inspection::Case,
    },
};

/// What was typed for an instrument.
#[derive(Debug, Clone)]
pub struct Text {
    pub title: String,
    pub body: String,
    pub raised: Vec<Raised>,
}

/// The field of a finding's demand.
pub fn demand(finding: FindingId) -> String {
    format!("demand-{finding}")
}

/// Says that a finding is raised where there is a demand about it: on the page that merges two texts none is ticked.
pub const RAISED_BY_DEMAND: &str = "_raised_by_demand";

/// What is not ticked is not raised: its demand goes, so that the demands alone say it.
pub fn raise_by_demand(fields: &mut Fields, standing: &[Standing]) {
    if fields.ticked(RAISED_BY_DEMAND) {
        return;
    }
    for finding in standing {
        if !fields.has("findings", &finding.id.to_string()) {
            fields.set(&demand(finding.id), "");
        }
    }
}

/// Reads the form; what is wrong is noted at the fields. Only findings that stand and concern the facility may be raised.
pub fn read(fields: &mut Fields, standing: &[Standing]) -> Text {
    let title = fields.text("title", LINE);
    let body = fields.text("body", PROSE);
    let chosen: Vec<FindingId> = if fields.ticked(RAISED_BY_DEMAND) {
        let demanded = |id: &FindingId| !fields.value(&demand(*id)).trim().is_empty();
        standing.iter().map(|finding| finding.id).filter(demanded).collect()
    } else {
        fields.ids("findings")
    };
    let mut raised = Vec::new();
    for finding in standing.iter().filter(|finding| chosen.contains(&finding.id)) {
        raised.push(Raised { finding: finding.id, demand: fields.text(&demand(finding.id), PROSE) });
    }
    if raised.is_empty() {
        fields.problem("findings", "problem-no-finding", Vec::new());
    }
    Text { title, body, raised }
}

/// The form as it starts: the usual title and parts of the kind, in Chinese as documents are.
pub fn skeleton(kind: Kind, case: &Case) -> Fields {
    let l = Lang::Zh;
    let facility = case.facility_zh.as_str();
    let (from, to) = (case.started_on.unwrap_or(case.planned_from), case.ended_on.unwrap_or(case.planned_to));
    let title = l.with("document-title-start", &[("name", facility.into()), ("kind", l.word(kind).into())]);
    let body = l.with(
        &format!("document-start-{}", kind.code().replace('_', "-")),
        &[("name", facility.into()), ("from", written::day(&from).into()), ("to", written::day(&to).into())],
    );
    Fields::start([("kind", kind.code().to_owned()), ("title", title), ("body", body)])
}
