//! What one facility's file says besides figures: which visits there were, and when the next is due by the rules.
use chrono::{Datelike as _, NaiveDate};
use uuid::Uuid;

use crate::{
    people::facility::FacilityKind,
    workflow::inspection::{Kind, State},
};

/// An inspection of a kind that recurs.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Visit {
    pub id: Uuid,
    pub kind: Kind,
    pub state: State,
    pub planned_from: NaiveDate,
    pub started_on: Option<NaiveDate>,
    pub ended_on: Option<NaiveDate>,
}

impl Visit {
    pub fn href(&self) -> String {
        format!("/inspections/{}", self.id)
    }

    /// The day that says it has been: of its end, or until then of its start.
    pub fn held_on(&self) -> Option<NaiveDate> {
        self.ended_on.or(self.started_on)
    }
}

/// Where this year's routine inspection stands. A prison and a detention centre have one in every calendar year at least
/// (巡回检察工作规定 10).
#[derive(Debug, PartialEq, Eq)]
pub enum Routine {
    /// It began this year.
    Held(Visit),
    /// It has not begun: due on the last day of the year, planned or not.
    Due { on: NaiveDate, planned: Option<Visit> },
}

/// Where it stands for a kind of facility; none where the rule does not bind.
pub fn routine(kind: FacilityKind, visits: &[Visit], today: NaiveDate) -> Option<Routine> {
    match kind {
        FacilityKind::Prison | FacilityKind::DetentionCenter => {}
        FacilityKind::CommunityCorrection => return None,
    }
    let year = today.year();
    let mut routines = visits.iter().filter(|visit| visit.kind == Kind::Routine);
    let held = routines.clone().find(|visit| visit.started_on.is_some_and(|day| day.year() == year));
    if let Some(held) = held {
        return Some(Routine::Held(held.clone()));
    }
    let planned = routines.find(|visit| visit.started_on.is_none() && visit.planned_from.year() == year).cloned();
    NaiveDate::from_ymd_opt(year, 12, 31).map(|on| Routine::Due { on, planned })
}

/// The latest cross-inspection that has begun, of the province or of several.
pub fn last_cross(visits: &[Visit]) -> Option<&Visit> {
    visits
        .iter()
        .filter(|visit| visit.kind.is_cross())
        .max_by_key(|visit| visit.started_on)
        .filter(|visit| visit.started_on.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap_or_default()
    }

    fn visit(kind: Kind, planned: &str, started: Option<&str>) -> Visit {
        let started_on = started.map(day);
        Visit { id: Uuid::nil(), kind, state: State::Closed, planned_from: day(planned), started_on, ended_on: None }
    }

    #[test]
    fn the_years_routine_inspection_is_due_on_its_last_day_until_one_has_begun() {
        let due = |visits: &[Visit]| routine(FacilityKind::Prison, visits, day("2022-09-01"));
        let on = day("2022-12-31");
        let last_year = visit(Kind::Routine, "2021-12-20", Some("2021-12-20"));
        let cross = visit(Kind::Cross, "2022-03-01", Some("2022-03-01"));
        assert_eq!(due(&[last_year.clone(), cross]), Some(Routine::Due { on, planned: None }));
        let planned = visit(Kind::Routine, "2022-10-10", None);
        assert_eq!(due(&[planned.clone(), last_year]), Some(Routine::Due { on, planned: Some(planned.clone()) }));
        let held = visit(Kind::Routine, "2022-05-05", Some("2022-05-06"));
        assert_eq!(due(&[planned, held.clone()]), Some(Routine::Held(held)));
        assert_eq!(routine(FacilityKind::CommunityCorrection, &[], day("2022-09-01")), None);
    }

    #[test]
    fn a_cross_inspection_counts_once_it_has_begun() {
        let older = visit(Kind::InterprovincialCross, "2019-05-01", Some("2019-05-01"));
        let planned = visit(Kind::Cross, "2022-12-01", None);
        assert_eq!(last_cross(&[planned.clone(), older.clone()]), Some(&older));
        assert_eq!(last_cross(&[planned]), None);
    }
}
