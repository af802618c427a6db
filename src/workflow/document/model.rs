//! A document, what it raises, and the file that a deed on it is done to.
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::Result,
        id::{DocumentId, FindingId, InspectionId, OrgId, PersonId},
    },
    people::access::{Actor, Standing, Subject},
    words,
    workflow::{
        document::{state::State, store},
        inspection::{self, Case},
    },
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

    /// The series that its numbers are drawn from.
    pub const fn series(self) -> Option<&'static str> {
        match self {
            Self::FeedbackOpinion => Some("feedback"),
            Self::CorrectionNotice => Some("correction_notice"),
            Self::Recommendation => Some("recommendation"),
            Self::OralCorrection => None,
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
    /// A first draft in the organiser's name.
    pub fn draft(
        id: DocumentId,
        case: &Case,
        kind: Kind,
        author: Option<PersonId>,
        text: (String, String),
        now: DateTime<Utc>,
    ) -> Self {
        let (title, body) = text;
        Self {
            id,
            inspection: case.id,
            kind,
            issuer: case.organiser,
            author,
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

impl Subject for DocumentFile {
    async fn load(tx: &mut Tx, actor: &Actor, id: Uuid, lock: bool) -> Result<Option<Self>> {
        let Some(found) = store::document(tx, id).await? else { return Ok(None) };
        let Some(case) = inspection::store::case(tx, actor, found.inspection.0, lock).await? else { return Ok(None) };
        // read again where the lock on the case may have waited for another deed
        let Some(document) = (if lock { store::document(tx, id).await? } else { Some(found) }) else { return Ok(None) };
        let author = document.author == Some(actor.person);
        Ok(Some(Self { document, case, author }))
    }

    fn standing(&self) -> Standing {
        Standing { author: self.author, ..Standing::from(&self.case) }
    }
}
