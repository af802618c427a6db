//! One inspection of the history as a whole case: team, plan, records, findings, instruments, and the legal chain of steps.
use std::collections::HashMap;

use anyhow::Context as _;
use chrono::{Datelike as _, NaiveDate};
use serde_json::json;
use uuid::Uuid;

use super::basis::Basis;
use super::days::{Timeline, WorkingDays, at};
use super::draw::Draw;
use super::facts::{Dealt, Fact, chinese};
use super::people::People;
use super::rows::{Clearance, Inspection, Member, Plan, Rows, Series};
use super::schedule::Planned;
use super::store::{Org, Place, World};
use super::team::Team;

/// The series from which inspections draw their numbers.
pub const SERIES: &str = "inspection";

/// What the history is made from, and the rows made so far.
pub struct History<'a> {
    pub world: &'a World,
    pub people: &'a People,
    pub facts: &'a [Fact],
    pub basis: &'a Basis,
    pub days: &'a WorkingDays,
    pub draw: Draw,
    pub rows: Rows,
    numbers: HashMap<(i32, &'static str, i32), i32>,
}

/// The inspection at hand.
pub struct Case<'a> {
    pub id: Uuid,
    pub planned: &'a Planned,
    pub place: &'a Place,
    pub organiser: &'a Org,
    pub team: &'a Team,
    pub line: Timeline,
    pub working: Vec<NaiveDate>,
}

impl Case<'_> {
    pub fn kind_zh(&self) -> &'static str {
        match self.planned.kind.as_str() {
            "cross" => "交叉",
            "interprovincial_cross" => "跨省交叉",
            "special" => "专门",
            _ => "常规",
        }
    }
}

impl<'a> History<'a> {
    pub fn new(
        world: &'a World,
        people: &'a People,
        facts: &'a [Fact],
        basis: &'a Basis,
        days: &'a WorkingDays,
        draw: Draw,
    ) -> Self {
        Self { world, people, facts, basis, days, draw, rows: Rows::default(), numbers: HashMap::new() }
    }

    pub fn person(&self, who: usize) -> Uuid {
        self.people.0[who].id
    }

    /// The next number of a series; the database goes on from the last.
    fn number(&mut self, org: i32, series: &'static str, year: i32) -> i32 {
        let last = self.numbers.entry((org, series, year)).or_default();
        *last += 1;
        *last
    }

    /// Adds one inspection with all that belongs to it.
    pub fn add(&mut self, planned: &Planned, team: &Team, dealt: &[Dealt]) -> anyhow::Result<()> {
        let place =
            self.world.places.get(&planned.facility).with_context(|| format!("no facility {}", planned.facility))?;
        let organiser = self
            .world
            .orgs
            .get(&planned.organiser)
            .with_context(|| format!("no procuratorate {}", planned.organiser))?;
        let line = Timeline::around(self.days, planned.started_on, planned.ended_on);
        let case = Case {
            id: self.draw.id(at(line.created, 9, 0)),
            planned,
            place,
            organiser,
            team,
            line,
            working: self.days.within(line.started, line.ended),
        };
        self.team(&case)?;
        self.plan(&case);
        let found = self.findings(&case, dealt)?;
        let last_closed = self.answers(&case, &found)?;
        self.header(&case, found.len(), last_closed)?;
        Ok(())
    }

    fn team(&mut self, case: &Case) -> anyhow::Result<()> {
        let approver = self.people.holding("chief", &case.planned.organiser).context("the organiser has no chief")?;
        for (who, place) in &case.team.places {
            let person = &self.people.0[*who];
            self.rows.members.push(Member {
                inspection_id: case.id,
                person_id: person.id,
                place,
                unit_id: person.unit().and_then(|unit| self.world.orgs.get(unit)).map(|org| org.id),
                duty: duty(place),
            });
        }
        let let_in = case.team.people().into_iter().map(|who| (who, "team"));
        for (who, why) in let_in.chain([(case.team.lead, "creator"), (approver, "approver")]) {
            self.rows.clearances.push(Clearance {
                inspection_id: case.id,
                person_id: self.person(who),
                why,
                since: case.line.created,
            });
        }
        Ok(())
    }

    fn plan(&mut self, case: &Case) {
        let line = &case.line;
        let inspectors = case.team.people().len();
        self.rows.plans.push(Plan {
            inspection_id: case.id,
            body: json!({
                "personnel": format!("巡回检察组共{inspectors}人，组长负责全面工作，主办检察官负责办案质量。"),
                "object": format!("{}及负有监督职责的派驻检察工作。", case.place.name_zh),
                "content": focus(case.planned.facility_kind()),
                "methods": "调阅案卷台账、查看现场、回看监控、与被监管人和民警谈话、数据比对、受理来信。",
                "schedule": format!("{}进驻，{}现场结束，其后十五日内提交报告。", chinese(line.started), chinese(line.ended)),
                "duties": "分文书审查、现场查看、谈话调查三个小组，每次进入监管区域不少于两人。",
                "logistics": "由组织院办公室保障车辆、设备和保密存储，落实疫情防控和安全要求。",
            }),
            author_id: self.person(case.team.lead),
            at: at(line.created, 10, 0),
        });
    }

    fn header(&mut self, case: &Case, findings: usize, last_closed: NaiveDate) -> anyhow::Result<()> {
        let (line, place) = (&case.line, case.place);
        let year = line.notified.year();
        let n = self.number(case.organiser.id, SERIES, year);
        let taken = self.course(case, findings, last_closed);
        let step_no = i32::try_from(taken.len())?;
        self.chain("inspection", case.id, case.id, taken);
        self.rows.inspections.push(Inspection {
            id: case.id,
            number: format!("XHJC-{}-{year}-{n:04}", case.planned.organiser),
            kind: case.planned.kind.clone(),
            facility_id: place.id,
            facility_kind: case.planned.facility_kind(),
            organiser_id: case.organiser.id,
            supervisor_id: place.supervisor_id,
            prov_id: place.prov_id,
            city_id: place.city_id,
            unit_id: place.unit_id,
            office_id: place.office_id,
            own_level: case.organiser.level,
            opened_on: line.notified,
            basis: format!("{}年度巡回检察工作计划", line.created.year()),
            started_on: line.started,
            ended_on: line.ended,
            days_on_site: i32::try_from(case.working.len())?,
            feedback_on: line.delivered,
            case_no: format!("示例案管〔{year}〕{}{n:03}号", case.organiser.name_zh.trim_end_matches("人民检察院")),
            outside: case.planned.interprovincial(),
            step_no,
            created_at: at(line.created, 9, 0),
        });
        Ok(())
    }

    /// The finished rows: documents numbered in the order of their issue, and where each series stands.
    pub fn finish(mut self) -> (Rows, Draw) {
        let mut documents = std::mem::take(&mut self.rows.documents);
        documents.sort_by_key(|document| (document.issued_on, document.id));
        for document in documents.iter_mut().filter(|document| !document.word.is_empty()) {
            let year = document.issued_on.year();
            let n = self.number(document.issuer_id, document.kind, year);
            document.number = format!("{}〔{year}〕{n}号", document.word);
        }
        self.rows.documents = documents;
        self.rows.series = self
            .numbers
            .into_iter()
            .map(|((org_id, series, year), last_no)| Series { org_id, series, year, last_no })
            .collect();
        (self.rows, self.draw)
    }
}

fn duty(place: &str) -> &'static str {
    match place {
        "team_leader" => "组织领导",
        "lead_prosecutor" => "主办",
        "recorder" => "记录、材料保管",
        "expert" => "提供专业意见",
        "observer" => "观察、提出意见",
        _ => "现场检察",
    }
}

pub fn focus(facility_kind: &str) -> &'static str {
    match facility_kind {
        "prison" => "刑罚执行、狱政管理、教育改造，重点是减刑、假释、暂予监外执行的合法性和监管安全。",
        "detention_center" => "收押管理、羁押期限、监管秩序、提讯会见、生活医疗、留所服刑和安全防范。",
        _ => "交付接收、监督管理、外出审批、经常性跨市县活动、驾驶证处置、变更执行和教育帮扶。",
    }
}
