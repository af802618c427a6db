//! What the demonstration reads and marks in the database: the installation, the units, facilities and categories.
use std::collections::HashMap;

use anyhow::Context as _;
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgConnection, postgres::PgPoolOptions};
use uuid::Uuid;

use super::schedule::OUTSIDE_PRISON;
use crate::people::access::{guard, secret};
use crate::people::org::load::SPP;

/// A procuratorate.
pub struct Org {
    pub id: i32,
    pub level: i16,
    pub name_zh: String,
}

/// A facility with its present place.
pub struct Place {
    pub id: Uuid,
    pub code: String,
    pub name_zh: String,
    pub supervisor_id: i32,
    pub supervisor_code: String,
    pub prov_id: Option<i32>,
    pub city_id: Option<i32>,
    pub unit_id: Option<i32>,
    pub office_id: Option<i32>,
    pub office_code: Option<String>,
}

/// A category of findings in the first taxonomy.
pub struct Category {
    pub id: i32,
    pub severity: String,
    pub domain_zh: String,
    pub of_office: bool,
}

impl Category {
    pub fn concerns(&self) -> &'static str {
        if self.of_office { "resident_office" } else { "facility" }
    }
}

/// What the history refers to, by code.
pub struct World {
    pub orgs: HashMap<String, Org>,
    pub places: HashMap<String, Place>,
    pub categories: HashMap<String, Category>,
}

/// The kind of this installation, once one is set.
pub async fn installation(tx: &mut PgConnection) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!("select kind from installation").fetch_optional(tx).await
}

pub async fn has_inspections(tx: &mut PgConnection) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select exists (select from inspection) as "any!""#).fetch_one(tx).await
}

/// With two at once the second waits here and then finds the installation marked.
pub async fn take_turn(tx: &mut PgConnection) -> sqlx::Result<()> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('demo', 0))").fetch_one(tx).await?;
    Ok(())
}

pub async fn mark_demo(tx: &mut PgConnection, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!("insert into installation (kind, at) values ('demo', $1)", now).execute(tx).await?;
    Ok(())
}

pub async fn outside_prison(tx: &mut PgConnection, id: Uuid, since: NaiveDate) -> anyhow::Result<()> {
    sqlx::query!(
        "insert into facility (id, code, kind, name_zh, name_en, division, note, outside, supervisor_id)
         select $1, $2, 'prison', '外省示例监狱', 'Example Prison of Another Province', '999900', '外省监狱，仅见于跨省交叉巡回检察', true, o.id
           from org o where o.code = $3",
        id,
        OUTSIDE_PRISON,
        SPP,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into facility_supervision (facility_id, org_id, during) select $1, o.id, daterange($2::date, null) from org o where o.code = $3",
        id,
        since,
        SPP,
    )
    .execute(&mut *tx)
    .await
    .context("writing the prison of another province")?;
    Ok(())
}

pub async fn units(tx: &mut PgConnection) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!("select code from org where kind in ('city', 'dispatched') order by code").fetch_all(tx).await
}

pub async fn world(tx: &mut PgConnection) -> sqlx::Result<World> {
    let orgs = sqlx::query!("select id, code, level, name_zh from org").fetch_all(&mut *tx).await?;
    let places = sqlx::query_as!(
        Place,
        r#"select f.id, f.code, f.name_zh, f.supervisor_id, s.code as supervisor_code, f.prov_id, f.city_id, f.unit_id, f.office_id, o.code as "office_code?"
             from facility f join org s on s.id = f.supervisor_id left join org o on o.id = f.office_id"#
    )
    .fetch_all(&mut *tx)
    .await?;
    let categories = sqlx::query!(
        "select c.id, c.code, c.concerns, e.severity_hint, e.domain_zh
           from category c join category_entry e on e.category_id = c.id where e.taxonomy_id = 1"
    )
    .fetch_all(&mut *tx)
    .await?;
    Ok(World {
        orgs: orgs.into_iter().map(|o| (o.code, Org { id: o.id, level: o.level, name_zh: o.name_zh })).collect(),
        places: places.into_iter().map(|place| (place.code.clone(), place)).collect(),
        categories: categories
            .into_iter()
            .map(|c| {
                let category = Category {
                    id: c.id,
                    severity: c.severity_hint,
                    domain_zh: c.domain_zh,
                    of_office: c.concerns == "resident_office",
                };
                (c.code, category)
            })
            .collect(),
    })
}

pub async fn analyze(pool: &sqlx::PgPool) -> sqlx::Result<()> {
    sqlx::query!("analyze").execute(pool).await?;
    Ok(())
}

/// A way into the database as every page has it, which does not wait for the disk.
pub async fn hasty(web: &sqlx::PgPool) -> sqlx::Result<sqlx::PgPool> {
    let options = web.connect_options().as_ref().clone().options([("synchronous_commit", "off")]);
    PgPoolOptions::new().max_connections(1).connect_with(options).await
}

/// The service of an instrument.
pub async fn service(pool: &sqlx::PgPool, document: Uuid) -> sqlx::Result<Uuid> {
    sqlx::query_scalar!("select id from service where document_id = $1", document).fetch_one(pool).await
}

/// Gives colleagues accounts whose password nobody knows.
pub async fn colleagues(tx: &mut PgConnection, people: &[(Uuid, String)], now: DateTime<Utc>) -> anyhow::Result<()> {
    sqlx::query!(
        "insert into account (person_id, username, secret, created_at, secret_changed_at)
         select u.person_id, u.username, $3, $4, $4 from unnest($1::uuid[], $2::text[]) as u (person_id, username)",
        &people.iter().map(|(id, _)| *id).collect::<Vec<_>>(),
        &people.iter().map(|(_, username)| username.clone()).collect::<Vec<_>>(),
        secret::hash(guard::new_token()?).await?,
        now,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Begins a session that outlasts the demonstration's days.
pub async fn enter(tx: &mut PgConnection, token: &[u8], person: Uuid, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into session (token_sha256, person_id, post_id, created_at, seen_at, ends_at, idle, agent)
         select $1, p.person_id, p.id, $3, $3, $3::timestamptz + interval '2 years', interval '2 years', ''
           from post p where p.person_id = $2 order by lower(p.during), p.id limit 1",
        token,
        person,
        now,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Ends every session: nobody has signed in yet. Colleagues, whose password nobody knows, wait for one of their own.
pub async fn leave(pool: &sqlx::PgPool) -> sqlx::Result<()> {
    sqlx::query!("delete from session").execute(pool).await?;
    sqlx::query!("update account set must_change = true where username like 'colleague%'").execute(pool).await?;
    Ok(())
}
