//! What a finding's page shows of its history and of the later stages.
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::foundation::{
    db::Tx,
    error::Result,
    id::{FindingId, InspectionId},
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

/// Everything that happened to a finding, newest first: steps, services, replies, verifications, closings, rechecks.
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
    pub served_on: Option<NaiveDate>,
    pub reply_due: Option<NaiveDate>,
    pub demand: String,
}

pub async fn documents(tx: &mut Tx, id: FindingId) -> Result<Vec<Raised>> {
    Ok(sqlx::query_as!(
        Raised,
        r#"select d.id, d.kind, d.title, d.number, s.served_on as "served_on?", s.reply_due as "reply_due?", x.demand
             from document_finding x join document d on d.id = x.document_id left join service s on s.document_id = d.id
            where x.finding_id = $1 order by d.created_at, d.id"#,
        id.0
    )
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

/// How often the same category was found elsewhere, and here before.
#[derive(Debug, Clone, Copy)]
pub struct Likes {
    pub elsewhere: i64,
    pub here_before: i64,
}

pub async fn likes(tx: &mut Tx, id: FindingId) -> Result<Likes> {
    Ok(sqlx::query_as!(
        Likes,
        r#"select count(*) filter (where o.facility_id <> f.facility_id) as "elsewhere!", count(*) filter (where o.facility_id = f.facility_id) as "here_before!"
             from finding f join finding o on o.category_id = f.category_id and o.id <> f.id and o.status = 'confirmed' where f.id = $1"#,
        id.0
    )
    .fetch_one(&mut **tx)
    .await?)
}
