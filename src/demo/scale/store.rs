//! What the growth refers to, and the people and facilities that it adds.
use std::collections::HashMap;

use anyhow::Context as _;
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::super::case::SERIES;
use super::deal::{Facility, OWN, Person, Place, World};
use crate::people::org::load::REGION;

/// Hours of a day are those of the office, and what is large may take long.
pub async fn settings(connection: &mut PgConnection) -> sqlx::Result<()> {
    sqlx::query!("set time zone 'Asia/Shanghai'").execute(&mut *connection).await?;
    sqlx::query!("set statement_timeout = 0").execute(connection).await?;
    Ok(())
}

pub async fn has_person(connection: &mut PgConnection, id: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select exists (select from person where id = $1) as "there!""#, id)
        .fetch_one(connection)
        .await
}

/// Facilities of the region, by code.
pub async fn places(connection: &mut PgConnection) -> sqlx::Result<Vec<Place>> {
    sqlx::query_as!(
        Place,
        "select f.id, f.code, f.kind, f.supervisor_id, o.code as supervisor_code
           from facility f join org o on o.id = f.supervisor_id where not f.outside order by f.code"
    )
    .fetch_all(connection)
    .await
}

pub async fn world(connection: &mut PgConnection) -> anyhow::Result<World> {
    let region = sqlx::query_scalar!("select id from org where code = $1", REGION).fetch_one(&mut *connection).await?;
    let accounts: HashMap<String, Uuid> = sqlx::query!("select username, person_id from account")
        .fetch_all(&mut *connection)
        .await?
        .into_iter()
        .map(|account| (account.username, account.person_id))
        .collect();
    let account = |name: &str| accounts.get(name).copied().with_context(|| format!("no account {name}"));
    let series = sqlx::query!("select org_id, year, last_no from number_series where series = $1", SERIES)
        .fetch_all(&mut *connection)
        .await?
        .into_iter()
        .map(|row| ((row.org_id, row.year), row.last_no))
        .collect();
    Ok(World {
        places: places(&mut *connection).await?,
        region: (region, REGION.to_owned()),
        own: OWN.iter().map(|name| account(name)).collect::<anyhow::Result<_>>()?,
        closer: account("supervisor")?,
        series,
    })
}

/// Tables whose triggers stand aside for the transaction that writes a batch: its rows are legal by their making, hands
/// and places in rectification are written as the triggers would. Keys and checks stay.
const ASIDE: &str = "do $$ declare t text; begin
   foreach t in array array['step', 'team_member', 'record', 'finding', 'finding_text', 'document_finding', 'service', 'reply', 'verification', 'closing', 'recheck'] loop
     execute format('alter table %I disable trigger user', t);
   end loop;
 end $$";

pub async fn stand_aside(tx: &mut PgConnection) -> sqlx::Result<()> {
    sqlx::raw_sql(ASIDE).execute(tx).await?;
    Ok(())
}

/// The triggers are back, after all that was put off to the end has been checked.
pub async fn stand_guard(tx: &mut PgConnection) -> sqlx::Result<()> {
    sqlx::query!("set constraints all immediate").execute(&mut *tx).await?;
    sqlx::raw_sql(sqlx::AssertSqlSafe(ASIDE.replace("disable", "enable"))).execute(tx).await?;
    Ok(())
}

/// Inspectors, a procuratorate's after the other's.
pub async fn people(tx: &mut PgConnection, people: &[Person], since: DateTime<Utc>) -> sqlx::Result<()> {
    let ids: Vec<Uuid> = people.iter().map(|person| person.id).collect();
    sqlx::query!(
        "insert into person (id, name, kind, rank, title)
         select u.id, u.name, 'prosecutor', 'prosecutor_2', '检察官' from unnest($1::uuid[], $2::text[]) as u (id, name)",
        &ids,
        &people.iter().map(|person| person.name.clone()).collect::<Vec<_>>(),
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "with unit as (select id, row_number() over (order by code) - 1 as turn, count(*) over () as units from org where kind in ('city', 'dispatched'))
         insert into post (id, person_id, role, org_id, title, during)
         select u.post, u.id, 'prosecutor', unit.id, '检察官', daterange($4::timestamptz::date - 4000, null)
           from unnest($1::uuid[], $2::uuid[], $3::int[]) as u (post, id, turn) join unit on unit.turn = u.turn % unit.units",
        &people.iter().map(|person| person.post).collect::<Vec<_>>(),
        &ids,
        &people.iter().map(|person| person.turn).collect::<Vec<_>>(),
        since,
    )
    .execute(&mut *tx)
    .await?;
    Ok(())
}

/// Facilities after the pattern of others, supervised as those are.
pub async fn facilities(tx: &mut PgConnection, facilities: &[Facility], since: NaiveDate) -> sqlx::Result<()> {
    let ids: Vec<Uuid> = facilities.iter().map(|facility| facility.id).collect();
    let like: Vec<Uuid> = facilities.iter().map(|facility| facility.like).collect();
    sqlx::query!(
        "insert into facility (id, code, kind, name_zh, name_en, division, capacity, supervisor_id)
         select u.id, u.code, f.kind, f.name_zh || u.suffix, f.name_en || ', ' || u.code, f.division, f.capacity, f.supervisor_id
           from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) as u (id, pattern, code, suffix) join facility f on f.id = u.pattern",
        &ids,
        &like,
        &facilities.iter().map(|facility| facility.code.clone()).collect::<Vec<_>>(),
        &facilities.iter().map(|facility| facility.suffix.clone()).collect::<Vec<_>>(),
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into facility_supervision (facility_id, org_id, during)
         select u.id, f.supervisor_id, daterange($3::date, null)
           from unnest($1::uuid[], $2::uuid[]) as u (id, pattern) join facility f on f.id = u.pattern",
        &ids,
        &like,
        since,
    )
    .execute(&mut *tx)
    .await?;
    Ok(())
}

/// The database goes on from the last number of each series.
pub async fn series(connection: &mut PgConnection, world: &World) -> sqlx::Result<()> {
    let drawn: Vec<(i32, i32, i32)> = world.series.iter().map(|((org, year), last)| (*org, *year, *last)).collect();
    sqlx::query!(
        "insert into number_series (org_id, series, year, last_no)
         select u.org_id, $4, u.year, u.last_no from unnest($1::int[], $2::int[], $3::int[]) as u (org_id, year, last_no)
         on conflict on constraint number_series_pk do update set last_no = greatest(number_series.last_no, excluded.last_no)",
        &drawn.iter().map(|(org, ..)| *org).collect::<Vec<_>>(),
        &drawn.iter().map(|(_, year, _)| *year).collect::<Vec<_>>(),
        &drawn.iter().map(|(.., last)| *last).collect::<Vec<_>>(),
        SERIES,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// What counts in the index alone needs to know which pages all may see.
pub async fn vacuum(connection: &mut PgConnection) -> sqlx::Result<()> {
    sqlx::query!("vacuum (analyze)").execute(connection).await?;
    Ok(())
}
