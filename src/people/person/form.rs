//! The forms on persons: who is added, which post is given, when it ends.
use chrono::NaiveDate;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        web::fields::{Fields, LINE},
    },
    people::{
        access::{Role, secret},
        person::{
            model::{Gender, PersonKind, Rank, gives},
            store::{self, Place, read},
        },
    },
};

/// A person with an account.
#[derive(Debug)]
pub struct NewPerson {
    pub name: String,
    pub kind: PersonKind,
    pub rank: Option<Rank>,
    pub gender: Option<Gender>,
    pub title: String,
    pub username: String,
    pub password: String,
}

/// A post.
#[derive(Debug)]
pub struct NewPost {
    pub role: Role,
    pub place: Place,
    /// The code of the place, for the trail.
    pub code: String,
    pub title: String,
    pub from: NaiveDate,
}

/// Whether a text may be the name that somebody signs in with.
pub fn is_username(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b))
        && (2..=40).contains(&text.len())
}

/// Reads a new person; the username is free.
pub async fn person(tx: &mut Tx, fields: &mut Fields) -> Result<Option<NewPerson>> {
    let name = fields.text("name", LINE);
    let kind = fields.choice::<PersonKind>("kind");
    let title = fields.optional("title", LINE);
    let username = fields.text("username", LINE).to_lowercase();
    if !username.is_empty() && !is_username(&username) {
        fields.problem("username", "problem-username", Vec::new());
    } else if read::is_taken(tx, &username).await? {
        fields.problem("username", "problem-username-taken", Vec::new());
    }
    let password = password(fields);
    let (rank, gender) = (optional::<Rank>(fields, "rank"), optional::<Gender>(fields, "gender"));
    Ok(kind.zip(password).filter(|_| fields.is_ok()).map(|(kind, password)| NewPerson {
        name,
        kind,
        rank,
        gender,
        title,
        username,
        password,
    }))
}

fn optional<W: crate::foundation::word::Word>(fields: &mut Fields, name: &str) -> Option<W> {
    if fields.value(name).is_empty() { None } else { fields.choice(name) }
}

/// A password for somebody else.
pub fn password(fields: &mut Fields) -> Option<String> {
    let typed = fields.value("initial_password").trim().to_owned();
    match secret::problem(&typed) {
        Some(key) => {
            fields.problem("initial_password", key, vec![("shortest", secret::SHORTEST.into())]);
            None
        }
        None => Some(typed),
    }
}

/// Reads a post that `giver` may give.
pub async fn post(tx: &mut Tx, fields: &mut Fields, giver: Role, kind: Option<PersonKind>) -> Result<Option<NewPost>> {
    let role = fields.choice::<Role>("role");
    let from = fields.date("from");
    let title = fields.optional("title", LINE);
    let Some(role) = role else { return Ok(None) };
    if !gives(giver, role) {
        fields.problem("role", "problem-not-yours-to-give", Vec::new());
        return Ok(None);
    }
    if kind.is_some_and(|kind| (kind == PersonKind::Liaison) != (role == Role::Liaison)) {
        fields.problem("role", "problem-liaison-kind", Vec::new());
    }
    let (name, code) = if role == Role::Liaison {
        ("facility", fields.value("facility").to_owned())
    } else {
        ("org", fields.value("org").to_owned())
    };
    let place = store::place(tx, role, &code).await?;
    if place.is_none() {
        fields.problem(name, "problem-choose", Vec::new());
    } else if role != Role::Liaison {
        let in_office = read::org_kind(tx, &code).await?.as_deref() == Some("resident_office");
        if in_office != (role == Role::Resident) {
            fields.problem("org", "problem-resident-office", Vec::new());
        }
    }
    Ok(place.zip(from).filter(|_| fields.is_ok()).map(|(place, from)| NewPost { role, place, code, title, from }))
}
