//! What pages show of checks on site and of what the facility says.
use crate::{
    foundation::{db::Tx, error::Result, id::FindingId},
    workflow::finding::heard::{Comment, SiteAnswer, SiteCheck, Stance},
};

/// What the facility said, the latest first.
pub async fn comments(tx: &mut Tx, finding: FindingId) -> Result<Vec<Comment>> {
    Ok(sqlx::query_as!(
        Comment,
        r#"select c.stance as "stance: Stance", c.said_by, c.post, c.day, c.body, p.name as by, c.at
             from finding_comment c join person p on p.id = c.by_id where c.finding_id = $1 order by c.at desc, c.id desc limit 50"#,
        finding.0
    )
    .fetch_all(&mut **tx)
    .await?)
}

pub async fn site_check(tx: &mut Tx, finding: FindingId) -> Result<Option<SiteCheck>> {
    let row = sqlx::query!(
        r#"select k.reason, p.name as "by", k.day, w.record_id as "record?", r.no as "record_no?", w.reason as "answer?", a.name as "answered_by?", w.at as "at?"
             from site_check k join person p on p.id = k.by_id left join site_answer w on w.finding_id = k.finding_id
             left join record r on r.id = w.record_id left join person a on a.id = w.by_id where k.finding_id = $1"#,
        finding.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| {
        let answer = row.answer.zip(row.at).map(|(reason, at)| SiteAnswer {
            record: row.record,
            record_no: row.record_no,
            reason,
            by: row.answered_by.unwrap_or_default(),
            at,
        });
        SiteCheck { reason: row.reason, by: row.by, day: row.day, answer }
    }))
}
