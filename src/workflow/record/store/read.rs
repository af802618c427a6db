//! 现场记录 by day: one page of a case's records, narrowed to a day, a person, a place or a point of the plan.
use chrono::{NaiveDate, NaiveTime};
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{InspectionId, PersonId, RecordId},
        web::paging::{After, PAGE, Page},
    },
    workflow::record::{model::Method, store::sign::Signed},
};

/// What the day log is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Narrowed {
    pub day: Option<NaiveDate>,
    pub person: Option<Uuid>,
    pub place: Option<String>,
    pub focus: Option<String>,
    pub signed: Option<Waits>,
}

/// Whom the records wait for that are to be confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waits {
    Anybody,
    For(PersonId),
}

impl Waits {
    const fn whom(self) -> Option<Uuid> {
        match self {
            Self::Anybody => None,
            Self::For(person) => Some(person.0),
        }
    }
}

/// A record in the day log.
#[derive(Debug, Clone)]
pub struct LogLine {
    pub id: Uuid,
    pub no: i32,
    pub day: NaiveDate,
    pub clock: Option<NaiveTime>,
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
    pub signed: Signed,
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
        r#"select r.id, r.no, r.day, r.clock, r.place, r.method as "method: Method", r.focus, left(r.body, $8) as "opening!", r.signed as "signed: Signed",
                  array(select p.name from record_inspector i join person p on p.id = i.person_id where i.record_id = r.id order by p.name) as "inspectors!",
                  (select count(*) from finding f where f.record_id = r.id) as "findings!",
                  (select count(*) from finding f join oral_correction o on o.finding_id = f.id where f.record_id = r.id) as "oral!",
                  (select count(*) from record_addendum a where a.record_id = r.id) as "addenda!"
             from record r
            where r.inspection_id = $1
              and ($2::date is null or r.day = $2)
              and ($3::uuid is null or exists (select from record_inspector i where i.inspection_id = $1 and i.record_id = r.id and i.person_id = $3))
              and ($4::text is null or r.place = $4)
              and ($5::text is null or r.focus = $5)
              and (not $10 or r.signed = 'open')
              and ($11::uuid is null or exists (select from record_inspector i where i.inspection_id = $1 and i.record_id = r.id and i.person_id = $11)
                                    and not exists (select from record_confirmation c where c.inspection_id = $1 and c.record_id = r.id and c.person_id = $11)
                                    and not exists (select from record_refusal x where x.inspection_id = $1 and x.record_id = r.id and x.person_id = $11 and x.version = r.version))
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
        limit,
        narrowed.signed.is_some(),
        narrowed.signed.and_then(Waits::whom)
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(Page::cut(rows, |row| After { day: row.day, id: row.id }))
}

/// Where the team has been: the places of a case's records, each once; by leaps along the index, whatever their number.
pub async fn places(tx: &mut Tx, inspection: InspectionId) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(
        r#"with recursive been as (
             (select r.place from record r where r.inspection_id = $1 order by r.place limit 1)
             union all
             select (select r.place from record r where r.inspection_id = $1 and r.place > b.place order by r.place limit 1) from been b where b.place is not null)
           select place as "place!" from been where place is not null limit 200"#,
        inspection.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// A record of the reader's own, beside the form of the next.
#[derive(Debug, Clone)]
pub struct Own {
    pub id: Uuid,
    pub day: NaiveDate,
    pub clock: Option<NaiveTime>,
    pub place: String,
    pub opening: String,
    pub findings: i64,
    pub files: i64,
}

impl Own {
    /// `10:26`, where the time of the day is known.
    pub fn time(&self) -> String {
        self.clock.map_or_else(String::new, |clock| clock.format("%H:%M").to_string())
    }
}

/// How many of them are shown.
const OWN: i64 = 8;

/// What somebody recorded last in a case.
pub async fn own(tx: &mut Tx, inspection: InspectionId, author: PersonId) -> Result<Vec<Own>> {
    Ok(sqlx::query_as!(
        Own,
        r#"select r.id, r.day, r.clock, r.place, left(r.body, 60) as "opening!",
                  (select count(*) from finding f where f.record_id = r.id) as "findings!", (select count(*) from evidence e where e.record_id = r.id) as "files!"
             from record r where r.inspection_id = $1 and r.author_id = $2 order by r.id desc limit $3"#,
        inspection.0,
        author.0,
        OWN
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// With whom somebody last recorded something in a case; those who have left the team are left out.
pub async fn last(tx: &mut Tx, inspection: InspectionId, author: PersonId) -> Result<Option<Vec<Uuid>>> {
    Ok(sqlx::query_scalar!(
        r#"select array(select i.person_id from record_inspector i where i.record_id = r.id
                           and exists (select from team_member t where t.inspection_id = $1 and t.person_id = i.person_id and t.place not in ('expert', 'observer'))) as "named!"
             from record r where r.inspection_id = $1 and r.author_id = $2 order by r.id desc limit 1"#,
        inspection.0,
        author.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// The materials that were read for a record, with their numbers on the list.
pub async fn materials(tx: &mut Tx, record: RecordId) -> Result<Vec<(i32, String)>> {
    let rows = sqlx::query!(
        "select m.no, m.name from record_material r join material m on m.id = r.material_id where r.record_id = $1 order by m.no",
        record.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.no, row.name)).collect())
}

/// The item of a checklist that a record is about, where it is about one.
pub async fn item(tx: &mut Tx, record: RecordId) -> Result<Option<String>> {
    let mut items = answered(tx, record).await?;
    // a whole section is not the context of the next record
    Ok(if items.len() == 1 { items.pop().map(|one| one.item) } else { None })
}

/// What a record says about an item of a checklist.
#[derive(Debug, Clone)]
pub struct Answered {
    pub item: String,
    pub answer: Option<String>,
    pub note: String,
}

pub async fn answered(tx: &mut Tx, record: RecordId) -> Result<Vec<Answered>> {
    Ok(sqlx::query_as!(
        Answered,
        "select item, answer, note from record_answer where record_id = $1 order by item",
        record.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Records of a case that are still to be confirmed.
pub async fn unsigned(tx: &mut Tx, inspection: InspectionId) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "n!" from record r where r.inspection_id = $1 and r.signed = 'open'"#,
        inspection.0
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// A finding of which something is still missing.
#[derive(Debug, Clone)]
pub struct Incomplete {
    pub id: Uuid,
    pub no: i32,
    pub title: String,
}

/// Findings of a case that stand and of which something is still missing: how severe, by which rule, shown by what.
pub async fn incomplete(tx: &mut Tx, inspection: InspectionId) -> Result<Vec<Incomplete>> {
    Ok(sqlx::query_as!(
        Incomplete,
        "select f.id, f.no, f.title from finding f join finding_text t on t.finding_id = f.id and t.no = f.text_no
          where f.inspection_id = $1 and f.status in ('recorded', 'confirmed')
            and (f.severity is null or t.legal_basis = ''
                 or not exists (select from evidence e where e.finding_id = f.id and not exists (select from evidence_void v where v.evidence_id = e.id))
                and not exists (select from evidence e where e.record_id = f.record_id and not exists (select from evidence_void v where v.evidence_id = e.id)))
          order by f.no limit 100",
        inspection.0
    )
    .fetch_all(&mut **tx)
    .await?)
}
