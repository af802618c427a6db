//! Calendars as pages.
use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        calendar::Calendar,
        id::{OrgId, fresh},
        web::{fields::Fields, shell::Shell},
    },
    workflow::round::{
        Round,
        calendar::{
            model::{Item, Month, What},
            store::Blackout,
        },
    },
};

/// What a day of the month says.
pub struct Cell<'a> {
    pub day: NaiveDate,
    pub class: &'static str,
    /// The holiday, or that it is worked.
    pub named: Option<String>,
    /// What begins, and what ends, on the day.
    pub begins: Vec<&'a Item>,
    pub ends: Vec<&'a Item>,
    /// Inspections and places that go on, people who are away.
    pub running: usize,
    pub away: usize,
    pub blackout: bool,
}

/// `GET /calendar`
#[derive(Template)]
#[template(path = "workflow/round/month.html")]
pub struct MonthPage {
    pub shell: Shell,
    pub today: NaiveDate,
    pub month: Month,
    pub weeks: Vec<[NaiveDate; 7]>,
    pub items: Vec<Item>,
    pub calendar: Calendar,
    pub blackouts: Vec<Blackout>,
    /// The reader's own organ, whose days are the reader's to set.
    pub own: Option<OrgId>,
    pub may_set: bool,
    pub round: Option<Round>,
    pub key: Uuid,
    pub fields: Fields,
}

impl MonthPage {
    pub fn href(&self, month: Month) -> String {
        let round = self.round.as_ref().map(|round| format!("&round={}", round.id)).unwrap_or_default();
        format!("/calendar?month={}{round}", month.code())
    }

    pub fn before(&self) -> String {
        self.href(self.month.before())
    }

    pub fn after(&self) -> String {
        self.href(self.month.next())
    }

    pub fn cells(&self, week: &[NaiveDate; 7]) -> Vec<Cell<'_>> {
        week.iter().map(|day| self.cell(*day)).collect()
    }

    fn cell(&self, day: NaiveDate) -> Cell<'_> {
        let is_visit = |item: &&Item| matches!(item.what, What::Inspection | What::Place);
        let on = || self.items.iter().filter(move |item| item.covers(day));
        let class = match (day == self.today, Month::of(day) == self.month, self.calendar.is_working_day(day)) {
            (true, ..) => "today",
            (false, false, _) => "other",
            (false, true, false) => "off",
            (false, true, true) => "",
        };
        Cell {
            class,
            named: self.calendar.named(day).map(str::to_owned),
            begins: self.items.iter().filter(is_visit).filter(|item| item.first_day == day).collect(),
            ends: self.items.iter().filter(is_visit).filter(|item| item.last_day == day).collect(),
            running: on().filter(is_visit).count(),
            away: on().filter(|item| item.what == What::Away).count(),
            blackout: on().any(|item| item.what == What::Blackout),
            day,
        }
    }

    /// What falls within the month, for the list.
    pub fn listed(&self) -> Vec<&Item> {
        let (first, last) = (self.month.first, self.month.last());
        self.items.iter().filter(|item| item.first_day <= last && item.last_day >= first).collect()
    }

    pub fn may_end(&self, blackout: &Blackout) -> bool {
        self.may_set && self.own == Some(blackout.org)
    }

    fn another_key() -> Uuid {
        fresh()
    }
}

/// `GET /account/calendar`
#[derive(Template)]
#[template(path = "workflow/round/feed.html")]
pub struct FeedPage {
    pub shell: Shell,
    pub since: Option<DateTime<Utc>>,
    /// Shown once, when it is made.
    pub address: Option<String>,
    pub key: Uuid,
}
