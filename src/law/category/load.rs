//! The first taxonomy of findings, as shipped in `reference/finding_categories.csv`.
use anyhow::Context as _;
use chrono::NaiveDate;
use serde::Deserialize;
use sqlx::PgPool;

const CATEGORIES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/reference/finding_categories.csv"));

/// The version that the shipped file is.
const VERSION: i32 = 1;

/// A leaf category as shipped.
#[derive(Debug, Clone, Deserialize)]
pub struct Shipped {
    pub code: String,
    pub facility_kind: String,
    pub field: String,
    pub field_zh: String,
    pub field_en: String,
    pub domain: String,
    pub domain_zh: String,
    pub domain_en: String,
    pub category_zh: String,
    pub category_en: String,
    pub severity_hint: String,
}

impl Shipped {
    /// The work of the resident office, and the procuratorate's link to community corrections, is our own side's
    /// (巡回检察工作规定 15-17); all else is the facility's.
    pub fn concerns(&self) -> &'static str {
        match self.code.as_str() {
            // papers copied to the procuratorate and not reviewed: the other category of this field is the agency's
            "FC-SJ-0702" => "resident_office",
            _ if self.field == "resident_procuratorate_duty" => "resident_office",
            _ => "facility",
        }
    }
}

/// The shipped categories, in their order.
///
/// # Errors
/// When the shipped file does not parse.
pub fn shipped() -> anyhow::Result<Vec<Shipped>> {
    csv::Reader::from_reader(CATEGORIES.as_bytes())
        .deserialize()
        .collect::<Result<_, _>>()
        .context("reading finding_categories.csv")
}

/// Adds what the database lacks of the first version. What is there stays: findings refer to it, and a change of the
/// taxonomy is a new version.
///
/// # Errors
/// When the shipped file does not parse or the database refuses.
pub async fn load(pool: &PgPool) -> anyhow::Result<()> {
    let rows = shipped()?;
    let column = |of: fn(&Shipped) -> String| rows.iter().map(of).collect::<Vec<String>>();
    let codes = column(|row| row.code.clone());
    let since = NaiveDate::from_ymd_opt(2019, 1, 1);
    let mut tx = pool.begin().await?;
    sqlx::query!(
        "insert into taxonomy (id, valid, note, since)
         select $1, daterange($2::date, null), '首版问题分类', $2::date
          where not exists (select from taxonomy t where t.id = $1)
         on conflict do nothing",
        VERSION,
        since,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into category (code, facility_kind, concerns)
         select u.code, u.facility_kind, u.concerns
           from unnest($1::text[], $2::text[], $3::text[]) as u (code, facility_kind, concerns)
          where not exists (select from category c where c.code = u.code)
         on conflict on constraint category_code do nothing",
        &codes,
        &column(|row| row.facility_kind.clone()),
        &column(|row| row.concerns().to_owned()),
    )
    .execute(&mut *tx)
    .await
    .context("loading the categories")?;
    sqlx::query!(
        "insert into category_entry (taxonomy_id, category_id, field, field_zh, field_en, domain, domain_zh, domain_en, name_zh, name_en, severity_hint)
         select $1, c.id, u.field, u.field_zh, u.field_en, u.domain, u.domain_zh, u.domain_en, u.name_zh, u.name_en, u.severity_hint
           from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[])
             as u (code, field, field_zh, field_en, domain, domain_zh, domain_en, name_zh, name_en, severity_hint)
           join category c on c.code = u.code
          where not exists (select from category_entry e where e.taxonomy_id = $1 and e.category_id = c.id)
         on conflict on constraint category_entry_pk do nothing",
        VERSION,
        &codes,
        &column(|row| row.field.clone()),
        &column(|row| row.field_zh.clone()),
        &column(|row| row.field_en.clone()),
        &column(|row| row.domain.clone()),
        &column(|row| row.domain_zh.clone()),
        &column(|row| row.domain_en.clone()),
        &column(|row| row.category_zh.clone()),
        &column(|row| row.category_en.clone()),
        &column(|row| row.severity_hint.clone()),
    )
    .execute(&mut *tx)
    .await
    .context("loading the names of the categories")?;
    tx.commit().await?;
    Ok(())
}
