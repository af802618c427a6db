//! Reading persons with their accounts, posts and sessions.
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{PersonId, PostId},
        web::paging::{PAGE, Page},
        word::Word,
    },
    people::{
        access::{Actor, Role},
        person::model::{
            AccountFile, AccountState, Gender, PersonFile, PersonKind, PersonRow, PostRow, Rank, SessionRow,
        },
    },
};

/// What narrows the list of accounts.
#[derive(Debug, Default)]
pub struct Filters {
    pub q: String,
    pub role: Option<Role>,
    pub state: Option<AccountState>,
    /// Code of the organ where a post is held today.
    pub org: String,
    /// The last person of the page before.
    pub after: Option<Uuid>,
}

/// Persons by name. Without a filter: those who have an account.
pub async fn list(
    tx: &mut Tx,
    filters: &Filters,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<Page<PersonRow, Uuid>> {
    let mut query = QueryBuilder::new("select * from ");
    people(&mut query, now, today);
    query.push(" where true");
    if !filters.q.is_empty() {
        let like = format!("%{}%", filters.q.replace(['\\', '%', '_'], ""));
        query.push(" and (p.name ilike ").push_bind(like.clone()).push(" or p.username ilike ").push_bind(like.clone());
        query.push(" or p.place_zh ilike ").push_bind(like.clone()).push(" or p.place_en ilike ").push_bind(like);
        query.push(")");
    }
    if let Some(role) = filters.role {
        query.push(" and p.role = ").push_bind(role.code());
    }
    if !filters.org.is_empty() {
        query.push(" and p.id in (select po.person_id from post po join org o on o.id = po.org_id where o.code = ");
        query.push_bind(filters.org.clone()).push(" and po.during @> ").push_bind(today).push("::date)");
    }
    match filters.state {
        Some(state) => drop(query.push(" and p.state = ").push_bind(state.code())),
        None if filters.q.is_empty() && filters.org.is_empty() => drop(query.push(" and p.state <> 'none'")),
        None => {}
    }
    if let Some(after) = filters.after {
        query.push(" and (p.name, p.id) > (select name, id from person where id = ").push_bind(after).push(")");
    }
    query.push(" order by p.name, p.id limit ").push(PAGE + 1);
    Ok(Page::cut(query.build_query_as().fetch_all(&mut **tx).await?, |row: &PersonRow| row.id))
}

/// How many accounts are in each state; who has none is not among them.
pub async fn states(tx: &mut Tx, now: DateTime<Utc>, today: NaiveDate) -> Result<Vec<(AccountState, i64)>> {
    let mut query = QueryBuilder::new("select p.state, count(*) from ");
    people(&mut query, now, today);
    query.push(" where p.state <> 'none' group by p.state");
    Ok(query.build_query_as().fetch_all(&mut **tx).await?)
}

/// Adds all persons as `p`, each with the state of the account and the post of today.
fn people(query: &mut QueryBuilder<Postgres>, now: DateTime<Utc>, today: NaiveDate) {
    query.push(
        "(select p.id, p.name, a.username, h.role, coalesce(h.title, p.title) as title, o.place_zh, o.place_en, case when a.person_id is null then 'none' when a.disabled then 'disabled' when exists (select from sign_in_guard g where g.kind = 'name' and g.key = a.username and g.locked_until > ",
    );
    query.push_bind(now);
    query.push(
        ") then 'locked' when a.must_change then 'fresh' else 'open' end as state
           from person p
           left join account a on a.person_id = p.id
           left join lateral (select po.role, po.title, po.org_id, po.facility_id from post po where po.person_id = p.id and po.during @> ",
    );
    query.push_bind(today).push(
        "::date order by lower(po.during), po.id limit 1) h on true
           left join lateral (select o.name_zh as place_zh, o.name_en as place_en from org o where o.id = h.org_id
                              union all select f.name_zh, f.name_en from facility f where f.id = h.facility_id) o on true) p",
    );
}

/// A person with the account; locked for a deed.
pub async fn file(tx: &mut Tx, actor: &Actor, id: Uuid, lock: bool) -> Result<Option<PersonFile>> {
    if lock {
        // two deeds on one person wait for each other
        sqlx::query!("select pg_advisory_xact_lock(hashtextextended('person:' || $1::uuid::text, 0))", id)
            .fetch_one(&mut **tx)
            .await?;
    }
    let row = sqlx::query!(
        r#"select p.id as "id: PersonId", p.name, p.kind as "kind: PersonKind", p.rank, p.gender as "gender: Gender", p.title,
                  a.username as "username?", a.disabled as "disabled?", a.must_change as "must_change?", a.created_at as "created_at?", a.secret_changed_at as "secret_changed_at?", g.locked_until as "locked_until?",
                  exists (select from post po where po.person_id = p.id and po.role in ('system_admin', 'security_admin', 'auditor') and (upper_inf(po.during) or upper(po.during) > $2)) as "administers!"
             from person p left join account a on a.person_id = p.id left join sign_in_guard g on g.kind = 'name' and g.key = a.username
            where p.id = $1"#,
        id,
        actor.today
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| PersonFile {
        oneself: row.id == actor.person,
        id: row.id,
        name: row.name,
        kind: row.kind,
        rank: Rank::parse(&row.rank),
        gender: row.gender,
        title: row.title,
        administers: row.administers,
        account: row.username.map(|username| AccountFile {
            username,
            disabled: row.disabled.unwrap_or_default(),
            must_change: row.must_change.unwrap_or_default(),
            created_at: row.created_at.unwrap_or_default(),
            secret_changed_at: row.secret_changed_at.unwrap_or_default(),
            locked_until: row.locked_until,
        }),
    }))
}

/// The posts of a person, the latest first.
pub async fn posts(tx: &mut Tx, person: PersonId) -> Result<Vec<PostRow>> {
    Ok(sqlx::query_as!(
        PostRow,
        r#"select po.id as "id: PostId", po.role as "role: Role", po.title, coalesce(o.name_zh, f.name_zh) as "place_zh!", coalesce(o.name_en, f.name_en) as "place_en!",
                  lower(po.during) as "from!", upper(po.during) as until, g.name as "given_by?", e.name as "ended_by?"
             from post po left join org o on o.id = po.org_id left join facility f on f.id = po.facility_id
             left join person g on g.id = po.given_by left join person e on e.id = po.ended_by
            where po.person_id = $1 and not isempty(po.during)
            order by lower(po.during) desc, po.id desc"#,
        person.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// The sessions of a person that are still good.
pub async fn sessions(tx: &mut Tx, person: PersonId, now: DateTime<Utc>) -> Result<Vec<SessionRow>> {
    Ok(sqlx::query_as!(
        SessionRow,
        r#"select substr(encode(token_sha256, 'hex'), 1, 16) as "handle!", created_at, seen_at, agent, source
             from session where person_id = $1 and revoked_at is null and ends_at > $2 and seen_at + idle > $2 order by created_at desc"#,
        person.0,
        now
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// What a post can be held at: procuratorates and resident offices, and facilities for liaisons.
#[derive(Debug)]
pub struct PlaceRow {
    pub code: String,
    pub kind: String,
    pub name_zh: String,
    pub name_en: String,
}

pub async fn orgs(tx: &mut Tx) -> Result<Vec<PlaceRow>> {
    Ok(sqlx::query_as!(
        PlaceRow,
        "select code, kind, name_zh, name_en from org where closed_on is null order by level, code"
    )
    .fetch_all(&mut **tx)
    .await?)
}

pub async fn facilities(tx: &mut Tx) -> Result<Vec<PlaceRow>> {
    Ok(sqlx::query_as!(
        PlaceRow,
        "select code, kind, name_zh, name_en from facility where not outside and closed_on is null order by kind desc, code"
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// How much a person still carries: cases on and findings to follow up, sealed cases apart.
pub async fn open_work(tx: &mut Tx, person: PersonId) -> Result<i64> {
    Ok(sqlx::query_scalar!(r#"select open_work_of($1) as "n!""#, person.0).fetch_one(&mut **tx).await?)
}

/// Whether a username is taken.
pub async fn is_taken(tx: &mut Tx, username: &str) -> Result<bool> {
    let taken = sqlx::query_scalar!(r#"select exists (select from account where username = $1) as "taken!""#, username);
    Ok(taken.fetch_one(&mut **tx).await?)
}

/// What kind of organ a code names.
pub async fn org_kind(tx: &mut Tx, code: &str) -> Result<Option<String>> {
    Ok(sqlx::query_scalar!("select kind from org where code = $1", code).fetch_optional(&mut **tx).await?)
}
