//! 回避: who is to keep out of what, on which ground, who decides, and what came of it (刑事诉讼法 29, 30; 人民检察院刑事诉讼规则 24-37).
use std::borrow::Borrow;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    foundation::{
        id::{FacilityId, InspectionId, OrgId, PersonId},
        text::Lang,
    },
    words,
};

words! {
    /// How a recusal came up.
    pub enum Origin in "recusal-origin" {
        /// 自行回避
        Declared = "declared",
        /// 申请回避
        Applied = "applied",
        /// 审查发现
        Found = "found",
    }
}

words! {
    /// The grounds of the statute (刑事诉讼法 29, 30).
    pub enum Ground in "recusal-ground" {
        /// 是本案的当事人或者是当事人的近亲属
        Party = "party",
        /// 本人或者近亲属和本案有利害关系
        Interest = "interest",
        /// 担任过本案的证人、鉴定人、辩护人、诉讼代理人
        FormerRole = "former_role",
        /// 其他可能影响公正处理案件的关系
        OtherRelation = "other_relation",
        /// 接受请客送礼，违反规定会见 (30)
        AcceptedFavours = "accepted_favours",
    }
}

words! {
    pub enum Outcome in "recusal-outcome" {
        Granted = "granted",
        Refused = "refused",
    }
}

words! {
    /// Where a recusal stands.
    pub enum Standing in "recusal-standing" {
        /// 待决定
        Open = "open",
        Granted = "granted",
        Refused = "refused",
        /// 复议中
        InReview = "in_review",
    }
}

/// A decision, or the answer to a review.
#[derive(Debug, Clone)]
pub struct Decision {
    pub outcome: Outcome,
    pub reason: String,
    pub on: NaiveDate,
    pub by: String,
    pub by_committee: bool,
    /// Until when a review of a refusal may be asked.
    pub review_until: Option<NaiveDate>,
}

/// A review that was asked for.
#[derive(Debug, Clone)]
pub struct Review {
    pub reason: String,
    pub asked_on: NaiveDate,
    pub due_on: NaiveDate,
}

/// A recusal with all that came of it, as its deeds see it.
#[derive(Debug, Clone)]
pub struct Recusal {
    pub id: Uuid,
    pub person: PersonId,
    pub name: String,
    pub title: String,
    pub facility: FacilityId,
    pub facility_zh: String,
    pub facility_en: String,
    pub inspection: Option<InspectionId>,
    pub number: Option<String>,
    pub organ: OrgId,
    pub organ_zh: String,
    pub organ_en: String,
    pub origin: Origin,
    pub ground: Ground,
    pub applicant: String,
    pub reason: String,
    pub asked_on: NaiveDate,
    /// Who put it on record; none where it was loaded.
    pub by: Option<String>,
    pub decision: Option<Decision>,
    pub review: Option<Review>,
    pub answer: Option<Decision>,
    /// It is about the acting person.
    pub oneself: bool,
    /// The procuratorial committee decides: it is about a chief of the organ.
    pub committee: bool,
}

impl Recusal {
    pub fn href(&self) -> String {
        format!("/recusals/{}", self.id)
    }

    pub fn facility(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.facility_zh, &self.facility_en)
    }

    pub fn organ(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.organ_zh, &self.organ_en)
    }

    pub fn standing(&self) -> Standing {
        match (&self.decision, &self.review, &self.answer) {
            (None, ..) => Standing::Open,
            (_, Some(_), None) => Standing::InReview,
            (Some(decision), _, answer) => match answer.as_ref().unwrap_or(decision).outcome {
                Outcome::Granted => Standing::Granted,
                Outcome::Refused => Standing::Refused,
            },
        }
    }

    /// Whether a decision is awaited.
    pub const fn awaits_decision(&self) -> bool {
        self.decision.is_none()
    }

    /// Whether the answer to a review is awaited.
    pub const fn awaits_answer(&self) -> bool {
        self.review.is_some() && self.answer.is_none()
    }

    /// From when until when a review may be asked: once, by whoever applied and was refused.
    pub fn takes_review(&self) -> Option<(NaiveDate, NaiveDate)> {
        let refused = self.decision.as_ref().filter(|decision| decision.outcome == Outcome::Refused);
        let applied = refused.filter(|_| self.origin == Origin::Applied && self.review.is_none());
        applied.and_then(|decision| Some((decision.on, decision.review_until?)))
    }
}

/// A recusal in a list.
#[derive(Debug, Clone)]
pub struct RecusalRow {
    pub id: Uuid,
    pub name: String,
    pub facility_zh: String,
    pub facility_en: String,
    /// For one inspection, not for the facility.
    pub of_inspection: bool,
    pub ground: Ground,
    pub asked_on: NaiveDate,
    pub standing: Standing,
}

impl RecusalRow {
    pub fn facility(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.facility_zh, &self.facility_en)
    }

    pub fn href(&self) -> String {
        format!("/recusals/{}", self.id)
    }
}
