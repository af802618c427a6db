//! All SQL of people and of hand-overs; the list in the room below. Counts are of what the reader sees: sealed cases are in none.
pub mod read;

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{InspectionId, OrgId, PersonId},
    },
    people::access::Role,
    workflow::{
        inspection::State,
        staff::model::{Following, Held, Obstacles, OnTeam, Receiver},
        team::Place,
    },
};

/// The posts of case work of a person, or that of an outsider, the latest first.
pub async fn posts(tx: &mut Tx, person: PersonId) -> Result<Vec<Held>> {
    Ok(sqlx::query_as!(
        Held,
        r#"select po.role as "role: Role", po.title, o.name_zh as org_zh, o.name_en as org_en, lower(po.during) as "from!", upper(po.during) as until
             from post po join org o on o.id = po.org_id
            where po.person_id = $1 and po.class in ('case', 'outside') order by lower(po.during) desc, po.id desc"#,
        person.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// The places that a person holds in cases that are not over.
pub async fn places(tx: &mut Tx, person: PersonId) -> Result<Vec<OnTeam>> {
    Ok(sqlx::query_as!(
        OnTeam,
        r#"select i.id as "inspection: InspectionId", i.number, fa.name_zh as facility_zh, fa.name_en as facility_en, i.state as "state: State", t.place as "place: Place",
                  (select count(*) from finding f where f.inspection_id = i.id and f.status = 'confirmed' and f.position = 'to_verify') as "to_verify!"
             from team_member t join inspection i on i.id = t.inspection_id join facility fa on fa.id = i.facility_id
            where t.person_id = $1 and i.state not in ('closed', 'archived', 'cancelled')
            order by i.day desc, i.id, t.place"#,
        person.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// The open findings that a person follows up, by case.
pub async fn following(tx: &mut Tx, person: PersonId) -> Result<Vec<Following>> {
    Ok(sqlx::query_as!(
        Following,
        r#"select i.id as "inspection: InspectionId", i.number, fa.name_zh as facility_zh, fa.name_en as facility_en, g.findings as "findings!"
             from (select f.inspection_id, count(*) as findings from finding f where f.follow_up_owner_id = $1 and f.status = 'confirmed' and f.position <> 'closed' group by f.inspection_id) g
             join inspection i on i.id = g.inspection_id join facility fa on fa.id = i.facility_id
            order by i.day desc, i.id"#,
        person.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Who may take work over: department heads and prosecutors at the unit or below, on a day.
pub async fn receivers(tx: &mut Tx, unit: OrgId, but: PersonId, day: NaiveDate) -> Result<Vec<Receiver>> {
    Ok(sqlx::query_as!(
        Receiver,
        r#"with recursive reach as (select id from org where id = $1 union all select o.id from org o join reach on o.parent_id = reach.id)
           select p.id, p.name, p.title, o.name_zh as org_zh, o.name_en as org_en
             from post po join person p on p.id = po.person_id join org o on o.id = po.org_id
            where po.org_id in (select id from reach) and po.role in ('department_head', 'prosecutor') and po.during @> $3::date and p.id <> $2
              and not exists (select from account a where a.person_id = p.id and a.disabled)
            order by o.level, o.code, p.name, p.id"#,
        unit.0,
        but.0,
        day
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// What stands in the way of somebody's joining a case; none where the case is out of reach. The case is locked.
pub async fn obstacles(
    tx: &mut Tx,
    inspection: InspectionId,
    person: PersonId,
    day: NaiveDate,
) -> Result<Option<Obstacles>> {
    Ok(sqlx::query_as!(
        Obstacles,
        r#"select exists (select from team_member t where t.inspection_id = i.id and t.person_id = $2 and t.place not in ('expert', 'observer')) as "on_team!",
                  exists (select from person p where p.id = $2 and p.kind = 'prosecutor') as "prosecutor!",
                  greatest(i.planned_from, $3::date) as "from!", greatest(i.planned_to, $3::date) as "to!"
             from inspection i where i.id = $1 for update of i"#,
        inspection.0,
        person.0,
        day
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// One takes the other's place in a team.
#[derive(Debug)]
pub struct Substitution<'a> {
    pub inspection: InspectionId,
    pub place: Place,
    pub from: PersonId,
    pub to: PersonId,
    pub reason: &'a str,
    pub by: PersonId,
    pub day: NaiveDate,
    pub at: DateTime<Utc>,
}

pub async fn substitute(tx: &mut Tx, new: &Substitution<'_>) -> Result<()> {
    sqlx::query!(
        "insert into substitution (id, inspection_id, place, from_id, to_id, reason, by_id, day, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        crate::foundation::id::fresh(),
        new.inspection.0,
        new.place as Place,
        new.from.0,
        new.to.0,
        new.reason,
        new.by.0,
        new.day,
        new.at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Has another follow up the open findings of a case; returns how many.
pub async fn follow(tx: &mut Tx, inspection: InspectionId, from: PersonId, to: PersonId) -> Result<u64> {
    let moved = sqlx::query!(
        "update finding set follow_up_owner_id = $3 where inspection_id = $1 and follow_up_owner_id = $2 and status = 'confirmed' and position <> 'closed'",
        inspection.0,
        from.0,
        to.0
    );
    Ok(moved.execute(&mut **tx).await?.rows_affected())
}
