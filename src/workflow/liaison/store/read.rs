//! The lists of the facility's shell, each page in one query; a count and the list that it counts ask in the same words.
use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{DocumentId, FacilityId, FindingId, ServiceId},
        web::paging::{After, PAGE, Page},
    },
    workflow::{
        document::{Contest, Kind},
        finding::Position,
        liaison::form::Asked,
    },
};

/// A row of the list: a finding served, in the words of the document that raised it last.
#[derive(Debug, Clone)]
pub struct ItemLine {
    pub finding: FindingId,
    pub title: String,
    pub kind: Kind,
    pub number: String,
    pub served_on: NaiveDate,
    pub position: Position,
    pub due: Option<NaiveDate>,
    pub due_order: NaiveDate,
    /// Whose clock says by when: the service, or the verification that returned the answer.
    pub clock_of: Option<Uuid>,
    /// Why the answer was returned.
    pub note: Option<String>,
    /// The facility objects to a document that raises it, and that is not decided yet.
    pub contested: bool,
}

impl ItemLine {
    pub fn href(&self) -> String {
        format!("/liaison/items/{}", self.finding)
    }
}

/// Rows of a page, and the one that says whether more follow.
fn limit() -> i64 {
    i64::try_from(PAGE + 1).unwrap_or(i64::MAX)
}

/// What stands served, the earliest due first; what has no day comes after, what is closed last. `awaited` is what the facility is to answer now.
pub async fn items(
    tx: &mut Tx,
    facility: FacilityId,
    asked: &Asked,
    awaited: bool,
    after: Option<After>,
) -> Result<Page<ItemLine>> {
    let rows = sqlx::query_as!(
        ItemLine,
        r#"with page as materialized (
             select i.* from (select a.finding_id, a.place, a.due, a.due_order from served_awaiting() a where $3
                              union all select a.finding_id, a.place, a.due, a.due_order from served_items() a where not $3) i
              where ($2::text is null or i.place = $2)
                and ($4::text is null or exists (select from document_finding x join service s on s.document_id = x.document_id join document d on d.id = x.document_id
                                                  where x.finding_id = i.finding_id and s.facility_id = $1 and (x.title ilike $4 or x.facts ilike $4 or d.number ilike $4)))
                and ($5::date is null or (i.due_order, i.finding_id) > ($5, $6::uuid))
              order by i.due_order, i.finding_id limit $7)
           select i.finding_id as "finding!: FindingId", c.title as "title!", c.kind as "kind!: Kind", c.number as "number!", c.served_on as "served_on!",
                  i.place as "position!: Position", i.due, i.due_order as "due_order!", c.clock_of, c.note, c.contested as "contested!"
             from page i join served_course(array(select finding_id from page)) c on c.finding_id = i.finding_id
            order by i.due_order, i.finding_id"#,
        facility.0,
        asked.status as Option<Position>,
        awaited,
        asked.pattern(),
        after.map(|after| after.day),
        after.map(|after| after.id),
        limit()
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(Page::cut(rows, |row| After { day: row.due_order, id: row.finding.0 }))
}

/// How many items stand at a place.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    pub position: Position,
    pub n: i64,
    pub late: i64,
}

/// Where the items stand that match, whatever place the list is narrowed to.
pub async fn standing(tx: &mut Tx, facility: FacilityId, asked: &Asked, today: NaiveDate) -> Result<Vec<Standing>> {
    Ok(sqlx::query_as!(
        Standing,
        r#"select i.place as "position!: Position", count(*) as "n!", count(*) filter (where i.due < $3) as "late!" from served_items() i
            where $2::text is null or exists (select from document_finding x join service s on s.document_id = x.document_id join document d on d.id = x.document_id
                                               where x.finding_id = i.finding_id and s.facility_id = $1 and (x.title ilike $2 or x.facts ilike $2 or d.number ilike $2))
            group by i.place"#,
        facility.0,
        asked.pattern(),
        today
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// A row of 收文.
#[derive(Debug, Clone)]
pub struct ReceivedLine {
    pub id: DocumentId,
    pub service: ServiceId,
    pub kind: Kind,
    pub title: String,
    pub number: String,
    pub served_on: NaiveDate,
    pub contest: Option<Contest>,
}

impl ReceivedLine {
    pub fn href(&self) -> String {
        format!("/liaison/documents/{}", self.id)
    }
}

/// What was served on the facility, the last first.
pub async fn documents(tx: &mut Tx, facility: FacilityId, after: Option<After>) -> Result<Page<ReceivedLine>> {
    let rows = received(tx, facility, after, limit()).await?;
    Ok(Page::cut(rows, |row| After { day: row.served_on, id: row.service.0 }))
}

/// What was served on the facility last.
pub async fn newest(tx: &mut Tx, facility: FacilityId) -> Result<Option<ReceivedLine>> {
    Ok(received(tx, facility, None, 1).await?.into_iter().next())
}

async fn received(tx: &mut Tx, facility: FacilityId, after: Option<After>, most: i64) -> Result<Vec<ReceivedLine>> {
    Ok(sqlx::query_as!(
        ReceivedLine,
        r#"select d.id as "id: DocumentId", s.id as "service: ServiceId", d.kind as "kind: Kind", d.title, d.number, s.served_on,
                  case when o.id is not null then coalesce(r.outcome, 'open') end as "contest: Contest"
             from service s join document d on d.id = s.document_id
             left join objection o on o.service_id = s.id left join objection_review r on r.objection_id = o.id
            where s.facility_id = $1 and ($2::date is null or (s.served_on, s.id) < ($2, $3::uuid))
            order by s.served_on desc, s.id desc limit $4"#,
        facility.0,
        after.map(|after| after.day),
        after.map(|after| after.id),
        most
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Somebody who is posted to the facility as its contact.
#[derive(Debug, Clone)]
pub struct Colleague {
    pub id: Uuid,
    pub name: String,
    pub title: String,
    pub since: NaiveDate,
}

/// The facility's own contacts on a day, the longest in their post first.
pub async fn colleagues(tx: &mut Tx, facility: FacilityId, today: NaiveDate) -> Result<Vec<Colleague>> {
    Ok(sqlx::query_as!(
        Colleague,
        r#"select p.id, p.name, coalesce(nullif(po.title, ''), p.title) as "title!", lower(po.during) as "since!"
             from post po join person p on p.id = po.person_id
            where po.facility_id = $1 and po.role = 'liaison' and po.during @> $2::date order by lower(po.during), p.name, p.id"#,
        facility.0,
        today
    )
    .fetch_all(&mut **tx)
    .await?)
}
