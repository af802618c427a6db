//! Breakdowns, from one pass over the rows that match: facility by facility, summed up by [`tally`].
use std::sync::Arc;

use sqlx::QueryBuilder;
use uuid::Uuid;

use crate::{
    foundation::{db::Tx, error::Result},
    workflow::{
        finding::{Depth, Severity},
        statistics::{
            analysis::{
                matrix::{Blank, Cell, LONGEST},
                model::Part,
                tally::{self, Alike, Found, Inspected, sum},
            },
            filter::Filters,
            store::{
                names::names,
                read::{Reader, on_facilities, on_findings, on_inspections},
            },
        },
    },
};

/// A facility and what was found there.
type Row = (Uuid, i32, i32, Option<i32>, Option<i32>, Severity, Depth, i64);

/// What was found, parted in every way.
pub async fn found(tx: &mut Tx, reader: &Reader, filters: &Filters) -> Result<Arc<Found>> {
    let slot = match reader.known(tx, "found", filters).await? {
        Ok(known) => return Ok(known),
        Err(slot) => slot,
    };
    let names = names(tx, reader).await?;
    let places = reader.places::<Alike>(tx, "found", filters).await?;
    let mut query = QueryBuilder::new(
        "select f.facility_id, f.taxonomy_id, f.category_id, f.city_id, extract(year from f.ended_on)::int as year, f.severity, f.depth, count(*) as n
           from finding f where true",
    );
    on_findings(&mut query, reader, filters);
    places.narrow(&mut query, "f.facility_id");
    query.push(" group by 1, 2, 3, 4, 5, 6, 7");
    let rows = query.build_query_as::<Row>().fetch_all(&mut **tx).await?;
    let alike = |(place, taxonomy, category, city, year, severity, depth, n)| {
        (place, Alike { taxonomy, category, city, year, severity, depth, n })
    };
    let counted = places.keep(rows.into_iter().map(alike).collect());
    Ok(slot.keep(Arc::new(sum(&counted, &names))))
}

/// What was inspected, by facility, procuratorate and year.
pub async fn inspected(tx: &mut Tx, reader: &Reader, filters: &Filters) -> Result<Arc<Vec<Part>>> {
    let slot = match reader.known(tx, "inspected", filters).await? {
        Ok(known) => return Ok(known),
        Err(slot) => slot,
    };
    let names = names(tx, reader).await?;
    let places = reader.places::<Inspected>(tx, "inspected", filters).await?;
    let mut query = QueryBuilder::new(
        "select i.facility_id, i.city_id, extract(year from i.ended_on)::int as year, count(*) as n from inspection i where true",
    );
    on_inspections(&mut query, reader, filters);
    places.narrow(&mut query, "i.facility_id");
    query.push(" group by 1, 2, 3");
    let rows: Vec<(Uuid, Option<i32>, Option<i32>, i64)> = query.build_query_as().fetch_all(&mut **tx).await?;
    let counted =
        places.keep(rows.into_iter().map(|(place, city, year, n)| (place, Inspected { city, year, n })).collect());
    Ok(slot.keep(Arc::new(tally::inspected(&counted, &names))))
}

/// The facilities asked for at which none of the cells lies, as far as there is room for them: those inspected first.
pub async fn blanks(tx: &mut Tx, reader: &Reader, filters: &Filters, cells: &[Cell]) -> Result<Vec<Blank>> {
    let mut found: Vec<&str> = cells.iter().map(|cell| cell.code.as_str()).collect();
    found.sort_unstable();
    found.dedup();
    let room = LONGEST.saturating_sub(found.len());
    // nothing is said of those who were inspected for something else
    if room == 0 || filters.ask_findings() || !filters.q.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = QueryBuilder::new(
        "select fa.code, fa.name_zh, fa.name_en,
                exists (select from inspection i where i.facility_id = fa.id and i.started_on is not null",
    );
    on_inspections(&mut query, reader, filters);
    query.push(") as inspected from facility fa where fa.code <> all(");
    query.push_bind(found.into_iter().map(ToOwned::to_owned).collect::<Vec<String>>()).push(")");
    on_facilities(&mut query, reader, &filters.of_places());
    query.push(" order by inspected desc, fa.code limit ").push(room);
    Ok(query.build_query_as().fetch_all(&mut **tx).await?)
}
