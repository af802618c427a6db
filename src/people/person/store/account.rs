//! Writing persons, posts, accounts and sessions by page.
use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    foundation::{
        db::Tx,
        error::{Result, one_row},
        id::{PersonId, PostId},
    },
    people::{
        access::Role,
        person::{form::NewPerson, store::Place},
    },
};

pub async fn insert_person(tx: &mut Tx, id: PersonId, new: &NewPerson) -> Result<()> {
    sqlx::query!(
        "insert into person (id, name, gender, kind, rank, title) values ($1, $2, $3, $4, $5, $6)",
        id.0,
        new.name,
        new.gender as _,
        new.kind as _,
        new.rank.map_or("", crate::foundation::word::Word::code),
        new.title
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// An account whose password somebody else has set.
pub async fn insert_account(
    tx: &mut Tx,
    person: PersonId,
    username: &str,
    secret: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into account (person_id, username, secret, created_at, secret_changed_at, must_change) values ($1, $2, $3, $4, $4, true)",
        person.0,
        username,
        secret,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A post about to be given.
#[derive(Debug)]
pub struct NewPost<'a> {
    pub id: PostId,
    pub person: PersonId,
    pub role: Role,
    pub place: Place,
    pub title: &'a str,
    pub from: NaiveDate,
    pub by: PersonId,
    pub at: DateTime<Utc>,
}

pub async fn insert_post(tx: &mut Tx, new: &NewPost<'_>) -> Result<()> {
    let (org, facility) = new.place.parts();
    sqlx::query!(
        "insert into post (id, person_id, role, org_id, facility_id, title, during, given_by, given_at) values ($1, $2, $3, $4, $5, $6, daterange($7::date, null), $8, $9)",
        new.id.0,
        new.person.0,
        new.role as Role,
        org,
        facility,
        new.title,
        new.from,
        new.by.0,
        new.at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Ends a post: `until` is the first day without it.
pub async fn end_post(
    tx: &mut Tx,
    person: PersonId,
    post: PostId,
    until: NaiveDate,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    let ended = sqlx::query!(
        "update post set during = daterange(lower(during), $3::date), ended_by = $4, ended_at = $5
          where id = $1 and person_id = $2 and lower(during) < $3::date and (upper_inf(during) or upper(during) > $3::date)",
        post.0,
        person.0,
        until,
        by.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    one_row(&ended)
}

/// A password set by somebody else; the owner changes it first.
pub async fn set_secret(tx: &mut Tx, person: PersonId, secret: &str, now: DateTime<Utc>) -> Result<()> {
    let set = sqlx::query!(
        "update account set secret = $2, secret_changed_at = $3, must_change = true where person_id = $1",
        person.0,
        secret,
        now
    );
    one_row(&set.execute(&mut **tx).await?)
}

pub async fn switch(tx: &mut Tx, person: PersonId, disabled: bool, now: DateTime<Utc>) -> Result<()> {
    let switched = sqlx::query!(
        "update account set disabled = $2, status_at = $3 where person_id = $1 and disabled <> $2",
        person.0,
        disabled,
        now
    );
    one_row(&switched.execute(&mut **tx).await?)
}

/// Ends the sessions of a person: the one of a handle, or all.
pub async fn revoke(tx: &mut Tx, person: PersonId, handle: Option<&str>, now: DateTime<Utc>) -> Result<u64> {
    let ended = sqlx::query!(
        "update session set revoked_at = $3 where person_id = $1 and revoked_at is null and ($2::text is null or substr(encode(token_sha256, 'hex'), 1, 16) = $2)",
        person.0,
        handle,
        now
    );
    Ok(ended.execute(&mut **tx).await?.rows_affected())
}

pub async fn unlock(tx: &mut Tx, username: &str) -> Result<u64> {
    let lifted = sqlx::query!("delete from sign_in_guard where kind = 'name' and key = $1", username);
    Ok(lifted.execute(&mut **tx).await?.rows_affected())
}
