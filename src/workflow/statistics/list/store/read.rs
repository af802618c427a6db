//! One page of a list in one query: the page is cut first, by the key that its index begins with; names are joined to it after.
use std::sync::Arc;

use sqlx::QueryBuilder;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        web::paging::{After, PAGE, Page},
    },
    workflow::statistics::{
        filter::Filters,
        list::model::{CategoryRow, FindingRow, InspectionRow, Spread},
        store::{
            names::names,
            read::{Reader, on_findings, on_inspections},
        },
    },
};

/// Inspections, the latest day first.
pub async fn inspections(
    tx: &mut Tx,
    reader: &Reader,
    filters: &Filters,
    after: Option<After>,
) -> Result<Page<InspectionRow>> {
    let mut query = QueryBuilder::new(
        "select i.id, i.number, i.kind, i.state, i.day, i.planned_from, i.planned_to, i.started_on, i.ended_on, i.days_on_site,
                i.facility_id, fa.name_zh as facility_zh, fa.name_en as facility_en, o.name_zh as organiser_zh, o.name_en as organiser_en,
                (select p.name from team_member t join person p on p.id = t.person_id where t.inspection_id = i.id and t.place = 'lead_prosecutor') as lead,
                (select count(*) from finding f where f.inspection_id = i.id and f.status = 'confirmed') as findings
           from (select i.* from inspection i where true",
    );
    on_inspections(&mut query, reader, filters);
    if let Some(after) = after {
        query.push(" and (i.day, i.id) < (").push_bind(after.day).push(", ").push_bind(after.id).push(")");
    }
    query.push(" order by i.day desc, i.id desc limit ").push(PAGE + 1);
    query.push(
        ") i join facility fa on fa.id = i.facility_id join org o on o.id = i.organiser_id order by i.day desc, i.id desc",
    );
    Ok(Page::cut(query.build_query_as().fetch_all(&mut **tx).await?, InspectionRow::key))
}

/// Findings, the latest found first.
pub async fn findings(
    tx: &mut Tx,
    reader: &Reader,
    filters: &Filters,
    after: Option<After>,
) -> Result<Page<FindingRow>> {
    let mut query = QueryBuilder::new(
        "select f.id, f.title, f.found_on, e.name_zh as category_zh, e.name_en as category_en, f.severity, f.depth, f.status, f.position, f.due_on,
                case when f.position <> 'closed' then f.due_on - ",
    );
    query.push_bind(reader.today).push(
        " end::bigint as days_left,
                f.facility_id, fa.name_zh as facility_zh, fa.name_en as facility_en, f.inspection_id, i.number
           from (select f.* from finding f where true",
    );
    on_findings(&mut query, reader, filters);
    if let Some(after) = after {
        query.push(" and (f.found_on, f.id) < (").push_bind(after.day).push(", ").push_bind(after.id).push(")");
    }
    query.push(" order by f.found_on desc, f.id desc limit ").push(PAGE + 1);
    query.push(
        ") f join category_entry e on e.taxonomy_id = f.taxonomy_id and e.category_id = f.category_id
             join facility fa on fa.id = f.facility_id left join inspection i on i.id = f.inspection_id
         order by f.found_on desc, f.id desc",
    );
    Ok(Page::cut(query.build_query_as().fetch_all(&mut **tx).await?, FindingRow::key))
}

/// 类: the leaf categories of the findings that match, those of most facilities first. Named as by the newest taxonomy.
pub async fn categories(tx: &mut Tx, reader: &Reader, filters: &Filters) -> Result<Arc<Vec<CategoryRow>>> {
    let slot = match reader.known(tx, "categories", filters).await? {
        Ok(known) => return Ok(known),
        Err(slot) => slot,
    };
    let names = names(tx, reader).await?;
    let places = reader.places::<Spread>(tx, "categories", filters).await?;
    let mut query = QueryBuilder::new(
        "select f.facility_id, f.category_id, count(*) as findings, count(distinct f.inspection_id) as inspections, min(f.taxonomy_id) as first_version, max(f.taxonomy_id) as last_version
           from finding f where true",
    );
    on_findings(&mut query, reader, filters);
    places.narrow(&mut query, "f.facility_id");
    query.push(" group by f.facility_id, f.category_id");
    let rows: Vec<(uuid::Uuid, i32, i64, i64, i32, i32)> = query.build_query_as().fetch_all(&mut **tx).await?;
    let spread = |(place, category, findings, inspections, first, last)| {
        (place, Spread { category, findings, inspections, versions: (first, last) })
    };
    let counted = places.keep(rows.into_iter().map(spread).collect());
    Ok(slot.keep(Arc::new(CategoryRow::all(counted.iter().flat_map(|(_, rows)| rows.iter()), &names))))
}
