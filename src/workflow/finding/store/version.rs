//! The versions of a finding's text, with the classification that each gave.
use chrono::{DateTime, Utc};

use crate::{
    foundation::{db::Tx, error::Result, id::FindingId},
    workflow::finding::model::{Depth, Severity},
};

/// A version as it was saved.
#[derive(Debug, Clone)]
pub struct Version {
    pub no: i32,
    pub title: String,
    pub facts: String,
    pub legal_basis: String,
    pub category: Option<String>,
    pub category_zh: Option<String>,
    pub category_en: Option<String>,
    pub severity: Option<Severity>,
    pub depth: Option<Depth>,
    pub depth_reason: Option<String>,
    pub author: Option<String>,
    pub at: DateTime<Utc>,
}

/// Every version, the newest first.
pub async fn versions(tx: &mut Tx, id: FindingId) -> Result<Vec<Version>> {
    Ok(sqlx::query_as!(
        Version,
        r#"select t.no, t.title, t.facts, t.legal_basis, c.code as "category?", e.name_zh as "category_zh?", e.name_en as "category_en?", t.severity as "severity: Severity",
                  t.depth as "depth: Depth", t.depth_reason, p.name as "author?", t.at
             from finding_text t
             left join category c on c.id = t.category_id
             left join category_entry e on e.taxonomy_id = t.taxonomy_id and e.category_id = t.category_id
             left join person p on p.id = t.author_id
            where t.finding_id = $1 order by t.no desc"#,
        id.0
    )
    .fetch_all(&mut **tx)
    .await?)
}
