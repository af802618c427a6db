//! What of a case was no document yet, drawn as one: records, answers, the list of what was found.
use crate::{
    foundation::{
        print::{Block, Column, Form, Paper, prose},
        text::Lang,
    },
    workflow::{
        inspection::Case,
        record::kind,
        volume::store::{Answered, Ended, Filed},
    },
};

fn label(key: &str, text: impl Into<String>) -> Option<Block> {
    let text = text.into();
    (!text.is_empty())
        .then(|| Block::Label { label: format!("{}：", Lang::Zh.t(key)), text: text.replace('\n', "；") })
}

/// 工作记录 of one method, place and time.
pub fn record(case: &Case, record: &Filed) -> Paper {
    let l = Lang::Zh;
    let time = record.clock.map(|clock| clock.format(" %H:%M").to_string()).unwrap_or_default();
    let spoken = record.interviewee_no.map(|no| l.with("interviewee-n", &[("n", no.into())])).unwrap_or_default();
    let mut body: Vec<Block> = [
        label("record-day", format!("{}{time}", l.date(record.day))),
        label("record-happened", record.happened.clone()),
        label("record-place", record.place.clone()),
        label("record-inspectors", record.inspectors.join("、")),
        label("volume-interviewee", spoken),
        label("record-focus", record.focus.clone()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let said = kind::said(record.method, &record.details, l).into_iter();
    body.extend(said.map(|(name, text)| Block::Label { label: format!("{name}："), text: text.replace('\n', "；") }));
    body.extend(prose(&record.body).1);
    body.extend(record.addenda.iter().filter_map(|text| label("volume-addendum", text.clone())));
    body.extend(label("volume-author", record.author.clone().unwrap_or_default()));
    body.extend(label("volume-confirmed", record.confirmed.join("、")));
    Paper {
        issuer: case.organiser_zh.clone(),
        title: format!("{}记录（{}）", l.word(record.method), record.no),
        body,
        ..Paper::blank(Form::Work)
    }
}

/// An answer about one finding.
pub fn reply(case: &Case, reply: &Answered) -> Paper {
    let l = Lang::Zh;
    let mut body: Vec<Block> = [
        label("volume-about", format!("{}. {}", reply.finding_no, reply.finding)),
        label("volume-their-no", reply.their_no.clone()),
        label("volume-received-on", l.date(reply.received_on)),
    ]
    .into_iter()
    .flatten()
    .collect();
    body.extend(prose(&reply.body).1);
    Paper {
        issuer: case.facility_zh.clone(),
        title: format!("{}{}", case.facility_zh, l.t(&format!("reply-kind-{}", reply.kind))),
        body,
        ..Paper::blank(Form::Work)
    }
}

/// 问题清单 with where each ended.
pub fn findings(case: &Case, findings: &[Ended]) -> Paper {
    let l = Lang::Zh;
    let heads = [("no", 1), ("title", 6), ("category", 4), ("severity", 2), ("end", 2)];
    let column = |(head, share): (&str, u32)| Column { head: l.t(&format!("volume-col-{head}")), share };
    let ended = |one: &Ended| match &one.position {
        Some(position) => l.t(&format!("position-{}", position.replace('_', "-"))),
        None => l.t(&format!("finding-status-{}", one.status)),
    };
    let row = |one: &Ended| {
        let severity = one.severity.as_ref().map(|severity| l.t(&format!("severity-{severity}"))).unwrap_or_default();
        vec![one.no.to_string(), one.title.clone(), one.category.clone(), severity, ended(one)]
    };
    Paper {
        issuer: case.organiser_zh.clone(),
        title: format!("{}巡回检察问题清单", case.facility_zh),
        body: vec![Block::Table { columns: heads.map(column).into(), rows: findings.iter().map(row).collect() }],
        ..Paper::blank(Form::Work)
    }
}
