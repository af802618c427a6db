//! All SQL of delegations.
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::{Result, one_row},
        id::{OrgId, PersonId},
    },
    people::delegation::page::{Delegation, Deputy, NewDelegation, Organ},
};

/// Delegations for the organs whose chief approves as `unit`, the latest first.
pub async fn list(tx: &mut Tx, unit: OrgId) -> Result<Vec<Delegation>> {
    Ok(sqlx::query_as!(
        Delegation,
        r#"select d.id, o.name_zh as org_zh, o.name_en as org_en, p.name as who, p.title, lower(d.during) as "from!", upper(d.during) as until, d.reason,
                  g.name as "given_by?", d.ended_at, e.name as "ended_by?"
             from delegation d join org o on o.id = d.org_id join person p on p.id = d.person_id
             left join person g on g.id = d.given_by left join person e on e.id = d.ended_by
            where o.approver_id = $1
            order by d.ended_at is not null, lower(d.during) desc, d.id desc limit 200"#,
        unit.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// One of them.
pub async fn one(tx: &mut Tx, unit: OrgId, id: Uuid) -> Result<Option<Delegation>> {
    Ok(list(tx, unit).await?.into_iter().find(|delegation| delegation.id == id))
}

/// The organs for which the chief of `unit` approves.
pub async fn organs(tx: &mut Tx, unit: OrgId) -> Result<Vec<Organ>> {
    Ok(sqlx::query_as!(
        Organ,
        r#"select id as "id: OrgId", code, name_zh, name_en from org where approver_id = $1 and closed_on is null order by id <> $1, code"#,
        unit.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Who may stand in: department heads and prosecutors of these organs, on a day.
pub async fn deputies(tx: &mut Tx, unit: OrgId, day: NaiveDate) -> Result<Vec<Deputy>> {
    Ok(sqlx::query_as!(
        Deputy,
        r#"select distinct p.id, p.name, p.title, o.name_zh, o.name_en, o.code
             from post po join person p on p.id = po.person_id join org o on o.id = po.org_id
            where o.approver_id = $1 and po.role in ('department_head', 'prosecutor') and po.during @> $2::date
            order by o.code, p.name, p.id"#,
        unit.0,
        day
    )
    .fetch_all(&mut **tx)
    .await?)
}

pub async fn give(tx: &mut Tx, id: Uuid, new: &NewDelegation, by: PersonId, at: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "insert into delegation (id, org_id, person_id, during, reason, given_by, given_at) values ($1, $2, $3, daterange($4::date, $5::date, '[]'), $6, $7, $8)",
        id,
        new.org.0,
        new.person.0,
        new.from,
        new.to,
        new.reason,
        by.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes one back before its last day.
pub async fn end(tx: &mut Tx, id: Uuid, by: PersonId, at: DateTime<Utc>) -> Result<()> {
    let ended = sqlx::query!(
        "update delegation set ended_at = $2, ended_by = $3 where id = $1 and ended_at is null",
        id,
        at,
        by.0
    );
    one_row(&ended.execute(&mut **tx).await?)
}
