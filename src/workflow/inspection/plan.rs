//! 巡回检察工作方案: its parts as they are written, compared and merged. All of them are one version of one text.
pub mod field;
mod rows;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use field::{FIELDS, Grounds, Written, switch};

use crate::{
    law::checklist::{Checklist, Name},
    workflow::inspection::fieldwork,
};

/// The seven parts that a plan must have (巡回检察工作规定 26), safety and secrecy besides; and what they come to, row by row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Plan {
    /// 人员组成
    pub personnel: String,
    /// 检察对象
    pub object: String,
    /// 检察内容
    pub content: String,
    /// 检察方法
    pub methods: String,
    /// 日程安排
    pub schedule: String,
    /// 职责分工
    pub duties: String,
    /// 后勤保障
    pub logistics: String,
    /// 纪律、保密与安全
    pub discipline: String,
    /// 案卷抽查起止
    pub scope_from: Option<NaiveDate>,
    pub scope_to: Option<NaiveDate>,
    /// 检察重点
    pub focus: Vec<Focus>,
    /// 复核的历次问题, by their ids: whoever may not see one does not read it here either
    pub recheck: Vec<Uuid>,
    /// 检察清单
    pub checklists: Vec<Pin>,
    /// Codes of the methods of records.
    pub ways: Vec<String>,
    /// 日程
    pub days: Vec<Visit>,
    /// 分工
    pub division: Vec<Share>,
    /// 计划现场天数
    pub on_site_days: Option<i32>,
    /// 启用公共卫生防控方案
    pub epidemic: bool,
}

/// What to look at, why, and who does.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Focus {
    pub what: String,
    pub why: String,
    pub who: String,
}

/// A checklist in the edition by which the plan was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    pub code: String,
    pub edition: String,
}

impl Pin {
    pub fn of((list, edition): Name) -> Self {
        use crate::foundation::word::Word as _;
        Self { code: list.code().to_owned(), edition }
    }

    /// The list and its edition, as they are asked for.
    pub fn name(&self) -> Option<Name> {
        use crate::foundation::word::Word as _;
        Checklist::parse(&self.code).map(|list| (list, self.edition.clone()))
    }
}

/// A day of the schedule: where, what, who.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    pub day: NaiveDate,
    pub place: String,
    pub what: String,
    pub who: String,
}

/// What somebody of the team is to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    pub who: String,
    pub duty: String,
}

impl Plan {
    /// The parts by name, in the order of the rule.
    pub const PARTS: [&'static str; 8] =
        ["personnel", "object", "content", "methods", "schedule", "duties", "logistics", "discipline"];

    /// How many of them the rule asks for: all but the last.
    pub const REQUIRED: usize = Self::PARTS.len() - 1;

    /// The text of a part.
    pub fn part(&self, name: &str) -> &str {
        match name {
            "personnel" => &self.personnel,
            "object" => &self.object,
            "content" => &self.content,
            "methods" => &self.methods,
            "schedule" => &self.schedule,
            "duties" => &self.duties,
            "logistics" => &self.logistics,
            "discipline" => &self.discipline,
            _ => "",
        }
    }

    /// The parts that the rule asks for and that are still empty.
    pub fn missing(&self) -> Vec<&'static str> {
        Self::PARTS.into_iter().filter(|part| *part != "discipline" && self.part(part).trim().is_empty()).collect()
    }

    /// The checklists that it pins, each in its edition.
    pub fn pinned(&self) -> Vec<Name> {
        self.checklists.iter().filter_map(Pin::name).collect()
    }

    /// What records are about: the focus items, else the lines of the content.
    pub fn points(&self) -> Vec<String> {
        if self.focus.is_empty() {
            return fieldwork::listed(&self.content);
        }
        self.focus.iter().map(|focus| focus.what.clone()).collect()
    }

    /// The focus item of a point, where it is one.
    pub fn focus_of(&self, point: &str) -> Option<&Focus> {
        self.focus.iter().find(|focus| focus.what == point)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_written_before_it_had_rows_is_read_as_ever() {
        let body = serde_json::json!({ "personnel": "三人", "object": "", "content": "甲\n乙", "methods": "", "schedule": "", "duties": "", "logistics": "", "discipline": "" });
        let plan: Plan = serde_json::from_value(body).unwrap_or_default();
        assert_eq!((plan.personnel.as_str(), plan.points()), ("三人", vec!["甲".to_owned(), "乙".to_owned()]));
        let focused = Plan { focus: vec![Focus { what: "会见".to_owned(), ..Focus::default() }], ..plan };
        assert_eq!(focused.points(), ["会见"]);
    }
}
