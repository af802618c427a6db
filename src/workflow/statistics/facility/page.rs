//! Pages of facilities.
use axum::response::Response;

use crate::{
    deeds,
    foundation::error::Result,
    people::{
        access::{Action, Permit},
        facility::{Facility, store},
    },
    workflow::statistics::{
        facility::{
            store::read,
            view::{FacilitiesPage, FacilityPage},
        },
        figure,
        filter::{Choice, Filters, On},
        form::{Form, Offer},
        list::store::read as list,
        store::read::{Reader, filters},
    },
};

deeds! {
    SeeFacilities(()),
    SeeFacility(Facility),
}

const FACILITIES: Offer = Offer {
    action: "/facilities",
    on: On::Facilities,
    often: &["q", "facility_kind", "org", "inspected"],
    seldom: &["inspection_kind", "from", "to", "field", "domain", "severity", "depth", "status", "overdue"],
};

/// `GET /facilities`
pub async fn facilities(mut permit: Permit<SeeFacilities>) -> Result<Response> {
    let (l, fields) = (permit.l, permit.query()?);
    let filters = filters(&mut permit.tx, &fields, On::Facilities, l).await?;
    let reader = Reader::at(&permit);
    let after = fields.value("after");
    let (rows, next) = read::facilities(&mut permit.tx, &reader, &filters, after).await?;
    let count = figure::facilities(&mut permit.tx, &reader, &filters).await?;
    let form = Form::load(&mut permit.tx, &reader, &permit.actor, l, &filters, FACILITIES).await?;
    let view = FacilitiesPage {
        shell: permit.shell(),
        form,
        here: filters.href("/facilities"),
        next: next.map(|code| filters.next("/facilities", &code)),
        first: (!after.is_empty()).then(|| filters.href("/facilities")),
        rows,
        count,
    };
    permit.page(view).await
}

/// `GET /facilities/{id}`
pub async fn facility(mut permit: Permit<SeeFacility>) -> Result<Response> {
    let facility = &permit.subject;
    let choice = Choice {
        id: facility.id.0,
        code: facility.code.clone(),
        name_zh: facility.name_zh.clone(),
        name_en: facility.name_en.clone(),
    };
    let filters = Filters { facility: Some(choice), ..Filters::default() };
    let reader = Reader::at(&permit);
    let supervision = store::supervision(&mut permit.tx, facility.id).await?;
    let page = list::inspections(&mut permit.tx, &reader, &filters, None).await?;
    let inspections = figure::inspections(&mut permit.tx, &reader, &filters).await?;
    let figures = figure::figures(&mut permit.tx, &reader, &filters).await?;
    let categories = list::categories(&mut permit.tx, &reader, &filters.counted()).await?;
    let mut recurring: Vec<_> = categories.iter().filter(|row| row.inspections > 1).cloned().collect();
    recurring.sort_by_key(|row| std::cmp::Reverse((row.inspections, row.findings)));
    let view = FacilityPage {
        shell: permit.shell(),
        id: facility.id,
        code: facility.code.clone(),
        kind: facility.kind,
        name: facility.name(permit.l).to_owned(),
        capacity: facility.capacity,
        outside: facility.outside,
        supervision,
        rows: page.rows,
        more: page.next.is_some(),
        inspections,
        figures,
        recurring,
        filters,
        may_create: permit.may(Action::CreateInspection),
    };
    permit.page(view).await
}
