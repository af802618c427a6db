//! The steps that each case of the history took, in their legal order and on plausible days.
use chrono::NaiveDate;
use serde_json::{Value, json};
use uuid::Uuid;

use super::case::{Case, History};
use super::days::at;
use super::facts::chinese;
use super::rows::Step;

/// A step taken: its name, the state after it, its day and hour, and what its form asked for.
pub struct Taken(pub &'static str, pub &'static str, pub NaiveDate, pub i64, pub Value);

impl History<'_> {
    /// The legal chain from draft to archive.
    pub fn course(&self, case: &Case, findings: usize, last_closed: NaiveDate) -> Vec<Taken> {
        let line = &case.line;
        let name = &case.place.name_zh;
        let mut taken = vec![
            Taken("create", "draft", line.created, 9, json!({})),
            Taken("submit", "submitted", line.submitted, 9, json!({})),
            Taken("approve", "approved", line.approved, 10, json!({})),
            Taken(
                "prepare",
                "prepared",
                line.prepared,
                10,
                json!({
                    "info_pack": "已收集被监管人员构成、上一轮反馈及整改材料。",
                    "training": "已组织检察组学习方案和单位情况。",
                    "communication": format!("已与{name}的主管机关沟通工作安排。"),
                }),
            ),
            Taken(
                "notify",
                "notified",
                line.notified,
                10,
                json!({
                    "notice_content": format!("已书面通知{name}巡回检察的时间、人员、内容和联系方式。"),
                }),
            ),
            Taken(
                "start",
                "in_progress",
                line.started,
                9,
                json!({
                    "kickoff": format!("在{name}召开动员部署会，张贴公告，设立巡回检察信箱。"),
                }),
            ),
            Taken("finish", "fieldwork_done", line.ended, 17, json!({})),
            Taken(
                "report",
                "reported",
                line.reported,
                9,
                json!({
                    "report_basics": format!("{}至{}，检察组对{name}开展{}巡回检察，现场工作{}日。", chinese(line.started), chinese(line.ended), case.kind_zh(), case.working.len()),
                    "report_problems": match findings {
                        0 => "问题由组织院统一汇总。".to_owned(),
                        n => format!("共发现问题{n}个，已逐项登记、固定证据并听取意见。"),
                    },
                    "report_handling": "依问题严重程度分别提出口头纠正、纠正违法通知或者检察建议。",
                    "report_next": "召开反馈会送达反馈意见，指定专人跟踪整改，期满复查。",
                    "report_office": "已同步检察派驻检察室的日志、谈话、信箱开启和跟踪整改情况。",
                }),
            ),
            Taken("approve_feedback", "feedback_approved", line.feedback_approved, 10, json!({})),
            Taken(
                "deliver_feedback",
                "feedback_delivered",
                line.delivered,
                10,
                json!({
                    "minutes": format!("召开反馈会，向{name}宣读并送达反馈意见。"),
                }),
            ),
        ];
        let conclude = if findings == 0 {
            self.days.after(line.delivered, 5)
        } else {
            taken.push(Taken("rectify", "rectifying", line.delivered, 11, json!({})));
            if case.planned.followed_up() {
                let follow_up = self.follow_up(case, last_closed);
                taken.push(Taken(
                    "follow_up",
                    "follow_up",
                    follow_up,
                    9,
                    json!({
                        "follow_up_note": format!("由原检察组成员对{name}的整改情况逐项复查。"),
                    }),
                ));
                self.days.after(follow_up, 3)
            } else {
                self.days.after(last_closed, 3)
            }
        };
        let closed = self.days.after(conclude, 4);
        taken.push(Taken("conclude", "closable", conclude, 10, json!({})));
        taken.push(Taken("close", "closed", closed, 10, json!({})));
        taken.push(Taken("archive", "archived", self.days.after(closed, 7), 15, json!({})));
        taken
    }

    /// The day on which the follow-up started: within three months of the end.
    pub fn follow_up(&self, case: &Case, last_closed: NaiveDate) -> NaiveDate {
        self.days.after(case.line.ended, 62).max(self.days.after(last_closed, 2))
    }

    pub fn chain(&mut self, subject: &'static str, id: Uuid, inspection_id: Uuid, taken: Vec<Taken>) {
        let mut from_state = "-";
        for (no, Taken(step, to_state, day, hour, detail)) in (1..).zip(taken) {
            self.rows.steps.push(Step {
                subject,
                subject_id: id,
                no,
                step,
                from_state,
                to_state,
                inspection_id,
                at: at(day, hour, 0),
                day,
                detail,
            });
            from_state = to_state;
        }
    }
}
