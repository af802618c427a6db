//! Pages of facilities.
use axum::response::Response;
use uuid::Uuid;

use crate::{
    deeds,
    foundation::error::Result,
    people::{
        access::{Action, Permit},
        facility::{Facility, store},
    },
    workflow::{
        incident,
        statistics::{
            documents::{Asked, Stage},
            facility::{
                model,
                store::read,
                view::{self, FacilitiesPage, FacilityPage},
            },
            figure,
            filter::{Choice, Filters, On},
            form::{Form, Offer},
            ledger,
            list::store::read as list,
            store::read::{Reader, filters},
        },
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

/// Open findings and documents with which their lists begin.
const FIRST: u8 = 5;

/// The facility as a filter picks it out.
fn chosen(facility: &Facility) -> Choice<Uuid> {
    let Facility { id, code, name_zh, name_en, .. } = facility.clone();
    Choice { id: id.0, code, name_zh, name_en }
}

/// `GET /facilities/{id}`
pub async fn facility(mut permit: Permit<SeeFacility>) -> Result<Response> {
    let (facility, today) = (permit.subject.clone(), permit.today);
    let choice = chosen(&facility);
    let served = Asked { facility: Some(choice.clone()), state: Some(Stage::Served), ..Asked::default() };
    let filters = Filters { facility: Some(choice), ..Filters::default() };
    let reader = Reader::at(&permit);
    let tx = &mut permit.tx;
    let supervision = store::supervision(tx, facility.id).await?;
    let contacts = store::contacts(tx, facility.id, today).await?;
    let visits = read::visits(tx, &reader, &filters).await?;
    let page = read::inspections(tx, &reader, &filters).await?;
    let inspections = figure::inspections(tx, &reader, &filters).await?;
    let figures = figure::figures(tx, &reader, &filters).await?;
    let years = figure::years(tx, &reader, &filters).await?;
    let open = ledger::open(tx, &reader, &filters).await?;
    let due = if open > 0 { ledger::earliest(tx, &reader, &filters, FIRST.into()).await? } else { Vec::new() };
    let documents = read::served(tx, &reader, &served, FIRST.into()).await?;
    let recurring = view::recurring(&list::categories(tx, &reader, &filters.counted()).await?);
    let incidents = incident::store::of_facility(tx, facility.id).await?;
    let view = FacilityPage {
        shell: permit.shell(),
        today,
        incidents,
        routine: model::routine(facility.kind, &visits, today).filter(|_| facility.stands(today)),
        cross: model::last_cross(&visits).cloned(),
        years: view::years(&filters, &years),
        may_create: permit.may(Action::CreateInspection) && facility.stands(today),
        facility,
        supervision,
        contacts,
        rows: page.rows,
        more: page.next.is_some(),
        inspections,
        figures,
        open,
        due,
        documents,
        served,
        recurring,
        filters,
    };
    permit.page(view).await
}
