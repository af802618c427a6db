//! One page of facilities in one query: the page is cut first, what was done there is counted for its rows alone.
use sqlx::QueryBuilder;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        web::paging::{PAGE, Page},
    },
    workflow::statistics::{
        documents::{Asked, DocumentRow, documents},
        facility::{FacilityRow, model::Visit},
        filter::Filters,
        list::{model::InspectionRow, store::read as list},
        store::read::{Reader, on_facilities, on_inspections},
    },
};

/// A page of facilities by their codes, and the code after which the next begins.
pub async fn facilities(
    tx: &mut Tx,
    reader: &Reader,
    filters: &Filters,
    after: &str,
) -> Result<(Vec<FacilityRow>, Option<String>)> {
    let slot = match reader.known(tx, "facilities", &(filters, after)).await? {
        Ok(known) => return Ok(known),
        Err(slot) => slot,
    };
    let mut query = QueryBuilder::new(
        "select fa.id, fa.code, fa.kind, fa.name_zh, fa.name_en, o.name_zh as supervisor_zh, o.name_en as supervisor_en,
                i.inspections, i.ended_on, f.findings, f.open
           from (select fa.* from facility fa where true",
    );
    on_facilities(&mut query, reader, filters);
    if !after.is_empty() {
        query.push(" and fa.code > ").push_bind(after.to_owned());
    }
    query.push(" order by fa.code limit ").push(PAGE + 1);
    query.push(
        ") fa join org o on o.id = fa.supervisor_id
           cross join lateral (select count(*) as inspections, max(i.ended_on) as ended_on from inspection i where i.facility_id = fa.id and i.state <> 'cancelled') i
           cross join lateral (select count(*) as findings, count(*) filter (where f.position <> 'closed') as open from finding f where f.facility_id = fa.id and f.status = 'confirmed') f
          order by fa.code",
    );
    let mut rows: Vec<FacilityRow> = query.build_query_as().fetch_all(&mut **tx).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|row| row.code.clone());
    Ok(slot.keep((rows, next)))
}

/// Inspections of the kinds that recur, the latest first. Those of one facility are few.
pub async fn visits(tx: &mut Tx, reader: &Reader, filters: &Filters) -> Result<Vec<Visit>> {
    let slot = match reader.known(tx, "visits", filters).await? {
        Ok(known) => return Ok(known),
        Err(slot) => slot,
    };
    let mut query = QueryBuilder::new(
        "select i.id, i.kind, i.state, i.planned_from, i.started_on, i.ended_on from inspection i where i.kind in ('routine', 'cross', 'interprovincial_cross')",
    );
    on_inspections(&mut query, reader, filters);
    query.push(" order by i.day desc, i.id desc");
    Ok(slot.keep(query.build_query_as().fetch_all(&mut **tx).await?))
}

/// The first page of its inspections, recalled like a figure: planning it under row security costs more than reading it.
pub async fn inspections(tx: &mut Tx, reader: &Reader, filters: &Filters) -> Result<Page<InspectionRow>> {
    let slot = match reader.known(tx, "inspections of one", filters).await? {
        Ok(known) => return Ok(known),
        Err(slot) => slot,
    };
    Ok(slot.keep(list::inspections(tx, reader, filters, None).await?))
}

/// The latest documents served on it, recalled likewise.
pub async fn served(tx: &mut Tx, reader: &Reader, asked: &Asked, most: usize) -> Result<Vec<DocumentRow>> {
    let slot = match reader.known(tx, "documents of one", &(asked, most)).await? {
        Ok(known) => return Ok(known),
        Err(slot) => slot,
    };
    Ok(slot.keep(documents(tx, reader, asked, None, most).await?.rows))
}
