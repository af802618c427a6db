//! The desk as a page: what was read, put into panels.
use std::{borrow::Borrow, collections::HashMap};

use askama::Template;
use chrono::{Datelike, NaiveDate};
use uuid::Uuid;

use crate::{
    foundation::{
        text::Lang,
        web::{shell::Shell, tab::Tab},
        word::Word as _,
    },
    people::{access::Waiting, facility::FacilityKind},
    workflow::{
        desk::{
            duty::Duty,
            form::{Asked, Span},
            model::{Closed, Dated, Day, Happened, Item, Place, Running},
        },
        finding::Position,
        statistics::{
            Filters,
            filter::{Overdue, Stand, View},
            ledger::{Named, Standing},
        },
    },
};

/// Rows of the panels.
pub const FIRST: usize = 7;
pub const FACILITIES: usize = 12;

/// A part of a whole, drawn and linked.
#[derive(Debug, Clone)]
pub struct Share {
    pub start: i64,
    pub n: i64,
    pub name: &'static str,
    pub tone: &'static str,
    pub mark: &'static str,
    pub label: String,
    pub href: String,
}

/// Findings by where they stand; what is overdue is taken out of its place and shown as overdue.
#[derive(Debug, Default)]
pub struct Composition {
    pub total: i64,
    pub shares: Vec<Share>,
}

/// What is overdue: how many, where, for how long.
#[derive(Debug)]
pub struct Alert {
    pub n: i64,
    pub facilities: usize,
    pub days: i64,
    pub first: Vec<Named>,
}

/// How far rectification has come at a facility.
#[derive(Debug)]
pub struct Progress {
    pub place: Place,
    pub open: i64,
    pub late: i64,
    pub closed: i64,
    pub bar: Composition,
    pub closed_href: String,
}

impl Progress {
    pub fn name(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.place.name_zh, &self.place.name_en)
    }

    pub fn all(&self) -> i64 {
        self.open + self.closed
    }

    pub fn href(&self) -> String {
        format!("/rectifications?facility={}", self.place.code)
    }

    pub fn late_href(&self) -> String {
        format!("/rectifications?view=overdue&facility={}", self.place.code)
    }
}

/// A day of the strip.
#[derive(Debug)]
pub struct Cell {
    pub day: NaiveDate,
    pub n: i64,
    pub href: String,
}

/// How many facilities of a kind there are, and at how many an inspection of this year has ended, or none has.
#[derive(Debug)]
pub struct Coverage {
    pub kind: FacilityKind,
    pub all: i64,
    pub seen: i64,
    pub unseen: i64,
    pub all_href: String,
    pub seen_href: String,
    pub unseen_href: String,
}

#[derive(Template)]
#[template(path = "workflow/desk/index.html")]
pub struct DeskPage {
    pub shell: Shell,
    pub today: NaiveDate,
    pub alert: Option<Alert>,
    /// What was closed this year, then what is open.
    pub composition: Composition,
    pub open: i64,
    pub lately: Vec<Happened>,
    pub tabs: Vec<Tab>,
    pub items: Vec<Item>,
    pub total: i64,
    pub running: Vec<Running>,
    pub strip: Vec<Cell>,
    pub span: Span,
    pub progress: Vec<Progress>,
    pub coverage: Vec<Coverage>,
    /// Of whoever keeps the rules, in the place of what waits in cases.
    pub duties: Option<Vec<Duty>>,
    pub may_open: bool,
}

impl DeskPage {
    pub fn weekday(&self) -> u32 {
        self.today.weekday().number_from_monday()
    }

    /// 销号率: closed this year, of these and what is open; none where there is neither.
    pub fn closed_rate(&self) -> Option<String> {
        let closed = self.composition.total - self.open;
        (closed > 0).then(|| {
            let tenths = (closed * 2000 + self.composition.total) / (self.composition.total * 2);
            format!("{}.{}%", tenths / 10, tenths % 10)
        })
    }

    /// Whether more waits than the panel shows.
    pub fn has_more(&self) -> bool {
        self.total > i64::try_from(self.items.len()).unwrap_or(i64::MAX)
    }

    pub fn busiest(&self) -> i64 {
        self.strip.iter().map(|cell| cell.n).max().unwrap_or_default().max(1)
    }

    pub fn ahead(&self) -> i64 {
        self.strip.iter().map(|cell| cell.n).sum()
    }

    /// The longest bar of the table of progress.
    pub fn most(&self) -> i64 {
        self.progress.iter().map(Progress::all).max().unwrap_or_default().max(1)
    }
}

#[derive(Template)]
#[template(path = "workflow/desk/todo.html")]
pub struct TodoPage {
    pub shell: Shell,
    pub today: NaiveDate,
    pub asked: Asked,
    pub tabs: Vec<Tab>,
    /// Label, value, and the address without it.
    pub chips: Vec<(String, String, String)>,
    pub dues: Vec<(String, String)>,
    pub items: Vec<Item>,
    pub first: Option<String>,
    pub next: Option<String>,
}

#[derive(Template)]
#[template(path = "workflow/desk/agenda.html")]
pub struct AgendaPage {
    pub shell: Shell,
    pub today: NaiveDate,
    pub span: Span,
    pub rows: Vec<Dated>,
    pub first: Option<String>,
    pub next: Option<String>,
}

impl AgendaPage {
    pub fn days_left(&self, row: &Dated) -> Option<i64> {
        Some((row.day - self.today).num_days())
    }
}

/// Everything that waits, then each task that has something waiting.
pub fn tabs(l: Lang, waiting: &Waiting, asked: &Asked) -> Vec<Tab> {
    let all = Tab {
        word: l.t("todo-all"),
        name: "todo",
        href: asked.of_task(None).href(None),
        n: Some(waiting.total()),
        current: asked.task.is_none(),
        late: waiting.late() > 0,
    };
    let each = waiting.tasks().map(|waits| Tab {
        word: l.word(waits.task),
        name: waits.task.code(),
        href: asked.of_task(Some(waits.task)).href(None),
        n: Some(waits.n),
        current: asked.task == Some(waits.task),
        late: waits.late > 0,
    });
    [all].into_iter().chain(each).collect()
}

const fn drawn(position: Position) -> (&'static str, &'static str) {
    match position {
        Position::NotServed | Position::AwaitingPlan => ("neutral", "ring"),
        Position::Rectifying => ("info", "half"),
        Position::ToVerify => ("violet", "dot"),
        Position::Verified => ("violet", "tick"),
        Position::Returned => ("warn", "back"),
        Position::Rebounded => ("warn", "again"),
        Position::Closed => ("ok", "done"),
    }
}

/// The order in which the shares stand: from nearly done to not yet begun.
const ORDER: [Position; 7] = [
    Position::Verified,
    Position::ToVerify,
    Position::Rectifying,
    Position::Returned,
    Position::Rebounded,
    Position::AwaitingPlan,
    Position::NotServed,
];

/// What open findings stand where. `filters` narrow the lists that the shares lead to.
pub fn composition(l: Lang, rows: &[&Standing], filters: &Filters) -> Composition {
    let mut made = Composition::default();
    let mut add = |n: i64, name, (tone, mark), label, href| {
        if n > 0 {
            made.shares.push(Share { start: made.total, n, name, tone, mark, label, href });
            made.total += n;
        }
    };
    for position in ORDER {
        let n = rows.iter().filter(|row| row.position == position && !row.late).map(|row| row.n).sum();
        let there = Filters { overdue: Some(Overdue::No), ..filters.standing(Stand::Rectification(position)) };
        add(n, position.code(), drawn(position), l.word(position), there.href("/rectifications"));
    }
    let late = rows.iter().filter(|row| row.late).map(|row| row.n).sum();
    let there = filters.viewed(Some(View::Overdue)).href("/rectifications");
    add(late, "overdue", ("danger", "late"), l.t("part-overdue"), there);
    made
}

impl Composition {
    /// With what was closed before the rest.
    #[must_use]
    pub fn after(mut self, l: Lang, n: i64, href: String) -> Self {
        if n == 0 {
            return self;
        }
        for share in &mut self.shares {
            share.start += n;
        }
        let (tone, mark) = drawn(Position::Closed);
        let label = l.t("desk-closed-year");
        self.shares.insert(0, Share { start: 0, n, name: Position::Closed.code(), tone, mark, label, href });
        self.total += n;
        self
    }
}

/// The alert, if anything is overdue.
pub fn alert(rows: &[Standing], first: Vec<Named>, today: NaiveDate) -> Option<Alert> {
    let late: Vec<&Standing> = rows.iter().filter(|row| row.late).collect();
    let since = late.iter().filter_map(|row| row.due_on).min()?;
    let mut facilities: Vec<Uuid> = late.iter().map(|row| row.facility_id).collect();
    facilities.sort_unstable();
    facilities.dedup();
    Some(Alert {
        n: late.iter().map(|row| row.n).sum(),
        facilities: facilities.len(),
        days: (today - since).num_days(),
        first,
    })
}

/// The facilities where most is late, then where most is open.
pub fn busiest(rows: &[Standing]) -> Vec<Uuid> {
    let mut each: HashMap<Uuid, (i64, i64)> = HashMap::new();
    for row in rows {
        let (late, open) = each.entry(row.facility_id).or_default();
        *open += row.n;
        *late += if row.late { row.n } else { 0 };
    }
    let mut ids: Vec<(Uuid, (i64, i64))> = each.into_iter().collect();
    ids.sort_by_key(|(id, busy)| (std::cmp::Reverse(*busy), *id));
    ids.truncate(FACILITIES);
    ids.into_iter().map(|(id, _)| id).collect()
}

/// A row for each facility, in the order given. `year` narrows what was closed.
pub fn progress(
    l: Lang,
    order: &[Uuid],
    places: &[Place],
    rows: &[Standing],
    closed: &[Closed],
    year: &Filters,
) -> Vec<Progress> {
    let of = |id: &Uuid| {
        let place = places.iter().find(|place| place.id == *id)?.clone();
        let own: Vec<&Standing> = rows.iter().filter(|row| row.facility_id == *id).collect();
        let closed = closed.iter().find(|row| row.facility_id == *id).map_or(0, |row| row.n);
        let mut bar = composition(l, &own, &Filters::default());
        for share in &mut bar.shares {
            share.start += closed;
        }
        let closed_href = format!("{}&facility={}", year.href("/findings"), place.code);
        let late = own.iter().filter(|row| row.late).map(|row| row.n).sum();
        Some(Progress { place, open: bar.total, late, closed, bar, closed_href })
    };
    order.iter().filter_map(of).collect()
}

/// Each day of the span with what falls on it.
pub fn strip(span: Span, days: &[Day]) -> Vec<Cell> {
    let each = span.from.iter_days().take_while(|day| *day <= span.to);
    each.map(|day| Cell {
        day,
        n: days.iter().find(|counted| counted.day == day).map_or(0, |counted| counted.n),
        href: Span { from: day, to: day }.href(None),
    })
    .collect()
}
