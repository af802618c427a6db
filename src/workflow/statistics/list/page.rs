//! The lists: read the address, read one page, show it with its figures.
use axum::response::Response;

use crate::{
    deeds,
    foundation::{
        error::{AppError, Result},
        text::Lang,
        web::{fields::Fields, paging::After},
    },
    people::access::{Action, Permit},
    workflow::statistics::{
        figure,
        filter::{On, unknown},
        form::{Form, Offer},
        list::{
            store::read,
            view::{CategoriesPage, FindingsPage, InspectionsPage},
        },
        store::read::{Reader, filters},
    },
};

deeds! {
    SeeInspections(()),
    SeeFindings(()),
}

const INSPECTIONS: Offer = Offer {
    action: "/inspections",
    on: On::Inspections,
    often: &["q", "inspection_kind", "facility_kind", "status", "from", "to"],
    seldom: &["org", "field", "domain", "severity", "depth"],
};

const FINDINGS: Offer = Offer {
    action: "/findings",
    on: On::Findings,
    often: &["q", "field", "status", "severity", "from", "to"],
    seldom: &["inspection_kind", "facility_kind", "org", "domain", "depth", "overdue"],
};

const CATEGORIES: Offer = Offer { action: "/categories", ..FINDINGS };

/// The key after which a page begins.
pub fn after(fields: &Fields, l: Lang) -> Result<Option<After>> {
    match fields.value("after") {
        "" => Ok(None),
        text => After::parse(text).map(Some).ok_or_else(|| -> AppError { unknown(l, "after", text) }),
    }
}

/// `GET /inspections`
pub async fn inspections(mut permit: Permit<SeeInspections>) -> Result<Response> {
    let (l, fields) = (permit.l, permit.query()?);
    let after = after(&fields, l)?;
    let filters = filters(&mut permit.tx, &fields, On::Inspections, l).await?;
    let reader = Reader::at(&permit);
    let page = read::inspections(&mut permit.tx, &reader, &filters, after).await?;
    let count = figure::inspections(&mut permit.tx, &reader, &filters).await?;
    let form = Form::load(&mut permit.tx, &reader, &permit.actor, l, &filters, INSPECTIONS).await?;
    let view = InspectionsPage {
        shell: permit.shell(),
        form,
        here: filters.href("/inspections"),
        next: page.next.map(|key| filters.next("/inspections", &key)),
        first: after.map(|_| filters.href("/inspections")),
        rows: page.rows,
        count,
        may_create: permit.may(Action::CreateInspection),
    };
    permit.page(view).await
}

/// `GET /findings`
pub async fn findings(mut permit: Permit<SeeFindings>) -> Result<Response> {
    let (l, fields) = (permit.l, permit.query()?);
    let after = after(&fields, l)?;
    let filters = filters(&mut permit.tx, &fields, On::Findings, l).await?;
    let reader = Reader::at(&permit);
    let page = read::findings(&mut permit.tx, &reader, &filters, after).await?;
    let figures = figure::figures(&mut permit.tx, &reader, &filters).await?;
    let facilities = figure::facilities(&mut permit.tx, &reader, &filters.counted()).await?;
    let form = Form::load(&mut permit.tx, &reader, &permit.actor, l, &filters, FINDINGS).await?;
    let view = FindingsPage {
        shell: permit.shell(),
        form,
        next: page.next.map(|key| filters.next("/findings", &key)),
        first: after.map(|_| filters.href("/findings")),
        rows: page.rows,
        figures,
        facilities,
        filters,
    };
    permit.page(view).await
}

/// `GET /categories`
pub async fn categories(mut permit: Permit<SeeFindings>) -> Result<Response> {
    let (l, fields) = (permit.l, permit.query()?);
    let filters = filters(&mut permit.tx, &fields, On::Findings, l).await?;
    let reader = Reader::at(&permit);
    let rows = read::categories(&mut permit.tx, &reader, &filters.counted()).await?;
    let form = Form::load(&mut permit.tx, &reader, &permit.actor, l, &filters, CATEGORIES).await?;
    let view = CategoriesPage { shell: permit.shell(), form, rows, filters };
    permit.page(view).await
}
