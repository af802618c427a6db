//! What waits and what is ahead, each list in one query and counted in the same words.
use chrono::{Days, NaiveDate};
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use crate::{
    foundation::{
        db::{Tx, pattern},
        error::Result,
        web::paging::{After, PAGE, Page},
    },
    workflow::{
        desk::{
            form::{Asked, Span},
            model::{Closed, Dated, Day, Due, Happened, Item, Place, Running},
        },
        statistics::{
            Filters,
            store::read::{Reader, on_findings},
        },
    },
};

type Query = QueryBuilder<Postgres>;

/// Since when something waits and who did the step before it, once the page is cut.
const BEFORE: &str = "select b.day, p.name from (
    select st.day, st.actor_id as who from step st
     where st.subject = case when w.task in ('lead', 'approve') then 'inspection' when w.task = 'confirm' then 'finding' else 'document' end
       and st.subject_id = w.id and st.no = w.step_no
    union all (select r.received_on, coalesce(r.registered_by, r.author_id) from reply r where w.task = 'verify' and r.finding_id = w.id order by r.at desc limit 1)
    union all (select v.day, v.person_id from verification v where w.task = 'close' and v.finding_id = w.id order by v.at desc limit 1)
    union all select h.sent_on, h.sent_by from hand_over h where w.task = 'receive' and h.finding_id = w.id
    union all select (a.at at time zone 'Asia/Shanghai')::date, a.by_id from plan_amendment a
      where w.task = 'amend' and a.inspection_id = w.id and not exists (select from plan_decision d where d.inspection_id = a.inspection_id and d.no = a.no)
    union all select n.reported_on, n.by_id from incident n where w.task = 'organise' and n.id = w.id
    union all select o.received_on, coalesce(o.author_id, o.registered_by) from objection o where w.task = 'review' and o.id = w.id
    union all select c.made_on, c.by_id from oral_correction c where w.task = 'write' and c.finding_id = w.id
    union all select r.asked_on, r.by_id from recusal r where w.task = 'recuse' and r.id = w.id
    union all (select rs.day, rs.actor_id from round_step rs where w.task = 'round' and rs.round_id = w.id order by rs.no desc limit 1)) b left join person p on p.id = b.who limit 1";

/// What waits for the reader, the earliest due first; where `decisions` come first, before all else.
pub async fn todo(
    tx: &mut Tx,
    reader: &Reader,
    asked: &Asked,
    after: Option<After>,
    decisions: bool,
) -> Result<Page<Item>> {
    let slot = match reader.known_own(tx, "to do", &(asked, after, decisions)).await? {
        Ok(known) => return Ok(known),
        Err(slot) => slot,
    };
    let order = if decisions {
        "w.task not in ('approve', 'amend', 'issue', 'review', 'recuse', 'round'), w.due_order, w.id"
    } else {
        "w.due_order, w.id"
    };
    let cut = format!(" order by {order} limit {}", PAGE + 1);
    let mut query = QueryBuilder::new(
        "select w.*, b.day as since, b.name as by
           from (select w.task, w.state, w.id, w.due_on, w.due_order, i.number, coalesce(i.kind, ro.kind, 'special') as kind, coalesce(fa.name_zh, '') as facility_zh,
                        coalesce(fa.name_en, '') as facility_en, coalesce(x.title, d.title, rp.name, ro.name, left(n.what, 80), '') as title,
                        case when w.task in ('lead', 'approve') then i.step_no when w.task = 'confirm' then x.step_no else d.step_no end as step_no
                   from (select w.* from (select w.*, coalesce(w.due_on, date '9999-12-31') as due_order from ",
    );
    reader.turn.push(&mut query, reader.today);
    query.push(" w) w where true");
    narrowed(&mut query, asked, reader.today);
    if let Some(after) = after {
        query.push(" and (w.due_order, w.id) > (").push_bind(after.day).push(", ").push_bind(after.id).push(")");
    }
    // what is searched for stands in what is joined; else the page is cut before anything is joined to it
    if asked.q.is_empty() {
        query.push(&cut);
    }
    query.push(
        ") w left join inspection i on i.id = w.inspection_id left join recusal r on w.task = 'recuse' and r.id = w.id left join person rp on rp.id = r.person_id
            left join round ro on w.task = 'round' and ro.id = w.id left join incident n on w.task = 'organise' and n.id = w.id
            left join facility fa on fa.id = coalesce(i.facility_id, r.facility_id, n.facility_id)
            left join finding x on x.id = w.id left join objection o on w.task = 'review' and o.id = w.id left join service s on s.id = o.service_id
            left join document d on d.id = coalesce(s.document_id, w.id) where true",
    );
    said(&mut query, asked);
    query.push(format_args!("{cut}) w left join lateral ({BEFORE}) b on true order by {order}"));
    Ok(slot.keep(Page::cut(query.build_query_as().fetch_all(&mut **tx).await?, Item::key)))
}

fn narrowed(query: &mut Query, asked: &Asked, today: NaiveDate) {
    if let Some(task) = asked.task {
        query.push(" and w.task = ").push_bind(task);
    }
    let week = today + Days::new(7);
    match asked.due {
        Some(Due::Overdue) => drop(query.push(" and w.due_on < ").push_bind(today)),
        Some(Due::Week) => {
            query.push(" and w.due_on >= ").push_bind(today).push(" and w.due_on < ").push_bind(week);
        }
        Some(Due::Later) => drop(query.push(" and w.due_on >= ").push_bind(week)),
        Some(Due::Open) => drop(query.push(" and w.due_on is null")),
        None => {}
    }
}

/// The words searched for stand in a title or in the facility's name, or are the case's number.
fn said(query: &mut Query, asked: &Asked) {
    if !asked.q.is_empty() {
        let pattern = pattern(&asked.q);
        query.push(" and (i.number = ").push_bind(asked.q.clone());
        for column in ["x.title", "d.title", "rp.name", "ro.name", "n.what", "fa.name_zh", "fa.name_en"] {
            query.push(format_args!(" or {column} ilike ")).push_bind(pattern.clone());
        }
        query.push(")");
    }
}

/// Cases on the desk's panel.
const RUNNING: i64 = 6;

/// The cases under way, those whose team the reader is on first.
pub async fn running(tx: &mut Tx, reader: &Reader) -> Result<Vec<Running>> {
    let slot = match reader.known_own(tx, "running", &()).await? {
        Ok(known) => return Ok(known),
        Err(slot) => slot,
    };
    let mut query = QueryBuilder::new(
        "select i.id, i.number, i.kind, i.state, i.planned_from, i.planned_to, i.feedback_due, i.follow_up_due, fa.name_zh as facility_zh, fa.name_en as facility_en
           from (select i.*, i.id in (select p.inspection_id from own_places(",
    );
    query.push_bind(reader.turn.person);
    query.push(") p) as own from inspection i where i.state not in ('closed', 'archived', 'cancelled')");
    reader.scope.push(&mut query, "i", Some("i.id"));
    query.push(" order by own desc, i.day desc, i.id desc limit ").push(RUNNING);
    query.push(") i join facility fa on fa.id = i.facility_id order by i.own desc, i.day desc, i.id desc");
    Ok(slot.keep(query.build_query_as().fetch_all(&mut **tx).await?))
}

/// Adds all that falls on a day of the span, as `a (what, id, inspection_id, day)`. A case has one date ahead at a time.
fn dated(query: &mut Query, reader: &Reader, span: Span) {
    query.push(
        "(select e.what, i.id, i.id as inspection_id, e.day from inspection i cross join lateral (values
            ('start', case when i.state in ('draft', 'submitted', 'approved', 'prepared', 'notified') then i.planned_from end),
            ('end', case when i.state in ('in_progress', 'suspended') then i.planned_to end),
            ('feedback', case when i.state in ('fieldwork_done', 'reported', 'feedback_approved') then i.feedback_due end),
            ('follow_up', case when i.state in ('feedback_delivered', 'rectifying', 'follow_up') then i.follow_up_due end)) e (what, day)
           where i.state not in ('closed', 'archived', 'cancelled') and e.day >= ",
    );
    query.push_bind(span.from).push(" and e.day <= ").push_bind(span.to);
    reader.scope.push(query, "i", Some("i.id"));
    query.push(
        " union all select 'reply', f.id, f.inspection_id, f.due_on from finding f
           where f.status = 'confirmed' and f.position <> 'closed' and f.told and f.due_order >= ",
    );
    query.push_bind(span.from).push(" and f.due_order <= ").push_bind(span.to);
    reader.scope.push(query, "f", Some("f.inspection_id"));
    query.push(") a");
}

/// How much falls on each day of the span; days without anything are left out.
pub async fn days(tx: &mut Tx, reader: &Reader, span: Span) -> Result<Vec<Day>> {
    let slot = match reader.known_own(tx, "days", &span).await? {
        Ok(known) => return Ok(known),
        Err(slot) => slot,
    };
    let mut query = QueryBuilder::new("select a.day, count(*) as n from ");
    dated(&mut query, reader, span);
    query.push(" group by a.day order by a.day");
    Ok(slot.keep(query.build_query_as().fetch_all(&mut **tx).await?))
}

/// What falls on the days of the span, in their order.
pub async fn agenda(tx: &mut Tx, reader: &Reader, span: Span, after: Option<After>) -> Result<Page<Dated>> {
    let mut query = QueryBuilder::new(
        "select a.what, a.id, a.day, coalesce(x.title, '') as title, i.number, i.kind, fa.name_zh as facility_zh, fa.name_en as facility_en
           from (select a.* from ",
    );
    dated(&mut query, reader, span);
    if let Some(after) = after {
        query.push(" where (a.day, a.id) > (").push_bind(after.day).push(", ").push_bind(after.id).push(")");
    }
    query.push(" order by a.day, a.id limit ").push(PAGE + 1).push(
        ") a join inspection i on i.id = a.inspection_id join facility fa on fa.id = i.facility_id
             left join finding x on a.what = 'reply' and x.id = a.id order by a.day, a.id",
    );
    Ok(Page::cut(query.build_query_as().fetch_all(&mut **tx).await?, Dated::key))
}

/// What the desk tells of, and of how many days.
const LATELY: i64 = 7;
const LATELY_DAYS: u64 = 7;

/// What happened within reach in the last days, the newest first.
pub async fn lately(tx: &mut Tx, reader: &Reader) -> Result<Vec<Happened>> {
    let slot = match reader.known_own(tx, "lately", &()).await? {
        Ok(known) => return Ok(known),
        Err(slot) => slot,
    };
    let mut query = QueryBuilder::new(
        "select a.thing, a.event, a.id, coalesce(a.title, d.title, '') as title, a.kind, fa.name_zh as facility_zh, fa.name_en as facility_en, p.name as who, a.at
           from (select h.*, i.kind, i.facility_id, f.title from happened_since(",
    );
    query.push_bind(reader.today - Days::new(LATELY_DAYS)).push(
        "::date) h join inspection i on i.id = h.inspection_id left join finding f on h.thing = 'finding' and f.id = h.id
          where (h.thing <> 'finding' or f.id is not null)",
    );
    reader.scope.push(&mut query, "i", Some("i.id"));
    query.push(" order by h.at desc, h.id limit ").push(LATELY).push(
        ") a join facility fa on fa.id = a.facility_id left join document d on a.thing = 'document' and d.id = a.id
             left join person p on p.id = a.who order by a.at desc, a.id",
    );
    Ok(slot.keep(query.build_query_as().fetch_all(&mut **tx).await?))
}

/// What was closed at each of some facilities, in the words of the list that `filters` leads to.
pub async fn closed(tx: &mut Tx, reader: &Reader, filters: &Filters, facilities: &[Uuid]) -> Result<Vec<Closed>> {
    let slot = match reader.known_own(tx, "closed at", &(filters, facilities)).await? {
        Ok(known) => return Ok(known),
        Err(slot) => slot,
    };
    let mut query = QueryBuilder::new(
        "select f.facility_id, count(*) as n from finding f where f.status = 'confirmed' and f.facility_id = any(",
    );
    query.push_bind(facilities.to_vec()).push(")");
    on_findings(&mut query, reader, filters);
    query.push(" group by f.facility_id");
    Ok(slot.keep(query.build_query_as().fetch_all(&mut **tx).await?))
}

/// What facilities are called.
pub async fn places(tx: &mut Tx, facilities: &[Uuid]) -> Result<Vec<Place>> {
    Ok(sqlx::query_as!(Place, "select id, code, name_zh, name_en from facility where id = any($1)", facilities)
        .fetch_all(&mut **tx)
        .await?)
}
