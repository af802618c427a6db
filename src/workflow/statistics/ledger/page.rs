//! `GET /rectifications`
use axum::response::Response;

use crate::{
    foundation::error::Result,
    law::clock,
    people::access::Permit,
    workflow::statistics::{
        filter::On,
        form::{Form, Offer},
        ledger::{
            store::read,
            view::{self, LedgerPage},
        },
        list::page::{SeeFindings, after},
        store::read::{Reader, filters},
    },
};

const LEDGER: Offer = Offer {
    action: "/rectifications",
    on: On::Ledger,
    often: &["q", "facility_kind", "field", "status", "severity", "owner"],
    seldom: &["inspection_kind", "org", "domain", "depth", "overdue", "from", "to"],
};

/// `GET /rectifications`
pub async fn ledger(mut permit: Permit<SeeFindings>) -> Result<Response> {
    let (l, fields) = (permit.l, permit.query()?);
    let after = after(&fields, l)?;
    let filters = filters(&mut permit.tx, &fields, On::Ledger, l).await?;
    let reader = Reader::at(&permit);
    let page = read::rows(&mut permit.tx, &reader, &filters, after).await?;
    let counted = read::tabs(&mut permit.tx, &reader, &filters).await?;
    let due: Vec<_> = page.rows.iter().filter(|row| row.due_on.is_some()).map(|row| row.id).collect();
    let clocks = clock::store::read::deciding(&mut permit.tx, &due).await?;
    let form = Form::load(&mut permit.tx, &reader, &permit.actor, l, &filters, LEDGER).await?;
    let view = LedgerPage {
        shell: permit.shell(),
        form,
        tabs: view::tabs(l, &filters, &counted),
        next: page.next.map(|key| filters.next("/rectifications", &key)),
        first: after.map(|_| filters.href("/rectifications")),
        total: counted.of(filters.view),
        rows: page.rows,
        clocks,
        filters,
    };
    permit.page(view).await
}
