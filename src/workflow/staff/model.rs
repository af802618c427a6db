//! People with their load, and the pieces of work that can be handed over.
use std::borrow::Borrow;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    foundation::{id::InspectionId, text::Lang, word::Word},
    people::{access::Role, person::Rank, roster::Skill},
    workflow::{inspection::State, team::Place},
};

/// Somebody of one's reach with today's post and load.
#[derive(Debug, sqlx::FromRow)]
pub struct StaffRow {
    pub id: Uuid,
    pub name: String,
    pub rank: String,
    pub role: Role,
    pub title: String,
    pub org_zh: String,
    pub org_en: String,
    pub since: NaiveDate,
    /// Cases on whose team the person is and that are not over.
    pub cases: i64,
    /// Open findings that the person follows up.
    pub followed: i64,
    pub skills: Vec<Skill>,
    /// Days of inspection this year.
    pub days: i64,
    /// Until when the person is away today.
    pub away: Option<NaiveDate>,
}

impl StaffRow {
    pub fn org(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.org_zh, &self.org_en)
    }

    pub fn rank(&self) -> Option<Rank> {
        Rank::parse(&self.rank)
    }
}

/// A post with its days.
#[derive(Debug)]
pub struct Held {
    pub role: Role,
    pub title: String,
    pub org_zh: String,
    pub org_en: String,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
}

impl Held {
    pub fn org(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.org_zh, &self.org_en)
    }

    pub fn last(&self) -> Option<NaiveDate> {
        self.until.and_then(|until| until.pred_opt())
    }
}

/// A place in the team of a case that is not over.
#[derive(Debug)]
pub struct OnTeam {
    pub inspection: InspectionId,
    pub number: Option<String>,
    pub facility_zh: String,
    pub facility_en: String,
    pub state: State,
    pub place: Place,
    /// Findings of the case that wait for a verification by one of the team.
    pub to_verify: i64,
}

impl OnTeam {
    pub const fn piece(&self) -> Piece {
        Piece::Place(self.inspection, self.place)
    }

    pub fn facility(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.facility_zh, &self.facility_en)
    }
}

/// Open findings of a case that somebody follows up.
#[derive(Debug)]
pub struct Following {
    pub inspection: InspectionId,
    pub number: Option<String>,
    pub facility_zh: String,
    pub facility_en: String,
    pub findings: i64,
}

impl Following {
    pub const fn piece(&self) -> Piece {
        Piece::Following(self.inspection)
    }

    pub fn facility(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.facility_zh, &self.facility_en)
    }
}

/// A piece of work that goes from one to another, as a form names it: `member.<inspection>` or `following.<inspection>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    Place(InspectionId, Place),
    Following(InspectionId),
}

impl Piece {
    const FOLLOWING: &'static str = "following";

    pub fn parse(text: &str) -> Option<Self> {
        let (what, id) = text.split_once('.')?;
        let inspection = InspectionId(id.parse().ok()?);
        match what {
            Self::FOLLOWING => Some(Self::Following(inspection)),
            place => Place::parse(place).map(|place| Self::Place(inspection, place)),
        }
    }

    pub fn code(self) -> String {
        match self {
            Self::Place(inspection, place) => format!("{}.{inspection}", place.code()),
            Self::Following(inspection) => format!("{}.{inspection}", Self::FOLLOWING),
        }
    }
}

/// Who may take work over.
#[derive(Debug)]
pub struct Receiver {
    pub id: Uuid,
    pub name: String,
    pub title: String,
    pub org_zh: String,
    pub org_en: String,
}

/// What stands in the way of somebody's taking a place.
#[derive(Debug)]
pub struct Obstacles {
    /// Is an inspector of the team already, so that it would have one fewer.
    pub on_team: bool,
    pub prosecutor: bool,
    /// The days that are still ahead of the team.
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl Obstacles {
    /// The sentence of the first one, as message key.
    pub fn against(&self, place: Place) -> Option<&'static str> {
        let leads = matches!(place, Place::LeadProsecutor | Place::TeamLeader);
        if self.on_team && !leads && place.is_inspector() {
            Some("problem-receiver-on-team")
        } else if leads && !self.prosecutor {
            Some("problem-receiver-no-prosecutor")
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_survives_its_form() {
        let inspection = InspectionId(crate::foundation::id::fresh());
        for piece in [Piece::Following(inspection), Piece::Place(inspection, Place::LeadProsecutor)] {
            assert_eq!(Piece::parse(&piece.code()), Some(piece));
        }
        assert_eq!(Piece::parse("king.x"), None);
    }
}
