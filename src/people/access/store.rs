//! All SQL of sign-in and sessions. Sign-in runs as the owner: the web role cannot read accounts.
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgPool, postgres::types::PgInterval, types::Json};
use uuid::Uuid;

use crate::{
    foundation::{
        db::{Recall, Rests, Tx},
        error::Result,
        id::{FacilityId, OrgId, PersonId, PostId},
        word::Word as _,
    },
    people::access::{
        actor::{Actor, Held, Role, Unit},
        guard::Failures,
        turn::{Task, Turn, Waiting, Waits},
    },
};

/// Tells the database who acts in this transaction and from where; none if the session has ended or never was.
pub async fn enter(tx: &mut Tx, token: &[u8], source: &str, now: DateTime<Utc>) -> Result<Option<Actor>> {
    let row = sqlx::query!(
        r#"select person_id as "person_id!", name as "name!", post_id as "post_id!", role as "role!: Role", post_title as "title!", org_id, org_code, org_zh, org_en, level, approver_id,
                  facility_id, facility_zh, facility_en, idle_minutes as "idle_minutes!", delegated as "delegated!", cleared as "cleared!", must_change as "must_change!", posts as "posts!: Json<Vec<HeldRow>>", moved as "moved!"
             from enter($1, $2), set_config('app.source', $3, true)"#,
        token,
        now,
        source
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| Actor {
        person: PersonId(row.person_id),
        name: row.name,
        post: PostId(row.post_id),
        role: row.role,
        title: row.title,
        unit: row.org_id.map(|id| Unit {
            id: OrgId(id),
            code: row.org_code.unwrap_or_default(),
            name_zh: row.org_zh.unwrap_or_default(),
            name_en: row.org_en.unwrap_or_default(),
            level: row.level.unwrap_or(i16::MAX),
            approver: row.approver_id.map(OrgId),
        }),
        facility: row
            .facility_id
            .map(|id| (FacilityId(id), row.facility_zh.unwrap_or_default(), row.facility_en.unwrap_or_default())),
        idle_minutes: row.idle_minutes,
        delegated: row.delegated.into_iter().map(OrgId).collect(),
        cleared: row.cleared,
        session: token.to_vec(),
        today: crate::foundation::clock::day(now),
        source: source.to_owned(),
        must_change: row.must_change,
        posts: row.posts.0.into_iter().filter_map(HeldRow::read).collect(),
        moved: row.moved,
    }))
}

/// A post as the database lists it.
#[derive(Debug, serde::Deserialize)]
struct HeldRow {
    id: PostId,
    role: String,
    title: String,
    zh: String,
    en: String,
}

impl HeldRow {
    fn read(self) -> Option<Held> {
        let role = Role::parse(&self.role)?;
        Some(Held { id: self.id, role, title: self.title, place_zh: self.zh, place_en: self.en })
    }
}

/// Lets the session act in another post of its person, from the next request on; not if it is not held today.
pub async fn act_in(tx: &mut Tx, session: &[u8], post: PostId, today: NaiveDate) -> Result<bool> {
    let taken = sqlx::query_scalar!(r#"select act_in($1, $2, $3) as "taken!""#, session, post.0, today);
    Ok(taken.fetch_one(&mut **tx).await?)
}

/// What waits for the actor, counted by task: the one statement that the menu costs a page.
pub async fn waiting(tx: &mut Tx, recall: &Recall, actor: &Actor, today: NaiveDate) -> Result<Waiting> {
    match &actor.facility {
        Some((facility, ..)) => answers(tx, recall, *facility, today).await,
        None => turns(tx, recall, actor, today).await,
    }
}

/// What awaits an answer of a facility.
async fn answers(tx: &mut Tx, recall: &Recall, facility: FacilityId, today: NaiveDate) -> Result<Waiting> {
    let slot = match recall.ask(tx, Rests::OnAll, &("answers", facility, today)).await? {
        Ok(known) => return Ok(known),
        Err(slot) => slot,
    };
    let row = sqlx::query!(
        r#"select count(*) as "n!", count(*) filter (where i.due < $1) as "late!" from served_awaiting() i"#,
        today
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(slot.keep(Waiting(vec![Waits { task: Task::Answer, n: row.n, late: row.late }])))
}

async fn turns(tx: &mut Tx, recall: &Recall, actor: &Actor, today: NaiveDate) -> Result<Waiting> {
    let turn = Turn::of(actor);
    let slot = match recall.ask(tx, Rests::OnAll, &("waiting", &turn, &actor.cleared, today)).await? {
        Ok(known) => return Ok(known),
        Err(slot) => slot,
    };
    let rows = sqlx::query_as!(
        Waits,
        r#"select w.task as "task!: Task", count(*) as "n!", count(*) filter (where w.due_on < $6) as "late!"
             from (select * from waiting($1, $2, $3, $4, $5, $6) union all select * from recusal_waiting($1, $2, $3, $7, $6)
                   union all select * from round_waiting($2, $3, $7, $5)) w group by w.task"#,
        turn.person,
        turn.unit,
        turn.approves,
        turn.closes,
        &turn.delegated,
        today,
        turn.registers
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(slot.keep(Waiting(rows)))
}

/// How many clues wait for the acting person; none where there is no right to their register.
pub async fn clues(tx: &mut Tx) -> Result<Option<i64>> {
    let row = sqlx::query!(r#"select holds as "holds!", waits as "waits!" from clue.register()"#)
        .fetch_one(&mut **tx)
        .await?;
    Ok(row.holds.then_some(row.waits))
}

/// Takes a post's key, or says where the first post with it led. Waits for a first one that is still under way.
pub async fn answered_before(
    tx: &mut Tx,
    person: PersonId,
    key: Uuid,
    route: &str,
    now: DateTime<Utc>,
) -> Result<Option<String>> {
    let taken = sqlx::query!("insert into idempotency (person_id, key, route, location, at) values ($1, $2, $3, '', $4) on conflict do nothing", person.0, key, route, now)
        .execute(&mut **tx)
        .await?;
    if taken.rows_affected() == 1 {
        return Ok(None);
    }
    Ok(sqlx::query_scalar!(
        "select location from idempotency where person_id = $1 and key = $2 and route = $3",
        person.0,
        key,
        route
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Notes where a post led.
pub async fn answered(tx: &mut Tx, person: PersonId, key: Uuid, route: &str, location: &str) -> Result<()> {
    sqlx::query!(
        "update idempotency set location = $4 where person_id = $1 and key = $2 and route = $3",
        person.0,
        key,
        route,
        location
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// An account that may sign in.
#[derive(Debug)]
pub struct Account {
    pub person_id: Uuid,
    pub secret: String,
    pub disabled: bool,
}

pub async fn account(pool: &PgPool, username: &str) -> Result<Option<Account>> {
    Ok(sqlx::query_as!(Account, "select person_id, secret, disabled from account where username = $1", username)
        .fetch_optional(pool)
        .await?)
}

/// Username and secret of an account.
pub async fn secret_of(pool: &PgPool, person: PersonId) -> Result<Option<(String, String)>> {
    let row = sqlx::query!("select username, secret from account where person_id = $1", person.0);
    Ok(row.fetch_optional(pool).await?.map(|row| (row.username, row.secret)))
}

/// The post in which a session begins: of those held today the one that the person acted in last, else the first.
pub async fn post_today(pool: &PgPool, person: Uuid, today: NaiveDate) -> Result<Option<(Uuid, Role)>> {
    let row = sqlx::query!(
        r#"select id, role as "role: Role" from post where person_id = $1 and during @> $2::date
            order by id is distinct from (select se.post_id from session se where se.person_id = $1 order by se.created_at desc limit 1), lower(during), id limit 1"#,
        person,
        today
    )
        .fetch_optional(pool)
        .await?;
    Ok(row.map(|row| (row.id, row.role)))
}

/// What is known of a name or a source. A day without failures forgets them: many people may share a source.
pub async fn failures(tx: &mut Tx, kind: &str, key: &str, now: DateTime<Utc>) -> Result<Failures> {
    // one row per name and source, taken by one sign-in at a time
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended($1 || ':' || $2, 0))", kind, key)
        .fetch_one(&mut **tx)
        .await?;
    Ok(sqlx::query_as!(
        Failures,
        "select failures, locks, locked_until from sign_in_guard where kind = $1 and key = $2 and greatest(last_at, locked_until) > $3::timestamptz - interval '1 day'",
        kind,
        key,
        now
    )
    .fetch_optional(&mut **tx)
    .await?
    .unwrap_or_default())
}

pub async fn set_failures(tx: &mut Tx, kind: &str, key: &str, failures: &Failures, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "insert into sign_in_guard (kind, key, failures, locks, locked_until, last_at) values ($1, $2, $3, $4, $5, $6)
         on conflict on constraint sign_in_guard_pk do update set failures = $3, locks = $4, locked_until = $5, last_at = $6",
        kind,
        key,
        failures.failures,
        failures.locks,
        failures.locked_until,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn clear_failures(tx: &mut Tx, kind: &str, key: &str) -> Result<()> {
    sqlx::query!("delete from sign_in_guard where kind = $1 and key = $2", kind, key).execute(&mut **tx).await?;
    Ok(())
}

/// A session about to begin.
#[derive(Debug)]
pub struct NewSession<'a> {
    pub token: &'a [u8],
    pub person: Uuid,
    pub post: Uuid,
    pub idle_minutes: i32,
    pub ends_at: DateTime<Utc>,
    pub agent: &'a str,
    pub source: &'a str,
}

/// Tells the trail where this transaction comes from.
pub async fn comes_from(tx: &mut Tx, source: &str) -> Result<()> {
    sqlx::query!("select set_config('app.source', $1, true)", source).fetch_one(&mut **tx).await?;
    Ok(())
}

pub async fn begin_session(tx: &mut Tx, session: NewSession<'_>, now: DateTime<Utc>) -> Result<()> {
    let idle = PgInterval { months: 0, days: 0, microseconds: i64::from(session.idle_minutes) * 60_000_000 };
    sqlx::query!(
        "insert into session (token_sha256, person_id, post_id, created_at, seen_at, ends_at, idle, agent, source) values ($1, $2, $3, $4, $4, $5, $6, $7, $8)",
        session.token,
        session.person,
        session.post,
        now,
        session.ends_at,
        idle,
        session.agent,
        session.source
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Ends one session; returns whose it was.
pub async fn end_session(tx: &mut Tx, token: &[u8], now: DateTime<Utc>) -> Result<Option<Uuid>> {
    Ok(sqlx::query_scalar!(
        "update session set revoked_at = $2 where token_sha256 = $1 and revoked_at is null returning person_id",
        token,
        now
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Ends every session of a person, but the one that is `kept`.
pub async fn end_sessions(tx: &mut Tx, person: PersonId, kept: Option<&[u8]>, now: DateTime<Utc>) -> Result<u64> {
    let ended = sqlx::query!("update session set revoked_at = $3 where person_id = $1 and revoked_at is null and token_sha256 is distinct from $2", person.0, kept, now).execute(&mut **tx).await?;
    Ok(ended.rows_affected())
}

pub async fn set_secret(tx: &mut Tx, person: PersonId, secret: &str, now: DateTime<Utc>) -> Result<()> {
    let changed = sqlx::query!(
        "update account set secret = $2, secret_changed_at = $3, must_change = false where person_id = $1",
        person.0,
        secret,
        now
    )
    .execute(&mut **tx)
    .await?;
    crate::foundation::error::one_row(&changed)
}

/// A session on the account page.
#[derive(Debug)]
pub struct OpenSession {
    pub token_sha256: Vec<u8>,
    pub created_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    pub agent: String,
    pub source: String,
}

pub async fn open_sessions(pool: &PgPool, person: PersonId, now: DateTime<Utc>) -> Result<Vec<OpenSession>> {
    Ok(sqlx::query_as!(
        OpenSession,
        "select token_sha256, created_at, seen_at, agent, source from session where person_id = $1 and revoked_at is null and ends_at > $2 and seen_at + idle > $2 order by created_at desc limit 50",
        person.0,
        now
    )
    .fetch_all(pool)
    .await?)
}

/// By what a session is known outside: the beginning of the hash of its token, from which nobody gets the token.
pub fn handle(session: &[u8]) -> String {
    hex::encode(session.get(..8).unwrap_or_default())
}

/// Whether nobody has taken a session away since: neither ended nor its account closed. That it has run out takes nothing away.
pub async fn stands(pool: &PgPool, handle: &str) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select from session s join account a on a.person_id = s.person_id
                    where substr(encode(s.token_sha256, 'hex'), 1, 16) = $1 and s.revoked_at is null and not a.disabled) as "stands!""#,
        handle
    )
    .fetch_one(pool)
    .await?)
}

/// Lets the actor of this transaction see a case that is about to be made; the next one learns it from the clearance.
pub async fn let_in(tx: &mut Tx, inspection: Uuid) -> Result<()> {
    sqlx::query!(
        "select set_config('app.cleared', (coalesce(nullif(current_setting('app.cleared', true), ''), '{}')::uuid[] || $1::uuid)::text, true)",
        inspection
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(())
}

/// Lets go of answers to forms after a week and of sessions a month after their end.
pub async fn forget(pool: &PgPool, now: DateTime<Utc>) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from idempotency where at < $1::timestamptz - interval '7 days'", now).execute(pool).await?;
    sqlx::query!("delete from session where ends_at < $1::timestamptz - interval '30 days'", now).execute(pool).await?;
    Ok(())
}
