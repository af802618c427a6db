//! All SQL of teams.
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::{Result, one_row},
        id::{InspectionId, PersonId},
    },
    people::person::PersonKind,
    workflow::team::model::Place,
};

/// A member of a team.
#[derive(Debug, Clone)]
pub struct Member {
    pub person_id: Uuid,
    pub name: String,
    pub title: String,
    pub place: Place,
    pub unit_zh: Option<String>,
    pub unit_en: Option<String>,
    pub duty: String,
}

/// The team, leader first.
pub async fn members(tx: &mut Tx, id: InspectionId) -> Result<Vec<Member>> {
    Ok(sqlx::query_as!(
        Member,
        r#"select t.person_id, p.name, p.title, t.place as "place: Place", o.name_zh as "unit_zh?", o.name_en as "unit_en?", t.duty
             from team_member t join person p on p.id = t.person_id left join org o on o.id = t.unit_id
            where t.inspection_id = $1
            order by array_position(array['team_leader', 'lead_prosecutor', 'deputy_leader', 'member', 'recorder', 'expert', 'observer'], t.place), p.name"#,
        id.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Somebody who may join a team.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub id: Uuid,
    pub name: String,
    pub title: String,
    pub unit_zh: Option<String>,
    pub unit_en: Option<String>,
}

/// Everybody whose post lets them join on a day, by unit.
pub async fn candidates(tx: &mut Tx, day: chrono::NaiveDate) -> Result<Vec<Candidate>> {
    Ok(sqlx::query_as!(
        Candidate,
        r#"select p.id, p.name, p.title, o.name_zh as "unit_zh?", o.name_en as "unit_en?"
             from person p
             left join lateral (select po.org_id from post po where po.person_id = p.id and po.org_id is not null and po.during @> $1::date order by lower(po.during) limit 1) h on true
             left join org o on o.id = h.org_id
            where p.kind in ('prosecutor', 'assistant', 'clerk', 'expert', 'observer')
              and not exists (select from post a where a.person_id = p.id and a.role in ('business_admin', 'system_admin', 'security_admin', 'auditor') and a.during @> $1::date)
            order by o.level nulls last, o.code, p.name, p.id"#,
        day
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// In what capacity somebody may join, if the posts held on a day let them.
pub async fn joins(tx: &mut Tx, person: PersonId, day: chrono::NaiveDate) -> Result<Option<PersonKind>> {
    Ok(sqlx::query_scalar!(
        r#"select p.kind as "kind: PersonKind" from person p
            where p.id = $1 and p.kind in ('prosecutor', 'assistant', 'clerk', 'expert', 'observer')
              and not exists (select from post a where a.person_id = p.id and a.role in ('business_admin', 'system_admin', 'security_admin', 'auditor') and a.during @> $2::date)"#,
        person.0,
        day
    )
    .fetch_optional(&mut **tx)
    .await?)
}

pub async fn add(tx: &mut Tx, id: InspectionId, person: PersonId, place: Place, duty: &str) -> Result<()> {
    let added = sqlx::query!(
        "insert into team_member (inspection_id, person_id, place, unit_id, duty)
         select $1, p.id, $3, (select po.org_id from post po where po.person_id = p.id and po.org_id is not null order by upper(po.during) desc nulls first limit 1), $4
           from person p where p.id = $2",
        id.0,
        person.0,
        place as Place,
        duty
    )
    .execute(&mut **tx)
    .await?;
    one_row(&added)
}

pub async fn remove(tx: &mut Tx, id: InspectionId, person: PersonId, place: Place) -> Result<()> {
    let removed = sqlx::query!(
        "delete from team_member where inspection_id = $1 and person_id = $2 and place = $3",
        id.0,
        person.0,
        place as Place
    )
    .execute(&mut **tx)
    .await?;
    one_row(&removed)
}
