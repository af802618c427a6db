//! The instruments of the history: which document raises which finding, how it is issued and served.
use serde_json::json;
use uuid::Uuid;

use super::case::{Case, History};
use super::course::Taken;
use super::days::at;
use super::facts::chinese;
use super::found::Found;
use super::rows::{Document, Item, Service};

/// An instrument of the case: its kind, whether it goes to the procuratorate instead of the facility, what it raises.
pub struct Instrument<'f> {
    kind: &'static str,
    to_office: bool,
    pub found: Vec<&'f Found>,
}

/// Severity proposes the instrument: oral for minor, a recommendation for what is widespread in a prison, else oral, and
/// a notice for serious and critical. The feedback opinion lists them all.
pub fn instruments<'f>(case: &Case, found: &'f [Found]) -> Vec<Instrument<'f>> {
    let prison = case.planned.facility_kind() == "prison";
    let kind = |one: &Found| match one.severity.as_str() {
        "serious" | "critical" => "correction_notice",
        "moderate" if prison && one.domain != "教育改造" => "recommendation",
        _ => "oral_correction",
    };
    let facility: Vec<&Found> = found.iter().filter(|one| !one.of_office).collect();
    let office: Vec<&Found> = found.iter().filter(|one| one.of_office).collect();
    let mut instruments = vec![Instrument { kind: "feedback_opinion", to_office: false, found: facility.clone() }];
    if !office.is_empty() {
        instruments.push(Instrument { kind: "feedback_opinion", to_office: true, found: office });
    }
    for wanted in ["correction_notice", "recommendation", "oral_correction"] {
        let raised: Vec<&Found> = facility.iter().copied().filter(|one| kind(one) == wanted).collect();
        if !raised.is_empty() {
            instruments.push(Instrument { kind: wanted, to_office: false, found: raised });
        }
    }
    instruments
}

impl History<'_> {
    /// Issues and serves one instrument; the key of its service.
    pub fn issue(&mut self, case: &Case, instrument: &Instrument) -> Uuid {
        let (name, day) = (&case.place.name_zh, case.line.delivered);
        let created = case.line.reported;
        let id = self.draw.id(at(created, 8, 0));
        let by = self.person(case.team.lead);
        let (title, body) = match instrument.kind {
            "correction_notice" => {
                ("纠正违法通知书", "上述行为违反有关法律规定，现通知你单位纠正，并在收到后十五日内书面回复。")
            }
            "recommendation" => {
                ("检察建议书", "为堵塞漏洞、防范风险，建议你单位采取措施，并在收到后两个月内书面回复。")
            }
            "oral_correction" => ("口头纠正意见", "上述问题当面提出口头纠正，请即行改正并报告结果。"),
            _ => ("巡回检察反馈意见", "请逐项研究整改，明确责任人员和时限，并书面回复整改情况。"),
        };
        let whom = if instrument.to_office { format!("负责{name}检察工作的检察室") } else { name.clone() };
        let raised = match instrument.found.len() {
            0 => "本次发现的问题由组织院另行汇总处理，现反馈工作情况。".to_owned(),
            n => format!("现就发现的{n}个问题提出如下意见。"),
        };
        self.rows.documents.push(Document {
            id,
            inspection_id: case.id,
            kind: instrument.kind,
            issuer_id: case.organiser.id,
            author_id: by,
            title: format!("关于{whom}的{title}"),
            body: format!(
                "{whom}：\n{}至{}，{}对{name}开展{}巡回检察。{raised}\n{body}",
                chinese(case.line.started),
                chinese(case.line.ended),
                case.organiser.name_zh,
                case.kind_zh(),
            ),
            word: number_word(case, instrument.kind),
            number: String::new(),
            issued_on: day,
            created_at: at(created, 8, 0),
        });
        let taken = vec![
            Taken("draft", "draft", created, 8, json!({})),
            Taken("submit", "submitted", created, 9, json!({})),
            Taken("issue", "issued", day, 9, json!({})),
        ];
        self.chain("document", id, case.id, taken);
        for one in &instrument.found {
            self.rows.items.push(Item {
                document_id: id,
                finding_id: one.id,
                inspection_id: case.id,
                facility_id: case.place.id,
                no: one.no,
                title: one.title.clone(),
                facts: one.facts.clone(),
                legal_basis: one.legal_basis.clone(),
                demand: one.demand.clone(),
            });
        }
        let service = self.draw.id(at(day, 10, 30));
        self.rows.services.push(Service {
            id: service,
            document_id: id,
            inspection_id: case.id,
            facility_id: (!instrument.to_office).then_some(case.place.id),
            org_id: instrument.to_office.then_some(case.place.supervisor_id),
            served_on: day,
            manner: if instrument.kind == "oral_correction" { "read_out" } else { "hand" },
            receiver: if instrument.to_office { "检察室负责人" } else { "单位主要负责人" },
            by_id: by,
            at: at(day, 10, 30),
        });
        service
    }
}

/// The words of the 文号, before year and number; an oral correction has none.
fn number_word(case: &Case, kind: &str) -> String {
    let word = match kind {
        "correction_notice" => "纠违",
        "recommendation" => "检建",
        "oral_correction" => return String::new(),
        _ => "反馈",
    };
    let organ = match case.organiser.level {
        0 => "高".to_owned(),
        1 => "桂".to_owned(),
        _ => format!("桂{}", case.organiser.name_zh.trim_end_matches("市人民检察院")),
    };
    format!("{organ}检执检{word}")
}
