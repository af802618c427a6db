//! Counting: live, from the covering index of confirmed findings.
use sqlx::QueryBuilder;

use crate::{
    foundation::{db::Tx, error::Result},
    workflow::statistics::{
        figure::{Figures, Year},
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
    let stand = filters.status.or(Some(Stand::CONFIRMED));
    let mut query = QueryBuilder::new(
        "select coalesce(sum(g.n), 0)::bigint as findings, count(*) filter (where g.n > 0) as categories,
                coalesce(sum(g.overdue), 0)::bigint as overdue, coalesce(sum(g.closed), 0)::bigint as closed
           from (select count(*) filter (where true",
    );
    stands(&mut query, stand);
    due(&mut query, reader, filters.overdue);
    query.push(") as n, count(*) filter (where ");
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
    query.push(" group by f.category_id) g");
    Ok(slot.keep(query.build_query_as().fetch_one(&mut **tx).await?))
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
    let mut query = QueryBuilder::new("select count(*) from inspection i where true");
    on_inspections(&mut query, reader, filters);
    Ok(slot.keep(query.build_query_scalar().fetch_one(&mut **tx).await?))
}

/// How many facilities match.
pub async fn facilities(tx: &mut Tx, reader: &Reader, filters: &Filters) -> Result<i64> {
    let slot = match reader.known(tx, "number of facilities", filters).await? {
        Ok(known) => return Ok(known),
        Err(slot) => slot,
    };
    let mut query = QueryBuilder::new("select count(*) from facility fa where true");
    on_facilities(&mut query, reader, filters);
    Ok(slot.keep(query.build_query_scalar().fetch_one(&mut **tx).await?))
}
