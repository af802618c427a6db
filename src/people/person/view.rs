//! Persons and accounts as pages.
use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        id,
        text::Lang,
        web::{fields::Fields, shell::Shell},
        word::Word,
    },
    people::{
        access::Role,
        person::{
            model::{AccountState, PersonFile, PersonRow, PostRow, SessionRow},
            store::read::PlaceRow,
        },
    },
};

/// What a field offers: code and word.
pub type Options = Vec<(String, String)>;

pub fn words<W: Word>(l: Lang) -> Options {
    W::ALL.iter().map(|word| (word.code().to_owned(), l.word(*word))).collect()
}

pub fn places(l: Lang, rows: &[PlaceRow]) -> Options {
    rows.iter().map(|row| (row.code.clone(), l.pick(&row.name_zh, &row.name_en).to_owned())).collect()
}

#[derive(Template)]
#[template(path = "people/person/list.html")]
pub struct ListPage {
    pub shell: Shell,
    pub fields: Fields,
    pub rows: Vec<PersonRow>,
    pub roles: Options,
    pub states: Options,
    pub orgs: Options,
    pub first: Option<String>,
    pub next: Option<String>,
    pub may_add: bool,
}

/// What the form of a post offers.
pub struct PostChoices {
    pub roles: Options,
    pub orgs: Options,
    pub facilities: Options,
}

#[derive(Template)]
#[template(path = "people/person/new.html")]
pub struct NewPage {
    pub shell: Shell,
    pub key: Uuid,
    pub fields: Fields,
    pub kinds: Options,
    pub ranks: Options,
    pub genders: Options,
    pub choices: PostChoices,
    /// A password that may be taken as it is.
    pub suggestion: String,
}

#[derive(Template)]
#[template(path = "people/person/show.html")]
pub struct PersonPage {
    pub shell: Shell,
    pub now: DateTime<Utc>,
    pub today: NaiveDate,
    pub person: PersonFile,
    pub posts: Vec<PostRow>,
    pub sessions: Vec<SessionRow>,
    pub reader: Role,
}

impl PersonPage {
    pub fn state(&self) -> AccountState {
        self.person.state(self.now)
    }

    /// Whether the reader may touch this account's password: never that of an administrator.
    pub fn may_reset(&self) -> bool {
        self.reader == Role::SystemAdmin && self.may_act() && !self.person.administers
    }

    pub fn may_switch(&self) -> bool {
        self.may_act() && (self.reader == Role::SecurityAdmin || !self.person.administers)
    }

    pub fn may_act(&self) -> bool {
        !self.person.oneself && self.person.account.is_some()
    }

    pub fn may_end(&self, post: &PostRow) -> bool {
        !self.person.oneself && post.can_end(&self.today) && crate::people::person::model::gives(self.reader, post.role)
    }

    pub fn key(&self) -> Uuid {
        id::fresh()
    }
}

#[derive(Template)]
#[template(path = "people/person/post.html")]
pub struct PostPage {
    pub shell: Shell,
    pub key: Uuid,
    pub person: PersonFile,
    pub fields: Fields,
    pub choices: PostChoices,
    /// With a post of the three administrators comes a new password.
    pub suggestion: Option<String>,
}

#[derive(Template)]
#[template(path = "people/person/end.html")]
pub struct EndPage {
    pub shell: Shell,
    pub key: Uuid,
    pub person: PersonFile,
    pub post: PostRow,
    pub fields: Fields,
    /// What the person still carries.
    pub open_work: i64,
    /// Nothing else is held from the day after on: the account will not open any more.
    pub last_post: bool,
}

impl EndPage {
    /// Who holds what where.
    pub fn what(&self) -> String {
        let l = self.shell.l;
        format!("{} · {} · {}", self.person.name, l.word(self.post.role), self.post.place(l))
    }

    pub fn effect(&self) -> String {
        self.shell.l.t(if self.last_post { "post-end-last" } else { "post-end-effect" })
    }
}

#[derive(Template)]
#[template(path = "people/person/password.html")]
pub struct PasswordPage {
    pub shell: Shell,
    pub key: Uuid,
    pub person: PersonFile,
    pub fields: Fields,
    pub suggestion: String,
}

#[derive(Template)]
#[template(path = "people/person/switch.html")]
pub struct SwitchPage {
    pub shell: Shell,
    pub key: Uuid,
    pub person: PersonFile,
    /// What the person still carries.
    pub open_work: i64,
}

impl SwitchPage {
    pub fn disabled(&self) -> bool {
        self.person.account.as_ref().is_some_and(|account| account.disabled)
    }

    /// What the account becomes.
    pub fn wanted(&self) -> AccountState {
        if self.disabled() { AccountState::Open } else { AccountState::Disabled }
    }

    pub fn effect(&self) -> String {
        self.shell.l.t(if self.disabled() { "account-enable-effect" } else { "account-disable-effect" })
    }

    pub fn verb(&self) -> String {
        self.shell.l.t(if self.disabled() { "account-enable" } else { "account-disable" })
    }
}
