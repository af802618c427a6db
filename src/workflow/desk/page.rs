//! `GET /`, `GET /todo`, `GET /agenda`
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{Datelike, NaiveDate};

use crate::{
    deeds,
    foundation::{
        error::Result,
        text::Lang,
        web::{fields::Fields, paging::After},
        word::Word as _,
    },
    people::{
        access::{Action, Deed, Permit, Role, Rule, policy},
        facility::FacilityKind,
    },
    workflow::{
        desk::{
            duty,
            form::{Asked, Span},
            model::Due,
            store::read,
            view::{self, AgendaPage, Coverage, DeskPage, Progress, TodoPage},
        },
        statistics::{
            Filters, figure,
            filter::{Inspected, Stand, View, unknown},
            ledger::{self, Standing},
            store::read::Reader,
        },
    },
};

deeds! {
    SeeDesk(()),
}

/// Findings that the alert names.
const NAMED: i64 = 3;

/// Opening the first page: whoever has no desk is led to the page that takes its place.
#[derive(Debug)]
pub struct Open;

impl Deed for Open {
    const ACTION: Action = Action::ManageOwnAccount;
    type Subject = ();
}

/// `GET /`
pub async fn index(mut permit: Permit<Open>) -> Result<Response> {
    let role = permit.actor.role;
    if !permit.may(Action::SeeDesk) {
        return Ok(Redirect::to(role.landing()).into_response());
    }
    let (l, today) = (permit.l, permit.today);
    let reader = Reader::at(&permit);
    let all = Asked::default();
    // whoever approves decides first
    let mut items = read::todo(&mut permit.tx, &reader, &all, None, role == Role::Chief).await?.rows;
    items.truncate(view::FIRST);
    let standing = ledger::standing(&mut permit.tx, &reader).await?;
    let late = standing.iter().any(|row| row.late);
    let overdue = Filters::default().viewed(Some(View::Overdue));
    let first = if late { ledger::earliest(&mut permit.tx, &reader, &overdue, NAMED).await? } else { Vec::new() };
    let open = view::composition(l, &standing.iter().collect::<Vec<_>>(), &Filters::default());
    let closed = Filters { from: year(today), ..Filters::default().standing(Stand::CLOSED) };
    let n = figure::figures(&mut permit.tx, &reader, &closed).await?.findings;
    let span = Span::ahead(today);
    let days = read::days(&mut permit.tx, &reader, span).await?;
    let page = DeskPage {
        today,
        alert: view::alert(&standing, first, today),
        open: open.total,
        composition: open.after(l, n, closed.href("/findings")),
        lately: read::lately(&mut permit.tx, &reader).await?,
        tabs: view::tabs(l, &permit.waiting, &all),
        items,
        total: permit.waiting.total(),
        running: read::running(&mut permit.tx, &reader).await?,
        strip: view::strip(span, &days),
        span,
        progress: progress(&mut permit, &reader, &standing).await?,
        duties: if role == Role::BusinessAdmin { Some(duty::duties(&mut permit.tx, today, l).await?) } else { None },
        coverage: if role == Role::BusinessAdmin { coverage(&mut permit, &reader).await? } else { Vec::new() },
        may_open: policy::rule(role, Action::CreateInspection) != Rule::Never,
        shell: permit.shell(),
    };
    permit.page(page).await
}

/// The first day of the year.
fn year(today: NaiveDate) -> Option<NaiveDate> {
    today.with_ordinal(1)
}

/// How far rectification has come, at the facilities where most is to be done.
async fn progress(permit: &mut Permit<Open>, reader: &Reader, standing: &[Standing]) -> Result<Vec<Progress>> {
    let order = view::busiest(standing);
    if order.is_empty() {
        return Ok(Vec::new());
    }
    let filters = Filters { from: year(permit.today), ..Filters::default().standing(Stand::CLOSED) };
    let places = read::places(&mut permit.tx, &order).await?;
    let closed = read::closed(&mut permit.tx, reader, &filters, &order).await?;
    Ok(view::progress(permit.l, &order, &places, standing, &closed, &filters))
}

/// What has been inspected this year, of each kind.
async fn coverage(permit: &mut Permit<Open>, reader: &Reader) -> Result<Vec<Coverage>> {
    let mut rows = Vec::new();
    for kind in FacilityKind::ALL {
        let all = Filters { facility_kind: Some(*kind), ..Filters::default() };
        let seen = Filters { from: year(permit.today), ..all.clone() };
        let unseen = Filters { inspected: Some(Inspected::No), ..seen.clone() };
        rows.push(Coverage {
            kind: *kind,
            all: figure::facilities(&mut permit.tx, reader, &all).await?,
            seen: figure::facilities(&mut permit.tx, reader, &seen).await?,
            all_href: all.href("/facilities"),
            seen_href: seen.href("/facilities"),
            unseen: figure::facilities(&mut permit.tx, reader, &unseen).await?,
            unseen_href: unseen.href("/facilities"),
        });
    }
    Ok(rows)
}

/// The key after which a page begins.
fn after(fields: &Fields, l: Lang) -> Result<Option<After>> {
    match fields.value("after") {
        "" => Ok(None),
        text => After::parse(text).map(Some).ok_or_else(|| unknown(l, "after", text)),
    }
}

/// `GET /todo`
pub async fn todo(mut permit: Permit<SeeDesk>) -> Result<Response> {
    let (l, fields) = (permit.l, permit.query()?);
    let (asked, after) = (Asked::parse(&fields, l)?, after(&fields, l)?);
    let reader = Reader::at(&permit);
    let page = read::todo(&mut permit.tx, &reader, &asked, after, false).await?;
    let view = TodoPage {
        shell: permit.shell(),
        today: permit.today,
        tabs: view::tabs(l, &permit.waiting, &Asked { task: asked.task, ..Asked::default() }),
        chips: asked.chips(l),
        dues: Due::ALL.iter().map(|due| (due.code().to_owned(), l.word(due))).collect(),
        items: page.rows,
        next: page.next.map(|key| asked.href(Some(key.to_string()))),
        first: after.map(|_| asked.href(None)),
        asked,
    };
    permit.page(view).await
}

/// `GET /agenda`
pub async fn agenda(mut permit: Permit<SeeDesk>) -> Result<Response> {
    let (l, fields) = (permit.l, permit.query()?);
    let (span, after) = (Span::parse(&fields, permit.today, l)?, after(&fields, l)?);
    let reader = Reader::at(&permit);
    let page = read::agenda(&mut permit.tx, &reader, span, after).await?;
    let view = AgendaPage {
        shell: permit.shell(),
        today: permit.today,
        span,
        next: page.next.map(|key| span.href(Some(key.to_string()))),
        first: after.map(|_| span.href(None)),
        rows: page.rows,
    };
    permit.page(view).await
}
