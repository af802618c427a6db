//! What is counted of a facility, what the year asks for, and the risk that follows from what is known.
use std::borrow::Borrow;

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    foundation::text::Lang,
    people::facility::FacilityKind,
    words,
    workflow::{
        inspection::Kind,
        round::model::{share, third},
    },
};

words! {
    /// What comes first.
    pub enum Order in "coverage-order" {
        /// Never inspected, then longest ago.
        Last = "last",
        Risk = "risk",
        Code = "code",
    }
}

words! {
    /// What a facility lacks.
    pub enum Missing in "coverage-missing" {
        /// This year's routine inspection.
        Routine = "routine",
        /// A cross-inspection this year.
        Cross = "cross",
        /// Any inspection at all.
        Any = "any",
    }
}

/// Inspections of a kind at a facility that began in a year.
#[derive(Debug, Clone, Copy)]
pub struct Cell {
    pub facility: Uuid,
    pub kind: Kind,
    pub year: i32,
    pub n: i64,
    pub findings: i64,
}

/// What a person said of a facility's risk last.
#[derive(Debug, Clone)]
pub struct Said {
    /// None where the computed score counts again.
    pub score: Option<i32>,
    pub reason: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

/// What is known of a facility.
#[derive(Debug, Clone)]
pub struct Known {
    pub id: Uuid,
    pub code: String,
    pub kind: FacilityKind,
    pub name_zh: String,
    pub name_en: String,
    pub supervisor_zh: String,
    pub supervisor_en: String,
    /// When an inspection of any kind began last.
    pub last: Option<NaiveDate>,
    /// Open findings, and those among them that are serious or critical.
    pub open: i64,
    pub heavy: i64,
    /// Categories found in more than one inspection.
    pub recurring: i64,
    /// Major incidents within three years.
    pub incidents: i64,
    /// Clues within three years that the reader is let into; none where the reader has no right to them.
    pub clues: Option<i64>,
    /// The next inspection that is planned.
    pub planned: Option<Uuid>,
    pub planned_on: Option<NaiveDate>,
    pub planned_kind: Option<Kind>,
    /// The round that it is in, while that is being planned.
    pub round: Option<Uuid>,
    pub round_name: Option<String>,
    pub round_kind: Option<Kind>,
    pub round_on: Option<NaiveDate>,
}

impl Known {
    pub fn name(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.name_zh, &self.name_en)
    }

    pub fn supervisor(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.supervisor_zh, &self.supervisor_en)
    }

    /// Whether an inspection of a kind is planned to begin in a year, by itself or in a round.
    fn awaits(&self, kind: Kind, year: i32) -> bool {
        let begins =
            |of: Option<Kind>, on: Option<NaiveDate>| of == Some(kind) && on.is_some_and(|day| day.year() == year);
        begins(self.planned_kind, self.planned_on) || begins(self.round_kind, self.round_on)
    }
}

/// One term of a risk: so many of something, at so many points each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    pub key: &'static str,
    pub n: i64,
    pub each: i64,
}

impl Term {
    pub const fn points(&self) -> i64 {
        self.n * self.each
    }
}

/// After so many months without an inspection the risk grows no more; a facility that never had one begins there.
const MONTHS: i64 = 36;

/// The terms of a facility's risk on a day: open findings, the serious among them besides, what recurs, major
/// incidents, months without an inspection; clues for whoever holds a right to them.
pub fn terms(known: &Known, today: NaiveDate) -> Vec<Term> {
    let months = known.last.map_or(MONTHS, |last| {
        let whole = i64::from((today.year() - last.year()) * 12) + i64::from(today.month()) - i64::from(last.month());
        (whole - i64::from(today.day() < last.day())).clamp(0, MONTHS)
    });
    let clues = known.clues.map(|n| Term { key: "risk-clues", n, each: 5 });
    let open = [
        Term { key: "risk-open", n: known.open, each: 1 },
        Term { key: "risk-heavy", n: known.heavy, each: 3 },
        Term { key: "risk-recurring", n: known.recurring, each: 2 },
        Term { key: "risk-incidents", n: known.incidents, each: 5 },
        Term { key: "risk-months", n: months, each: 1 },
    ];
    open.into_iter().chain(clues).collect()
}

/// A facility with what was counted of it.
#[derive(Debug, Clone)]
pub struct Row {
    pub known: Known,
    pub cells: Vec<Cell>,
    pub terms: Vec<Term>,
    pub said: Option<Said>,
}

impl Row {
    pub fn computed(&self) -> i64 {
        self.terms.iter().map(Term::points).sum()
    }

    /// The score that counts: what a person said last, else what is computed.
    pub fn score(&self) -> i64 {
        self.overridden().map_or_else(|| self.computed(), i64::from)
    }

    pub fn overridden(&self) -> Option<i32> {
        self.said.as_ref().and_then(|said| said.score)
    }

    pub fn cell(&self, kind: Kind, year: i32) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.kind == kind && cell.year == year)
    }

    fn lacks(&self, missing: Missing, year: i32) -> bool {
        match missing {
            Missing::Routine => self.cell(Kind::Routine, year).is_none(),
            Missing::Cross => self.cell(Kind::Cross, year).is_none(),
            Missing::Any => self.known.last.is_none(),
        }
    }
}

/// Those that lack something in a year, if that is asked for, in an order.
pub fn arranged(rows: &[Row], missing: Option<Missing>, year: i32, order: Order) -> Vec<Row> {
    let mut rows: Vec<Row> =
        rows.iter().filter(|row| missing.is_none_or(|missing| row.lacks(missing, year))).cloned().collect();
    match order {
        Order::Last => rows.sort_by_key(|row| row.known.last),
        Order::Risk => rows.sort_by_key(|row| std::cmp::Reverse(row.score())),
        Order::Code => {}
    }
    rows
}

/// What the year asks of a kind of facility, and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand {
    pub kind: Kind,
    /// Facilities that are to be reached; none where nothing was filed.
    pub wanted: Option<i64>,
    pub of: i64,
    pub held: i64,
    /// Not held yet, but planned to begin in the year.
    pub planned: i64,
    pub source: &'static str,
}

impl Demand {
    /// Whether what is asked for has been held.
    pub fn is_met(&self) -> bool {
        self.wanted.is_some_and(|wanted| self.held >= wanted)
    }

    /// How many are still to be planned.
    pub fn lacking(&self) -> i64 {
        self.wanted.map_or(0, |wanted| (wanted - self.held - self.planned).max(0))
    }
}

/// 常规每年不少于一次；交叉: a third of the prisons, the filed proportion of the detention centres (巡回检察工作规定 10, 11). Community
/// corrections have no number.
pub fn demands(kind: FacilityKind, rows: &[Row], year: i32, filed: Option<i32>) -> Vec<Demand> {
    let of = i64::try_from(rows.len()).unwrap_or_default();
    let count =
        |holds: &dyn Fn(&Row) -> bool| i64::try_from(rows.iter().filter(|row| holds(row)).count()).unwrap_or_default();
    let demand = |inspection: Kind, wanted: Option<i64>, source: &'static str| Demand {
        kind: inspection,
        wanted,
        of,
        held: count(&|row| row.cell(inspection, year).is_some()),
        planned: count(&|row| row.cell(inspection, year).is_none() && row.known.awaits(inspection, year)),
        source,
    };
    let cross = match kind {
        FacilityKind::Prison => Some(third(of)),
        FacilityKind::DetentionCenter => filed.map(|percent| share(of, percent)),
        FacilityKind::CommunityCorrection => return Vec::new(),
    };
    vec![
        demand(Kind::Routine, Some(of), "人民检察院巡回检察工作规定 第十条"),
        demand(Kind::Cross, cross, "人民检察院巡回检察工作规定 第十一条"),
    ]
}

/// The years that the table shows: the one asked for and those before it.
pub const YEARS: i32 = 4;

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap_or_default()
    }

    fn known(last: Option<&str>) -> Known {
        Known {
            id: Uuid::nil(),
            code: String::new(),
            kind: FacilityKind::Prison,
            name_zh: String::new(),
            name_en: String::new(),
            supervisor_zh: String::new(),
            supervisor_en: String::new(),
            last: last.map(day),
            open: 5,
            heavy: 2,
            recurring: 1,
            incidents: 1,
            clues: None,
            planned: None,
            planned_on: None,
            planned_kind: None,
            round: None,
            round_name: None,
            round_kind: None,
            round_on: None,
        }
    }

    fn row(last: Option<&str>, cells: &[(Kind, i32)]) -> Row {
        let cell =
            |(kind, year): &(Kind, i32)| Cell { facility: Uuid::nil(), kind: *kind, year: *year, n: 1, findings: 0 };
        let known = known(last);
        let terms = terms(&known, day("2022-09-01"));
        Row { known, cells: cells.iter().map(cell).collect(), terms, said: None }
    }

    #[test]
    fn a_score_is_the_sum_of_its_terms_until_a_person_says_otherwise() {
        let mut rated = row(Some("2022-03-02"), &[]);
        assert_eq!(rated.terms.iter().map(Term::points).collect::<Vec<_>>(), [5, 6, 2, 5, 5]);
        assert_eq!(rated.score(), 23);
        let said = |score| Some(Said { score, reason: "x".into(), by: "x".into(), at: DateTime::UNIX_EPOCH });
        rated.said = said(Some(60));
        assert_eq!((rated.score(), rated.computed()), (60, 23));
        rated.said = said(None);
        assert_eq!(rated.score(), 23);
    }

    /// Where the reader holds no right there is no such term; a right without a clue is a term of nothing.
    #[test]
    fn clues_are_a_term_for_those_with_the_right() {
        let with = |clues| {
            let known = Known { clues, ..known(Some("2022-03-02")) };
            let terms = terms(&known, day("2022-09-01"));
            (terms.len(), terms.iter().map(Term::points).sum::<i64>())
        };
        assert_eq!([with(None), with(Some(0)), with(Some(2))], [(5, 23), (6, 23), (6, 33)]);
    }

    #[test]
    fn months_without_an_inspection_count_up_to_three_years() {
        let months = |last| row(last, &[]).terms[4].n;
        assert_eq!([months(Some("2022-09-01")), months(Some("2022-08-02")), months(Some("2022-08-01"))], [0, 0, 1]);
        assert_eq!([months(Some("2010-01-01")), months(None)], [36, 36]);
    }

    #[test]
    fn never_inspected_comes_first_then_the_longest_ago() {
        let rows = [row(Some("2022-01-01"), &[]), row(None, &[]), row(Some("2019-01-01"), &[])];
        let last: Vec<_> = arranged(&rows, None, 2022, Order::Last).iter().map(|row| row.known.last).collect();
        assert_eq!(last, [None, Some(day("2019-01-01")), Some(day("2022-01-01"))]);
    }

    #[test]
    fn the_year_asks_for_a_routine_everywhere_and_a_third_crossed() {
        let held = row(Some("2022-01-01"), &[(Kind::Routine, 2022), (Kind::Cross, 2021)]);
        let mut awaited = row(None, &[(Kind::Cross, 2022)]);
        awaited.known.planned_kind = Some(Kind::Routine);
        awaited.known.planned_on = Some(day("2022-10-01"));
        let rows = [held, awaited, row(None, &[]), row(None, &[])];
        let asked = demands(FacilityKind::Prison, &rows, 2022, None);
        assert_eq!(
            asked.iter().map(|one| (one.wanted, one.held, one.planned, one.lacking())).collect::<Vec<_>>(),
            [(Some(4), 1, 1, 2), (Some(2), 1, 0, 1)]
        );
        let centres = |filed| demands(FacilityKind::DetentionCenter, &rows, 2022, filed)[1].wanted;
        assert_eq!((centres(None), centres(Some(30))), (None, Some(2)));
        assert!(demands(FacilityKind::CommunityCorrection, &rows, 2022, None).is_empty());
        assert_eq!(arranged(&rows, Some(Missing::Routine), 2022, Order::Code).len(), 3);
    }
}
