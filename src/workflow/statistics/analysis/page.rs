//! The analysis page.
use axum::response::Response;

use crate::{
    deeds,
    foundation::error::Result,
    people::access::Permit,
    workflow::statistics::{
        analysis::{
            matrix::Matrix,
            model::{Common, parts},
            store::read,
            view::{AnalysisPage, Tables},
        },
        figure,
        filter::On,
        form::{Form, Offer},
        list::{model::counted_by, store::read as list},
        store::read::{Reader, filters},
    },
};

deeds! {
    SeeAnalysis(()),
}

const ANALYSIS: Offer = Offer {
    action: "/analysis",
    on: On::Findings,
    often: &["from", "to", "inspection_kind", "facility_kind", "org", "field"],
    seldom: &["domain", "severity", "depth", "status", "overdue"],
};

/// `GET /analysis`
pub async fn analysis(mut permit: Permit<SeeAnalysis>) -> Result<Response> {
    let (l, fields) = (permit.l, permit.query()?);
    let filters = filters(&mut permit.tx, &fields, On::Findings, l).await?;
    let (counted, cases) = (filters.counted(), filters.of_cases());
    let reader = Reader::at(&permit);
    let figures = figure::figures(&mut permit.tx, &reader, &filters).await?;
    let inspections = figure::inspections(&mut permit.tx, &reader, &cases).await?;
    let facilities = figure::facilities(&mut permit.tx, &reader, &cases).await?;
    let categories = list::categories(&mut permit.tx, &reader, &counted).await?;
    let found = read::found(&mut permit.tx, &reader, &counted).await?;
    let inspected = read::inspected(&mut permit.tx, &reader, &cases).await?;
    let blanks = read::blanks(&mut permit.tx, &reader, &cases, &found.cells).await?;
    let form = Form::load(&mut permit.tx, &reader, &permit.actor, l, &filters, ANALYSIS).await?;
    let view = AnalysisPage {
        shell: permit.shell(),
        form,
        figures,
        inspections,
        facilities,
        counted_by: counted_by(&categories, l),
        today: permit.today,
        matrix: Matrix::of(&found.cells, &blanks, &counted, l),
        common: Common::of(&categories),
        tables: Tables::of(l, &counted, |by| parts(&found.parts, &inspected, by)),
        categories,
        filters,
    };
    permit.page(view).await
}
