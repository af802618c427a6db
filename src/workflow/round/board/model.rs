//! What a board is read with: the problem that the solver knows, and the names that people know.
use std::{borrow::Borrow, collections::BTreeMap};

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    foundation::{
        id::{OrgId, PersonId, PlaceId},
        text::Lang,
        word::Word as _,
    },
    people::{person::PersonKind, roster},
    words,
    workflow::{
        round::{
            model::Place,
            solve::{Board, Problem, Seat, VisitId},
        },
        team,
    },
};

words! {
    /// How a version of the board came about.
    pub enum Deed in "board-deed" {
        Start = "start",
        Solve = "solve",
        Move = "move",
        Pin = "pin",
        Unpin = "unpin",
        Clear = "clear",
        Undo = "undo",
    }
}

words! {
    /// How far the search for a plan is.
    pub enum Course in "solving" {
        Waiting = "waiting",
        Running = "running",
        Done = "done",
        /// Found, but the board had been changed meanwhile.
        Overtaken = "overtaken",
        Impossible = "impossible",
        Undecided = "undecided",
        /// The round contradicts itself.
        Refused = "refused",
        Cancelled = "cancelled",
        /// Something is wrong that is no fact of the round.
        Failed = "failed",
    }
}

impl Course {
    pub const fn is_under_way(self) -> bool {
        matches!(self, Self::Waiting | Self::Running)
    }
}

/// Somebody as the board names them.
#[derive(Debug, Clone)]
pub struct Member {
    pub id: PersonId,
    pub name: String,
    pub title: String,
    pub kind: PersonKind,
    pub unit_zh: String,
    pub unit_en: String,
    pub chief: bool,
    pub skills: Vec<roster::Skill>,
    /// Not free on some day of the round: by leave, by another inspection, whichever.
    pub busy: bool,
}

impl Member {
    pub fn unit(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.unit_zh, &self.unit_en)
    }
}

/// A fact that a rule rests on, in both languages.
#[derive(Debug, Clone)]
pub struct Fact {
    pub zh: String,
    pub en: String,
}

/// Everything that a board is read with.
#[derive(Debug)]
pub struct Setting {
    pub problem: Problem,
    pub places: Vec<Place>,
    pub people: BTreeMap<PersonId, Member>,
    /// The names of those who sit on the board and may not be sent any more.
    pub gone: BTreeMap<PersonId, String>,
    pub units: BTreeMap<OrgId, Fact>,
    pub facts: BTreeMap<Uuid, Fact>,
}

impl Setting {
    pub fn place(&self, visit: VisitId) -> Option<&Place> {
        self.places.iter().find(|place| place.id.0 == visit.0)
    }

    pub fn place_name(&self, visit: VisitId, l: Lang) -> String {
        self.place(visit).map_or_else(|| l.t("board-place-gone"), |place| place.facility_name(l).to_owned())
    }

    pub fn name(&self, person: PersonId, l: Lang) -> String {
        match (self.people.get(&person), self.gone.get(&person)) {
            (Some(member), _) => member.name.clone(),
            (None, Some(name)) => l.with("board-named-gone", &[("who", name.as_str().into())]),
            (None, None) => l.t("board-person-gone"),
        }
    }
}

/// A seat of a version of the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seated {
    pub place: PlaceId,
    pub person: PersonId,
    pub spot: team::Place,
    pub pinned: bool,
}

impl Seated {
    pub const fn seat(&self) -> Seat {
        Seat { visit: VisitId(self.place.0), place: self.spot, person: self.person }
    }
}

/// The board of some seats.
pub fn board(seats: &[Seated]) -> Board {
    Board { seats: seats.iter().map(Seated::seat).collect() }
}

/// The seats of a board, pinned where they were.
pub fn seats(board: &Board, before: &[Seated]) -> Vec<Seated> {
    let pinned = |seat: &Seat| before.iter().any(|one| one.pinned && one.seat() == *seat);
    let seated = |seat: &Seat| Seated {
        place: PlaceId(seat.visit.0),
        person: seat.person,
        spot: seat.place,
        pinned: pinned(seat),
    };
    board.seats.iter().map(seated).collect()
}

/// A version of the board.
#[derive(Debug, Clone)]
pub struct Version {
    pub no: i32,
    pub deed: Deed,
    pub restores: Option<i32>,
    pub who: String,
    pub at: DateTime<Utc>,
}

/// The version that undoing the head brings back: the one before what the head's own undoing had brought back.
pub fn before(versions: &[Version], head: i32) -> Option<i32> {
    let restores = versions.iter().find(|version| version.no == head).and_then(|version| version.restores);
    Some(restores.unwrap_or(head) - 1).filter(|no| *no >= 0)
}

/// A search for a plan.
#[derive(Debug, Clone)]
pub struct Solving {
    pub id: Uuid,
    pub base_no: i32,
    pub state: Course,
    pub done: i64,
    pub of: i64,
    pub best: Option<i64>,
    pub outcome: Value,
    pub cancel: bool,
    pub who: String,
    pub asked_at: DateTime<Utc>,
    pub ended_at: Option<DateTime<Utc>>,
}

impl Solving {
    /// Hundredths of the way.
    pub fn percent(&self) -> i64 {
        if self.of > 0 { (self.done * 100 / self.of).clamp(0, 100) } else { 0 }
    }
}

/// The places wanted in a team of so many, experts among them: one leads, one of five or more records.
pub fn wanted(seats: i32, experts: i32) -> Vec<team::Place> {
    let inspectors = usize::try_from(seats - experts).unwrap_or_default().max(1);
    let recorder = usize::from(inspectors >= 5);
    let mut places = vec![team::Place::LeadProsecutor];
    places.extend(std::iter::repeat_n(team::Place::Member, inspectors - 1 - recorder));
    places.extend(std::iter::repeat_n(team::Place::Recorder, recorder));
    places.extend(std::iter::repeat_n(team::Place::Expert, usize::try_from(experts).unwrap_or_default()));
    places
}

/// A skill as the solver counts it.
pub fn counted(skill: roster::Skill) -> crate::workflow::round::solve::Skill {
    let at = roster::Skill::ALL.iter().position(|one| *one == skill).unwrap_or_default();
    crate::workflow::round::solve::Skill(u8::try_from(at).unwrap_or_default())
}

/// The skill that the solver counts so.
pub fn named(skill: crate::workflow::round::solve::Skill) -> Option<roster::Skill> {
    roster::Skill::ALL.get(usize::from(skill.0)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(no: i32, restores: Option<i32>) -> Version {
        let deed = if restores.is_some() { Deed::Undo } else { Deed::Move };
        Version { no, deed, restores, who: String::new(), at: DateTime::UNIX_EPOCH }
    }

    #[test]
    fn undoing_again_goes_further_back() {
        let mut versions = vec![version(1, None), version(2, None), version(3, None)];
        assert_eq!(before(&versions, 3), Some(2));
        versions.push(version(4, Some(2)));
        assert_eq!(before(&versions, 4), Some(1));
        versions.push(version(5, Some(1)));
        assert_eq!(before(&versions, 5), Some(0));
        versions.push(version(6, Some(0)));
        assert_eq!(before(&versions, 6), None);
    }

    #[test]
    fn a_team_has_one_lead_and_from_five_on_a_recorder() {
        use team::Place::{Expert, LeadProsecutor, Member, Recorder};
        assert_eq!(wanted(3, 0), [LeadProsecutor, Member, Member]);
        assert_eq!(wanted(6, 1), [LeadProsecutor, Member, Member, Member, Recorder, Expert]);
        assert_eq!(wanted(1, 0), [LeadProsecutor]);
    }

    #[test]
    fn a_skill_survives_being_counted() {
        for skill in roster::Skill::ALL {
            assert_eq!(named(counted(*skill)), Some(*skill));
        }
    }
}
