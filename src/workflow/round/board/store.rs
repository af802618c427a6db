//! All SQL of boards and of the search for plans.
mod against;
pub mod problem;

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgPool;
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::{AppError, Result},
        id::{PersonId, PlaceId, RoundId, fresh},
        word::Word as _,
    },
    workflow::{
        round::{
            board::model::{Course, Deed, Seated, Solving, Version},
            solve::{Progress, Rule},
        },
        team,
    },
};

/// The version of the board that stands; 0 before the first.
pub async fn head(tx: &mut Tx, round: RoundId) -> Result<i32> {
    Ok(sqlx::query_scalar!("select board_no from round where id = $1", round.0).fetch_one(&mut **tx).await?)
}

/// The seats of a version, in the places that the round still has.
pub async fn seats(tx: &mut Tx, round: RoundId, no: i32) -> Result<Vec<Seated>> {
    Ok(sqlx::query_as!(
        Seated,
        r#"select s.place_id as "place: PlaceId", s.person_id as "person: PersonId", s.place as "spot: team::Place", s.pinned
             from assignment_seat s join person p on p.id = s.person_id join round_place rp on rp.id = s.place_id where s.round_id = $1 and s.no = $2
            order by s.place_id, array_position(array['team_leader', 'lead_prosecutor', 'deputy_leader', 'member', 'recorder', 'expert', 'observer'], s.place), p.name, p.id"#,
        round.0,
        no
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// The versions, the latest first.
pub async fn versions(tx: &mut Tx, round: RoundId) -> Result<Vec<Version>> {
    Ok(sqlx::query_as!(
        Version,
        r#"select a.no, a.deed as "deed: Deed", a.restores, p.name as who, a.at from assignment a join person p on p.id = a.author_id
            where a.round_id = $1 order by a.no desc limit 200"#,
        round.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// A version about to be written.
#[derive(Debug)]
pub struct NewVersion<'a> {
    pub base: i32,
    pub deed: Deed,
    pub restores: Option<i32>,
    pub note: &'a Value,
    pub author: PersonId,
}

/// Writes the next version, if the one that it was made from still stands.
///
/// # Errors
/// Conflict if another version was written since.
pub async fn write(
    tx: &mut Tx,
    round: RoundId,
    new: NewVersion<'_>,
    seats: &[Seated],
    now: DateTime<Utc>,
) -> Result<i32> {
    let moved = sqlx::query!(
        "update round set board_no = board_no + 1 where id = $1 and board_no = $2 and state = 'planning'",
        round.0,
        new.base
    )
    .execute(&mut **tx)
    .await?;
    if moved.rows_affected() == 0 {
        return Err(AppError::Conflict("refused-board-changed"));
    }
    let no = new.base + 1;
    sqlx::query!(
        "insert into assignment (round_id, no, base_no, deed, restores, note, author_id, at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        round.0,
        no,
        new.base,
        new.deed as Deed,
        new.restores,
        new.note,
        new.author.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    let places: Vec<Uuid> = seats.iter().map(|seat| seat.place.0).collect();
    let people: Vec<Uuid> = seats.iter().map(|seat| seat.person.0).collect();
    let spots: Vec<String> = seats.iter().map(|seat| seat.spot.code().to_owned()).collect();
    let pins: Vec<bool> = seats.iter().map(|seat| seat.pinned).collect();
    sqlx::query!(
        "insert into assignment_seat (round_id, no, place_id, person_id, place, pinned)
         select $1, $2, u.place, u.person, u.spot, u.pinned from unnest($3::uuid[], $4::uuid[], $5::text[], $6::bool[]) as u (place, person, spot, pinned)",
        round.0,
        no,
        &places,
        &people,
        &spots,
        &pins
    )
    .execute(&mut **tx)
    .await?;
    Ok(no)
}

/// A rule of design that was set aside.
#[derive(Debug, Clone)]
pub struct SetAside {
    pub place: PlaceId,
    pub person: PersonId,
    pub rule: Rule,
    pub reason: String,
    pub who: String,
}

pub async fn set_aside(tx: &mut Tx, round: RoundId) -> Result<Vec<SetAside>> {
    Ok(sqlx::query_as!(
        SetAside,
        r#"select o.place_id as "place: PlaceId", o.person_id as "person: PersonId", o.rule as "rule: Rule", o.reason, p.name as who
             from assignment_override o join person p on p.id = o.by_id where o.round_id = $1 order by o.at"#,
        round.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

pub async fn override_rule(tx: &mut Tx, round: RoundId, of: &SetAside, by: PersonId, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "insert into assignment_override (id, round_id, place_id, person_id, rule, reason, by_id, at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        fresh(),
        round.0,
        of.place.0,
        of.person.0,
        of.rule as Rule,
        of.reason,
        by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Carries the exceptions that were allowed on the board into the inspections that came of it.
pub async fn waive(tx: &mut Tx, round: RoundId) -> Result<()> {
    sqlx::query!("select round_waives($1)", round.0).execute(&mut **tx).await?;
    Ok(())
}

/// Why a rule that warns was not kept, as a submission says.
pub async fn reasoned(tx: &mut Tx, round: RoundId, step: i32, rule: Rule, said: &str) -> Result<()> {
    sqlx::query!(
        "insert into assignment_reason (round_id, step_no, rule, said) values ($1, $2, $3, $4)",
        round.0,
        step,
        rule as Rule,
        said
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What the last submission said of the rules that warn.
pub async fn reasons(tx: &mut Tx, round: RoundId) -> Result<Vec<(Rule, String)>> {
    let rows = sqlx::query!(
        r#"select r.rule as "rule: Rule", r.said from assignment_reason r
            where r.round_id = $1 and r.step_no = (select max(x.step_no) from assignment_reason x where x.round_id = $1) order by r.rule"#,
        round.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.rule, row.said)).collect())
}

/// The last search for a plan.
pub async fn solving(tx: &mut Tx, round: RoundId) -> Result<Option<Solving>> {
    Ok(sqlx::query_as!(
        Solving,
        r#"select s.id, s.base_no, s.state as "state: Course", s.done, s.of, s.best, s.outcome, s.cancel, p.name as who, s.asked_at, s.ended_at
             from solving s join person p on p.id = s.asked_by where s.round_id = $1 order by s.asked_at desc, s.id desc limit 1"#,
        round.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Asks for a plan around the pins of a version.
pub async fn ask(tx: &mut Tx, round: RoundId, base: i32, by: PersonId, now: DateTime<Utc>) -> Result<Uuid> {
    let id = fresh();
    // the same round at the same version gives the same plan
    let seed = i64::from(base) + 1;
    sqlx::query!(
        "insert into solving (id, round_id, base_no, seed, state, asked_by, asked_at) values ($1, $2, $3, $4, 'waiting', $5, $6)",
        id,
        round.0,
        base,
        seed,
        by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// Asks the search to stop. Whoever works on it hears of it; one that nobody works on yet ends with the next look.
pub async fn cancel(tx: &mut Tx, round: RoundId) -> Result<bool> {
    let asked = sqlx::query!("update solving set cancel = true where round_id = $1 and ended_at is null", round.0)
        .execute(&mut **tx)
        .await?;
    Ok(asked.rows_affected() > 0)
}

/// A search that is taken up.
#[derive(Debug)]
pub struct Taken {
    pub id: Uuid,
    pub round: RoundId,
    pub base: i32,
    pub seed: i64,
    pub asked_by: PersonId,
    /// It was stopped before anybody took it up.
    pub cancel: bool,
}

/// Takes the search that waits longest and that nobody works on: whoever does holds its lock until the transaction ends, so that
/// the work of a process that is gone is taken up by another.
pub async fn take(tx: &mut Tx) -> Result<Option<Taken>> {
    let waiting = sqlx::query_as!(
        Taken,
        r#"select id, round_id as "round: RoundId", base_no as base, seed, asked_by as "asked_by: PersonId", cancel from solving
            where ended_at is null order by asked_at, id"#
    )
    .fetch_all(&mut **tx)
    .await?;
    for one in waiting {
        let free = sqlx::query_scalar!(
            r#"select pg_try_advisory_xact_lock(hashtextextended('solving:' || $1::text, 0)) as "free!""#,
            one.id.to_string()
        )
        .fetch_one(&mut **tx)
        .await?;
        if free {
            let still = sqlx::query_scalar!(
                r#"select exists (select from solving where id = $1 and ended_at is null) as "still!""#,
                one.id
            )
            .fetch_one(&mut **tx)
            .await?;
            if still {
                return Ok(Some(one));
            }
        }
    }
    Ok(None)
}

/// Tells how far a search is, and hears whether it is to stop.
pub async fn beat(pool: &PgPool, id: Uuid, progress: Option<Progress>) -> Result<bool, sqlx::Error> {
    let n = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    sqlx::query_scalar!(
        "update solving set state = 'running', done = coalesce($2, done), of = coalesce($3, of), best = coalesce($4, best) where id = $1 returning cancel",
        id,
        progress.map(|progress| n(progress.done)),
        progress.map(|progress| n(progress.of)),
        progress.and_then(|progress| progress.best)
    )
    .fetch_one(pool)
    .await
}

/// Whether somebody asked a search to stop.
pub async fn is_stopped(pool: &PgPool, id: Uuid) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!("select cancel from solving where id = $1", id).fetch_one(pool).await
}

/// Ends a search.
pub async fn end(tx: &mut Tx, id: Uuid, state: Course, outcome: &Value, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "update solving set state = $2, outcome = $3, ended_at = $4 where id = $1 and ended_at is null",
        id,
        state as Course,
        outcome,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
