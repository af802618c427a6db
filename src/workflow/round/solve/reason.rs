//! What can be said against a seat, a team or a board: the rule, its class, and the facts that it rests on.
use chrono::NaiveDate;
use uuid::Uuid;

use super::{Skill, VisitId};
use crate::{
    foundation::id::{OrgId, PersonId},
    people::roster::Class,
    words,
};

words! {
    /// A rule of assignment.
    pub enum Rule in "assign-rule" {
        /// Somebody or some visit that the round does not know (any more).
        Unknown = "unknown",
        /// In two places of one team; leader and lead prosecutor may be one person.
        SeatedTwice = "seated_twice",
        /// A place that this kind of person cannot hold: observers and experts never count as inspectors.
        Unfit = "unfit",
        MayNotLead = "may_not_lead",
        /// A chief or deputy chief who joins is lead prosecutor (巡回检察工作规定 21).
        ChiefLeads = "chief_leads",
        Absent = "absent",
        TwoPlaces = "two_places",
        Kin = "kin",
        Recused = "recused",
        /// Kept away by hand.
        Barred = "barred",
        NoLead = "no_lead",
        TwoLeads = "two_leads",
        Minimum = "minimum",
        Skill = "skill",
        OwnUnit = "own_unit",
        Posted = "posted",
        InspectedLast = "inspected_last",
        /// Declared a tie with the facility that falls short of the law's grounds.
        Tied = "tied",
        Size = "size",
        Experts = "experts",
        Observers = "observers",
        Gender = "gender",
        Swap = "swap",
        Pair = "pair",
        Spread = "spread",
    }
}

impl Rule {
    pub const fn class(self) -> Class {
        match self {
            Self::Unknown
            | Self::SeatedTwice
            | Self::Unfit
            | Self::MayNotLead
            | Self::ChiefLeads
            | Self::Absent
            | Self::TwoPlaces
            | Self::Kin
            | Self::Recused
            | Self::Barred
            | Self::NoLead
            | Self::TwoLeads
            | Self::Minimum
            | Self::Skill => Class::Hard,
            Self::OwnUnit | Self::Posted | Self::InspectedLast | Self::Tied => Class::Design,
            Self::Size | Self::Experts | Self::Observers | Self::Gender | Self::Swap | Self::Pair | Self::Spread => {
                Class::Soft
            }
        }
    }
}

/// A rule with the facts that it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    Unknown,
    SeatedTwice,
    Unfit,
    MayNotLead,
    ChiefLeads,
    /// An absence, and its days.
    Absent {
        absence: Uuid,
        from: NaiveDate,
        to: NaiveDate,
    },
    /// Sits at another visit whose days overlap; the days on which both go on.
    TwoPlaces {
        other: VisitId,
        from: NaiveDate,
        to: NaiveDate,
    },
    Kin {
        tie: Uuid,
    },
    Recused {
        recusal: Uuid,
    },
    Barred,
    NoLead,
    TwoLeads,
    Minimum {
        have: u32,
        need: u32,
    },
    Skill {
        skill: Skill,
    },
    /// The supervising procuratorate or its resident office.
    OwnUnit {
        unit: OrgId,
    },
    /// A former post there, and the day from which it does not count any more.
    Posted {
        posting: Uuid,
        free_from: Option<NaiveDate>,
    },
    InspectedLast,
    Tied {
        declaration: Uuid,
    },
    Size {
        have: u32,
        about: u32,
    },
    Experts {
        have: u32,
        want: u32,
    },
    Observers {
        have: u32,
        want: u32,
    },
    Gender {
        women: u32,
        women_wanted: u32,
        men: u32,
        men_wanted: u32,
    },
    /// People of each of two units inspect what the other supervises.
    Swap {
        one: OrgId,
        other: OrgId,
    },
    /// On one team in the last round too.
    Pair {
        with: PersonId,
    },
    /// Days this year, of who has most and who has least; more than one inspection apart.
    Spread {
        most: (PersonId, u32),
        least: (PersonId, u32),
    },
}

impl Reason {
    pub const fn rule(&self) -> Rule {
        match self {
            Self::Unknown => Rule::Unknown,
            Self::SeatedTwice => Rule::SeatedTwice,
            Self::Unfit => Rule::Unfit,
            Self::MayNotLead => Rule::MayNotLead,
            Self::ChiefLeads => Rule::ChiefLeads,
            Self::Absent { .. } => Rule::Absent,
            Self::TwoPlaces { .. } => Rule::TwoPlaces,
            Self::Kin { .. } => Rule::Kin,
            Self::Recused { .. } => Rule::Recused,
            Self::Barred => Rule::Barred,
            Self::NoLead => Rule::NoLead,
            Self::TwoLeads => Rule::TwoLeads,
            Self::Minimum { .. } => Rule::Minimum,
            Self::Skill { .. } => Rule::Skill,
            Self::OwnUnit { .. } => Rule::OwnUnit,
            Self::Posted { .. } => Rule::Posted,
            Self::InspectedLast => Rule::InspectedLast,
            Self::Tied { .. } => Rule::Tied,
            Self::Size { .. } => Rule::Size,
            Self::Experts { .. } => Rule::Experts,
            Self::Observers { .. } => Rule::Observers,
            Self::Gender { .. } => Rule::Gender,
            Self::Swap { .. } => Rule::Swap,
            Self::Pair { .. } => Rule::Pair,
            Self::Spread { .. } => Rule::Spread,
        }
    }

    pub const fn class(&self) -> Class {
        self.rule().class()
    }
}
