//! All SQL of evidence.
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        file::Kind,
        id::{EvidenceId, FindingId, InspectionId, PersonId},
        web::upload::File,
    },
    words,
    workflow::evidence::{
        act::About,
        model::{Evidence, Of},
    },
};

words! {
    /// What was done with a file.
    pub enum Hand in "evidence-hand" {
        Previewed = "previewed",
        Downloaded = "downloaded",
        /// The content on disk was not what was taken in.
        Refused = "refused",
    }
}

/// A file about to be put on record.
#[derive(Debug)]
pub struct NewEvidence<'a> {
    pub of: Of,
    pub inspection: InspectionId,
    pub file: &'a File,
    pub about: &'a About,
    pub by: PersonId,
    pub at: DateTime<Utc>,
}

pub async fn insert(tx: &mut Tx, new: &NewEvidence<'_>) -> Result<()> {
    let [record, finding, reply, service, objection, contact] = new.of.columns();
    let taken = &new.file.taken;
    sqlx::query!(
        "insert into evidence (id, inspection_id, record_id, finding_id, reply_id, service_id, objection_id, contact_id, name, kind, size, sha256, checked, note, taken_on, by_id, at, shot_at, latitude, longitude)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
        taken.id.0,
        new.inspection.0,
        record,
        finding,
        reply,
        service,
        objection,
        contact,
        taken.name,
        taken.kind as Kind,
        taken.size,
        taken.sha256,
        new.file.checked,
        new.about.note,
        new.about.taken_on,
        new.by.0,
        new.at,
        taken.shot.at,
        taken.shot.place.map(|place| place.0),
        taken.shot.place.map(|place| place.1)
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn evidence(tx: &mut Tx, id: Uuid) -> Result<Option<Evidence>> {
    Ok(sqlx::query_as!(
        Evidence,
        r#"select e.id as "id: EvidenceId", e.inspection_id as "inspection: InspectionId", e.record_id as record, e.finding_id as finding, e.reply_id as reply,
                  e.service_id as service, e.objection_id as objection, e.contact_id as contact, r.finding_id as "answered?", coalesce(s.document_id, t.document_id) as "served?", e.name, e.kind as "kind: Kind", e.size, e.sha256, e.checked,
                  e.note, e.taken_on, e.shot_at, case when actor_facility() is null then e.latitude end as latitude, case when actor_facility() is null then e.longitude end as longitude, e.by_id as "by: PersonId", p.name as "by_name?", e.at, v.reason as "void_reason?", w.name as "void_by?", v.at as "void_at?"
             from evidence e
             left join reply r on r.id = e.reply_id
             left join objection o on o.id = e.objection_id
             left join service s on s.id = e.service_id
             left join service t on t.id = o.service_id
             left join person p on p.id = e.by_id
             left join evidence_void v on v.evidence_id = e.id
             left join person w on w.id = v.by_id
            where e.id = $1"#,
        id
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// The files on a record, finding, reply, service, objection or talk, in the order in which they came.
pub async fn of(tx: &mut Tx, of: Of) -> Result<Vec<Evidence>> {
    let [record, finding, reply, service, objection, contact] = of.columns();
    listed(tx, [record, finding, service, objection], reply.as_slice(), contact.as_slice()).await
}

/// The files on a finding itself, and those that came with the replies about it.
pub async fn about(tx: &mut Tx, finding: FindingId) -> Result<(Vec<Evidence>, Vec<Evidence>)> {
    let replies = replies(tx, finding).await?;
    let files = listed(tx, [None, Some(finding.0), None, None], &replies, &[]).await?;
    Ok(files.into_iter().partition(|file| file.reply.is_none()))
}

/// The files that came with the replies about a finding.
pub async fn of_replies(tx: &mut Tx, finding: FindingId) -> Result<Vec<Evidence>> {
    let replies = replies(tx, finding).await?;
    if replies.is_empty() { Ok(Vec::new()) } else { listed(tx, [None; 4], &replies, &[]).await }
}

/// The files on talks.
pub async fn of_contacts(tx: &mut Tx, contacts: &[Uuid]) -> Result<Vec<Evidence>> {
    if contacts.is_empty() { Ok(Vec::new()) } else { listed(tx, [None; 4], &[], contacts).await }
}

async fn replies(tx: &mut Tx, finding: FindingId) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!("select id from reply where finding_id = $1", finding.0).fetch_all(&mut **tx).await?)
}

async fn listed(
    tx: &mut Tx,
    [record, finding, service, objection]: [Option<Uuid>; 4],
    replies: &[Uuid],
    contacts: &[Uuid],
) -> Result<Vec<Evidence>> {
    Ok(sqlx::query_as!(
        Evidence,
        r#"select e.id as "id: EvidenceId", e.inspection_id as "inspection: InspectionId", e.record_id as record, e.finding_id as finding, e.reply_id as reply,
                  e.service_id as service, e.objection_id as objection, e.contact_id as contact, r.finding_id as "answered?", coalesce(s.document_id, t.document_id) as "served?", e.name, e.kind as "kind: Kind", e.size, e.sha256, e.checked,
                  e.note, e.taken_on, e.shot_at, case when actor_facility() is null then e.latitude end as latitude, case when actor_facility() is null then e.longitude end as longitude, e.by_id as "by: PersonId", p.name as "by_name?", e.at, v.reason as "void_reason?", w.name as "void_by?", v.at as "void_at?"
             from evidence e
             left join reply r on r.id = e.reply_id
             left join objection o on o.id = e.objection_id
             left join service s on s.id = e.service_id
             left join service t on t.id = o.service_id
             left join person p on p.id = e.by_id
             left join evidence_void v on v.evidence_id = e.id
             left join person w on w.id = v.by_id
            where e.record_id = $1 or e.finding_id = $2 or e.service_id = $3 or e.reply_id = any($4) or e.objection_id = $5 or e.contact_id = any($6)
            order by e.at, e.id limit 500"#,
        record,
        finding,
        service,
        replies,
        objection,
        contacts
    )
    .fetch_all(&mut **tx)
    .await?)
}

pub async fn void(tx: &mut Tx, id: EvidenceId, reason: &str, by: PersonId, at: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "insert into evidence_void (evidence_id, reason, by_id, at) values ($1, $2, $3, $4)",
        id.0,
        reason,
        by.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn trace(
    tx: &mut Tx,
    key: Uuid,
    id: EvidenceId,
    how: Hand,
    person: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into evidence_access (id, evidence_id, how, person_id, at) values ($1, $2, $3, $4, $5)",
        key,
        id.0,
        how as Hand,
        person.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Somebody who had a file in hand.
#[derive(Debug, Clone)]
pub struct Trace {
    pub how: Hand,
    pub who: String,
    pub at: DateTime<Utc>,
}

/// The last who had a file in hand, the newest first; nothing for a liaison.
pub async fn traces(tx: &mut Tx, id: EvidenceId) -> Result<Vec<Trace>> {
    Ok(sqlx::query_as!(
        Trace,
        r#"select a.how as "how: Hand", p.name as who, a.at from evidence_access a join person p on p.id = a.person_id
            where a.evidence_id = $1 order by a.at desc, a.id desc limit 100"#,
        id.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// The files that rows spoke of last.
pub async fn newest(pool: &sqlx::PgPool) -> Result<Vec<EvidenceId>, sqlx::Error> {
    sqlx::query_scalar!(r#"select id as "id: EvidenceId" from evidence order by id desc limit 5"#).fetch_all(pool).await
}

/// Which of these files rows speak of; for the sweep, which runs as the owner.
pub async fn known(pool: &sqlx::PgPool, ids: Vec<Uuid>) -> Result<Vec<Uuid>, sqlx::Error> {
    sqlx::query_scalar!("select id from evidence where id = any($1)", &ids).fetch_all(pool).await
}
