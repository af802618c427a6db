//! What the teams of the history recorded and found.
use std::collections::BTreeMap;

use anyhow::Context as _;
use chrono::NaiveDate;
use serde_json::json;
use uuid::Uuid;

use super::case::{Case, History};
use super::course::Taken;
use super::days::at;
use super::facts::{Dealt, chinese, words};
use super::rows::{Finding, Record, RecordInspector, Text};
use crate::foundation::text::written::numeral;

/// A finding as the instruments and answers need it.
pub struct Found {
    pub id: Uuid,
    pub no: i32,
    pub title: String,
    pub facts: String,
    pub legal_basis: String,
    pub demand: String,
    pub severity: String,
    pub domain: String,
    /// Of the resident office's own work rather than the facility's.
    pub of_office: bool,
    pub author: usize,
}

/// As many findings as one record holds.
const A_RECORD: usize = 4;

/// What a team without findings of its own has recorded all the same.
const ROUND: [&str; 3] = ["file_review", "site_visit", "inmate_interview"];

const MAJOR: [&str; 5] = [
    "直接影响刑罚执行或者羁押的合法性",
    "涉及被监管人重要权利，后果难以恢复",
    "存在发生监管安全事故的现实风险",
    "涉及人数多、持续时间长",
    "可能背后有执法人员失职行为，需要另行处理",
];
const DEEP: [&str; 5] = [
    "多个部门普遍存在，属制度缺位",
    "上一轮已指出仍再次发生，整改机制失灵",
    "规定之间相互抵触，基层无所适从",
    "记录系事后编造，掩盖了真实执行情况",
    "实质审查缺失，形式齐备而内容失实",
];

impl History<'_> {
    /// Records of the fieldwork, each by one method on one day, with the findings that rest on it.
    pub fn findings(&mut self, case: &Case, dealt: &[Dealt]) -> anyhow::Result<Vec<Found>> {
        let mut by_method: BTreeMap<&str, Vec<Dealt>> = BTreeMap::new();
        for one in dealt {
            by_method.entry(&self.facts[one.fact].method).or_default().push(*one);
        }
        let mut visits: Vec<(&str, Vec<Dealt>)> = by_method
            .into_iter()
            .flat_map(|(method, facts)| facts.chunks(A_RECORD).map(|part| (method, part.to_vec())).collect::<Vec<_>>())
            .collect();
        if visits.is_empty() {
            visits.extend(ROUND.map(|method| (method, Vec::new())));
        }
        let mut found = Vec::new();
        let count = visits.len();
        for (at_visit, (method, facts)) in visits.into_iter().enumerate() {
            // the first day is the kick-off's
            let nth = 1 + at_visit * (case.working.len() - 1) / count;
            let day = *case.working.get(nth).or(case.working.last()).context("an inspection without working days")?;
            let inspectors = &case.team.inspectors;
            let author = inspectors[at_visit % inspectors.len()];
            let second = inspectors[(at_visit + 1) % inspectors.len()];
            let record_id = self.draw.id(at(day, 17, 0));
            let from = found.len();
            for one in facts {
                let finding = self.finding(case, one, (record_id, day, nth + 1), author, from_no(found.len())?)?;
                found.push(finding);
            }
            self.record(case, (record_id, day, from_no(at_visit)?), method, [author, second], &found[from..]);
        }
        Ok(found)
    }

    fn record(
        &mut self,
        case: &Case,
        (id, day, no): (Uuid, NaiveDate, i32),
        method: &str,
        inspectors: [usize; 2],
        found: &[Found],
    ) {
        let (place, how) = manner(method);
        let names = inspectors.map(|who| self.people.0[who].name.as_str()).join("、");
        let list: Vec<String> = found.iter().map(|f| f.title.clone()).collect();
        let outcome = if list.is_empty() {
            "情况已汇总报组织院。".to_owned()
        } else {
            format!("发现{}项问题：{}。", numeral(u32::try_from(list.len()).unwrap_or_default()), list.join("；"))
        };
        self.rows.records.push(Record {
            id,
            inspection_id: case.id,
            no,
            day,
            place: format!("{}{place}", case.place.name_zh),
            method: method.to_owned(),
            body: format!(
                "{}，{names}在{}{place}{how}。{outcome}记录经在场人员核对。",
                chinese(day),
                case.place.name_zh
            ),
            author_id: self.person(inspectors[0]),
            at: at(day, 17, 0),
        });
        for who in inspectors {
            self.rows.record_inspectors.push(RecordInspector {
                record_id: id,
                inspection_id: case.id,
                person_id: self.person(who),
            });
        }
    }

    fn finding(
        &mut self,
        case: &Case,
        dealt: Dealt,
        (record_id, day, nth): (Uuid, NaiveDate, usize),
        author: usize,
        no: i32,
    ) -> anyhow::Result<Found> {
        let fact = &self.facts[dealt.fact];
        let category =
            self.world.categories.get(&fact.category).with_context(|| format!("no category {}", fact.category))?;
        let words = words(&mut self.draw, fact, dealt, day, nth);
        let (depth, depth_reason) = match (category.severity.as_str(), self.draw.below(6)) {
            ("critical", _) | ("serious", 0 | 1) => ("major", self.draw.one(&MAJOR)),
            ("serious", 2) | ("moderate", 0) => ("deep", self.draw.one(&DEEP)),
            _ => ("general", ""),
        };
        let id = self.draw.id(at(day, 17, 10));
        let legal_basis = self.basis.of(&fact.item, day);
        let author_id = self.person(author);
        let owner = self.owner(case).context("nobody to urge correction")?;
        self.rows.findings.push(Finding {
            id,
            inspection_id: case.id,
            record_id,
            no,
            concerns: category.concerns(),
            found_on: day,
            title: words.title.clone(),
            category_id: category.id,
            severity: category.severity.clone(),
            depth,
            depth_reason,
            follow_up_owner_id: self.person(owner),
            author_id,
        });
        self.rows.texts.push(Text {
            finding_id: id,
            inspection_id: case.id,
            title: words.title.clone(),
            facts: words.facts.clone(),
            legal_basis: legal_basis.clone(),
            author_id,
            at: at(day, 17, 10),
        });
        let confirmed = self.days.after(day, 1).min(case.line.ended);
        let taken =
            vec![Taken("log", "recorded", day, 17, json!({})), Taken("confirm", "confirmed", confirmed, 18, json!({}))];
        self.chain("finding", id, case.id, taken);
        Ok(Found {
            id,
            no,
            title: words.title,
            facts: words.facts,
            legal_basis,
            demand: format!("{}。", fact.demand),
            severity: category.severity.clone(),
            domain: category.domain_zh.clone(),
            of_office: category.of_office,
            author,
        })
    }

    /// The named person who urges correction (巡回检察工作规定 36): of the resident office or the supervising unit where
    /// the demonstration has people there, else of the organiser.
    fn owner(&self, case: &Case) -> Option<usize> {
        let office = case.place.office_code.as_deref().unwrap_or_default();
        self.people
            .holding("resident", office)
            .or_else(|| self.people.holding("prosecutor", &case.place.supervisor_code))
            .or_else(|| self.people.holding("prosecutor", &case.planned.organiser))
    }
}

fn from_no(before: usize) -> anyhow::Result<i32> {
    Ok(i32::try_from(before + 1)?)
}

/// Where and how each method is carried out.
pub fn manner(method: &str) -> (&'static str, &'static str) {
    match method {
        "cctv_review" => ("监控室", "回看监控录像"),
        "call_visit_audio_review" => ("会见监听室", "听取会见和通话录音"),
        "site_visit" => ("现场", "实地查看"),
        "contraband_check" => ("监管区", "会同清监"),
        "inmate_interview" => ("谈话室", "个别谈话"),
        "officer_interview" => ("会议室", "询问民警"),
        "questionnaire" => ("律师会见区", "发放问卷"),
        "data_comparison" => ("信息室", "比对数据"),
        _ => ("资料室", "调阅案卷台账"),
    }
}
