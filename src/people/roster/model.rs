//! What is known of a person: skills, former posts, kin, absences, and the papers of those from outside.
use std::borrow::Borrow;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    foundation::{id::PersonId, text::Lang, word::Word as _},
    people::person::{PersonKind, Rank, model::Gender},
    words,
};

words! {
    /// 专长
    pub enum Skill in "skill" {
        /// 财务
        Finance = "finance",
        /// 消防
        FireSafety = "fire_safety",
        /// 防疫
        Epidemic = "epidemic",
        /// 法医
        Forensic = "forensic",
        /// 信息技术
        Technology = "technology",
        /// 法律
        Law = "law",
        /// 刑罚执行
        PenalExecution = "penal_execution",
        /// 医疗
        Medicine = "medicine",
        /// 审计
        Audit = "audit",
    }
}

words! {
    /// Why somebody is away.
    pub enum Away in "away" {
        Leave = "leave",
        Training = "training",
        Other = "other",
    }
}

words! {
    /// How a relative is related.
    pub enum Relation in "relation" {
        Spouse = "spouse",
        Parent = "parent",
        Child = "child",
        Sibling = "sibling",
        InLaw = "in_law",
        /// 三代以内旁系血亲
        Collateral = "collateral",
        Other = "other",
    }
}

words! {
    /// What ties a relative to a place.
    pub enum Tie in "kin-tie" {
        Works = "works",
        Held = "held",
    }
}

words! {
    /// In what capacity an outsider comes along.
    pub enum Capacity in "capacity" {
        Expert = "expert",
        /// 人民监督员
        PeoplesSupervisor = "peoples_supervisor",
        /// 人大代表
        Deputy = "deputy",
        /// 政协委员
        Consultative = "consultative",
    }
}

impl Capacity {
    /// Experts advise, all others watch; neither counts as an inspector.
    pub const fn kind(self) -> PersonKind {
        match self {
            Self::Expert => PersonKind::Expert,
            Self::PeoplesSupervisor | Self::Deputy | Self::Consultative => PersonKind::Observer,
        }
    }
}

words! {
    /// How strict a rule is.
    pub enum Class in "bar-class" {
        /// The statute: never let go.
        Hard = "H",
        /// Our own: the approver lets it go, with a reason.
        Design = "D",
        /// A warning, which takes a reason.
        Soft = "S",
    }
}

words! {
    /// A rule on who may go where; each is computed in `roster_obstacles()` alone.
    pub enum Bar in "bar" {
        /// 回避决定
        Recused = "recused",
        /// 亲属
        Kin = "kin",
        /// 未作保密承诺
        Pledge = "pledge",
        /// 已无任职
        Gone = "gone",
        /// 本院
        OwnUnit = "own_unit",
        /// 近年在该院任职
        Posted = "posted",
        /// 曾在该单位任职
        Served = "served",
        /// 声明的利益关系
        Tied = "tied",
        /// 不能到位
        Busy = "busy",
    }
}

impl Bar {
    /// The rule and its article; laws stay Chinese.
    pub const fn source(self) -> &'static str {
        match self {
            Self::Recused => "刑事诉讼法 第二十九条至第三十一条；人民检察院刑事诉讼规则 第二十四条至第三十七条",
            Self::Kin => "刑事诉讼法 第二十九条",
            Self::Pledge => "人民检察院巡回检察工作规定 第四十五条",
            Self::Gone => "人民检察院巡回检察工作规定 第二十二条",
            Self::OwnUnit | Self::Posted | Self::Served | Self::Tied | Self::Busy => {
                "内部规则：交叉巡回检察回避与人员安排"
            }
        }
    }
}

/// Somebody on the roster, as the deeds see them.
#[derive(Debug, Clone)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    pub kind: PersonKind,
    pub rank: String,
    pub gender: Option<Gender>,
    pub title: String,
    /// It is the acting person.
    pub oneself: bool,
    /// The actor sees this person's kin.
    pub kin_seen: bool,
}

impl Person {
    pub fn href(&self) -> String {
        format!("/people/{}", self.id)
    }

    pub fn rank(&self) -> Option<Rank> {
        Rank::parse(&self.rank)
    }

    /// Experts and observers, who belong to no procuratorate.
    pub const fn is_outsider(&self) -> bool {
        matches!(self.kind, PersonKind::Expert | PersonKind::Observer)
    }
}

/// A post held before the system knew it, or elsewhere.
#[derive(Debug, Clone)]
pub struct Career {
    pub id: Uuid,
    pub place_zh: String,
    pub place_en: String,
    pub at_facility: bool,
    pub title: String,
    pub from: NaiveDate,
    pub last: NaiveDate,
}

impl Career {
    pub fn place(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.place_zh, &self.place_en)
    }
}

/// Days on which somebody cannot be sent.
#[derive(Debug, Clone)]
pub struct Absence {
    pub id: Uuid,
    pub reason: Away,
    pub note: String,
    pub from: NaiveDate,
    pub last: NaiveDate,
    /// Who registered it, where it was not the person.
    pub by: Option<String>,
}

/// A relative where the person might inspect.
#[derive(Debug, Clone)]
pub struct KinTie {
    pub id: Uuid,
    pub name: String,
    pub relation: Relation,
    pub tie: Tie,
    pub place_zh: String,
    pub place_en: String,
    pub note: String,
    pub from: NaiveDate,
    pub last: Option<NaiveDate>,
    /// Who registered it, where it was not the person.
    pub by: Option<String>,
}

impl KinTie {
    pub fn place(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.place_zh, &self.place_en)
    }
}

/// An outsider's papers.
#[derive(Debug, Clone)]
pub struct Outsider {
    pub capacity: Capacity,
    pub employer: String,
    pub speciality: String,
    pub org_zh: String,
    pub org_en: String,
}

impl Outsider {
    pub fn org(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.org_zh, &self.org_en)
    }
}

/// A pledge of confidentiality.
#[derive(Debug, Clone)]
pub struct Pledge {
    pub id: Uuid,
    pub given_on: NaiveDate,
    pub void_on: Option<NaiveDate>,
    pub void_why: Option<String>,
}

/// What an outsider declares to tie them to a facility, or that nothing does.
#[derive(Debug, Clone)]
pub struct Declaration {
    pub id: Uuid,
    pub declared_on: NaiveDate,
    pub facility_zh: Option<String>,
    pub facility_en: Option<String>,
    pub statement: String,
}

impl Declaration {
    /// The facility, where there is a tie.
    pub fn facility(&self, l: impl Borrow<Lang>) -> Option<&str> {
        Some(l.borrow().pick(self.facility_zh.as_deref()?, self.facility_en.as_deref()?))
    }
}

/// An outsider in the list.
#[derive(Debug, Clone)]
pub struct OutsiderRow {
    pub id: Uuid,
    pub name: String,
    pub kind: PersonKind,
    pub capacity: Option<Capacity>,
    pub employer: String,
    pub speciality: String,
    pub pledged_on: Option<NaiveDate>,
    pub skills: Vec<Skill>,
    pub username: bool,
}

/// Facts that are put on record about a person, each with a form of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    Career,
    Absence,
    Kin,
    Pledge,
    Declaration,
}

impl Fact {
    const ALL: [Self; 5] = [Self::Career, Self::Absence, Self::Kin, Self::Pledge, Self::Declaration];

    /// The part of its address, and of its messages.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Career => "career",
            Self::Absence => "absences",
            Self::Kin => "kin",
            Self::Pledge => "pledges",
            Self::Declaration => "declarations",
        }
    }

    pub fn parse(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fact| fact.slug() == slug)
    }

    /// Whether the person may take it back, as well as whoever keeps the roster.
    pub const fn is_told(self) -> bool {
        matches!(self, Self::Absence | Self::Kin)
    }
}

/// A fact on record, as a form names it: `absences.<id>`.
pub fn named(text: &str) -> Option<(Fact, Uuid)> {
    let (fact, id) = text.split_once('.')?;
    Fact::parse(fact).zip(id.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_survives_its_form() {
        let id = crate::foundation::id::fresh();
        for fact in Fact::ALL {
            assert_eq!(named(&format!("{}.{id}", fact.slug())), Some((fact, id)));
        }
        assert_eq!(named("absences.7"), None);
        assert_eq!(named(&format!("posts.{id}")), None);
    }

    #[test]
    fn experts_advise_and_all_others_watch() {
        let kinds = Capacity::ALL.iter().map(|capacity| capacity.kind());
        assert_eq!(kinds.filter(|kind| *kind == PersonKind::Expert).count(), 1);
    }
}
