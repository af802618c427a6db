//! 问题分类: the taxonomy of findings, in versions.
pub mod load;

use crate::{
    foundation::{db::Tx, error::Result, word::Word},
    people::facility::FacilityKind,
};

/// A leaf category in the taxonomy that applies on a day.
#[derive(Debug, Clone)]
pub struct Category {
    pub id: i32,
    pub taxonomy_id: i32,
    pub code: String,
    pub concerns: String,
    pub field_zh: String,
    pub field_en: String,
    pub domain_zh: String,
    pub domain_en: String,
    pub name_zh: String,
    pub name_en: String,
    pub severity_hint: String,
}

/// The categories for a kind of facility on a day, in the order of their codes.
pub async fn of(tx: &mut Tx, kind: FacilityKind, day: chrono::NaiveDate) -> Result<Vec<Category>> {
    Ok(sqlx::query_as!(
        Category,
        "select c.id, e.taxonomy_id, c.code, c.concerns, e.field_zh, e.field_en, e.domain_zh, e.domain_en,
                e.name_zh, e.name_en, e.severity_hint
           from category c
           join category_entry e on e.category_id = c.id
           join taxonomy t on t.id = e.taxonomy_id and t.valid @> $2::date
          where c.facility_kind = $1
          order by c.code",
        kind.code(),
        day
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// The category of a code for a kind of facility on a day.
pub async fn named(tx: &mut Tx, kind: FacilityKind, day: chrono::NaiveDate, code: &str) -> Result<Option<Category>> {
    Ok(sqlx::query_as!(
        Category,
        "select c.id, e.taxonomy_id, c.code, c.concerns, e.field_zh, e.field_en, e.domain_zh, e.domain_en,
                e.name_zh, e.name_en, e.severity_hint
           from category c
           join category_entry e on e.category_id = c.id
           join taxonomy t on t.id = e.taxonomy_id and t.valid @> $2::date
          where c.facility_kind = $1 and c.code = $3",
        kind.code(),
        day,
        code
    )
    .fetch_optional(&mut **tx)
    .await?)
}
