//! Counting: facility by facility, so that a change is counted again where it was made.
use std::collections::HashSet;

use sqlx::QueryBuilder;

use crate::{
    foundation::{db::Tx, error::Result},
    workflow::statistics::{
        figure::{Figures, Tallied, Year},
        filter::{Filters, Stand},
        store::read::{Reader, due, late, on_facilities, on_findings_wherever, on_inspections, stands},
    },
};

/// The figures of the findings that match.
pub async fn figures(tx: &mut Tx, reader: &Reader, filters: &Filters) -> Result<Figures> {
    let slot = match reader.known(tx, "figures", filters).await? {
        Ok(known) => return Ok(known),
        Err(slot) => slot,
    };
    let places = reader.places::<Tallied>(tx, "figures", filters).await?;
    let stand = filters.status.or(Some(Stand::CONFIRMED));
    let mut query = QueryBuilder::new("select f.facility_id, f.category_id, count(*) filter (where true");
    stands(&mut query, stand);
    due(&mut query, reader, filters.overdue);
    query.push(") as findings, count(*) filter (where ");
    late(&mut query, reader.today);
    stands(&mut query, stand);
    query.push(") as overdue, count(*) filter (where true");
    stands(&mut query, Some(Stand::CLOSED));
    due(&mut query, reader, filters.overdue);
    // what is confirmed is what the index holds; another status is asked for seldom
    query.push(") as closed from finding f where (f.status = 'confirmed'");
    if let Some(Stand::Finding(status)) = filters.status.filter(|stand| *stand != Stand::CONFIRMED) {
        query.push(" or f.status = ").push_bind(status);
    }
    query.push(")");
    on_findings_wherever(&mut query, reader, filters);
    places.narrow(&mut query, "f.facility_id");
    query.push(" group by f.facility_id, f.category_id");
    let rows: Vec<(uuid::Uuid, i32, i64, i64, i64)> = query.build_query_as().fetch_all(&mut **tx).await?;
    let tallied =
        |(place, category, findings, overdue, closed)| (place, Tallied { category, findings, overdue, closed });
    let counted = places.keep(rows.into_iter().map(tallied).collect());
    let all = || counted.iter().flat_map(|(_, rows)| rows.iter());
    Ok(slot.keep(Figures {
        findings: all().map(|row| row.findings).sum(),
        categories: i64::try_from(
            all().filter(|row| row.findings > 0).map(|row| row.category).collect::<HashSet<_>>().len(),
        )
        .unwrap_or(i64::MAX),
        overdue: all().map(|row| row.overdue).sum(),
        closed: all().map(|row| row.closed).sum(),
    }))
}

/// The confirmed findings that match, by the year in which their inspection ended. A year without any has no row.
pub async fn years(tx: &mut Tx, reader: &Reader, filters: &Filters) -> Result<Vec<Year>> {
    let slot = match reader.known(tx, "years", filters).await? {
        Ok(known) => return Ok(known),
        Err(slot) => slot,
    };
    let mut query = QueryBuilder::new(
        "select extract(year from f.ended_on)::int as year, count(*) as findings, count(*) filter (where f.position = 'closed') as closed
           from finding f where f.status = 'confirmed' and f.ended_on is not null",
    );
    on_findings_wherever(&mut query, reader, filters);
    query.push(" group by 1 order by 1");
    Ok(slot.keep(query.build_query_as().fetch_all(&mut **tx).await?))
}

/// How many inspections match.
pub async fn inspections(tx: &mut Tx, reader: &Reader, filters: &Filters) -> Result<i64> {
    let slot = match reader.known(tx, "number of inspections", filters).await? {
        Ok(known) => return Ok(known),
        Err(slot) => slot,
    };
    let places = reader.places::<i64>(tx, "number of inspections", filters).await?;
    let mut query = QueryBuilder::new("select i.facility_id, count(*) from inspection i where true");
    on_inspections(&mut query, reader, filters);
    places.narrow(&mut query, "i.facility_id");
    query.push(" group by i.facility_id");
    let counted = places.keep(query.build_query_as().fetch_all(&mut **tx).await?);
    Ok(slot.keep(counted.iter().flat_map(|(_, rows)| rows.iter()).sum()))
}

/// How many facilities match.
pub async fn facilities(tx: &mut Tx, reader: &Reader, filters: &Filters) -> Result<i64> {
    let slot = match reader.known(tx, "number of facilities", filters).await? {
        Ok(known) => return Ok(known),
        Err(slot) => slot,
    };
    let places = reader.places::<i64>(tx, "number of facilities", filters).await?;
    let mut query = QueryBuilder::new("select fa.id, 1::bigint from facility fa where true");
    on_facilities(&mut query, reader, filters);
    places.narrow(&mut query, "fa.id");
    let counted = places.keep(query.build_query_as().fetch_all(&mut **tx).await?);
    Ok(slot.keep(counted.iter().flat_map(|(_, rows)| rows.iter()).sum()))
}
