//! What the panel of 核验 and 销号 shows: the report that came, what was asked, what the last verification said.
use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    foundation::{db::Tx, error::Result, id::FindingId},
    workflow::finding::model::{Met, Verdict},
};

/// The report that awaits verification.
#[derive(Debug, Clone)]
pub struct Report {
    pub id: Uuid,
    pub facility_id: Uuid,
    pub body: String,
    pub their_no: String,
    pub received_on: NaiveDate,
    pub author: Option<String>,
    /// 第几次整改报告, of this cycle.
    pub round: i64,
}

pub async fn report_to_verify(tx: &mut Tx, id: FindingId, cycle: i32) -> Result<Option<Report>> {
    Ok(sqlx::query_as!(
        Report,
        r#"select r.id, r.facility_id, r.body, r.their_no, r.received_on, p.name as "author?",
                  (select count(*) from reply e where e.finding_id = $1 and e.cycle = $2 and e.kind = 'report' and e.at <= r.at) as "round!"
             from reply r left join person p on p.id = coalesce(r.author_id, r.registered_by)
            where r.finding_id = $1 and r.cycle = $2 and r.kind = 'report'
              and not exists (select from verification v where v.reply_id = r.id)
            order by r.at desc limit 1"#,
        id.0,
        cycle
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// Something that the facility was asked to do.
#[derive(Debug, Clone)]
pub struct Demand {
    pub demand: String,
    /// The instrument that asks; none where a return does.
    pub kind: Option<String>,
    pub number: String,
    pub asked_on: NaiveDate,
    /// What the last verification said of it.
    pub before: Option<Met>,
}

/// What the facility was asked to do: the demands of all that was served and stands, then what the last return still asked.
pub async fn demands(tx: &mut Tx, id: FindingId, cycle: i32) -> Result<Vec<Demand>> {
    Ok(sqlx::query_as!(
        Demand,
        r#"with last as (select v.id, v.note, v.day from verification v where v.finding_id = $1 and v.cycle = $2 and v.outcome = 'returned' order by v.at desc limit 1),
                asked as (select distinct on (x.demand) x.demand, d.kind, d.number, s.served_on as asked_on, s.at
                            from document_finding x join document d on d.id = x.document_id join service s on s.document_id = x.document_id
                           where x.finding_id = $1 and s.id not in (select w.service_id from service_withdrawn w) order by x.demand, s.at)
           select a.demand as "demand!", a.kind as "kind?", a.number as "number!", a.asked_on as "asked_on!",
                  (select m.verdict from verification_demand m where m.verification_id = (select l.id from last l) and m.demand = a.demand limit 1) as "before?: Met"
             from (select 0 as rank, asked.* from asked
                   union all
                   select 1, l.note, null, '', l.day, null from last l) a
            order by a.rank, a.at, a.demand"#,
        id.0,
        cycle
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// The last verification, for whoever closes.
#[derive(Debug, Clone)]
pub struct Verified {
    pub id: Uuid,
    pub who: Option<String>,
    pub day: NaiveDate,
    pub verdict: Verdict,
    pub note: String,
}

pub async fn last_verification(tx: &mut Tx, id: FindingId, cycle: i32) -> Result<Option<Verified>> {
    Ok(sqlx::query_as!(
        Verified,
        r#"select v.id, p.name as "who?", v.day, v.verdict as "verdict: Verdict", v.note from verification v left join person p on p.id = v.person_id
            where v.finding_id = $1 and v.cycle = $2 order by v.at desc, v.id desc limit 1"#,
        id.0,
        cycle
    )
    .fetch_optional(&mut **tx)
    .await?)
}

/// The demands as a verification judged them.
pub async fn judged(tx: &mut Tx, verification: Uuid) -> Result<Vec<(String, Met)>> {
    let rows = sqlx::query!(
        r#"select demand, verdict as "verdict: Met" from verification_demand where verification_id = $1 order by no"#,
        verification
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.demand, row.verdict)).collect())
}
