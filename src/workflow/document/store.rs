//! All SQL of documents.
pub mod print;
pub mod read;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::{Result, one_row},
        id::{DocumentId, FacilityId, FindingId, InspectionId, OrgId, PersonId},
    },
    workflow::{
        document::{
            form::Text,
            model::{Document, Kind, Manner, Raised},
            state::State,
        },
        finding::Concerns,
    },
};

pub async fn document(tx: &mut Tx, id: Uuid) -> Result<Option<Document>> {
    Ok(sqlx::query_as!(
        Document,
        r#"select d.id as "id: DocumentId", d.inspection_id as "inspection: InspectionId", d.kind as "kind: Kind", d.issuer_id as "issuer: OrgId",
                  coalesce(d.issuer_zh, o.name_zh) as "issuer_zh!", d.author_id as "author: PersonId", d.title, d.body, d.text_no, d.number, d.issued_on,
                  d.state as "state: State", d.step_no, d.created_at
             from document d join org o on o.id = d.issuer_id where d.id = $1"#,
        id
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// The document that a service handed over.
pub async fn document_of(tx: &mut Tx, service: Uuid) -> Result<Option<DocumentId>> {
    Ok(sqlx::query_scalar!(r#"select document_id as "id: DocumentId" from service where id = $1"#, service)
        .fetch_optional(&mut **tx)
        .await?)
}

pub async fn insert(tx: &mut Tx, new: &Document) -> Result<()> {
    sqlx::query!(
        "insert into document (id, inspection_id, kind, issuer_id, author_id, title, body, state, step_no, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        new.id.0,
        new.inspection.0,
        new.kind as Kind,
        new.issuer.0,
        new.author.map(|person| person.0),
        new.title,
        new.body,
        new.state as State,
        new.step_no,
        new.created_at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Raises confirmed findings in a document, in the words that stand now, numbered anew: a gap would tell of others.
pub async fn raise(tx: &mut Tx, document: &Document, raised: &[Raised]) -> Result<()> {
    let findings: Vec<Uuid> = raised.iter().map(|one| one.finding.0).collect();
    let demands: Vec<String> = raised.iter().map(|one| one.demand.clone()).collect();
    sqlx::query!(
        "insert into document_finding (document_id, finding_id, inspection_id, facility_id, no, title, facts, legal_basis, demand)
         select $1, f.id, f.inspection_id, f.facility_id, row_number() over (order by f.no), t.title, t.facts, t.legal_basis, u.demand
           from unnest($3::uuid[], $4::text[]) as u (id, demand)
           join finding f on f.id = u.id and f.inspection_id = $2 and f.status = 'confirmed'
           join finding_text t on t.finding_id = f.id and t.no = f.text_no",
        document.id.0,
        document.inspection.0,
        &findings,
        &demands
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A version of a draft's text.
#[derive(Debug)]
pub struct NewText<'a> {
    pub document: DocumentId,
    pub inspection: InspectionId,
    pub no: i32,
    pub title: &'a str,
    pub body: &'a str,
    pub raised: &'a [Raised],
    pub author: Option<PersonId>,
    pub at: DateTime<Utc>,
}

/// Keeps a version, built on the one before it.
pub async fn keep_text(tx: &mut Tx, new: &NewText<'_>) -> Result<()> {
    let demands: serde_json::Map<String, serde_json::Value> =
        new.raised.iter().map(|one| (one.finding.to_string(), one.demand.clone().into())).collect();
    sqlx::query!(
        "insert into document_text (document_id, no, base_no, inspection_id, title, body, raised, author_id, at) values ($1, $2, $2 - 1, $3, $4, $5, $6, $7, $8)",
        new.document.0,
        new.no,
        new.inspection.0,
        new.title,
        new.body,
        serde_json::Value::Object(demands),
        new.author.map(|person| person.0),
        new.at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Moves the state: compare-and-set on the step that was seen.
pub async fn advance(tx: &mut Tx, document: &Document) -> Result<()> {
    let moved = sqlx::query!(
        "update document set state = $2, step_no = $3, number = $4, issued_on = $5 where id = $1 and step_no = $3 - 1",
        document.id.0,
        document.state as State,
        document.step_no,
        document.number,
        document.issued_on
    )
    .execute(&mut **tx)
    .await?;
    one_row(&moved)
}

/// A finding that stands, for those who choose what a document raises.
#[derive(Debug, Clone)]
pub struct Standing {
    pub id: FindingId,
    pub no: i32,
    pub title: String,
    pub concerns: Concerns,
}

pub async fn confirmed(tx: &mut Tx, id: InspectionId) -> Result<Vec<Standing>> {
    Ok(sqlx::query_as!(
        Standing,
        r#"select id as "id: FindingId", no, title, concerns as "concerns: Concerns" from finding
            where inspection_id = $1 and status = 'confirmed' order by no"#,
        id.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// The report that a feedback opinion is made from, and who made it.
#[derive(Debug, Clone)]
pub struct Report {
    pub author: Option<PersonId>,
    pub feedback_text: String,
    pub report_office: String,
}

pub async fn report(tx: &mut Tx, id: InspectionId) -> Result<Option<Report>> {
    Ok(sqlx::query_as!(
        Report,
        r#"select actor_id as "author: PersonId", coalesce(detail->>'feedback_text', '') as "feedback_text!",
                  coalesce(detail->>'report_office', '') as "report_office!"
             from step where subject = 'inspection' and subject_id = $1 and step = 'report' order by no desc limit 1"#,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// The feedback opinions of a case that are still to be handed over, and whom each concerns.
pub async fn undelivered_feedback(tx: &mut Tx, id: InspectionId) -> Result<Vec<(DocumentId, Concerns)>> {
    let rows = sqlx::query!(
        r#"select d.id as "id: DocumentId", coalesce(max(f.concerns), 'facility') as "concerns!: Concerns"
             from document d
             left join document_finding x on x.document_id = d.id
             left join finding f on f.id = x.finding_id
            where d.inspection_id = $1 and d.kind = 'feedback_opinion' and d.state = 'issued'
              and not exists (select from service s where s.document_id = d.id)
            group by d.id order by d.id"#,
        id.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.concerns)).collect())
}

/// Whom a document is served on.
#[derive(Debug, Clone, Copy)]
pub enum Recipient {
    Facility(FacilityId),
    Organ(OrgId),
}

/// A service about to be recorded.
#[derive(Debug)]
pub struct NewService {
    pub id: Uuid,
    pub document: DocumentId,
    pub inspection: InspectionId,
    pub on: Recipient,
    pub served_on: NaiveDate,
    pub manner: Manner,
    pub receiver: String,
}

pub async fn serve(tx: &mut Tx, new: &NewService, by: PersonId, now: DateTime<Utc>) -> Result<()> {
    let (facility, organ) = match new.on {
        Recipient::Facility(id) => (Some(id.0), None),
        Recipient::Organ(id) => (None, Some(id.0)),
    };
    sqlx::query!(
        "insert into service (id, document_id, inspection_id, facility_id, org_id, served_on, manner, receiver, by_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        new.id,
        new.document.0,
        new.inspection.0,
        facility,
        organ,
        new.served_on,
        new.manner as Manner,
        new.receiver,
        by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Replaces the text of a draft and what it raises, if the version that it builds on is still the last.
pub async fn rewrite(tx: &mut Tx, document: &Document, base: i32, text: &Text) -> Result<()> {
    let written = sqlx::query!(
        "update document set title = $3, body = $4, text_no = text_no + 1 where id = $1 and text_no = $2 and state = 'draft'",
        document.id.0,
        base,
        text.title,
        text.body
    )
    .execute(&mut **tx)
    .await?;
    one_row(&written)?;
    sqlx::query!("delete from document_finding where document_id = $1", document.id.0).execute(&mut **tx).await?;
    raise(tx, document, &text.raised).await
}
