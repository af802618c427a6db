//! 巡回检察工作方案: its parts as they are written, compared and merged.
use serde::{Deserialize, Serialize};

use crate::foundation::{
    text::Lang,
    web::{
        conflict::Entry,
        fields::{Fields, PROSE},
    },
};

/// How a part is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    Prose,
    Number,
    /// Switched on or not.
    Switch,
}

/// The seven parts that a plan must have (巡回检察工作规定 26), safety and secrecy besides.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// 计划现场天数
    #[serde(default)]
    pub on_site_days: Option<i32>,
    /// 启用公共卫生防控方案
    #[serde(default)]
    pub epidemic: bool,
}

/// What a switch that is on is posted as.
const ON: &str = "on";

impl Plan {
    /// The parts by name, in the order of the rule.
    pub const PARTS: [&'static str; 8] =
        ["personnel", "object", "content", "methods", "schedule", "duties", "logistics", "discipline"];

    /// How many of them the rule asks for: all but the last.
    pub const REQUIRED: usize = Self::PARTS.len() - 1;

    /// Everything that a plan says, in the order of its form.
    pub const FIELDS: [(&'static str, Written); 10] = [
        ("personnel", Written::Prose),
        ("object", Written::Prose),
        ("content", Written::Prose),
        ("methods", Written::Prose),
        ("schedule", Written::Prose),
        ("on_site_days", Written::Number),
        ("duties", Written::Prose),
        ("logistics", Written::Prose),
        ("discipline", Written::Prose),
        ("epidemic", Written::Switch),
    ];

    /// The label of what it says.
    pub fn label(name: &str, l: Lang) -> String {
        l.t(&format!("plan-{}", name.replace('_', "-")))
    }

    /// Reads a plan from its form; what is wrong is noted at the fields.
    pub fn read(fields: &mut Fields) -> Self {
        let mut part = |name| fields.optional(name, PROSE);
        let plan = Self {
            personnel: part("personnel"),
            object: part("object"),
            content: part("content"),
            methods: part("methods"),
            schedule: part("schedule"),
            duties: part("duties"),
            logistics: part("logistics"),
            discipline: part("discipline"),
            ..Self::default()
        };
        let typed = !fields.value("on_site_days").trim().is_empty();
        let on_site_days = typed.then(|| fields.number("on_site_days", 1, 366)).flatten();
        Self { on_site_days, epidemic: fields.ticked("epidemic"), ..plan }
    }

    /// What a field holds, as it is typed.
    pub fn field(&self, name: &str) -> String {
        match name {
            "on_site_days" => self.on_site_days.map_or_else(String::new, |n| n.to_string()),
            "epidemic" if self.epidemic => ON.to_owned(),
            text => self.part(text).to_owned(),
        }
    }

    /// What it says, in words.
    pub fn said(&self, name: &str, l: Lang) -> String {
        match name {
            "epidemic" if self.epidemic => l.t("plan-switched-on"),
            field => self.field(field),
        }
    }

    /// How a part is entered where two versions are merged.
    pub fn entry(name: &str, l: Lang) -> Entry {
        match Self::FIELDS.iter().find(|(known, _)| *known == name) {
            Some((_, Written::Prose)) => Entry::Prose,
            Some((_, Written::Switch)) => Entry::Choice(switch(l)),
            Some((_, Written::Number)) | None => Entry::Line,
        }
    }

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
}

/// Off or on.
pub fn switch(l: Lang) -> Vec<(String, String)> {
    vec![(String::new(), l.t("plan-switched-off")), (ON.to_owned(), l.t("plan-switched-on"))]
}
