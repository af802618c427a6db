//! All SQL of persons: here what the command line does as the owner; reading and writing by page in the rooms below.
pub mod account;
pub mod read;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{foundation::db::Tx, people::access::Role};

/// A unit, or for a liaison a facility.
#[derive(Debug, Clone, Copy)]
pub enum Place {
    Org(i32),
    Facility(Uuid),
}

impl Place {
    /// As the two columns of a post.
    pub const fn parts(self) -> (Option<i32>, Option<Uuid>) {
        match self {
            Self::Org(id) => (Some(id), None),
            Self::Facility(id) => (None, Some(id)),
        }
    }
}

/// A person with one post and an account.
#[derive(Debug)]
pub struct NewPerson<'a> {
    pub id: Uuid,
    pub name: &'a str,
    pub role: Role,
    pub place: Place,
    pub title: &'a str,
    pub username: &'a str,
    pub secret: &'a str,
    pub now: DateTime<Utc>,
    pub today: NaiveDate,
}

pub async fn is_taken(tx: &mut Tx, username: &str) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(r#"select exists (select from account where username = $1) as "taken!""#, username)
        .fetch_one(&mut **tx)
        .await
}

pub async fn person_of(tx: &mut Tx, username: &str) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar!("select person_id from account where username = $1", username).fetch_optional(&mut **tx).await
}

/// The place that a code names for a role; none where it is closed, or will be.
pub async fn place(tx: &mut Tx, role: Role, code: &str) -> Result<Option<Place>, sqlx::Error> {
    if role == Role::Liaison {
        let id = sqlx::query_scalar!("select id from facility where code = $1 and closed_on is null", code)
            .fetch_optional(&mut **tx)
            .await?;
        return Ok(id.map(Place::Facility));
    }
    let id = sqlx::query_scalar!("select id from org where code = $1 and closed_on is null", code)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(id.map(Place::Org))
}

pub async fn add(tx: &mut Tx, new: &NewPerson<'_>) -> Result<(), sqlx::Error> {
    let kind = match new.role {
        Role::Liaison => "liaison",
        Role::SystemAdmin | Role::SecurityAdmin | Role::Auditor | Role::BusinessAdmin => "administrator",
        Role::Expert => "expert",
        Role::Chief | Role::DepartmentHead | Role::Prosecutor | Role::Resident => "prosecutor",
    };
    let (org, facility) = new.place.parts();
    sqlx::query!(
        "insert into person (id, name, kind, title) values ($1, $2, $3, $4)",
        new.id,
        new.name,
        kind,
        new.title
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into post (id, person_id, role, org_id, facility_id, title, during)
         values ($1, $2, $3, $4, $5, $6, daterange($7, null))",
        crate::foundation::id::fresh(),
        new.id,
        new.role as Role,
        org,
        facility,
        new.title,
        new.today
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!(
        "insert into account (person_id, username, secret, created_at, secret_changed_at) values ($1, $2, $3, $4, $4)",
        new.id,
        new.username,
        new.secret,
        new.now
    )
    .execute(&mut **tx)
    .await?;
    sqlx::query!("insert into installation (kind, at) values ('real', $1) on conflict do nothing", new.now)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

pub async fn unlock(tx: &mut Tx, username: &str) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from sign_in_guard where kind = 'name' and key = $1", username).execute(&mut **tx).await?;
    Ok(())
}

pub async fn reset(tx: &mut Tx, person: Uuid, secret: &str, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("update account set secret = $2, secret_changed_at = $3 where person_id = $1", person, secret, now)
        .execute(&mut **tx)
        .await?;
    sqlx::query!("update session set revoked_at = $2 where person_id = $1 and revoked_at is null", person, now)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
