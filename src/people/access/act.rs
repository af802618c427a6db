//! Signing in and out, and what one may change of one's own account.
use chrono::{DateTime, Duration, Utc};
use serde_json::json;
use tokio::sync::Semaphore;

use crate::{
    app::App,
    foundation::{db::Tx, error::Result, id::PersonId, trail},
    people::access::{actor::Role, guard, secret, store},
};

/// Passwords that are compared at once.
static COMPARING: Semaphore = Semaphore::const_new(8);

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
    let guards = [("name", name.as_str(), guard::FAILURES), ("source", attempt.source, guard::SOURCE_FAILURES)];
    let mut tx = app.db.owner.begin().await?;
    if let Some(until) = locked(&mut tx, &guards, now).await? {
        return Ok(SignIn::Locked { until });
    }
    // nobody waits for a password to be compared
    tx.rollback().await?;
    let account = store::account(&app.db.owner, &name).await?;
    let (password, phc) = (attempt.password.to_owned(), account.as_ref().map(|account| account.secret.clone()));
    // each comparison takes 19 MiB, and anybody may ask for one
    let turn = COMPARING.acquire().await;
    let right = tokio::task::spawn_blocking(move || secret::is_right(&password, phc.as_deref())).await.unwrap_or(false);
    drop(turn);
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
        for (kind, key, limit) in guards {
            let failures = store::failures(&mut tx, kind, key, now).await?;
            store::set_failures(&mut tx, kind, key, &failures.one_more(limit, now), now).await?;
        }
        note(&mut tx, None, now, "sign_in_refused", json!({ "source": attempt.source })).await?;
        let until = locked(&mut tx, &guards, now).await?;
        tx.commit().await?;
        return Ok(match until {
            Some(until) => SignIn::Locked { until },
            None => SignIn::Refused,
        });
    };
    store::clear_failures(&mut tx, "name", &name).await?;
    let token = guard::new_token().map_err(crate::foundation::error::AppError::Internal)?;
    let session = store::NewSession {
        token: &guard::token_hash(&token),
        person: account.person_id,
        post,
        idle_minutes: role.idle_minutes(),
        ends_at: now + Duration::hours(guard::ABSOLUTE_HOURS),
        agent: attempt.agent,
    };
    store::begin_session(&mut tx, session, now).await?;
    note(&mut tx, Some(PersonId(account.person_id)), now, "signed_in", json!({ "source": attempt.source })).await?;
    tx.commit().await?;
    Ok(SignIn::Done { token, role })
}

async fn locked(tx: &mut Tx, guards: &[(&str, &str, i32); 2], now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>> {
    let mut until = None;
    for (kind, key, _) in guards {
        let failures = store::failures(tx, kind, key, now).await?;
        if failures.is_locked(now) {
            until = until.max(failures.locked_until);
        }
    }
    Ok(until)
}

/// Ends the session of a token, if it is one.
pub async fn sign_out(app: &App, token: &str) -> Result<()> {
    let now = app.clock.now();
    let mut tx = app.db.owner.begin().await?;
    if let Some(person) = store::end_session(&mut tx, &guard::token_hash(token), now).await? {
        note(&mut tx, Some(PersonId(person)), now, "signed_out", json!({})).await?;
    }
    Ok(tx.commit().await?)
}

/// Ends all one's sessions but the present one; returns how many.
pub async fn sign_out_elsewhere(app: &App, person: PersonId, kept: &[u8]) -> Result<u64> {
    let now = app.clock.now();
    let mut tx = app.db.owner.begin().await?;
    let ended = store::end_sessions(&mut tx, person, Some(kept), now).await?;
    note(&mut tx, Some(person), now, "signed_out_elsewhere", json!({ "sessions": ended })).await?;
    tx.commit().await?;
    Ok(ended)
}

/// Changes one's own password and ends every other session. False if the present password is not right.
pub async fn change_password(
    app: &App,
    person: PersonId,
    kept: &[u8],
    present: String,
    wanted: String,
) -> Result<bool> {
    let now = app.clock.now();
    let phc = store::secret_of(&app.db.owner, person).await?;
    let hashed =
        tokio::task::spawn_blocking(move || secret::is_right(&present, phc.as_deref()).then(|| secret::hash(&wanted)))
            .await
            .map_err(|error| crate::foundation::error::AppError::Internal(error.into()))?;
    let Some(hashed) = hashed else { return Ok(false) };
    let hashed = hashed.map_err(crate::foundation::error::AppError::Internal)?;
    let mut tx = app.db.owner.begin().await?;
    store::set_secret(&mut tx, person, &hashed, now).await?;
    store::end_sessions(&mut tx, person, Some(kept), now).await?;
    note(&mut tx, Some(person), now, "password_changed", json!({})).await?;
    tx.commit().await?;
    Ok(true)
}

async fn note(
    tx: &mut Tx,
    person: Option<PersonId>,
    now: DateTime<Utc>,
    deed: &str,
    value: serde_json::Value,
) -> Result<()> {
    let by = trail::By { person: person.map(|id| id.0), ..trail::By::default() };
    trail::write(
        tx,
        &by,
        now,
        trail::Entry { deed, subject: "account", id: person.map(|id| id.0), inspection: None, value },
    )
    .await
}
