//! The acting person: one account, in one post, with what the post lets in.
use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    foundation::{
        id::{FacilityId, OrgId, PersonId, PostId},
        text::Lang,
        trail,
    },
    words,
};

words! {
    /// What a post is for. One person may hold several posts; a session acts in one.
    pub enum Role in "role" {
        /// 检察长、分管副检察长
        Chief = "chief",
        /// 部门负责人
        DepartmentHead = "department_head",
        /// 业务管理员
        BusinessAdmin = "business_admin",
        /// 检察官
        Prosecutor = "prosecutor",
        /// 派驻检察人员
        Resident = "resident",
        /// 外聘专业人员、观察员: let in where cleared, and nowhere else
        Expert = "expert",
        /// 单位联络员
        Liaison = "liaison",
        /// 系统管理员
        SystemAdmin = "system_admin",
        /// 安全管理员
        SecurityAdmin = "security_admin",
        /// 审计管理员
        Auditor = "auditor",
    }
}

impl Role {
    /// 三员: no case content.
    pub const fn is_administrator(self) -> bool {
        matches!(self, Self::SystemAdmin | Self::SecurityAdmin | Self::Auditor)
    }

    /// Minutes after which an idle session ends.
    pub const fn idle_minutes(self) -> i32 {
        if self.is_administrator() { 15 } else { 30 }
    }

    /// Where signing in leads.
    pub const fn landing(self) -> &'static str {
        match self {
            Self::Liaison => "/liaison",
            Self::Expert => "/me",
            Self::SystemAdmin | Self::SecurityAdmin => "/admin",
            Self::Auditor => "/audit",
            Self::Chief | Self::DepartmentHead | Self::BusinessAdmin | Self::Prosecutor | Self::Resident => "/",
        }
    }
}

/// The unit that a post belongs to.
#[derive(Debug, Clone)]
pub struct Unit {
    pub id: OrgId,
    pub code: String,
    pub name_zh: String,
    pub name_en: String,
    pub level: i16,
    /// Whose chief approves for this unit.
    pub approver: Option<OrgId>,
}

/// A post that a person of several holds today.
#[derive(Debug, Clone)]
pub struct Held {
    pub id: PostId,
    pub role: Role,
    pub title: String,
    pub place_zh: String,
    pub place_en: String,
}

/// Who acts, in this transaction.
#[derive(Debug, Clone)]
pub struct Actor {
    pub person: PersonId,
    pub name: String,
    pub post: PostId,
    pub role: Role,
    pub title: String,
    /// None for a facility's liaison.
    pub unit: Option<Unit>,
    pub facility: Option<(FacilityId, String, String)>,
    pub idle_minutes: i32,
    /// Organs for which the chief's power to approve is delegated to this person today.
    pub delegated: Vec<OrgId>,
    /// Inspections that this person is let into whatever the unit.
    pub cleared: Vec<Uuid>,
    pub session: Vec<u8>,
    /// The day of the request.
    pub today: NaiveDate,
    /// The address that the request comes from.
    pub source: String,
    /// The password was set by somebody else and has to be changed first.
    pub must_change: bool,
    /// All posts held today, where there are several to choose from.
    pub posts: Vec<Held>,
    /// The session has just come to this post, because the one that it acted in has ended.
    pub moved: bool,
}

impl Actor {
    pub fn unit_id(&self) -> Option<OrgId> {
        self.unit.as_ref().map(|unit| unit.id)
    }

    /// The unit's or facility's name.
    pub fn place(&self, l: Lang) -> String {
        match (&self.unit, &self.facility) {
            (Some(unit), _) => l.pick(&unit.name_zh, &unit.name_en).to_owned(),
            (None, Some((_, zh, en))) => l.pick(zh, en).to_owned(),
            (None, None) => String::new(),
        }
    }

    /// For the trail.
    pub fn by(&self) -> trail::By {
        trail::By {
            person: Some(self.person.0),
            org: self.unit_id().map(|id| id.0),
            session: Some(self.session.clone()),
        }
    }
}
