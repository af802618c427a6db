//! Persons, posts, accounts and sessions, as their administrators see them.
use std::borrow::Borrow;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        id::{PersonId, PostId},
        text::Lang,
    },
    people::access::Role,
    words,
};

words! {
    /// In what capacity somebody is known here.
    pub enum PersonKind in "person-kind" {
        Prosecutor = "prosecutor",
        Assistant = "assistant",
        Clerk = "clerk",
        Expert = "expert",
        Observer = "observer",
        Liaison = "liaison",
        Administrator = "administrator",
    }
}

words! {
    /// 检察官等级, high to low, with those who assist (检察官法 25).
    pub enum Rank in "rank" {
        GrandChief = "grand_chief",
        Grand1 = "grand_1",
        Grand2 = "grand_2",
        Senior1 = "senior_1",
        Senior2 = "senior_2",
        Senior3 = "senior_3",
        Senior4 = "senior_4",
        Prosecutor1 = "prosecutor_1",
        Prosecutor2 = "prosecutor_2",
        Prosecutor3 = "prosecutor_3",
        Prosecutor4 = "prosecutor_4",
        Prosecutor5 = "prosecutor_5",
        Assistant = "assistant",
        Clerk = "clerk",
    }
}

words! {
    pub enum Gender in "gender" {
        Female = "female",
        Male = "male",
    }
}

words! {
    /// Whether somebody can sign in.
    pub enum AccountState in "account-state" {
        /// 可登录
        Open = "open",
        /// 待改初始密码
        Fresh = "fresh",
        /// 登录失败过多，暂时锁定
        Locked = "locked",
        /// 已停用
        Disabled = "disabled",
        /// 无账户
        None = "none",
    }
}

/// A person in the list of accounts.
#[derive(Debug, sqlx::FromRow)]
pub struct PersonRow {
    pub id: Uuid,
    pub name: String,
    pub username: Option<String>,
    pub state: AccountState,
    /// The post held today that a session acts in.
    pub role: Option<Role>,
    pub title: String,
    pub place_zh: Option<String>,
    pub place_en: Option<String>,
}

impl PersonRow {
    /// Whether the title says more than the role does.
    pub fn says_more(&self, l: impl Borrow<Lang>) -> bool {
        !self.title.is_empty() && self.role.is_none_or(|role| l.borrow().word(role) != self.title)
    }

    pub fn place(&self, l: impl Borrow<Lang>) -> Option<&str> {
        Some(l.borrow().pick(self.place_zh.as_deref()?, self.place_en.as_deref()?))
    }
}

/// A person with the account, as its administrators' deeds see them.
#[derive(Debug, Clone)]
pub struct PersonFile {
    pub id: PersonId,
    pub name: String,
    pub kind: PersonKind,
    pub rank: Option<Rank>,
    pub gender: Option<Gender>,
    pub title: String,
    pub account: Option<AccountFile>,
    /// Holds, or will hold, a post of the three administrators.
    pub administers: bool,
    /// It is the acting person.
    pub oneself: bool,
}

/// An account, without its secret.
#[derive(Debug, Clone)]
pub struct AccountFile {
    pub username: String,
    pub disabled: bool,
    pub must_change: bool,
    pub created_at: DateTime<Utc>,
    pub secret_changed_at: DateTime<Utc>,
    pub locked_until: Option<DateTime<Utc>>,
}

impl AccountFile {
    pub fn state(&self, now: DateTime<Utc>) -> AccountState {
        if self.disabled {
            AccountState::Disabled
        } else if self.locked_until.is_some_and(|until| until > now) {
            AccountState::Locked
        } else if self.must_change {
            AccountState::Fresh
        } else {
            AccountState::Open
        }
    }
}

impl PersonFile {
    pub fn href(&self) -> String {
        format!("/admin/people/{}", self.id)
    }

    pub fn state(&self, now: DateTime<Utc>) -> AccountState {
        self.account.as_ref().map_or(AccountState::None, |account| account.state(now))
    }
}

/// A post with its days.
#[derive(Debug)]
pub struct PostRow {
    pub id: PostId,
    pub role: Role,
    pub title: String,
    pub place_zh: String,
    pub place_en: String,
    pub from: NaiveDate,
    /// The first day on which it is not held any more.
    pub until: Option<NaiveDate>,
    pub given_by: Option<String>,
    pub ended_by: Option<String>,
}

impl PostRow {
    pub fn place(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.place_zh, &self.place_en)
    }

    /// Held on a day.
    pub fn holds(&self, day: &NaiveDate) -> bool {
        self.from <= *day && self.until.is_none_or(|until| *day < until)
    }

    /// Held now or some day to come.
    pub fn can_end(&self, today: &NaiveDate) -> bool {
        self.until.is_none_or(|until| *today < until)
    }
}

/// A session that is still good.
#[derive(Debug)]
pub struct SessionRow {
    /// The beginning of the token's hash: enough to name it, too little to use it.
    pub handle: String,
    pub created_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    pub agent: String,
    pub source: String,
}

/// Whose posts a role may give: the security administrator those of the three, the system administrator all others.
pub const fn gives(giver: Role, role: Role) -> bool {
    match giver {
        Role::SecurityAdmin => role.is_administrator(),
        Role::SystemAdmin => !role.is_administrator() && !matches!(role, Role::Expert),
        Role::Chief
        | Role::DepartmentHead
        | Role::BusinessAdmin
        | Role::Prosecutor
        | Role::Resident
        | Role::Expert
        | Role::Liaison
        | Role::Auditor => false,
    }
}
