//! All SQL of the team's review; what a finding's page shows of it stands with the findings.
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{FindingId, InspectionId, PersonId},
    },
    workflow::{
        finding::{Depth, Finding, Severity, Stance, Status},
        review::model::Line,
    },
};

/// Most findings of a case that are gone through on one page.
const MOST: i64 = 1000;

/// The findings of a case, the latest logged first.
pub async fn lines(tx: &mut Tx, case: InspectionId) -> Result<Vec<Line>> {
    Ok(sqlx::query_as!(
        Line,
        r#"select f.id as "id: FindingId", f.no, t.title, t.facts, f.category_id, e.name_zh as category_zh, e.name_en as category_en,
                  f.severity as "severity?: Severity", f.depth as "depth: Depth", f.status as "status: Status", f.found_on,
                  f.author_id as "author: PersonId", a.name as "author_name?", first.at as logged_at,
                  (select c.stance from finding_comment c where c.finding_id = f.id order by c.at desc, c.id desc limit 1) as "stance?: Stance",
                  exists (select from site_check k where k.finding_id = f.id and not exists (select from site_answer w where w.finding_id = k.finding_id)) as "awaits_site!"
             from finding f join finding_text t on t.finding_id = f.id and t.no = f.text_no
             join finding_text first on first.finding_id = f.id and first.no = 1
             join category_entry e on e.taxonomy_id = f.taxonomy_id and e.category_id = f.category_id
             left join person a on a.id = f.author_id
            where f.inspection_id = $1 order by first.at desc, f.no desc limit $2"#,
        case.0,
        MOST
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// How much others did about the findings of a case since an instant.
pub async fn news(tx: &mut Tx, case: InspectionId, since: DateTime<Utc>, me: PersonId) -> Result<i64> {
    Ok(sqlx::query_scalar!(
        r#"select (select count(*) from step s where s.inspection_id = $1 and s.subject = 'finding' and s.at > $2 and s.actor_id is distinct from $3)
                + (select count(*) from finding_text t join finding f on f.id = t.finding_id where f.inspection_id = $1 and t.no > 1 and t.at > $2 and t.author_id is distinct from $3)
                + (select count(*) from finding_comment c where c.inspection_id = $1 and c.at > $2 and c.by_id <> $3)
                + (select count(*) from site_check k where k.inspection_id = $1 and k.at > $2 and k.by_id <> $3)
                + (select count(*) from site_answer w where w.inspection_id = $1 and w.at > $2 and w.by_id <> $3) as "n!""#,
        case.0,
        since,
        me.0
    )
    .fetch_one(&mut **tx)
    .await?)
}

pub async fn ask_on_site(
    tx: &mut Tx,
    finding: &Finding,
    reason: &str,
    by: PersonId,
    (now, today): (DateTime<Utc>, NaiveDate),
) -> Result<()> {
    sqlx::query!(
        "insert into site_check (finding_id, inspection_id, reason, by_id, day, at) values ($1, $2, $3, $4, $5, $6)",
        finding.id.0,
        finding.inspection.0,
        reason,
        by.0,
        today,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

pub async fn answer_on_site(
    tx: &mut Tx,
    finding: &Finding,
    (record, reason): (Option<Uuid>, &str),
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into site_answer (finding_id, inspection_id, record_id, reason, by_id, at) values ($1, $2, $3, $4, $5, $6)",
        finding.id.0,
        finding.inspection.0,
        record,
        reason,
        by.0,
        now
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The records of a case, made on site on or after a day, that may confirm a finding.
pub async fn on_site(tx: &mut Tx, case: InspectionId, from: NaiveDate) -> Result<Vec<(Uuid, String)>> {
    let rows = sqlx::query!(
        r#"select r.id, r.no || '. ' || r.day || ' ' || r.place as "word!" from record r
            where r.inspection_id = $1 and r.day >= $2 and r.method not in ('cctv_review', 'call_visit_audio_review', 'video_inspection', 'data_comparison')
            order by r.no desc limit 500"#,
        case.0,
        from
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.word)).collect())
}

/// What the facility says, about to be put on record.
#[derive(Debug)]
pub struct NewComment {
    pub stance: Stance,
    pub said_by: String,
    pub post: String,
    pub day: NaiveDate,
    pub body: String,
}

pub async fn comment(
    tx: &mut Tx,
    (id, finding): (Uuid, &Finding),
    new: &NewComment,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into finding_comment (id, finding_id, inspection_id, stance, said_by, post, day, body, by_id, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        id,
        finding.id.0,
        finding.inspection.0,
        new.stance as Stance,
        new.said_by,
        new.post,
        new.day,
        new.body,
        by.0,
        at
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
