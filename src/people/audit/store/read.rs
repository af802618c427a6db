//! The list of entries: one page in one query, cut by the index on the instant, names joined after.
use sqlx::QueryBuilder;
use uuid::Uuid;

use crate::{
    foundation::{db::Tx, error::Result},
    people::audit::model::{Entry, Filters, RIGHTS},
};

/// Most persons that a name may mean.
const NAMESAKES: i64 = 200;

/// The latest entries first, `limit` of them, after the one of `after`.
pub async fn entries(tx: &mut Tx, filters: &Filters, after: Option<Uuid>, limit: usize) -> Result<Vec<Entry>> {
    let mut query = QueryBuilder::new(
        "select e.id, e.at, p.name as actor, o.name_zh as org_zh, o.name_en as org_en, e.deed, e.subject, e.subject_id, w.name as whom, po.role, e.source,
                left(encode(e.session_sha256, 'hex'), 8) as session
           from (select * from trail_entry t where true",
    );
    if !filters.who.is_empty() {
        let like = format!("%{}%", filters.who.replace(['\\', '%', '_'], ""));
        query.push(" and t.actor_id = any(array(select id from person where name ilike ").push_bind(like);
        query.push(" limit ").push_bind(NAMESAKES).push("))");
    }
    if !filters.deed.is_empty() {
        query.push(" and t.deed = ").push_bind(filters.deed.clone());
    }
    if !filters.subject.is_empty() {
        query.push(" and t.subject = ").push_bind(filters.subject.clone());
    }
    if let Some(id) = filters.id {
        query.push(" and t.subject_id = ").push_bind(id);
    }
    if let Some(from) = filters.from {
        query.push(" and t.at >= ").push_bind(from).push("::date::timestamp at time zone 'Asia/Shanghai'");
    }
    if let Some(to) = filters.to {
        query.push(" and t.at < (").push_bind(to).push("::date + 1)::timestamp at time zone 'Asia/Shanghai'");
    }
    if filters.rights {
        query.push(" and t.deed = any(").push_bind(RIGHTS.map(str::to_owned).to_vec()).push(")");
    }
    if let Some(after) = after {
        query.push(" and (t.at, t.id) < (select at, id from trail_entry where id = ").push_bind(after).push(")");
    }
    query.push(" order by t.at desc, t.id desc limit ").push_bind(i64::try_from(limit).unwrap_or(i64::MAX));
    query.push(
        ") e left join person p on p.id = e.actor_id left join org o on o.id = e.actor_org_id
             left join post po on e.subject = 'post' and po.id = e.subject_id
             left join delegation d on e.subject = 'delegation' and d.id = e.subject_id
             left join person w on w.id = case when e.subject in ('account', 'person', 'session') then e.subject_id else coalesce(po.person_id, d.person_id) end
          order by e.at desc, e.id desc",
    );
    Ok(query.build_query_as().fetch_all(&mut **tx).await?)
}
