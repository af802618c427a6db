//! All SQL of rectification.
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::{Result, one_row},
        id::{FindingId, InspectionId, PersonId, ReplyId},
    },
    workflow::{
        finding::store::panel::Report,
        rectification::model::{Met, Recheck, ReplyKind, Verdict},
    },
};

/// Two answers to one finding wait for each other; the finding itself is out of a liaison's reach and cannot be locked.
pub async fn lock(tx: &mut Tx, finding: Uuid) -> Result<()> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended($1::text, 0))", finding.to_string())
        .fetch_one(&mut **tx)
        .await?;
    Ok(())
}

/// The last service of a finding: what an answer answers.
#[derive(Debug, Clone)]
pub struct Served {
    pub id: Uuid,
    pub facility_id: Uuid,
    pub served_on: NaiveDate,
    pub title: String,
}

pub async fn last_service(tx: &mut Tx, id: FindingId) -> Result<Option<Served>> {
    Ok(sqlx::query_as!(
        Served,
        "select s.id, x.facility_id, s.served_on, d.title from service s join document d on d.id = s.document_id join document_finding x on x.document_id = d.id
          where x.finding_id = $1 and s.id not in (select w.service_id from service_withdrawn w) order by s.served_on desc, s.at desc limit 1",
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// An answer about to be written. Exactly one of liaison and registrar wrote it.
#[derive(Debug)]
pub struct NewReply<'a> {
    pub id: ReplyId,
    pub finding: FindingId,
    pub inspection: InspectionId,
    pub served: &'a Served,
    pub cycle: i32,
    pub kind: ReplyKind,
    pub body: &'a str,
    pub their_no: &'a str,
    pub received_on: NaiveDate,
    pub registered_by: PersonId,
}

pub async fn register(tx: &mut Tx, new: &NewReply<'_>, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "insert into reply (id, finding_id, inspection_id, facility_id, service_id, cycle, kind, body, their_no, received_on, registered_by, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        new.id.0,
        new.finding.0,
        new.inspection.0,
        new.served.facility_id,
        new.served.id,
        new.cycle,
        new.kind as ReplyKind,
        new.body,
        new.their_no,
        new.received_on,
        new.registered_by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A verification about to be written.
#[derive(Debug)]
pub struct NewVerification<'a> {
    pub id: Uuid,
    pub finding: FindingId,
    pub inspection: InspectionId,
    pub report: &'a Report,
    pub cycle: i32,
    pub verdict: Verdict,
    pub note: &'a str,
    pub due_on: Option<NaiveDate>,
    pub demands: &'a [(String, Met)],
    pub person: PersonId,
}

pub async fn verify(tx: &mut Tx, new: &NewVerification<'_>, now: DateTime<Utc>, today: NaiveDate) -> Result<()> {
    sqlx::query!(
        "insert into verification (id, finding_id, inspection_id, facility_id, reply_id, cycle, outcome, verdict, note, due_on, person_id, day, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        new.id,
        new.finding.0,
        new.inspection.0,
        new.report.facility_id,
        new.report.id,
        new.cycle,
        new.verdict.outcome(),
        new.verdict as Verdict,
        new.note,
        new.due_on,
        new.person.0,
        today,
        now
    )
    .execute(&mut **tx)
    .await?;
    let (texts, verdicts): (Vec<String>, Vec<Met>) = new.demands.iter().cloned().unzip();
    sqlx::query!(
        "insert into verification_demand (verification_id, no, inspection_id, facility_id, demand, verdict)
         select $1, d.no, $2, $3, d.demand, d.verdict from unnest($4::text[], $5::text[]) with ordinality as d (demand, verdict, no)",
        new.id,
        new.inspection.0,
        new.report.facility_id,
        &texts,
        &verdicts as &[Met]
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Whose hand is on which finding, and when.
#[derive(Debug)]
pub struct Hand {
    pub finding: FindingId,
    pub inspection: InspectionId,
    pub cycle: i32,
    pub person: PersonId,
    pub now: DateTime<Utc>,
    pub today: NaiveDate,
}

pub async fn close(tx: &mut Tx, hand: &Hand, note: &str) -> Result<()> {
    sqlx::query!(
        "insert into closing (finding_id, cycle, inspection_id, person_id, note, day, at) values ($1, $2, $3, $4, $5, $6, $7)",
        hand.finding.0,
        hand.cycle,
        hand.inspection.0,
        hand.person.0,
        note,
        hand.today,
        hand.now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Whether a written instrument raising the finding was served and stands.
pub async fn has_instrument(tx: &mut Tx, id: FindingId) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select from document_finding x join document d on d.id = x.document_id join service s on s.document_id = d.id
                          where x.finding_id = $1 and d.kind in ('correction_notice', 'recommendation') and s.id not in (select w.service_id from service_withdrawn w)) as "has!""#,
        id.0
    )
    .fetch_one(&mut **tx)
    .await?)
}

pub async fn recheck(tx: &mut Tx, hand: &Hand, key: Uuid, verdict: Recheck, note: &str) -> Result<()> {
    sqlx::query!(
        "insert into recheck (id, finding_id, inspection_id, verdict, note, person_id, day, at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        key,
        hand.finding.0,
        hand.inspection.0,
        verdict as Recheck,
        note,
        hand.person.0,
        hand.today,
        hand.now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Who may take an open finding over: the resident office at the facility, and the supervising procuratorate.
pub async fn takers(tx: &mut Tx, inspection: InspectionId) -> Result<Vec<(i32, String, String)>> {
    let rows = sqlx::query!(
        "select o.id, o.name_zh, o.name_en from inspection i join org o on o.id in (i.office_id, i.supervisor_id) where i.id = $1 order by o.level desc",
        inspection.0
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name_zh, row.name_en)).collect())
}

/// A hand-over about to be written.
#[derive(Debug)]
pub struct NewHandOver<'a> {
    pub finding: FindingId,
    pub inspection: InspectionId,
    pub to: i32,
    pub note: &'a str,
    pub by: PersonId,
}

pub async fn hand_over(tx: &mut Tx, new: &NewHandOver<'_>, now: DateTime<Utc>, today: NaiveDate) -> Result<()> {
    sqlx::query!(
        "insert into hand_over (finding_id, inspection_id, to_org_id, note, sent_by, sent_on, at) values ($1, $2, $3, $4, $5, $6, $7)",
        new.finding.0,
        new.inspection.0,
        new.to,
        new.note,
        new.by.0,
        today,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn receive(tx: &mut Tx, id: FindingId, person: PersonId, receipt: &str, today: NaiveDate) -> Result<()> {
    let received =
        sqlx::query!("update hand_over set received_by = $2, received_on = $3, receipt = $4 where finding_id = $1 and received_on is null", id.0, person.0, today, receipt)
            .execute(&mut **tx)
            .await?;
    one_row(&received)
}
