//! Entries of the trail as an auditor reads them, and what narrows their list.
use std::borrow::Borrow;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    foundation::{text::Lang, word::Word},
    people::access::Role,
};

/// What is kept in the trail, in the order in which the filter offers it.
pub const SUBJECTS: [&str; 14] = [
    "inspection",
    "record",
    "finding",
    "document",
    "account",
    "post",
    "session",
    "delegation",
    "person",
    "recusal",
    "org",
    "facility",
    "parameter",
    "trail",
];

/// Deeds that change what somebody may do.
pub const RIGHTS: [&str; 11] = [
    "account_added",
    "account_disabled",
    "account_enabled",
    "account_unlocked",
    "delegation_ended",
    "delegation_given",
    "password_changed",
    "password_reset",
    "post_ended",
    "post_given",
    "sessions_revoked",
];

/// What narrows the list of entries.
#[derive(Debug, Clone, Default)]
pub struct Filters {
    /// Part of the name of whoever acted.
    pub who: String,
    pub deed: String,
    pub subject: String,
    /// The record that it was done to.
    pub id: Option<Uuid>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// Only changes of rights.
    pub rights: bool,
}

impl Filters {
    /// As pairs of an address.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let day = |day: Option<NaiveDate>| day.map_or_else(String::new, |day| day.to_string());
        let mut pairs = vec![
            ("who", self.who.clone()),
            ("deed", self.deed.clone()),
            ("subject", self.subject.clone()),
            ("id", self.id.map_or_else(String::new, |id| id.to_string())),
            ("from", day(self.from)),
            ("to", day(self.to)),
        ];
        pairs.retain(|(_, value)| !value.is_empty());
        pairs
    }

    pub fn query(&self) -> String {
        serde_html_form::to_string(self.pairs()).unwrap_or_default()
    }
}

/// An entry, without what was written.
#[derive(Debug, sqlx::FromRow)]
pub struct Entry {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    /// None: the operator or the system.
    pub actor: Option<String>,
    pub org_zh: Option<String>,
    pub org_en: Option<String>,
    pub deed: String,
    pub subject: String,
    pub subject_id: Option<Uuid>,
    /// Whom an entry about rights concerns.
    pub whom: Option<String>,
    /// The role that a post is for.
    pub role: Option<String>,
    pub source: Option<String>,
    /// The beginning of the session's name.
    pub session: Option<String>,
}

impl Entry {
    pub fn org(&self, l: impl Borrow<Lang>) -> Option<&str> {
        Some(l.borrow().pick(self.org_zh.as_deref()?, self.org_en.as_deref()?))
    }

    pub fn deed_word(&self, l: impl Borrow<Lang>) -> String {
        deed_word(*l.borrow(), &self.deed)
    }

    pub fn subject_word(&self, l: impl Borrow<Lang>) -> String {
        subject_word(*l.borrow(), &self.subject)
    }

    pub fn role_word(&self, l: impl Borrow<Lang>) -> Option<String> {
        Role::parse(self.role.as_deref()?).map(|role| l.borrow().word(role))
    }

    /// Enough of the record's key to find it again.
    pub fn handle(&self) -> Option<String> {
        self.subject_id.map(|id| id.simple().to_string().chars().skip(20).collect())
    }
}

/// What a deed is called; its code where it has no word.
pub fn deed_word(l: Lang, code: &str) -> String {
    l.find(&format!("trail-{}", code.replace('_', "-"))).unwrap_or_else(|| code.to_owned())
}

/// What kind of record an entry is about.
pub fn subject_word(l: Lang, code: &str) -> String {
    l.find(&format!("trail-of-{}", code.replace('_', "-"))).unwrap_or_else(|| code.to_owned())
}

/// What the last verification of the chain came to.
#[derive(Debug)]
pub struct Verification {
    pub at: DateTime<Utc>,
    pub links: i64,
    pub waiting: i64,
    pub shard: Option<i16>,
    pub no: Option<i64>,
    pub entry_id: Option<Uuid>,
    pub fault: Option<String>,
}

/// The last link of a shard of the chain.
#[derive(Debug)]
pub struct Head {
    pub shard: i16,
    pub no: i64,
    pub sha256: String,
}

/// An export that was made.
#[derive(Debug)]
pub struct Export {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub who: String,
    pub query: String,
    pub entries: i32,
    pub sha256: String,
}
