//! All SQL of answers to checklists.
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{FacilityId, InspectionId, PersonId, RecordId},
        word::Word as _,
    },
    law::checklist::{Checklist, Pinned},
    workflow::checklist::model::Answer,
};

/// An answer about to be put on record; without one the item was only looked at.
#[derive(Debug, Clone)]
pub struct NewAnswer {
    pub pinned: Pinned,
    pub answer: Option<Answer>,
    pub note: String,
}

impl NewAnswer {
    pub fn is_no(&self) -> bool {
        self.answer == Some(Answer::No)
    }
}

pub async fn insert(
    tx: &mut Tx,
    case: InspectionId,
    record: RecordId,
    answers: &[NewAnswer],
    (by, at): (PersonId, DateTime<Utc>),
) -> Result<()> {
    let column = |of: fn(&NewAnswer) -> String| answers.iter().map(of).collect::<Vec<_>>();
    let said: Vec<Option<String>> =
        answers.iter().map(|one| one.answer.map(|answer| answer.code().to_owned())).collect();
    sqlx::query!(
        "insert into record_answer (record_id, inspection_id, list, edition, item, answer, note, by_id, at)
         select $1, $2, u.list, u.edition, u.item, u.answer, u.note, $3, $4
           from unnest($5::text[], $6::text[], $7::text[], $8::text[], $9::text[]) u (list, edition, item, answer, note)",
        record.0,
        case.0,
        by.0,
        at,
        &column(|one| one.pinned.list.code().to_owned()),
        &column(|one| one.pinned.edition.clone()),
        &column(|one| one.pinned.item.code.clone()),
        &said as _,
        &column(|one| one.note.clone())
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What was answered to an item last.
#[derive(Debug, Clone)]
pub struct Latest {
    pub item: String,
    pub answer: Answer,
    pub note: String,
    pub by: String,
    pub record: Uuid,
    pub record_no: i32,
    pub day: NaiveDate,
}

/// The latest answer to each item of a case.
pub async fn latest(tx: &mut Tx, case: InspectionId) -> Result<Vec<Latest>> {
    Ok(sqlx::query_as!(
        Latest,
        r#"select distinct on (a.item) a.item, a.answer as "answer!: Answer", a.note, p.name as by, a.record_id as record, r.no as record_no, r.day
             from record_answer a join record r on r.id = a.record_id join person p on p.id = a.by_id
            where a.inspection_id = $1 and a.answer is not null order by a.item, a.at desc, r.no desc"#,
        case.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// The latest answer to each item of a case, by its code.
pub async fn said(tx: &mut Tx, case: InspectionId) -> Result<Vec<(String, Answer)>> {
    let rows = sqlx::query!(
        r#"select distinct on (a.item) a.item, a.answer as "answer!: Answer" from record_answer a join record r on r.id = a.record_id
            where a.inspection_id = $1 and a.answer is not null order by a.item, a.at desc, r.no desc"#,
        case.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.item, row.answer)).collect())
}

/// A finding of the round before at the same facility.
#[derive(Debug, Clone)]
pub struct Before {
    pub id: Uuid,
    pub title: String,
    pub status: String,
    pub domain: String,
    /// The item that it came from, where that was said.
    pub item: Option<String>,
}

/// What the last inspection before a case found at its facility, of what the reader sees.
pub async fn before(tx: &mut Tx, case: InspectionId, facility: FacilityId, day: NaiveDate) -> Result<Vec<Before>> {
    Ok(sqlx::query_as!(
        Before,
        r#"with last as (select i.id from inspection i where i.facility_id = $2 and i.id <> $1 and i.ended_on < $3 order by i.ended_on desc, i.id limit 1)
           select f.id, f.title, coalesce(f.position, f.status) as "status!", e.domain_zh as domain, n.item as "item?"
             from last join finding f on f.inspection_id = last.id and f.status = 'confirmed'
             join category_entry e on e.taxonomy_id = f.taxonomy_id and e.category_id = f.category_id
             left join finding_item n on n.finding_id = f.id order by f.no limit 500"#,
        case.0,
        facility.0,
        day
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// How an item was answered: by the last answer of each case.
#[derive(Debug, Clone)]
pub struct Used {
    pub item: String,
    pub yes: i64,
    pub no: i64,
    pub na: i64,
}

/// The answers to a list, item by item, of the cases within the reader's reach.
pub async fn used(tx: &mut Tx, list: Checklist) -> Result<Vec<Used>> {
    Ok(sqlx::query_as!(
        Used,
        r#"select a.item, count(*) filter (where a.answer = 'yes') as "yes!", count(*) filter (where a.answer = 'no') as "no!", count(*) filter (where a.answer = 'na') as "na!"
             from inspection i
             cross join lateral (select distinct on (r.item) r.item, r.answer from record_answer r
                                  where r.inspection_id = i.id and r.list = $1 and r.answer is not null order by r.item, r.at desc, r.record_id desc) a
            group by a.item"#,
        list.code()
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Findings of a category that came from no item.
#[derive(Debug, Clone)]
pub struct Free {
    pub domain: String,
    pub name_zh: String,
    pub name_en: String,
    pub findings: i64,
}

/// What was found from a day on that no item asks about, by category, the most first, within the reader's reach.
pub async fn free(tx: &mut Tx, kinds: &[String], domains: &[String], since: NaiveDate) -> Result<Vec<Free>> {
    Ok(sqlx::query_as!(
        Free,
        r#"select e.domain_zh as domain, e.name_zh, e.name_en, count(*) as "findings!"
             from finding f join category c on c.id = f.category_id join category_entry e on e.category_id = f.category_id and e.taxonomy_id = f.taxonomy_id
            where f.status = 'confirmed' and f.found_on >= $3 and c.facility_kind = any($1) and e.domain_zh = any($2)
              and not exists (select from finding_item i where i.finding_id = f.id)
            group by e.domain_zh, e.name_zh, e.name_en order by 4 desc, e.name_zh limit 40"#,
        kinds,
        domains,
        since
    )
    .fetch_all(&mut **tx)
    .await?)
}
