//! What the pages of documents show.
use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{DocumentId, FindingId, InspectionId, ObjectionId, PersonId, ServiceId},
    },
    workflow::document::{
        model::{Contest, Manner},
        state::Step,
    },
};

/// A finding as a document raises it.
#[derive(Debug, Clone)]
pub struct Item {
    pub finding: FindingId,
    pub no: i32,
    pub title: String,
    pub facts: String,
    pub legal_basis: String,
    pub demand: String,
}

pub async fn items(tx: &mut Tx, id: DocumentId) -> Result<Vec<Item>> {
    Ok(sqlx::query_as!(
        Item,
        r#"select finding_id as "finding: FindingId", no, title, facts, legal_basis, demand from document_finding
            where document_id = $1 order by no"#,
        id.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// A version of a draft's text as it was saved.
#[derive(Debug, Clone, Default)]
pub struct Version {
    pub title: String,
    pub body: String,
    /// The findings that it raises, each id with its demand.
    pub raised: serde_json::Value,
    pub author: Option<String>,
}

impl Version {
    /// The demand about a finding; empty where it is not raised.
    pub fn demand(&self, finding: FindingId) -> &str {
        self.raised.get(finding.to_string()).and_then(serde_json::Value::as_str).unwrap_or_default()
    }
}

pub async fn version(tx: &mut Tx, id: DocumentId, no: i32) -> Result<Option<Version>> {
    Ok(sqlx::query_as!(
        Version,
        r#"select t.title, t.body, t.raised, p.name as "author?" from document_text t left join person p on p.id = t.author_id
            where t.document_id = $1 and t.no = $2"#,
        id.0,
        no
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Every word of the confirmed findings of a case.
pub async fn confirmed_texts(tx: &mut Tx, case: InspectionId) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(
        r#"select x.word as "word!" from finding f join finding_text t on t.finding_id = f.id and t.no = f.text_no
            cross join lateral (values (t.title), (t.facts), (t.legal_basis)) x (word)
            where f.inspection_id = $1 and f.status = 'confirmed' and x.word <> ''"#,
        case.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// How many of the findings that a document raises do not stand any more.
pub async fn fallen(tx: &mut Tx, id: DocumentId) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"select count(*) as "n!" from document_finding x join finding f on f.id = x.finding_id
            where x.document_id = $1 and f.status <> 'confirmed'"#,
        id.0
    )
    .fetch_one(&mut **tx)
    .await?)
}

/// A service of a document, with its recipient's name.
#[derive(Debug, Clone)]
pub struct Served {
    pub id: ServiceId,
    /// Served on the facility, not on a procuratorate.
    pub on_facility: bool,
    pub name_zh: String,
    pub name_en: String,
    pub served_on: NaiveDate,
    pub manner: Manner,
    pub receiver: String,
    pub reply_due: Option<NaiveDate>,
    pub escalate_on: Option<NaiveDate>,
    pub by: Option<String>,
}

pub async fn services(tx: &mut Tx, id: DocumentId) -> Result<Vec<Served>> {
    Ok(sqlx::query_as!(
        Served,
        r#"select s.id as "id: ServiceId", s.facility_id is not null as "on_facility!", coalesce(f.name_zh, o.name_zh) as "name_zh!", coalesce(f.name_en, o.name_en) as "name_en!", s.served_on,
                  s.manner as "manner: Manner", s.receiver, s.reply_due, s.escalate_on, p.name as "by?"
             from service s
             left join facility f on f.id = s.facility_id
             left join org o on o.id = s.org_id
             left join person p on p.id = s.by_id
            where s.document_id = $1 order by s.at, s.id"#,
        id.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// An objection to a document that was served, and what became of it.
#[derive(Debug, Clone)]
pub struct Objection {
    pub id: ObjectionId,
    pub service: ServiceId,
    pub reason: String,
    pub their_no: String,
    pub received_on: NaiveDate,
    /// The liaison who raised it; none where it came on paper.
    pub author: Option<String>,
    pub registrar: Option<PersonId>,
    pub registered_by: Option<String>,
    pub at: DateTime<Utc>,
    pub outcome: Option<Contest>,
    pub decision: Option<String>,
    pub decided_by: Option<String>,
    pub decided_on: Option<NaiveDate>,
}

impl Objection {
    /// How the matter stands.
    pub fn contest(&self) -> Contest {
        self.outcome.unwrap_or(Contest::Open)
    }
}

/// The objections to a document, one for each service at most.
pub async fn objections(tx: &mut Tx, id: DocumentId) -> Result<Vec<Objection>> {
    Ok(sqlx::query_as!(
        Objection,
        r#"select o.id as "id: ObjectionId", o.service_id as "service: ServiceId", o.reason, o.their_no, o.received_on, a.name as "author?",
                  o.registered_by as "registrar: PersonId", g.name as "registered_by?", o.at, r.outcome as "outcome?: Contest", r.reason as "decision?",
                  p.name as "decided_by?", r.day as "decided_on?"
             from service s join objection o on o.service_id = s.id
             left join objection_review r on r.objection_id = o.id
             left join person a on a.id = o.author_id
             left join person g on g.id = o.registered_by
             left join person p on p.id = r.person_id
            where s.document_id = $1 order by o.at, o.id"#,
        id.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// A step taken by a document.
#[derive(Debug, Clone)]
pub struct Taken {
    pub step: Step,
    pub actor: Option<String>,
    pub at: DateTime<Utc>,
    pub reason: String,
}

pub async fn steps(tx: &mut Tx, id: DocumentId) -> Result<Vec<Taken>> {
    Ok(sqlx::query_as!(
        Taken,
        r#"select s.step as "step: Step", p.name as "actor?", s.at, s.reason
             from step s left join person p on p.id = s.actor_id
            where s.subject = 'document' and s.subject_id = $1 order by s.no desc"#,
        id.0
    )
    .fetch_all(&mut **tx)
    .await?)
}
