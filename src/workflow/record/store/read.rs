//! 现场记录 by day: one page of a case's records, narrowed to a day, a person, a place or a point of the plan.
use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::InspectionId,
        web::paging::{After, PAGE, Page},
    },
    workflow::record::model::Method,
};

/// What the day log is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Narrowed {
    pub day: Option<NaiveDate>,
    pub person: Option<Uuid>,
    pub place: Option<String>,
    pub focus: Option<String>,
}

/// A record in the day log.
#[derive(Debug, Clone)]
pub struct LogLine {
    pub id: Uuid,
    pub no: i32,
    pub day: NaiveDate,
    pub place: String,
    pub method: Method,
    pub focus: String,
    /// The beginning of what was recorded.
    pub opening: String,
    pub inspectors: Vec<String>,
    pub findings: i64,
    /// Findings that were told on the spot.
    pub oral: i64,
    pub addenda: i64,
}

/// Signs of a record that its line shows.
const OPENING: i32 = 90;

/// A page of the day log, the latest day first.
pub async fn log(
    tx: &mut Tx,
    inspection: InspectionId,
    narrowed: &Narrowed,
    after: Option<After>,
) -> Result<Page<LogLine>> {
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let rows = sqlx::query_as!(
        LogLine,
        r#"select r.id, r.no, r.day, r.place, r.method as "method: Method", r.focus, left(r.body, $8) as "opening!",
                  array(select p.name from record_inspector i join person p on p.id = i.person_id where i.record_id = r.id order by p.name) as "inspectors!",
                  (select count(*) from finding f where f.record_id = r.id) as "findings!",
                  (select count(*) from finding f join oral_correction o on o.finding_id = f.id where f.record_id = r.id) as "oral!",
                  (select count(*) from record_addendum a where a.record_id = r.id) as "addenda!"
             from record r
            where r.inspection_id = $1
              and ($2::date is null or r.day = $2)
              and ($3::uuid is null or exists (select from record_inspector i where i.record_id = r.id and i.person_id = $3))
              and ($4::text is null or r.place = $4)
              and ($5::text is null or r.focus = $5)
              and ($6::date is null or (r.day, r.id) < ($6, $7::uuid))
            order by r.day desc, r.id desc limit $9"#,
        inspection.0,
        narrowed.day,
        narrowed.person,
        narrowed.place,
        narrowed.focus,
        after.map(|after| after.day),
        after.map(|after| after.id),
        OPENING,
        limit
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(Page::cut(rows, |row| After { day: row.day, id: row.id }))
}

/// Where the team has been: the places of a case's records, each once.
pub async fn places(tx: &mut Tx, inspection: InspectionId) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(
        "select distinct place from record where inspection_id = $1 order by 1 limit 200",
        inspection.0
    )
    .fetch_all(&mut **tx)
    .await?)
}
