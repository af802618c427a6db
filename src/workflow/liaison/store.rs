//! All SQL of the liaison: documents as served, answers, what was returned. Never a finding, an inspection, a step.
pub mod read;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{DocumentId, FacilityId, FindingId, InspectionId, PersonId, ReplyId, ServiceId},
    },
    people::facility::FacilityKind,
    workflow::{
        document::{Kind, Manner, paper::Parts},
        finding::Position,
        liaison::model::ServedItem,
        rectification::model::ReplyKind,
    },
};

pub async fn item(tx: &mut Tx, finding: Uuid) -> Result<Option<ServedItem>> {
    Ok(sqlx::query_as!(
        ServedItem,
        r#"select $1::uuid as "finding!: FindingId", inspection_id as "inspection!: InspectionId", place as "position!: Position", due, cycle as "cycle!"
             from served_item($1) where place is not null"#,
        finding
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// A document served on the facility.
#[derive(Debug, Clone)]
pub struct Received {
    pub id: DocumentId,
    pub service: ServiceId,
    pub inspection: InspectionId,
    pub facility_kind: FacilityKind,
    pub kind: Kind,
    pub title: String,
    pub body: String,
    pub number: String,
    pub issuer_zh: String,
    pub issuer_en: String,
    pub issued_on: Option<NaiveDate>,
    pub served_on: NaiveDate,
    pub manner: Manner,
    pub receiver: String,
    pub reply_due: Option<NaiveDate>,
    /// The facility may object to it now.
    pub takes_objection: bool,
    /// It did.
    pub is_objected: bool,
}

impl Received {
    /// What it consists of.
    pub fn parts(&self) -> Parts<'_> {
        Parts {
            issuer: &self.issuer_zh,
            kind: self.kind,
            title: &self.title,
            number: &self.number,
            body: &self.body,
            issued_on: self.issued_on,
        }
    }
}

pub async fn document(tx: &mut Tx, facility: FacilityId, id: Uuid) -> Result<Option<Received>> {
    Ok(sqlx::query_as!(
        Received,
        r#"select d.id as "id: DocumentId", s.id as "service: ServiceId", s.inspection_id as "inspection: InspectionId", f.kind as "facility_kind: FacilityKind", d.kind as "kind: Kind", d.title, d.body, d.number, coalesce(d.issuer_zh, o.name_zh) as "issuer_zh!", coalesce(d.issuer_en, o.name_en) as "issuer_en!", d.issued_on,
                  s.served_on, s.manner as "manner: Manner", s.receiver, s.reply_due, takes_objection(d.id) as "takes_objection!",
                  exists (select from objection x where x.service_id = s.id) as "is_objected!"
             from service s join document d on d.id = s.document_id join org o on o.id = d.issuer_id join facility f on f.id = s.facility_id
            where s.facility_id = $1 and d.id = $2"#,
        facility.0,
        id
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// What one document says of a finding and asks about it.
#[derive(Debug, Clone)]
pub struct Asked {
    pub service: Uuid,
    pub document: DocumentId,
    pub kind: Kind,
    pub number: String,
    pub served_on: NaiveDate,
    pub title: String,
    pub facts: String,
    pub legal_basis: String,
    pub demand: String,
    pub reply_due: Option<NaiveDate>,
}

/// Every document that raises a finding and stands, the last first.
pub async fn asked(tx: &mut Tx, facility: FacilityId, finding: FindingId) -> Result<Vec<Asked>> {
    Ok(sqlx::query_as!(
        Asked,
        r#"select s.id as service, d.id as "document: DocumentId", d.kind as "kind: Kind", d.number, s.served_on, x.title, x.facts, x.legal_basis, x.demand,
                  s.reply_due
             from service s join document d on d.id = s.document_id join document_finding x on x.document_id = d.id
            where s.facility_id = $1 and x.finding_id = $2 and s.id not in (select w.service_id from service_withdrawn w) order by s.served_on desc, s.at desc"#,
        facility.0,
        finding.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// An answer given, and what became of it.
#[derive(Debug, Clone)]
pub struct Answer {
    pub id: ReplyId,
    pub kind: ReplyKind,
    pub body: String,
    pub their_no: String,
    pub received_on: NaiveDate,
    /// None where it came on paper.
    pub author: Option<String>,
    pub at: DateTime<Utc>,
    pub outcome: Option<String>,
    pub note: Option<String>,
    pub due_on: Option<NaiveDate>,
    pub verified_on: Option<NaiveDate>,
    pub unmet: Vec<String>,
}

impl Answer {
    /// 回执: the number under which the facility finds its answer again.
    pub fn receipt(&self) -> String {
        let id = self.id.0.simple().to_string();
        id.get(20..).unwrap_or_default().to_uppercase()
    }
}

pub async fn answers(tx: &mut Tx, finding: FindingId) -> Result<Vec<Answer>> {
    Ok(sqlx::query_as!(
        Answer,
        r#"select r.id as "id: ReplyId", r.kind as "kind: ReplyKind", r.body, r.their_no, r.received_on, p.name as "author?", r.at,
                  v.outcome as "outcome?", v.note as "note?", v.due_on, v.day as "verified_on?",
                  array(select m.demand from verification_demand m where m.verification_id = v.id and m.verdict = 'unmet' order by m.no) as "unmet!"
             from reply r left join verification v on v.reply_id = r.id left join person p on p.id = r.author_id
            where r.finding_id = $1 order by r.at desc, r.id desc"#,
        finding.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// An answer about to be given.
#[derive(Debug)]
pub struct NewAnswer {
    pub id: ReplyId,
    pub service: Uuid,
    pub kind: ReplyKind,
    pub body: String,
    pub their_no: String,
}

pub async fn answer(
    tx: &mut Tx,
    item: &ServedItem,
    facility: FacilityId,
    new: &NewAnswer,
    author: PersonId,
    (now, today): (DateTime<Utc>, NaiveDate),
) -> Result<()> {
    sqlx::query!(
        "insert into reply (id, finding_id, inspection_id, facility_id, service_id, cycle, kind, body, their_no, received_on, author_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        new.id.0,
        item.finding.0,
        item.inspection.0,
        facility.0,
        new.service,
        item.cycle,
        new.kind as ReplyKind,
        new.body,
        new.their_no,
        today,
        author.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
