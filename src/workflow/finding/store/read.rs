//! What a finding's page shows of its history and of the later stages.
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::foundation::{
    db::Tx,
    error::Result,
    id::{FacilityId, FindingId, InspectionId},
};

/// Something that happened to a finding.
#[derive(Debug, Clone)]
pub struct Event {
    pub what: String,
    pub who: Option<String>,
    pub at: DateTime<Utc>,
    pub day: NaiveDate,
    pub text: String,
}

/// Everything that happened to a finding, newest first: steps, services, replies, verifications, closings, rechecks,
/// oral corrections, objections, whether it is dealt with otherwise.
pub async fn events(tx: &mut Tx, id: FindingId) -> Result<Vec<Event>> {
    Ok(sqlx::query_as!(
        Event,
        r#"select e.what as "what!", p.name as "who?", e.at as "at!", e.day as "day!", e.text as "text!"
             from (select 'step-' || s.step as what, s.actor_id as person, s.at, s.day, s.reason as text, 0 as rank from step s where s.subject = 'finding' and s.subject_id = $1
                   union all
                   select 'served-' || d.kind, s.by_id, s.at, s.served_on, d.title || case when d.number = '' then '' else ' ' || d.number end, 1
                     from service s join document d on d.id = s.document_id join document_finding x on x.document_id = d.id where x.finding_id = $1
                   union all
                   select 'reply-' || r.kind, coalesce(r.author_id, r.registered_by), r.at, r.received_on, r.body, 2 from reply r where r.finding_id = $1
                   union all
                   select 'verification-' || v.outcome, v.person_id, v.at, v.day, v.note, 3 from verification v where v.finding_id = $1
                   union all
                   select 'closing', c.person_id, c.at, c.day, c.note, 4 from closing c where c.finding_id = $1
                   union all
                   select 'recheck-' || k.verdict, k.person_id, k.at, k.day, k.note, 5 from recheck k where k.finding_id = $1
                   union all
                   select 'handed-over', h.sent_by, h.at, h.sent_on, o.name_zh || ': ' || h.note, 6 from hand_over h join org o on o.id = h.to_org_id where h.finding_id = $1
                   union all
                   select 'oral-made', c.by_id, c.at, c.made_on, c.to_post || ' ' || c.to_name || ': ' || c.demand, 8 from oral_correction c where c.finding_id = $1
                   union all
                   select 'oral-done', d.by_id, d.at, d.done_on, d.seen, 9 from oral_done d where d.finding_id = $1
                   union all
                   select 'objected', coalesce(o.author_id, o.registered_by), o.at, o.received_on, o.reason, 10
                     from objection o join service s on s.id = o.service_id join document_finding x on x.document_id = s.document_id where x.finding_id = $1
                   union all
                   select 'objection-' || v.outcome, v.person_id, v.at, v.day, v.reason, 11 from objection_review v join objection o on o.id = v.objection_id
                     join service s on s.id = o.service_id join document_finding x on x.document_id = s.document_id where x.finding_id = $1
                   union all
                   select 'otherwise', w.by_id, w.at, w.day, '', 12 from finding_otherwise w where w.finding_id = $1
                   union all
                   select 'received', h.received_by, h.at, h.received_on, h.receipt, 7 from hand_over h where h.finding_id = $1 and h.received_on is not null) e
             left join person p on p.id = e.person
            order by e.at desc, e.rank desc"#,
        id.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// A document that raises a finding.
#[derive(Debug, Clone)]
pub struct Raised {
    pub id: Uuid,
    pub kind: String,
    pub title: String,
    pub number: String,
    pub state: String,
    pub served_on: Option<NaiveDate>,
    pub reply_due: Option<NaiveDate>,
    pub demand: String,
    /// The flag of an objection.
    pub contest: Option<String>,
}

impl Raised {
    /// Draft, submitted, issued, or served.
    pub fn standing(&self) -> &str {
        if self.served_on.is_some() { "served" } else { &self.state }
    }
}

pub async fn documents(tx: &mut Tx, id: FindingId) -> Result<Vec<Raised>> {
    Ok(sqlx::query_as!(
        Raised,
        r#"select d.id, d.kind, d.title, d.number, d.state, s.served_on as "served_on?", s.reply_due as "reply_due?", x.demand,
                  case when o.id is not null then coalesce(r.outcome, 'open') end as contest
             from document_finding x join document d on d.id = x.document_id left join service s on s.document_id = d.id
             left join objection o on o.service_id = s.id left join objection_review r on r.objection_id = o.id
            where x.finding_id = $1 order by d.created_at, d.id"#,
        id.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Clues that rest on a finding, those that the reader is let into.
pub async fn clues(tx: &mut Tx, id: FindingId) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!("select id from clue.entry where finding_id = $1 order by id", id.0)
        .fetch_all(&mut **tx)
        .await?)
}

/// Another finding of the same case that one may be merged into: one that counts, and so is not dropped later.
#[derive(Debug, Clone)]
pub struct Sibling {
    pub id: Uuid,
    pub no: i32,
    pub title: String,
}

pub async fn siblings(tx: &mut Tx, inspection: InspectionId, own: FindingId) -> Result<Vec<Sibling>> {
    Ok(sqlx::query_as!(
        Sibling,
        "select id, no, title from finding where inspection_id = $1 and id <> $2 and status = 'confirmed' order by no",
        inspection.0,
        own.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// The same category at one facility, within reach.
#[derive(Debug, Clone)]
pub struct Alike {
    pub code: String,
    pub name_zh: String,
    pub name_en: String,
    pub here: bool,
    pub findings: i64,
    pub closed: i64,
    /// Of all facilities together.
    pub total: i64,
    pub facilities: i64,
}

/// Facilities shown beside a finding.
const SHOWN: i64 = 6;

/// The facilities where the same category was confirmed, this one first, then those of most findings.
pub async fn alike(tx: &mut Tx, category: i32, facility: FacilityId) -> Result<Vec<Alike>> {
    Ok(sqlx::query_as!(
        Alike,
        r#"select fa.code, fa.name_zh, fa.name_en, fa.id = $2 as "here!", g.findings as "findings!", g.closed as "closed!", g.total as "total!", g.facilities as "facilities!"
             from (select o.facility_id, count(*) as findings, count(*) filter (where o.position = 'closed') as closed,
                          sum(count(*)) over ()::bigint as total, count(*) over () as facilities
                     from finding o where o.category_id = $1 and o.status = 'confirmed' group by o.facility_id
                    order by o.facility_id = $2 desc, 2 desc, 1 limit $3) g
             join facility fa on fa.id = g.facility_id order by fa.id = $2 desc, g.findings desc, fa.code"#,
        category,
        facility.0,
        SHOWN
    )
    .fetch_all(&mut **tx)
    .await?)
}
