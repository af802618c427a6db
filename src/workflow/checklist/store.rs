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
    law::checklist::Pinned,
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
        &column(|one| one.pinned.list.edition().to_owned()),
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
