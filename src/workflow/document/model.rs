//! A document, what it raises, and the file that a deed on it is done to.
use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    foundation::id::{DocumentId, FindingId, InspectionId, OrgId, PersonId},
    words,
    workflow::{document::state::State, inspection::Case},
};

words! {
    /// 文种 (巡回检察工作规定 35-37)
    pub enum Kind in "document-kind" {
        /// 反馈意见
        FeedbackOpinion = "feedback_opinion",
        /// 口头纠正
        OralCorrection = "oral_correction",
        /// 纠正违法通知书
        CorrectionNotice = "correction_notice",
        /// 检察建议书
        Recommendation = "recommendation",
    }
}

impl Kind {
    /// The instruments that a lead drafts; the feedback opinion follows from the decision on the feedback.
    pub const INSTRUMENTS: [Self; 3] = [Self::OralCorrection, Self::CorrectionNotice, Self::Recommendation];

    /// 文号 of a year: the words of the series, the year, the number drawn. What is said has none.
    pub fn number(self, year: i32, no: i32) -> String {
        match self {
            Self::FeedbackOpinion => format!("检巡反馈〔{year}〕{no}号"),
            Self::CorrectionNotice => format!("检执检纠违〔{year}〕{no}号"),
            Self::Recommendation => format!("检执检建〔{year}〕{no}号"),
            Self::OralCorrection => String::new(),
        }
    }

    /// Whether a number has the words of the own series: those are drawn, or the series would meet it later on its way.
    pub fn is_own(self, number: &str) -> bool {
        let own = self.number(0, 0);
        own.split('〔').next().is_some_and(|words| !words.is_empty() && number.starts_with(words))
    }

    /// The series that its numbers are drawn from.
    pub const fn series(self) -> Option<&'static str> {
        match self {
            Self::FeedbackOpinion => Some("feedback"),
            Self::CorrectionNotice => Some("correction_notice"),
            Self::Recommendation => Some("recommendation"),
            Self::OralCorrection => None,
        }
    }

    /// The rules of its two clocks: the answer, from service, and the report upwards, from issue (巡回检察工作规定 37).
    pub const fn rules(self) -> (Option<&'static str>, Option<&'static str>) {
        match self {
            Self::FeedbackOpinion => (None, None),
            Self::OralCorrection => (Some("oral_fix"), None),
            Self::CorrectionNotice => (Some("notice_reply"), Some("notice_escalate")),
            Self::Recommendation => (Some("recommendation_reply"), Some("recommendation_escalate")),
        }
    }

    /// An oral correction is the inspectors' own (巡回检察工作规定 36); everything written is the chief's to issue.
    pub const fn is_issued_by_chief(self) -> bool {
        !matches!(self, Self::OralCorrection)
    }
}

words! {
    /// 送达方式
    pub enum Manner in "service-manner" {
        Hand = "hand",
        ReadOut = "read_out",
        Post = "post",
        Electronic = "electronic",
    }
}

/// A document as it stands.
#[derive(Debug, Clone)]
pub struct Document {
    pub id: DocumentId,
    pub inspection: InspectionId,
    pub kind: Kind,
    pub issuer: OrgId,
    /// Its Chinese name: on the day of issue, or as it is called now while nothing is issued.
    pub issuer_zh: String,
    pub author: Option<PersonId>,
    pub title: String,
    pub body: String,
    pub text_no: i32,
    pub number: String,
    pub issued_on: Option<NaiveDate>,
    pub state: State,
    pub step_no: i32,
    pub created_at: DateTime<Utc>,
}

impl Document {
    /// A first draft in the organiser's name: its title and text, still without an author.
    pub fn draft(id: DocumentId, case: &Case, kind: Kind, (title, body): (String, String), now: DateTime<Utc>) -> Self {
        Self {
            id,
            inspection: case.id,
            kind,
            issuer: case.organiser,
            issuer_zh: case.organiser_zh.clone(),
            author: None,
            title,
            body,
            text_no: 1,
            number: String::new(),
            issued_on: None,
            state: State::Draft,
            step_no: 1,
            created_at: now,
        }
    }

    pub fn href(&self) -> String {
        format!("/documents/{}", self.id)
    }
}

/// A finding chosen for a document, and what its recipient is to do about it.
#[derive(Debug, Clone)]
pub struct Raised {
    pub finding: FindingId,
    pub demand: String,
}

/// A document with its case: what a deed on a document is done to.
#[derive(Debug, Clone)]
pub struct DocumentFile {
    pub document: Document,
    pub case: Case,
    pub author: bool,
}
