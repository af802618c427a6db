//! What the administrators do to persons and accounts: rule, write, trail, in one transaction.
use chrono::NaiveDate;
use serde_json::json;

use crate::{
    foundation::{
        error::{AppError, Result},
        id::{self, PersonId, PostId},
        word::Word,
    },
    people::{
        access::{Deed, Permit, secret},
        person::{
            deed::{AddPerson, EndPost, GivePost, ResetPassword, RevokeSessions, SwitchAccount, UnlockAccount},
            form::{NewPerson, NewPost},
            model::PersonFile,
            store::account,
        },
    },
};

async fn hash(password: String) -> Result<String> {
    secret::hash(password).await.map_err(AppError::Internal)
}

/// Adds a person with an account, and with the first post where the system administrator may give it.
pub async fn add(permit: &mut Permit<AddPerson>, new: NewPerson, post: Option<NewPost>) -> Result<PersonId> {
    let person = PersonId(id::fresh());
    account::insert_person(&mut permit.tx, person, &new).await?;
    let hashed = hash(new.password).await?;
    account::insert_account(&mut permit.tx, person, &new.username, &hashed, permit.now).await?;
    let value = json!({ "username": new.username, "kind": new.kind.code() });
    permit.note("account_added", "account", person.0, None, value).await?;
    if let Some(post) = post {
        give_to(permit, person, &post).await?;
    }
    Ok(person)
}

async fn give_to<D: Deed>(permit: &mut Permit<D>, person: PersonId, post: &NewPost) -> Result<()> {
    let new = account::NewPost {
        id: PostId(id::fresh()),
        person,
        role: post.role,
        place: post.place,
        title: &post.title,
        from: post.from,
        by: permit.actor.person,
        at: permit.now,
    };
    account::insert_post(&mut permit.tx, &new).await?;
    let value = json!({ "person": person, "role": post.role.code(), "place": post.code, "from": post.from });
    permit.note("post_given", "post", new.id.0, None, value).await
}

/// Gives a post. With a post of the three administrators comes a new password, so that whoever made the account does not know it.
pub async fn give(permit: &mut Permit<GivePost>, post: &NewPost, password: Option<String>) -> Result<()> {
    let person = permit.subject.id;
    give_to(permit, person, post).await?;
    let Some(password) = password else { return Ok(()) };
    let hashed = hash(password).await?;
    account::set_secret(&mut permit.tx, person, &hashed, permit.now).await?;
    account::revoke(&mut permit.tx, person, None, permit.now).await?;
    permit.note("password_reset", "account", person.0, None, json!({})).await
}

/// Ends a post; `last` is the last day on which it is held.
pub async fn end(permit: &mut Permit<EndPost>, post: PostId, last: NaiveDate) -> Result<()> {
    let (person, by, at) = (permit.subject.id, permit.actor.person, permit.now);
    let until = last.succ_opt().unwrap_or(last);
    account::end_post(&mut permit.tx, person, post, until, by, at).await?;
    permit.note("post_ended", "post", post.0, None, json!({ "person": person, "last": last })).await
}

/// Disables or enables the account; what is disabled ends at the next request.
pub async fn switch(permit: &mut Permit<SwitchAccount>, disabled: bool) -> Result<()> {
    let person = permit.subject.id;
    account::switch(&mut permit.tx, person, disabled, permit.now).await?;
    if disabled {
        account::revoke(&mut permit.tx, person, None, permit.now).await?;
    }
    let deed = if disabled { "account_disabled" } else { "account_enabled" };
    permit.note(deed, "account", person.0, None, json!({})).await
}

/// Sets a new password to begin with and ends every session.
pub async fn reset(permit: &mut Permit<ResetPassword>, password: String) -> Result<()> {
    let person = permit.subject.id;
    let hashed = hash(password).await?;
    account::set_secret(&mut permit.tx, person, &hashed, permit.now).await?;
    account::revoke(&mut permit.tx, person, None, permit.now).await?;
    permit.note("password_reset", "account", person.0, None, json!({})).await
}

/// Ends one session, or all.
pub async fn revoke(permit: &mut Permit<RevokeSessions>, handle: Option<&str>) -> Result<()> {
    let person = permit.subject.id;
    let ended = account::revoke(&mut permit.tx, person, handle, permit.now).await?;
    permit.note("sessions_revoked", "session", person.0, None, json!({ "sessions": ended })).await
}

/// Lifts the lock that failed sign-ins brought.
pub async fn unlock(permit: &mut Permit<UnlockAccount>) -> Result<()> {
    let PersonFile { id, account, .. } = permit.subject.clone();
    let username = account.map(|account| account.username).ok_or(AppError::NotFound)?;
    account::unlock(&mut permit.tx, &username).await?;
    permit.note("account_unlocked", "account", id.0, None, json!({})).await
}
