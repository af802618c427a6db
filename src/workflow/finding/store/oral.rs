//! What pages show of oral corrections.
use crate::{
    foundation::{db::Tx, error::Result, id::FindingId},
    workflow::finding::oral::{Assent, Oral},
};

pub async fn of(tx: &mut Tx, finding: FindingId) -> Result<Option<Oral>> {
    Ok(sqlx::query_as!(
        Oral,
        r#"select o.made_on, o.to_name, o.to_post, o.demand, o.assent as "assent: Assent", p.name as by,
                  c.due_on as "due_on?", c.void_on as "void_on?", d.done_on as "done_on?", d.seen as "seen?", w.name as "seen_by?"
             from oral_correction o join person p on p.id = o.by_id
             left join clock c on c.subject_id = o.finding_id and c.key = 'oral_fix'
             left join oral_done d on d.finding_id = o.finding_id
             left join person w on w.id = d.by_id
            where o.finding_id = $1"#,
        finding.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}
