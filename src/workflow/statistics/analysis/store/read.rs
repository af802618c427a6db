//! Breakdowns, each from one pass over the rows that match.
use sqlx::QueryBuilder;

use crate::{
    foundation::{db::Tx, error::Result},
    workflow::statistics::{
        analysis::model::Part,
        filter::Filters,
        store::read::{Reader, on_findings, on_inspections},
    },
};

/// What was found, parted in every way. Fields and domains are those of the taxonomy that a finding was logged under.
pub async fn found(tx: &mut Tx, reader: &Reader, filters: &Filters) -> Result<Vec<Part>> {
    let slot = match reader.known(tx, "found", filters).await? {
        Ok(known) => return Ok(known),
        Err(slot) => slot,
    };
    let mut query = QueryBuilder::new(
        "with g as materialized (
           select f.taxonomy_id, f.category_id, f.facility_id, f.city_id, extract(year from f.ended_on)::int as year, f.severity, f.depth, count(*) as n
             from finding f where true",
    );
    on_findings(&mut query, reader, filters);
    query.push(
        " group by 1, 2, 3, 4, 5, 6, 7),
         e as (
           select g.category_id, g.n, e.field, e.field_zh, e.field_en, e.domain, e.domain_zh, e.domain_en
             from (select taxonomy_id, category_id, sum(n) as n from g group by 1, 2) g
             join category_entry e on e.taxonomy_id = g.taxonomy_id and e.category_id = g.category_id)
         select 'field' as by, field as code, min(field_zh) as name_zh, min(field_en) as name_en,
                0::bigint as inspections, sum(n)::bigint as findings, count(distinct category_id) as categories from e group by field
         union all
         select 'domain', domain, min(domain_zh), min(domain_en), 0, sum(n)::bigint, count(distinct category_id) from e group by domain
         union all
         select 'facility', fa.code, fa.name_zh, fa.name_en, 0, g.n, g.categories
           from (select facility_id, sum(n)::bigint as n, count(distinct category_id) as categories from g group by 1) g join facility fa on fa.id = g.facility_id
         union all
         select 'organ', o.code, o.name_zh, o.name_en, 0, g.n, g.categories
           from (select city_id, sum(n)::bigint as n, count(distinct category_id) as categories from g group by 1) g left join org o on o.id = g.city_id
         union all
         select 'year', year::text, null, null, 0, sum(n)::bigint, count(distinct category_id) from g group by year
         union all
         select 'severity', severity, null, null, 0, sum(n)::bigint, count(distinct category_id) from g group by severity
         union all
         select 'depth', depth, null, null, 0, sum(n)::bigint, count(distinct category_id) from g group by depth",
    );
    Ok(slot.keep(query.build_query_as().fetch_all(&mut **tx).await?))
}

/// What was inspected, by facility, procuratorate and year.
pub async fn inspected(tx: &mut Tx, reader: &Reader, filters: &Filters) -> Result<Vec<Part>> {
    let slot = match reader.known(tx, "inspected", filters).await? {
        Ok(known) => return Ok(known),
        Err(slot) => slot,
    };
    let mut query = QueryBuilder::new(
        "with g as materialized (
           select i.facility_id, i.city_id, extract(year from i.ended_on)::int as year, count(*) as n from inspection i where true",
    );
    on_inspections(&mut query, reader, filters);
    query.push(
        " group by 1, 2, 3)
         select 'facility' as by, fa.code, fa.name_zh, fa.name_en, g.n as inspections, 0::bigint as findings, 0::bigint as categories
           from (select facility_id, sum(n)::bigint as n from g group by 1) g join facility fa on fa.id = g.facility_id
         union all
         select 'organ', o.code, o.name_zh, o.name_en, g.n, 0, 0 from (select city_id, sum(n)::bigint as n from g group by 1) g left join org o on o.id = g.city_id
         union all
         select 'year', year::text, null, null, sum(n)::bigint, 0, 0 from g group by year",
    );
    Ok(slot.keep(query.build_query_as().fetch_all(&mut **tx).await?))
}
