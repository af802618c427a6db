//! `xunjian person add | unlock | reset`: the operator's way to accounts.
use std::io::{IsTerminal, Read};

use clap::Args;
use serde_json::json;

use crate::{
    foundation::{clock::Clock, db::Db, id, trail, word::Word},
    people::{
        access::{Role, secret},
        person::store,
    },
};

/// A person to add.
#[derive(Args, Debug)]
pub struct Add {
    /// The name that the person signs in with
    username: String,
    /// The person's own name
    #[arg(long)]
    name: String,
    /// `chief`, `department_head`, `business_admin`, `prosecutor`, `resident`, `expert`, `liaison`, `system_admin`, `security_admin`
    /// or `auditor`
    #[arg(long)]
    role: String,
    /// Code of the unit, such as 450100-JCY; of the facility for a liaison
    #[arg(long)]
    unit: String,
    /// The post, such as 副检察长
    #[arg(long, default_value = "")]
    title: String,
}

/// An account.
#[derive(Args, Debug)]
pub struct Account {
    /// The name that the person signs in with
    username: String,
}

/// Adds a person with one post and an account; the first one makes the installation a real one.
///
/// # Errors
/// A sentence naming what is wrong; nothing is written then.
pub async fn add(db: &Db, clock: &Clock, add: Add) -> anyhow::Result<String> {
    let Some(role) = Role::parse(&add.role) else {
        let known: Vec<_> = Role::ALL.iter().map(|role| role.code()).collect();
        anyhow::bail!("there is no role `{}`; choose one of {}", add.role, known.join(", "));
    };
    let username = add.username.to_lowercase();
    anyhow::ensure!(!add.name.trim().is_empty(), "the name is empty; give it with --name");
    let hash = secret::hash(new_password()?).await?;
    let mut tx = db.owner.begin().await?;
    anyhow::ensure!(
        !store::is_taken(&mut tx, &username).await?,
        "the user name `{username}` is taken; choose another one"
    );
    let place = store::place(&mut tx, role, &add.unit).await?;
    let Some(place) = place else {
        anyhow::bail!("there is no unit or facility with the code `{}` for the role `{}`", add.unit, role.code());
    };
    let person = id::fresh();
    let new = store::NewPerson {
        id: person,
        name: add.name.trim(),
        role,
        place,
        title: &add.title,
        username: &username,
        secret: &hash,
        now: clock.now(),
        today: clock.today(),
    };
    store::add(&mut tx, &new).await?;
    note(
        &mut tx,
        clock,
        "account_added",
        person,
        json!({ "username": username, "role": role.code(), "unit": add.unit }),
    )
    .await?;
    tx.commit().await?;
    Ok(format!("{} can sign in as `{username}` ({} at {})", add.name.trim(), role.code(), add.unit))
}

/// Lifts the lock of an account.
///
/// # Errors
/// There is no such account.
pub async fn unlock(db: &Db, clock: &Clock, account: Account) -> anyhow::Result<String> {
    let username = account.username.to_lowercase();
    let mut tx = db.owner.begin().await?;
    let person = store::person_of(&mut tx, &username).await?;
    let Some(person) = person else { anyhow::bail!("there is no account `{username}`") };
    store::unlock(&mut tx, &username).await?;
    note(&mut tx, clock, "account_unlocked", person, json!({})).await?;
    tx.commit().await?;
    Ok(format!("`{username}` can sign in again"))
}

/// Gives an account a new password and ends its sessions.
///
/// # Errors
/// There is no such account, or the password is too short.
pub async fn reset(db: &Db, clock: &Clock, account: Account) -> anyhow::Result<String> {
    let username = account.username.to_lowercase();
    let hash = secret::hash(new_password()?).await?;
    let mut tx = db.owner.begin().await?;
    let person = store::person_of(&mut tx, &username).await?;
    let Some(person) = person else { anyhow::bail!("there is no account `{username}`") };
    store::reset(&mut tx, person, &hash, clock.now()).await?;
    store::unlock(&mut tx, &username).await?;
    note(&mut tx, clock, "password_reset", person, json!({})).await?;
    tx.commit().await?;
    Ok(format!("`{username}` has a new password; all its sessions have ended"))
}

/// Asked at a terminal, twice; else read from standard input.
fn new_password() -> anyhow::Result<String> {
    let password = if std::io::stdin().is_terminal() {
        let first = rpassword::prompt_password("New password: ")?;
        anyhow::ensure!(
            first == rpassword::prompt_password("Again: ")?,
            "the two passwords differ; nothing was changed"
        );
        first
    } else {
        let mut text = String::new();
        std::io::stdin().take(4096).read_to_string(&mut text)?;
        text.trim_end_matches(['\r', '\n']).to_owned()
    };
    let length = password.chars().count();
    anyhow::ensure!(
        (secret::SHORTEST..=secret::LONGEST).contains(&length),
        "a password has at least {} characters; nothing was changed",
        secret::SHORTEST
    );
    Ok(password)
}

async fn note(
    tx: &mut crate::foundation::db::Tx,
    clock: &Clock,
    deed: &str,
    person: uuid::Uuid,
    value: serde_json::Value,
) -> anyhow::Result<()> {
    let entry = trail::Entry { deed, subject: "account", id: Some(person), inspection: None, value };
    trail::write(tx, &trail::By::default(), clock.now(), entry)
        .await
        .map_err(|error| anyhow::anyhow!("the trail could not be written: {error:?}"))
}
