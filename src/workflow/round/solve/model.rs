//! What the assignment is about: the visits of a round, the people who may go, and what was fixed by hand.
use chrono::NaiveDate;
use uuid::Uuid;

use super::{Rule, Seat, Weights};
use crate::{
    foundation::id::{FacilityId, OrgId, PersonId},
    people::{
        person::{PersonKind, Rank, model::Gender},
        roster::seat::Coordinates,
    },
    workflow::team::Place,
};

/// One inspection of one facility within the round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VisitId(pub Uuid);

/// A speciality, as its place in the roster's vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Skill(pub u8);

/// An inspection that needs a team.
#[derive(Debug, Clone)]
pub struct Visit {
    pub id: VisitId,
    pub facility: FacilityId,
    /// The procuratorate with standing supervision. Without it nobody can say whose own unit this is: the round is refused.
    pub supervisor: Option<OrgId>,
    /// The resident offices at the facility.
    pub residents: Vec<OrgId>,
    pub city: Option<Coordinates>,
    pub first: NaiveDate,
    /// The last day, itself counted in.
    pub last: NaiveDate,
    /// The days of work that it costs each member.
    pub days: u32,
    /// The places wanted, one entry a person. One of them is the lead prosecutor's. Where nobody sits in the leader's place,
    /// the lead prosecutor is leader as well.
    pub seats: Vec<Place>,
    /// The fewest inspectors that the law allows (H).
    pub minimum: u32,
    /// The size that the rules call about right (S): inspectors and experts, observers apart.
    pub about: u32,
    /// Each must be had by somebody on the team, observers apart.
    pub skills: Vec<Skill>,
    /// Women and men wanted among the inspectors (S).
    pub women: u32,
    pub men: u32,
}

/// Days on which somebody cannot go, both counted in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    pub id: Uuid,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// A post held, at an organ or at the facility itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    pub id: Uuid,
    pub organ: Option<OrgId>,
    /// The procuratorate that a resident office belongs to; for any other organ itself.
    pub procuratorate: Option<OrgId>,
    pub facility: Option<FacilityId>,
    pub from: NaiveDate,
    /// The first day on which it was not held any more.
    pub until: Option<NaiveDate>,
}

/// A near relative who works at a facility or an organ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kin {
    pub id: Uuid,
    pub organ: Option<OrgId>,
    pub facility: Option<FacilityId>,
}

/// A recusal that was granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recusal {
    pub id: Uuid,
    pub facility: FacilityId,
}

/// A tie with a facility that somebody declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    pub id: Uuid,
    pub facility: FacilityId,
}

/// Somebody who may be sent.
#[derive(Debug, Clone)]
pub struct Person {
    pub id: PersonId,
    pub kind: PersonKind,
    pub rank: Option<Rank>,
    /// 检察长 or 副检察长: leads whatever team (s)he joins.
    pub chief: bool,
    /// May be leader or lead prosecutor.
    pub may_lead: bool,
    pub gender: Option<Gender>,
    /// None for people from outside.
    pub unit: Option<OrgId>,
    /// The procuratorate that the unit belongs to, where the unit is a resident office; otherwise the unit itself.
    pub procuratorate: Option<OrgId>,
    pub home: Option<Coordinates>,
    pub skills: Vec<Skill>,
    pub absences: Vec<Absence>,
    pub postings: Vec<Posting>,
    pub kin: Vec<Kin>,
    pub recusals: Vec<Recusal>,
    pub ties: Vec<Tie>,
    /// The facilities that this person inspected in the last round.
    pub inspected: Vec<FacilityId>,
    /// Days of inspection already carried this year, this round apart.
    pub carried: u32,
}

/// Somebody whom a hand has put in a place, to stay there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pin {
    pub person: PersonId,
    pub visit: VisitId,
    pub place: Place,
}

/// Somebody whom a hand keeps away from a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar {
    pub person: PersonId,
    pub visit: VisitId,
}

/// A rule of class D that the approver has set aside for one person at one visit; the reason stands with the approval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Override {
    pub person: PersonId,
    pub visit: VisitId,
    pub rule: Rule,
}

/// How long the search may go on. It never looks at the clock, so that the same round gives the same plan everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// Changes tried while the plan is being bettered.
    pub moves: u64,
    /// Steps of a proof: that nothing better, or nothing at all, can be.
    pub nodes: u64,
}

/// Everything that the assignment of a round depends on.
#[derive(Debug, Clone)]
pub struct Problem {
    pub visits: Vec<Visit>,
    pub people: Vec<Person>,
    /// A cross-inspection: the rules on the own unit, former posts and the last round bind, and units do not swap.
    pub cross: bool,
    /// Years after which a former post does not count any more.
    pub cooling_years: u32,
    pub pins: Vec<Pin>,
    pub bars: Vec<Bar>,
    pub overrides: Vec<Override>,
    /// Who was on a team together in the last round.
    pub last_pairs: Vec<(PersonId, PersonId)>,
    /// The board that stands, to be bettered rather than replaced; empty where there is none.
    pub start: Vec<Seat>,
    pub weights: Weights,
    pub seed: u64,
    /// None: as much as suits the size of the round.
    pub effort: Option<Effort>,
}

/// Whether somebody of this kind and standing may sit in a place. Observers and experts never count as inspectors, a chief
/// leads or stays away, and only prosecutors lead.
pub(super) fn fits(person: &Person, place: Place) -> bool {
    let kind = person.kind;
    match place {
        Place::TeamLeader | Place::LeadProsecutor => kind == PersonKind::Prosecutor && person.may_lead,
        Place::DeputyLeader => kind == PersonKind::Prosecutor,
        Place::Member => matches!(kind, PersonKind::Prosecutor | PersonKind::Assistant | PersonKind::Clerk),
        Place::Recorder => matches!(kind, PersonKind::Assistant | PersonKind::Clerk),
        Place::Expert => kind == PersonKind::Expert,
        Place::Observer => kind == PersonKind::Observer,
    }
}
