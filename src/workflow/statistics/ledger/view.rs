//! The ledger as a page.
use std::collections::HashMap;

use askama::Template;
use uuid::Uuid;

use crate::{
    foundation::{
        text::Lang,
        web::{shell::Shell, tab::Tab},
        word::Word,
    },
    law::clock::Clock,
    workflow::statistics::{
        filter::{Filters, View},
        form::Form,
        ledger::model::{LedgerRow, Tabs},
    },
};

#[derive(Template)]
#[template(path = "workflow/statistics/rectifications.html")]
pub struct LedgerPage {
    pub shell: Shell,
    pub form: Form,
    pub filters: Filters,
    pub tabs: Vec<Tab>,
    pub rows: Vec<LedgerRow>,
    /// How many there are on all pages, where that is counted.
    pub total: Option<i64>,
    /// The clock that each row is due by.
    pub clocks: HashMap<Uuid, Clock>,
    pub first: Option<String>,
    pub next: Option<String>,
}

impl LedgerPage {
    /// What the rows have in common.
    pub fn title(&self) -> String {
        word(self.shell.l, self.filters.view)
    }

    pub fn clock(&self, row: &LedgerRow) -> Option<&Clock> {
        self.clocks.get(&row.id)
    }
}

fn word(l: Lang, view: Option<View>) -> String {
    view.map_or_else(|| l.t("view-open"), |view| l.word(view))
}

/// Every view with its rows under the same filters.
pub fn tabs(l: Lang, filters: &Filters, counted: &Tabs) -> Vec<Tab> {
    let views = [None].into_iter().chain(View::ALL.iter().copied().map(Some));
    let tab = |view: Option<View>| {
        let n = counted.of(view);
        Tab {
            word: word(l, view),
            name: view.map_or("open", Word::code),
            href: filters.viewed(view).href("/rectifications"),
            n,
            current: filters.view == view,
            late: view == Some(View::Overdue) && n.is_some_and(|n| n > 0),
        }
    };
    views.map(tab).collect()
}
