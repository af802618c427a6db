//! How the history's findings were answered: replies, verification, closing, recheck.
use anyhow::Context as _;
use chrono::{Datelike as _, Days, NaiveDate};
use uuid::Uuid;

use super::case::{Case, History};
use super::days::at;
use super::found::Found;
use super::instrument::instruments;
use super::rows::{Closing, Demand, Recheck, Reply, Verification};

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
            let service = self.issue(case, &instrument);
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
                    person_id: self.person(verifier(case, one)),
                    day,
                    at: at(day, 16, 0),
                };
                self.rows.rechecks.push(recheck);
            }
        }
        Ok(last)
    }

    /// A reply from the facility, its verification by another person, its closing by a third; the day of closing.
    fn answer(&mut self, case: &Case, one: &Found, service: Uuid) -> anyhow::Result<NaiveDate> {
        let served = case.line.delivered;
        let latest = self.days.before(served + Days::new(15), 0);
        let mut received = self.days.after(served, self.draw.days(8, 12)).min(latest);
        let second = verifier(case, one);
        if one.severity == "serious" && self.draw.below(6) == 0 {
            let reply = self.reply(case, one, service, received);
            let day = self.days.after(received, 3);
            let note = format!("退回补正：{}。", self.draw.one(&LACKING));
            self.verify(case, one, reply, (day, second), ("returned", "insufficient", "unmet"), note);
            received = self.days.after(day, 5);
        }
        let reply = self.reply(case, one, service, received);
        let checked = self.days.after(received, self.draw.days(3, 6));
        let note = format!("{}。", self.draw.one(&CHECKED));
        self.verify(case, one, reply, (checked, second), ("verified", "done", "met"), note);

        let closed = self.days.after(checked, self.draw.days(2, 4));
        let third = self
            .people
            .holding("department_head", &case.planned.organiser)
            .context("the organiser has no department head")?;
        anyhow::ensure!(![one.author, second, case.team.recorder].contains(&third), "a closer must be a third person");
        let note = self.draw.one(&CLOSED);
        self.rows.closings.push(Closing {
            finding_id: one.id,
            inspection_id: case.id,
            person_id: self.person(third),
            note,
            day: closed,
            at: at(closed, 15, 0),
        });
        Ok(closed)
    }

    fn reply(&mut self, case: &Case, one: &Found, service: Uuid, day: NaiveDate) -> Uuid {
        let id = self.draw.id(at(day, 11, 0));
        let body = format!(
            "关于第{}项问题（{}）：已{}；{}，{}。",
            one.no,
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
}

/// The lead, or in turn a member who did not log the finding.
fn verifier(case: &Case, one: &Found) -> usize {
    let member = case.team.inspectors.iter().copied().find(|who| *who != one.author);
    member.filter(|_| one.no % 2 == 0).unwrap_or(case.team.lead)
}
