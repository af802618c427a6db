//! Signing in and out, and what one may change of one's own account.
use chrono::{DateTime, Duration, Utc};
use serde_json::json;

use crate::{
    app::App,
    foundation::{
        db::Tx,
        error::{AppError, Result},
        id::PersonId,
        trail,
    },
    people::access::{
        Permit,
        actor::{Actor, Held, Role},
        guard,
        page::ManageOwnAccount,
        secret, store,
    },
};

/// What a sign-in came to.
#[derive(Debug)]
pub enum SignIn {
    Done {
        token: String,
        role: Role,
    },
    /// Wrong name or password, or no post today: the sentence is the same.
    Refused,
    /// Too many failures of this name or from this source.
    Locked {
        until: DateTime<Utc>,
    },
}

/// Who tries to sign in.
#[derive(Debug)]
pub struct Attempt<'a> {
    pub username: &'a str,
    pub password: &'a str,
    pub source: &'a str,
    pub agent: &'a str,
}

/// Signs in. Failures count for the submitted name, known or not, and for the source.
pub async fn sign_in(app: &App, attempt: Attempt<'_>) -> Result<SignIn> {
    let now = app.clock.now();
    let name: String = attempt.username.trim().to_lowercase().chars().take(guard::LONGEST_NAME).collect();
    let guards = guards(&name, attempt.source);
    let mut tx = app.db.owner.begin().await?;
    if let Some(until) = locked(&mut tx, &guards, now).await? {
        return Ok(SignIn::Locked { until });
    }
    // nobody waits for a password to be compared
    tx.rollback().await?;
    let account = store::account(&app.db.owner, &name).await?;
    let (password, phc) = (attempt.password.to_owned(), account.as_ref().map(|account| account.secret.clone()));
    let right = secret::is_right(password, phc).await;
    let post = match &account {
        Some(account) if right && !account.disabled => {
            store::post_today(&app.db.owner, account.person_id, app.clock.today()).await?
        }
        Some(_) | None => None,
    };
    let mut tx = app.db.owner.begin().await?;
    // guesses sent at once count one after the other: a lock that fell meanwhile holds for the right password too
    if let Some(until) = locked(&mut tx, &guards, now).await? {
        return Ok(SignIn::Locked { until });
    }
    let (Some(account), Some((post, role))) = (account, post) else {
        failed(&mut tx, &guards, now).await?;
        store::comes_from(&mut tx, attempt.source).await?;
        note(&mut tx, None, None, now, "sign_in_refused", json!({})).await?;
        let until = locked(&mut tx, &guards, now).await?;
        tx.commit().await?;
        return Ok(match until {
            Some(until) => SignIn::Locked { until },
            None => SignIn::Refused,
        });
    };
    store::clear_failures(&mut tx, "name", &name).await?;
    let token = guard::new_token().map_err(AppError::Internal)?;
    let hash = guard::token_hash(&token);
    let session = store::NewSession {
        token: &hash,
        person: account.person_id,
        post,
        idle_minutes: role.idle_minutes(),
        ends_at: now + Duration::hours(guard::ABSOLUTE_HOURS),
        agent: attempt.agent,
        source: attempt.source,
    };
    store::begin_session(&mut tx, session, now).await?;
    store::comes_from(&mut tx, attempt.source).await?;
    note(&mut tx, Some(PersonId(account.person_id)), Some(hash), now, "signed_in", json!({})).await?;
    tx.commit().await?;
    Ok(SignIn::Done { token, role })
}

/// What a failure counts for: the submitted name, and the source.
type Guards<'a> = [(&'static str, &'a str, i32); 2];

fn guards<'a>(name: &'a str, source: &'a str) -> Guards<'a> {
    [("name", name, guard::FAILURES), ("source", source, guard::SOURCE_FAILURES)]
}

async fn locked(tx: &mut Tx, guards: &Guards<'_>, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>> {
    let mut until = None;
    for (kind, key, _) in guards {
        let failures = store::failures(tx, kind, key, now).await?;
        if failures.is_locked(now) {
            until = until.max(failures.locked_until);
        }
    }
    Ok(until)
}

async fn failed(tx: &mut Tx, guards: &Guards<'_>, now: DateTime<Utc>) -> Result<()> {
    for (kind, key, limit) in guards {
        let failures = store::failures(tx, kind, key, now).await?;
        store::set_failures(tx, kind, key, &failures.one_more(*limit, now), now).await?;
    }
    Ok(())
}

/// Ends the session of a token, if it is one.
pub async fn sign_out(app: &App, token: &str, source: &str) -> Result<()> {
    let now = app.clock.now();
    let mut tx = app.db.owner.begin().await?;
    let session = guard::token_hash(token);
    if let Some(person) = store::end_session(&mut tx, &session, now).await? {
        store::comes_from(&mut tx, source).await?;
        note(&mut tx, Some(PersonId(person)), Some(session), now, "signed_out", json!({})).await?;
    }
    Ok(tx.commit().await?)
}

/// Lets this session act in another post, from the next request on. Nothing else of it changes: posts of one person are never
/// those of two administrators, nor of one and of case work.
pub async fn take_post(permit: &mut Permit<ManageOwnAccount>, held: &Held) -> Result<()> {
    let (session, today) = (permit.actor.session.clone(), permit.today);
    if !store::act_in(&mut permit.tx, &session, held.id, today).await? {
        return Err(AppError::Conflict("refused-post-not-held"));
    }
    let value = json!({ "before": permit.actor.post });
    permit.note("post_taken", "post", held.id.0, None, value).await
}

/// Ends all one's sessions but the present one; returns how many.
pub async fn sign_out_elsewhere(app: &App, actor: &Actor) -> Result<u64> {
    let now = app.clock.now();
    let mut tx = app.db.owner.begin().await?;
    let ended = store::end_sessions(&mut tx, actor.person, Some(&actor.session), now).await?;
    note_own(&mut tx, actor, now, "signed_out_elsewhere", json!({ "sessions": ended })).await?;
    tx.commit().await?;
    Ok(ended)
}

/// What changing one's own password came to.
#[derive(Debug)]
pub enum PasswordChange {
    Done,
    /// The present password is not right.
    Wrong,
    /// Too many wrong ones: whoever sits at an open session guesses no better than at the sign-in.
    Locked {
        until: DateTime<Utc>,
    },
}

/// Changes one's own password and ends every other session.
pub async fn change_password(app: &App, actor: &Actor, present: String, wanted: String) -> Result<PasswordChange> {
    let now = app.clock.now();
    let (name, phc) = store::secret_of(&app.db.owner, actor.person).await?.ok_or(AppError::SignIn)?;
    let guards = guards(&name, &actor.source);
    let hashed = if secret::is_right(present, Some(phc)).await { Some(secret::hash(wanted).await) } else { None };
    let mut tx = app.db.owner.begin().await?;
    if let Some(until) = locked(&mut tx, &guards, now).await? {
        return Ok(PasswordChange::Locked { until });
    }
    let Some(hashed) = hashed else {
        failed(&mut tx, &guards, now).await?;
        note_own(&mut tx, actor, now, "password_refused", json!({})).await?;
        let until = locked(&mut tx, &guards, now).await?;
        tx.commit().await?;
        return Ok(until.map_or(PasswordChange::Wrong, |until| PasswordChange::Locked { until }));
    };
    store::set_secret(&mut tx, actor.person, &hashed.map_err(AppError::Internal)?, now).await?;
    store::clear_failures(&mut tx, "name", &name).await?;
    store::end_sessions(&mut tx, actor.person, Some(&actor.session), now).await?;
    note_own(&mut tx, actor, now, "password_changed", json!({})).await?;
    tx.commit().await?;
    Ok(PasswordChange::Done)
}

/// An entry about an account, by its owner or by nobody known.
async fn note(
    tx: &mut Tx,
    person: Option<PersonId>,
    session: Option<Vec<u8>>,
    now: DateTime<Utc>,
    deed: &str,
    value: serde_json::Value,
) -> Result<()> {
    let by = trail::By { person: person.map(|id| id.0), session, ..trail::By::default() };
    let entry = trail::Entry { deed, subject: "account", id: person.map(|id| id.0), inspection: None, value };
    trail::write(tx, &by, now, entry).await
}

async fn note_own(tx: &mut Tx, actor: &Actor, now: DateTime<Utc>, deed: &str, value: serde_json::Value) -> Result<()> {
    store::comes_from(tx, &actor.source).await?;
    let entry = trail::Entry { deed, subject: "account", id: Some(actor.person.0), inspection: None, value };
    trail::write(tx, &actor.by(), now, entry).await
}
