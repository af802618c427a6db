//! The analysis page.
use axum::response::Response;

use crate::{
    deeds,
    foundation::{
        error::Result,
        print::{self, Output},
        text::Lang,
    },
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
    let l = permit.l;
    let view = page(&mut permit, l).await?;
    permit.page(view).await
}

/// `GET /analysis/pdf`: the page as a document, under the same filters.
pub async fn pdf(permit: Permit<SeeAnalysis>) -> Result<Response> {
    hand_out(permit, Output::Pdf).await
}

/// `GET /analysis/docx`
pub async fn docx(permit: Permit<SeeAnalysis>) -> Result<Response> {
    hand_out(permit, Output::Docx).await
}

async fn hand_out(mut permit: Permit<SeeAnalysis>, output: Output) -> Result<Response> {
    // documents are Chinese whatever language the page is read in
    let view = page(&mut permit, Lang::Zh).await?;
    let paper = view.paper(permit.actor.place(Lang::Zh), permit.today);
    let (person, press, today) = (permit.actor.person.0, permit.app.press.clone(), permit.today);
    let value = serde_json::json!({ "file": output.ending(), "filters": view.filters.href("/analysis") });
    permit.note("summary_taken", "person", person, None, value).await?;
    permit.tx.commit().await?;
    let bytes = print::draw(&press, &paper, output, today).await?;
    Ok(print::answer(bytes, &paper.title, output))
}

async fn page(permit: &mut Permit<SeeAnalysis>, l: Lang) -> Result<AnalysisPage> {
    let fields = permit.query()?;
    let filters = filters(&mut permit.tx, &fields, On::Findings, l).await?;
    let (counted, cases) = (filters.counted(), filters.of_cases());
    let reader = Reader::at(permit);
    let figures = figure::figures(&mut permit.tx, &reader, &filters).await?;
    let inspections = figure::inspections(&mut permit.tx, &reader, &cases).await?;
    let facilities = figure::facilities(&mut permit.tx, &reader, &cases).await?;
    let categories = list::categories(&mut permit.tx, &reader, &counted).await?;
    let found = read::found(&mut permit.tx, &reader, &counted).await?;
    let inspected = read::inspected(&mut permit.tx, &reader, &cases).await?;
    let blanks = read::blanks(&mut permit.tx, &reader, &cases, &found.cells).await?;
    let form = Form::load(&mut permit.tx, &reader, &permit.actor, l, &filters, ANALYSIS).await?;
    Ok(AnalysisPage {
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
    })
}
