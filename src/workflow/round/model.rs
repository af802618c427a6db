//! A round and its places, and how many facilities a year asks for.
use std::borrow::Borrow;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    foundation::{
        id::{FacilityId, InspectionId, OrgId, PersonId, PlaceId, RoundId},
        text::Lang,
    },
    people::{access::Standing, facility::FacilityKind, roster::Skill},
    workflow::{
        inspection::{self, Kind},
        round::state::State,
    },
};

/// A round as its deeds see it.
#[derive(Debug, Clone)]
pub struct Round {
    pub id: RoundId,
    pub name: String,
    pub purpose: String,
    pub kind: Kind,
    pub organiser: OrgId,
    pub organiser_zh: String,
    pub organiser_en: String,
    pub organiser_level: i16,
    pub approver: Option<OrgId>,
    pub opens_on: NaiveDate,
    pub closes_on: NaiveDate,
    /// How many facilities it is to reach, where that is set.
    pub target: Option<i32>,
    pub state: State,
    pub step_no: i32,
    pub version: i32,
}

impl Round {
    pub fn organiser_name(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.organiser_zh, &self.organiser_en)
    }

    pub fn href(&self) -> String {
        format!("/rounds/{}", self.id)
    }

    /// Whether its organiser may hold its kind of inspection at a kind of facility (巡回检察工作规定 9-11).
    pub fn may_visit(&self, facility: FacilityKind) -> bool {
        self.kind.is_competent(self.organiser_level, facility)
    }

    pub fn standing(&self) -> Standing {
        Standing { organiser: Some(self.organiser), approver: self.approver, ..Standing::default() }
    }
}

/// The kinds whose inspections are planned in rounds: none that is sealed.
pub const KINDS: [Kind; 3] = [Kind::Routine, Kind::Cross, Kind::InterprovincialCross];

/// The kinds of facility at which an organiser of a level may hold a kind.
pub fn places_of(kind: Kind, level: i16) -> impl Iterator<Item = FacilityKind> {
    use crate::foundation::word::Word as _;
    FacilityKind::ALL.iter().copied().filter(move |facility| kind.is_competent(level, *facility))
}

/// A facility of a round.
#[derive(Debug, Clone)]
pub struct Place {
    pub id: PlaceId,
    pub facility: FacilityId,
    pub facility_code: String,
    pub facility_kind: FacilityKind,
    pub facility_zh: String,
    pub facility_en: String,
    pub supervisor_zh: String,
    pub supervisor_en: String,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    pub seats: i32,
    pub skills: Vec<Skill>,
    /// Seats for experts from outside, and women wanted among the inspectors.
    pub experts: i32,
    pub women: i32,
    pub lead: Option<PersonId>,
    /// Whom its team is led by as the board has it, else who was named.
    pub lead_name: Option<String>,
    /// How many people the board has in its team.
    pub seated: i64,
    pub note: String,
    pub version: i32,
    pub inspection: Option<InspectionId>,
    pub inspection_state: Option<inspection::State>,
}

impl Place {
    pub fn facility_name(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.facility_zh, &self.facility_en)
    }

    pub fn supervisor_name(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.supervisor_zh, &self.supervisor_en)
    }

    pub fn href(&self) -> String {
        format!("/rounds/places/{}", self.id)
    }

    /// Calendar days, the first and the last counted in.
    pub fn days(&self) -> i64 {
        (self.last_day - self.first_day).num_days() + 1
    }

    /// Whether its inspection has ended, or never will be held.
    pub fn is_over(&self) -> bool {
        self.inspection_state
            .is_some_and(|state| state.is_reported() || state.is_over() || state == inspection::State::FieldworkDone)
    }
}

/// What is asked about a place when it is planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    pub seats: i32,
    pub skills: Vec<Skill>,
    pub experts: i32,
    pub women: i32,
    pub lead: Option<PersonId>,
    pub note: String,
}

/// A round about to be opened, or what its form says of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    pub name: String,
    pub purpose: String,
    pub opens_on: NaiveDate,
    pub closes_on: NaiveDate,
    pub target: Option<i32>,
}

/// A place about to be added.
#[derive(Debug, Clone)]
pub struct NewPlace {
    pub id: PlaceId,
    pub facility: Uuid,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    pub seats: i32,
}

/// 不少于三分之一: of so many prisons, how many are cross-inspected in a year (巡回检察工作规定 11). The share is rounded up.
pub const fn third(prisons: i64) -> i64 {
    prisons.unsigned_abs().div_ceil(3).cast_signed()
}

/// A filed proportion, in hundredths, rounded up likewise.
pub fn share(facilities: i64, percent: i32) -> i64 {
    (facilities.unsigned_abs() * u64::from(percent.unsigned_abs())).div_ceil(100).cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_third_is_rounded_up() {
        assert_eq!([0, 1, 2, 3, 4, 18, 19, 21].map(third), [0, 1, 1, 1, 2, 6, 7, 7]);
    }

    #[test]
    fn a_filed_share_is_rounded_up() {
        assert_eq!((share(96, 20), share(96, 100), share(1, 1), share(0, 50)), (20, 96, 1, 0));
    }

    #[test]
    fn the_region_crosses_and_crosses_no_province() {
        let kinds: Vec<Kind> = KINDS.into_iter().filter(|kind| places_of(*kind, 1).next().is_some()).collect();
        assert_eq!(kinds, [Kind::Routine, Kind::Cross]);
        assert!(!places_of(Kind::Cross, 2).any(|facility| facility == FacilityKind::Prison));
    }
}
