//! The ledger's rows and counts: one wording of each view. What is open stands in partial indexes, so that neither a page nor a
//! count meets what was closed long ago.
use std::sync::Arc;

use chrono::{Datelike as _, Days, NaiveDate};
use sqlx::{Postgres, QueryBuilder};

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        web::paging::{After, PAGE, Page},
    },
    workflow::statistics::{
        filter::{Filters, View},
        ledger::model::{LedgerRow, Named, Standing, Tabs},
        store::read::{Reader, on_findings},
    },
};

type Query = QueryBuilder<Postgres>;

/// Days of the view `soon`, today included.
const SOON: u64 = 3;

const OPEN: &str = "f.status = 'confirmed' and f.position <> 'closed'";

/// Monday and Sunday of a day's week.
fn week(today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let monday = today - Days::new(u64::from(today.weekday().num_days_from_monday()));
    (monday, monday + Days::new(6))
}

/// A finding `f` belongs to a view; the same words select rows and count them.
fn belongs(query: &mut Query, reader: &Reader, view: Option<View>) {
    let between = |query: &mut Query, from: NaiveDate, to: NaiveDate| {
        query.push("f.due_order >= ").push_bind(from).push(" and f.due_order <= ").push_bind(to);
    };
    match view {
        None => drop(query.push("true")),
        Some(View::Overdue) => drop(query.push("f.due_order < ").push_bind(reader.today)),
        Some(View::Soon) => between(query, reader.today, reader.today + Days::new(SOON)),
        Some(View::Week) => {
            let (monday, sunday) = week(reader.today);
            between(query, monday, sunday);
        }
        Some(View::Mine) => {
            query.push("f.id in (select w.id from ");
            reader.turn.push(query, reader.today);
            query.push(" w)");
        }
        Some(View::ToVerify) => drop(query.push("f.position = 'to_verify'")),
        Some(View::ToClose) => drop(query.push("f.position = 'verified'")),
        Some(View::Returned) => drop(query.push("f.position = 'returned'")),
        Some(View::Rebounded) => drop(query.push("f.position = 'rebounded'")),
        Some(View::Closed) => drop(query.push("f.position = 'closed'")),
    }
}

/// Findings `f` that were told, within reach, and match; their view apart.
fn on_ledger(query: &mut Query, reader: &Reader, filters: &Filters, closed: bool) {
    query.push(if closed { " f.status = 'confirmed'" } else { OPEN }).push(" and f.told");
    on_findings(query, reader, filters);
    if filters.owner.is_some() {
        query.push(" and f.follow_up_owner_id = ").push_bind(reader.turn.person);
    }
}

/// A page of the ledger: what is open by when it is due, what is closed by when it was found.
pub async fn rows(tx: &mut Tx, reader: &Reader, filters: &Filters, after: Option<After>) -> Result<Page<LedgerRow>> {
    let closed = filters.view == Some(View::Closed);
    let (order, beyond) = if closed {
        ("f.found_on desc, f.id desc", " and (f.found_on, f.id) < (")
    } else {
        ("f.due_order, f.id", " and (f.due_order, f.id) > (")
    };
    let mut query = QueryBuilder::new("with page as materialized (select f.* from finding f where ");
    on_ledger(&mut query, reader, filters, closed);
    query.push(" and ");
    belongs(&mut query, reader, filters.view);
    if let Some(after) = after {
        query.push(beyond).push_bind(after.day).push(", ").push_bind(after.id).push(")");
    }
    query.push(format_args!(" order by {order} limit ")).push(PAGE + 1).push(
        ") select f.id, f.no, f.title, f.found_on, e.name_zh as category_zh, e.name_en as category_en, f.severity, f.position, f.due_on, f.due_order,
                case when f.position <> 'closed' then f.due_on - ",
    );
    query.push_bind(reader.today).push(format_args!(
        " end::bigint as days_left, fa.name_zh as facility_zh, fa.name_en as facility_en, f.inspection_id, i.number, p.name as owner,
                case when i.id is not null then c.document_id end as document_id, c.document_kind, c.document_number, c.event, c.event_on,
                coalesce(c.contested, false) as contested
           from page f join category_entry e on e.taxonomy_id = f.taxonomy_id and e.category_id = f.category_id
           join facility fa on fa.id = f.facility_id left join inspection i on i.id = f.inspection_id
           left join person p on p.id = f.follow_up_owner_id
           left join finding_course(array(select id from page)) c on c.finding_id = f.id
          order by {order}"
    ));
    Ok(Page::cut(query.build_query_as().fetch_all(&mut **tx).await?, |row: &LedgerRow| row.key(filters.view)))
}

/// What is open, the earliest due first, `most` of it: the rows with which the ledger begins.
pub async fn earliest(tx: &mut Tx, reader: &Reader, filters: &Filters, most: i64) -> Result<Vec<Named>> {
    let slot = match reader.known_own(tx, "earliest", &(filters, most)).await? {
        Ok(known) => return Ok(known),
        Err(slot) => slot,
    };
    let mut query = QueryBuilder::new(
        "select f.id, f.title, f.position, f.due_on, fa.name_zh as facility_zh, fa.name_en as facility_en from (select f.* from finding f where ",
    );
    on_ledger(&mut query, reader, filters, false);
    query.push(" and ");
    belongs(&mut query, reader, filters.view);
    query.push(" order by f.due_order, f.id limit ").push_bind(most);
    query.push(") f join facility fa on fa.id = f.facility_id order by f.due_order, f.id");
    Ok(slot.keep(query.build_query_as().fetch_all(&mut **tx).await?))
}

/// How many are open, as the ledger lists them.
pub async fn open(tx: &mut Tx, reader: &Reader, filters: &Filters) -> Result<i64> {
    let slot = match reader.known_own(tx, "open", filters).await? {
        Ok(known) => return Ok(known),
        Err(slot) => slot,
    };
    let mut query = QueryBuilder::new("select count(*) from finding f where ");
    on_ledger(&mut query, reader, filters, false);
    Ok(slot.keep(query.build_query_scalar().fetch_one(&mut **tx).await?))
}

/// How many rows each view has.
pub async fn tabs(tx: &mut Tx, reader: &Reader, filters: &Filters) -> Result<Tabs> {
    let slot = match reader.known_own(tx, "views", filters).await? {
        Ok(known) => return Ok(known),
        Err(slot) => slot,
    };
    let mut query = QueryBuilder::new("select ");
    let views = [
        (None, "open"),
        (Some(View::Overdue), "overdue"),
        (Some(View::Soon), "soon"),
        (Some(View::Week), "week"),
        (Some(View::Mine), "mine"),
        (Some(View::ToVerify), "to_verify"),
        (Some(View::ToClose), "to_close"),
        (Some(View::Returned), "returned"),
        (Some(View::Rebounded), "rebounded"),
    ];
    for (at, (view, name)) in views.into_iter().enumerate() {
        query.push(if at == 0 { "count(*) filter (where " } else { ", count(*) filter (where " });
        belongs(&mut query, reader, view);
        query.push(format_args!(") as {name}"));
    }
    query.push(" from finding f where ");
    on_ledger(&mut query, reader, filters, false);
    Ok(slot.keep(query.build_query_as().fetch_one(&mut **tx).await?))
}

/// Where all open findings stand, facility by facility.
pub async fn standing(tx: &mut Tx, reader: &Reader) -> Result<Arc<Vec<Standing>>> {
    let slot = match reader.known_own(tx, "standing", &()).await? {
        Ok(known) => return Ok(known),
        Err(slot) => slot,
    };
    let mut query = QueryBuilder::new("select f.facility_id, f.position, f.due_order < ");
    query.push_bind(reader.today);
    query.push(" as late, count(*) as n, min(f.due_on) as due_on from finding f where ");
    on_ledger(&mut query, reader, &Filters::default(), false);
    query.push(" group by 1, 2, 3");
    Ok(slot.keep(Arc::new(query.build_query_as().fetch_all(&mut **tx).await?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_begins_on_monday() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap_or_default();
        for today in [day(23), day(25), day(29)] {
            assert_eq!(week(today), (day(23), day(29)));
        }
    }
}
