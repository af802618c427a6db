//! All SQL of the calendar's versions.
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{self, DocumentId, InspectionId, PersonId},
        trail::By,
    },
    law::{
        calendar::{form::Wanted, model::Version},
        clock::{Key, recount::Move},
        period::edition::{Edition, LayerOf},
    },
};

/// Holds back whoever starts a clock until this publication is through, and waits for whoever is about to.
pub async fn hold(tx: &mut Tx) -> Result<()> {
    sqlx::query!("select pg_advisory_xact_lock(hashtext('calendar'))").execute(&mut **tx).await?;
    Ok(())
}

/// Every version of both layers, drafts first, then the last.
pub async fn versions(tx: &mut Tx) -> Result<Vec<Version>> {
    some(tx, None).await
}

pub async fn version(tx: &mut Tx, id: Uuid) -> Result<Option<Version>> {
    Ok(some(tx, Some(id)).await?.pop())
}

async fn some(tx: &mut Tx, id: Option<Uuid>) -> Result<Vec<Version>> {
    Ok(sqlx::query_as!(
        Version,
        r#"select v.id, v.layer as "layer: LayerOf", v.base_no as base, v.no, v.rolls, v.source, v.reason, d.name as "drafted_by?", v.drafted_at,
                  p.name as "published_by?", v.published_at, n.days as "days!", n.first_year, n.last_year
             from calendar_version v
             cross join lateral (select count(*) as days, extract(year from min(date))::int as first_year, extract(year from max(date))::int as last_year
                                   from calendar_day where version_id = v.id) n
             left join person d on d.id = v.drafted_by left join person p on p.id = v.published_by
            where $1::uuid is null or v.id = $1
            order by v.layer, v.no desc nulls first, v.drafted_at desc limit 200"#,
        id
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Puts a draft on file with all its days.
pub async fn draft(tx: &mut Tx, id: Uuid, wanted: &Wanted, base: i32, by: PersonId, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "insert into calendar_version (id, layer, base_no, rolls, source, reason, drafted_by, drafted_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        id,
        wanted.layer as LayerOf,
        base,
        wanted.rolls,
        wanted.source,
        wanted.reason,
        by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    let dates: Vec<NaiveDate> = wanted.days.iter().map(|(date, ..)| *date).collect();
    let kinds: Vec<String> = wanted.days.iter().map(|(_, kind, _)| kind.as_str().to_owned()).collect();
    let names: Vec<String> = wanted.days.iter().map(|(.., name)| name.clone()).collect();
    sqlx::query!(
        "insert into calendar_day (version_id, date, kind, name)
         select $1, u.date, u.kind, u.name from unnest($2::date[], $3::text[], $4::text[]) as u (date, kind, name)",
        id,
        &dates,
        &kinds,
        &names
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Publishes a draft: the one way in which a running clock moves.
pub async fn publish(
    tx: &mut Tx,
    draft: &Version,
    edition: &Edition,
    moves: &[Move],
    by: &By,
    now: DateTime<Utc>,
) -> Result<()> {
    let subjects: Vec<Uuid> = moves.iter().map(|one| one.subject).collect();
    let keys: Vec<Key> = moves.iter().map(|one| one.key).collect();
    let days: Vec<NaiveDate> = moves.iter().map(|one| one.counted.due_on).collect();
    let others: Vec<Option<NaiveDate>> = moves.iter().map(|one| one.counted.other_on).collect();
    let waits: Vec<bool> = moves.iter().map(|one| one.counted.provisional).collect();
    let reasons: Vec<Value> = moves.iter().map(|one| json!(one.counted.reason)).collect();
    let entries: Vec<Uuid> = moves.iter().map(|_| id::fresh()).collect();
    sqlx::query!(
        "select calendar_publish($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        draft.id,
        now,
        by.org,
        by.session,
        edition.nation,
        edition.region,
        &subjects,
        &keys as &[Key],
        &days,
        &others as &[Option<NaiveDate>],
        &waits,
        &reasons,
        &entries
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Whose clock it is, for those who may see the case.
#[derive(Debug, Clone)]
pub struct Subject {
    pub subject: Uuid,
    pub key: Key,
    pub inspection: InspectionId,
    pub document: Option<DocumentId>,
    pub title: Option<String>,
    pub facility_zh: String,
    pub facility_en: String,
}

/// The subjects of some clocks, within reach: the others are not there.
pub async fn subjects(tx: &mut Tx, moves: &[Move]) -> Result<Vec<Subject>> {
    let subjects: Vec<Uuid> = moves.iter().map(|one| one.subject).collect();
    let keys: Vec<Key> = moves.iter().map(|one| one.key).collect();
    Ok(sqlx::query_as!(
        Subject,
        r#"select c.subject_id as subject, c.key as "key: Key", i.id as "inspection: InspectionId", d.id as "document?: DocumentId", d.title as "title?",
                  f.name_zh as facility_zh, f.name_en as facility_en
             from unnest($1::uuid[], $2::text[]) as u (subject, key)
             join clock c on c.subject_id = u.subject and c.key = u.key
             join inspection i on i.id = c.inspection_id join facility f on f.id = i.facility_id
             left join service s on s.id = c.subject_id left join document d on d.id = s.document_id
            order by c.due_on, c.subject_id, c.key"#,
        &subjects,
        &keys as &[Key]
    )
    .fetch_all(&mut **tx)
    .await?)
}
