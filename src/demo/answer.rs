//! What the history's findings led to: instruments and their service, replies, verification, closing, recheck.
use anyhow::Context as _;
use chrono::{Datelike as _, Days, NaiveDate};
use serde_json::json;
use uuid::Uuid;

use super::case::{Case, History, Taken};
use super::days::at;
use super::facts::chinese;
use super::found::Found;
use super::rows::{Closing, Demand, Document, Item, Recheck, Reply, Service, Verification};

/// An instrument of the case: its kind, whether it goes to the procuratorate instead of the facility, what it raises.
struct Instrument<'f> {
    kind: &'static str,
    to_office: bool,
    found: Vec<&'f Found>,
}

const MEASURES: [&str; 9] = [
    "召开专题会研究，明确牵头部门",
    "由主要负责人签批并逐条分解",
    "开展为期两周的自查",
    "约谈责任部门负责人",
    "修订相应岗位职责并组织学习",
    "对相关台账逐份复核",
    "成立整改小组，按日调度",
    "将问题纳入月度考核",
    "对责任民警批评教育并调整分工",
];
const RESULTS: [&str; 8] = [
    "整改情况附有复印件",
    "同类情形已全部排查完毕",
    "已建立长期执行的登记和抽查办法",
    "责任人员已作书面检查",
    "整改前后对照材料一并报送",
    "有关制度已印发执行",
    "今后由分管负责人每月检查",
    "相关数据已在系统中更正",
];
const CHECKED: [&str; 8] = [
    "对照整改要求逐项核对，佐证材料齐全",
    "到现场复看，情况与回复一致",
    "抽查近一个月登记，未见同类问题",
    "与有关人员谈话，整改属实",
    "调取录像抽看，措施已经落实",
    "核对系统数据，更正完整",
    "查阅新制度及执行记录，符合要求",
    "听取驻点检察人员意见，整改到位",
];
const LACKING: [&str; 4] = [
    "只附会议记录，没有整改结果的佐证",
    "仅改正所列个案，未排查同类情形",
    "责任人员和完成时限没有写明",
    "所附照片与问题所在部位不符",
];
const CLOSED: [&str; 4] =
    ["整改完成，同意销号。", "核验结论成立，同意销号。", "材料齐备，同意销号。", "问题已经解决，同意销号。"];
const RECHECKED: [&str; 5] = [
    "复查未见反弹，措施持续执行。",
    "抽查近期登记，整改保持。",
    "现场查看，整改效果稳定。",
    "谈话了解，未再发生同类问题。",
    "比对数据，未见异常。",
];

impl History<'_> {
    /// Instruments, answers and closings of a case; the day on which the last finding was closed.
    pub fn answers(&mut self, case: &Case, found: &[Found]) -> anyhow::Result<NaiveDate> {
        let mut last = case.line.delivered;
        let mut answered_by = Vec::new();
        for instrument in instruments(case, found) {
            let service = self.issue(case, &instrument)?;
            // a finding is answered on its own instrument, and on the feedback only where it has none
            for one in &instrument.found {
                answered_by.retain(|(f, _): &(&Found, Uuid)| f.id != one.id);
                answered_by.push((one, service));
            }
        }
        answered_by.sort_by_key(|(one, _)| one.no);
        for (one, service) in &answered_by {
            last = last.max(self.answer(case, one, *service)?);
        }
        if case.planned.followed_up() {
            let day = self.days.after(self.follow_up(case, last), 1);
            for (one, _) in &answered_by {
                let recheck = Recheck {
                    id: self.draw.id(at(day, 16, 0)),
                    finding_id: one.id,
                    inspection_id: case.id,
                    note: self.draw.one(&RECHECKED),
                    person_id: self.person(self.verifier(case, one)),
                    day,
                    at: at(day, 16, 0),
                };
                self.rows.rechecks.push(recheck);
            }
        }
        Ok(last)
    }

    /// Issues and serves one instrument; the key of its service.
    fn issue(&mut self, case: &Case, instrument: &Instrument) -> anyhow::Result<Uuid> {
        let (name, day) = (&case.place.name_zh, case.line.delivered);
        let created = case.line.feedback_approved;
        let id = self.draw.id(at(created, 9, 30));
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
        let number = self.document_number(case, instrument.kind, day.year());
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
            number,
            issued_on: day,
            created_at: at(created, 9, 30),
        });
        let taken = vec![
            Taken("draft", "draft", created, 9, json!({})),
            Taken("submit", "submitted", created, 11, json!({})),
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
        Ok(service)
    }

    /// 文号 of the demonstration; an oral correction has none.
    fn document_number(&mut self, case: &Case, kind: &'static str, year: i32) -> String {
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
        let n = self.number(case.organiser.id, kind, year);
        format!("{organ}检执检{word}〔{year}〕{n}号")
    }

    /// A reply from the facility, its verification by another person, its closing by a third; the day of closing.
    fn answer(&mut self, case: &Case, one: &Found, service: Uuid) -> anyhow::Result<NaiveDate> {
        let served = case.line.delivered;
        let latest = self.days.before(served + Days::new(15), 0);
        let mut received = self.days.after(served, self.draw.days(8, 12)).min(latest);
        let verifier = self.verifier(case, one);
        if one.severity == "serious" && self.draw.below(6) == 0 {
            let reply = self.reply(case, one, service, received);
            let day = self.days.after(received, 3);
            let note = format!("退回补正：{}。", self.draw.one(&LACKING));
            self.verify(case, one, reply, (day, verifier), ("returned", "insufficient", "unmet"), note);
            received = self.days.after(day, 5);
        }
        let reply = self.reply(case, one, service, received);
        let verified = self.days.after(received, self.draw.days(3, 6));
        let note = format!("{}。", self.draw.one(&CHECKED));
        self.verify(case, one, reply, (verified, verifier), ("verified", "done", "met"), note);

        let closed = self.days.after(verified, self.draw.days(2, 4));
        let closer = self
            .people
            .holding("department_head", &case.planned.organiser)
            .context("the organiser has no department head")?;
        anyhow::ensure!(
            ![one.author, verifier, case.team.recorder].contains(&closer),
            "a closer must be a third person"
        );
        let note = self.draw.one(&CLOSED);
        self.rows.closings.push(Closing {
            finding_id: one.id,
            inspection_id: case.id,
            person_id: self.person(closer),
            note,
            day: closed,
            at: at(closed, 15, 0),
        });
        Ok(closed)
    }

    fn reply(&mut self, case: &Case, one: &Found, service: Uuid, day: NaiveDate) -> Uuid {
        let id = self.draw.id(at(day, 11, 0));
        let body = format!(
            "关于“{}”：已{}；{}，{}。",
            one.title,
            self.draw.one(&MEASURES),
            one.demand.trim_end_matches('。'),
            self.draw.one(&RESULTS)
        );
        self.rows.replies.push(Reply {
            id,
            finding_id: one.id,
            inspection_id: case.id,
            facility_id: case.place.id,
            service_id: service,
            body,
            their_no: format!("示整改〔{}〕{}-{}号", day.year(), case.place.code, one.no),
            received_on: day,
            registered_by: self.person(case.team.recorder),
            at: at(day, 11, 0),
        });
        id
    }

    fn verify(
        &mut self,
        case: &Case,
        one: &Found,
        reply_id: Uuid,
        (day, who): (NaiveDate, usize),
        (outcome, verdict, met): (&'static str, &'static str, &'static str),
        note: String,
    ) {
        let id = self.draw.id(at(day, 16, 0));
        self.rows.verifications.push(Verification {
            id,
            finding_id: one.id,
            inspection_id: case.id,
            facility_id: case.place.id,
            reply_id,
            outcome,
            verdict,
            note,
            person_id: self.person(who),
            day,
            at: at(day, 16, 0),
        });
        self.rows.demands.push(Demand {
            verification_id: id,
            inspection_id: case.id,
            facility_id: case.place.id,
            demand: one.demand.clone(),
            verdict: met,
        });
    }

    /// The lead, or in turn a member who did not log the finding.
    fn verifier(&self, case: &Case, one: &Found) -> usize {
        case.team.inspectors.iter().copied().find(|who| one.no % 2 == 0 && *who != one.author).unwrap_or(case.team.lead)
    }
}

/// Severity proposes the instrument: oral for minor, a recommendation for what is widespread in a prison, else oral, and
/// a notice for serious and critical. The feedback opinion lists them all.
fn instruments<'f>(case: &Case, found: &'f [Found]) -> Vec<Instrument<'f>> {
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
