//! The list of people with their load: one page in one query, counted for the rows of the page alone.
use chrono::NaiveDate;
use sqlx::QueryBuilder;
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::OrgId,
        web::paging::{PAGE, Page},
        word::Word,
    },
    people::{access::Role, roster::Skill},
    workflow::staff::model::StaffRow,
};

/// What narrows the list of people.
#[derive(Debug, Default)]
pub struct Filters {
    pub q: String,
    pub role: Option<Role>,
    pub skill: Option<Skill>,
    pub after: Option<Uuid>,
}

/// People with a post today at the unit or below, by name.
pub async fn list(tx: &mut Tx, unit: OrgId, filters: &Filters, today: NaiveDate) -> Result<Page<StaffRow, Uuid>> {
    let mut query = QueryBuilder::new("with recursive reach as (select id from org where id = ");
    query.push_bind(unit.0).push(
        " union all select o.id from org o join reach on o.parent_id = reach.id), page as materialized (
           select p.id, p.name, p.rank, h.role, h.title, o.name_zh as org_zh, o.name_en as org_en, lower(h.during) as since
             from person p
             join lateral (select po.* from post po where po.person_id = p.id and po.class = 'case' and po.org_id in (select id from reach) and po.during @> ",
    );
    query.push_bind(today).push(
        "::date order by lower(po.during), po.id limit 1) h on true
             join org o on o.id = h.org_id where true",
    );
    if !filters.q.is_empty() {
        let like = format!("%{}%", filters.q.replace(['\\', '%', '_'], ""));
        query.push(" and (p.name ilike ").push_bind(like.clone()).push(" or o.name_zh ilike ").push_bind(like.clone());
        query.push(" or o.name_en ilike ").push_bind(like).push(")");
    }
    if let Some(role) = filters.role {
        query.push(" and h.role = ").push_bind(role.code());
    }
    if let Some(skill) = filters.skill {
        query.push(" and p.id in (select s.person_id from person_skill s where s.skill = ").push_bind(skill).push(")");
    }
    if let Some(after) = filters.after {
        query.push(" and (p.name, p.id) > (select name, id from person where id = ").push_bind(after).push(")");
    }
    query.push(" order by p.name, p.id limit ").push(PAGE + 1).push(
        ") select p.*, l.cases, l.days,
                  (select count(*) from finding f where f.follow_up_owner_id = p.id and f.status = 'confirmed' and f.position <> 'closed') as followed,
                  array(select s.skill from person_skill s where s.person_id = p.id order by s.skill) as skills,
                  (select upper(a.during) - 1 from absence a where a.person_id = p.id and a.void_on is null and a.during @> ",
    );
    query.push_bind(today).push("::date limit 1) as away from page p join roster_load(array(select id from page), ");
    query.push_bind(today).push("::date) l on l.person_id = p.id order by p.name, p.id");
    Ok(Page::cut(query.build_query_as().fetch_all(&mut **tx).await?, |row: &StaffRow| row.id))
}
