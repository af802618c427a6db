//! All SQL of calendars.
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::{AppError, Result},
        id::{OrgId, PersonId, RoundId, fresh},
        word::Word as _,
    },
    workflow::{
        inspection::Kind,
        round::calendar::model::{Item, What},
    },
};

/// Everything within reach that falls between two days, of all rounds and cases or of one round.
pub async fn items(tx: &mut Tx, round: Option<RoundId>, (from, to): (NaiveDate, NaiveDate)) -> Result<Vec<Item>> {
    Ok(sqlx::query_as!(
        Item,
        r#"select x.id as "id!", x.what as "what!: What", x.kind as "kind?: Kind", x.zh as "title_zh!", x.en as "title_en!", x.first_day as "first_day!", x.last_day as "last_day!" from (
             select i.id, 'inspection' as what, i.kind, f.name_zh as zh, f.name_en as en, coalesce(i.started_on, i.planned_from) as first_day, coalesce(i.ended_on, i.planned_to) as last_day
               from inspection i join facility f on f.id = i.facility_id
              where i.state <> 'cancelled' and ($1::uuid is null or exists (select from round_place p where p.inspection_id = i.id and p.round_id = $1))
             union all
             select r.id, 'place', r.kind, f.name_zh, f.name_en, p.first_day, p.last_day
               from round_place p join round r on r.id = p.round_id join facility f on f.id = p.facility_id
              where p.inspection_id is null and r.state in ('planning', 'submitted', 'approved') and ($1::uuid is null or r.id = $1)
             union all
             select a.person_id, 'away', null, n.name, n.name, lower(a.during), upper(a.during) - 1
               from absence a join person n on n.id = a.person_id
              where a.void_on is null
                and ($1::uuid is null or exists (select from assignment_seat s join round r on r.id = s.round_id and r.board_no = s.no where s.round_id = $1 and s.person_id = a.person_id))
             union all
             select b.id, 'blackout', null, b.reason, b.reason, b.first_day, b.last_day from blackout b where b.ended_at is null) x
            where x.first_day <= $3 and x.last_day >= $2
            order by x.first_day, x.what, x.zh, x.id limit 1000"#,
        round.map(|round| round.0),
        from,
        to
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Days on which nobody of an organ travels.
#[derive(Debug, Clone)]
pub struct Blackout {
    pub id: Uuid,
    pub org: OrgId,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    pub reason: String,
    pub who: String,
}

/// Those that are not over on a day, of one organ or of all; or a single one, whether it still holds or not.
pub async fn blackouts(tx: &mut Tx, id: Option<Uuid>, org: Option<OrgId>, day: NaiveDate) -> Result<Vec<Blackout>> {
    Ok(sqlx::query_as!(
        Blackout,
        r#"select b.id, b.org_id as "org: OrgId", b.first_day, b.last_day, b.reason, p.name as who from blackout b join person p on p.id = b.by_id
            where case when $1::uuid is null then b.ended_at is null and b.last_day >= $2 and ($3::int is null or b.org_id = $3) else b.id = $1 end order by b.first_day, b.id limit 100"#,
        id,
        day,
        org.map(|org| org.0)
    )
    .fetch_all(&mut **tx)
    .await?)
}

pub async fn set_blackout(
    tx: &mut Tx,
    org: OrgId,
    (first, last): (NaiveDate, NaiveDate),
    reason: &str,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<Uuid> {
    let id = fresh();
    sqlx::query!(
        "insert into blackout (id, org_id, first_day, last_day, reason, by_id, at) values ($1, $2, $3, $4, $5, $6, $7)",
        id,
        org.0,
        first,
        last,
        reason,
        by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

pub async fn end_blackout(tx: &mut Tx, id: Uuid, by: PersonId, now: DateTime<Utc>) -> Result<()> {
    let ended = sqlx::query!(
        "update blackout set ended_by = $2, ended_at = $3 where id = $1 and ended_at is null",
        id,
        by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    if ended.rows_affected() == 1 { Ok(()) } else { Err(AppError::Conflict("refused-step-taken")) }
}

/// Since when the person has a secret address; none without one.
pub async fn feed_since(tx: &mut Tx, person: PersonId) -> Result<Option<DateTime<Utc>>> {
    Ok(sqlx::query_scalar!("select made_at from calendar_feed where person_id = $1 and revoked_at is null", person.0)
        .fetch_optional(&mut **tx)
        .await?)
}

/// Ends the address that there is; whether there was one.
pub async fn revoke(tx: &mut Tx, person: PersonId, now: DateTime<Utc>) -> Result<bool> {
    let ended = sqlx::query!(
        "update calendar_feed set revoked_at = $2 where person_id = $1 and revoked_at is null",
        person.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(ended.rows_affected() > 0)
}

pub async fn make(tx: &mut Tx, person: PersonId, secret: &[u8], now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "insert into calendar_feed (id, person_id, secret_sha256, made_at) values ($1, $2, $3, $4)",
        fresh(),
        person.0,
        secret,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The calendar that a secret opens; none if it opens none. Nobody is signed in: the database tells of this one person alone.
pub async fn feed(pool: &PgPool, secret: &[u8], today: NaiveDate) -> Result<Option<Vec<Item>>> {
    let is = sqlx::query_scalar!(r#"select feed_is($1, $2) as "is!""#, secret, today).fetch_one(pool).await?;
    if !is {
        return Ok(None);
    }
    let rows = sqlx::query!(
        r#"select id as "id!", what as "what!: What", kind as "kind!", facility_zh as "zh!", facility_en as "en!", first_day as "first_day!", last_day as "last_day!" from feed_of($1, $2)"#,
        secret,
        today
    )
    .fetch_all(pool)
    .await?;
    Ok(Some(
        rows.into_iter()
            .map(|row| Item {
                id: row.id,
                what: row.what,
                kind: Kind::parse(&row.kind),
                title_zh: row.zh,
                title_en: row.en,
                first_day: row.first_day,
                last_day: row.last_day,
            })
            .collect(),
    ))
}
