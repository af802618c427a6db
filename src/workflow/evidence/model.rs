//! A file of evidence, what it is on, and what a deed on it is done to.
use std::borrow::Borrow;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use uuid::Uuid;

use crate::{
    deeds,
    foundation::{
        db::Tx,
        error::Result,
        file::Kind,
        id::{ContactId, EvidenceId, FindingId, InspectionId, ObjectionId, PersonId, RecordId, ReplyId, ServiceId},
        seal::Seal,
        text::Lang,
        web::fields::Fields,
    },
    people::access::{Actor, Standing, Subject},
    workflow::{
        evidence::store,
        inspection::{self, Case, State},
    },
};

/// What a file is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    Record(RecordId),
    Finding(FindingId),
    Reply(ReplyId),
    Service(ServiceId),
    Objection(ObjectionId),
    Contact(ContactId),
}

impl Of {
    /// The columns of the row: record, finding, reply, service, objection, contact.
    pub const fn columns(self) -> [Option<Uuid>; 6] {
        match self {
            Self::Record(id) => [Some(id.0), None, None, None, None, None],
            Self::Finding(id) => [None, Some(id.0), None, None, None, None],
            Self::Reply(id) => [None, None, Some(id.0), None, None, None],
            Self::Service(id) => [None, None, None, Some(id.0), None, None],
            Self::Objection(id) => [None, None, None, None, Some(id.0), None],
            Self::Contact(id) => [None, None, None, None, None, Some(id.0)],
        }
    }
}

/// What files are added to, as the form shows it.
#[derive(Debug, Clone)]
pub struct Bearer {
    pub of: Of,
    pub case: Case,
    pub title: String,
    /// The page that shows the files.
    pub href: String,
    /// The address of the form is this and `/new`.
    pub action: String,
}

/// A subject that files may be added to.
pub trait Bears: Subject {
    fn bearer(&self, l: Lang) -> Bearer;

    /// Notes at what is said about files, and at their names, what must stay unsaid there. Most of what files are added to keeps nothing back.
    fn unsaid(
        &self,
        _tx: &mut Tx,
        _seal: &Seal,
        _fields: &mut Fields,
        _names: &[String],
    ) -> impl Future<Output = Result<()>> + Send {
        std::future::ready(Ok(()))
    }
}

/// The files on something, and where more are added.
#[derive(Debug, Clone)]
pub struct Panel {
    pub files: Vec<Evidence>,
    /// The form, for whoever may add some.
    pub add: Option<String>,
}

/// A file of evidence as it stands.
#[derive(Debug, Clone)]
pub struct Evidence {
    pub id: EvidenceId,
    pub inspection: InspectionId,
    pub record: Option<Uuid>,
    pub finding: Option<Uuid>,
    pub reply: Option<Uuid>,
    pub service: Option<Uuid>,
    pub objection: Option<Uuid>,
    pub contact: Option<Uuid>,
    /// The finding that the reply answers.
    pub answered: Option<Uuid>,
    /// The document that was served, or objected to.
    pub served: Option<Uuid>,
    pub name: String,
    pub kind: Kind,
    pub size: i64,
    pub sha256: Vec<u8>,
    pub checked: bool,
    pub note: String,
    pub taken_on: Option<NaiveDate>,
    /// When the camera's own clock says that it was taken.
    pub shot_at: Option<NaiveDateTime>,
    /// Where the picture says that it was taken; not for a liaison to read.
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub by: Option<PersonId>,
    pub by_name: Option<String>,
    pub at: DateTime<Utc>,
    pub void_reason: Option<String>,
    pub void_by: Option<String>,
    pub void_at: Option<DateTime<Utc>>,
}

impl Evidence {
    /// The page that shows it.
    pub fn href(&self) -> String {
        format!("/evidence/{}", self.id)
    }

    /// The file itself.
    pub fn file(&self) -> String {
        format!("/files/{}", self.id)
    }

    pub fn hash(&self) -> String {
        hex::encode(&self.sha256)
    }

    /// Enough of the hash to compare by eye.
    pub fn short_hash(&self) -> String {
        let hash = self.hash();
        format!("{}…{}", hash.get(..4).unwrap_or_default(), hash.get(60..).unwrap_or_default())
    }

    pub fn is_void(&self) -> bool {
        self.void_at.is_some()
    }

    /// The size as people say it.
    pub fn size_words(&self) -> String {
        match self.size {
            ..1_024 => format!("{} B", self.size),
            1_024..1_048_576 => format!("{} KB", self.size / 1_024),
            1_048_576.. => format!("{}.{} MB", self.size / 1_048_576, self.size % 1_048_576 * 10 / 1_048_576),
        }
    }

    /// Where the picture says that it was taken, to about ten metres.
    pub fn place(&self) -> Option<String> {
        let (latitude, longitude) = (self.latitude?, self.longitude?);
        let half = |degrees: f64, [above, below]: [&'static str; 2]| if degrees < 0.0 { below } else { above };
        let (north, east) = (half(latitude, ["N", "S"]), half(longitude, ["E", "W"]));
        Some(format!("{:.4}° {north}, {:.4}° {east}", latitude.abs(), longitude.abs()))
    }

    /// It came from the facility.
    pub const fn is_handed_in(&self) -> bool {
        self.reply.is_some() || self.objection.is_some()
    }

    pub fn is_of(&self, reply: impl Borrow<ReplyId>) -> bool {
        self.reply == Some(reply.borrow().0)
    }

    /// The page that it belongs to, for somebody of the procuratorate or for the facility's liaison.
    pub fn belongs_to(&self, liaison: bool) -> String {
        let shell = if liaison { "/liaison" } else { "" };
        match (self.record, self.finding.or(self.answered), self.served) {
            (Some(record), ..) => format!("/records/{record}#evidence"),
            (None, Some(finding), _) if liaison => format!("/liaison/items/{finding}#answers"),
            (None, Some(finding), _) => format!("/findings/{finding}#evidence"),
            (None, None, Some(document)) if self.objection.is_some() => {
                format!("{shell}/documents/{document}#objection")
            }
            (None, None, Some(document)) => format!("{shell}/documents/{document}#evidence"),
            (None, None, None) if self.contact.is_some() => {
                format!("/inspections/{}/preparation#contacts", self.inspection)
            }
            (None, None, None) => format!("{shell}/"),
        }
    }
}

/// A file with its case, which a liaison does not see.
#[derive(Debug, Clone)]
pub struct EvidenceFile {
    pub evidence: Evidence,
    pub case: Option<Case>,
    pub author: bool,
}

impl Subject for EvidenceFile {
    async fn load(tx: &mut Tx, actor: &Actor, id: Uuid, lock: bool) -> Result<Option<Self>> {
        let Some(evidence) = store::evidence(tx, id).await? else { return Ok(None) };
        let case = if actor.facility.is_some() {
            None
        } else {
            inspection::store::case(tx, actor, evidence.inspection.0, lock).await?
        };
        Ok(Some(Self { author: evidence.by == Some(actor.person), evidence, case }))
    }

    fn standing(&self) -> Standing {
        let case = self.case.as_ref().map(Standing::from).unwrap_or_default();
        // what a facility handed in is its own
        Standing { author: self.author, lead: case.lead && !self.evidence.is_handed_in(), ..case }
    }
}

deeds! {
    SeeEvidence(EvidenceFile),
    DownloadEvidence(EvidenceFile),
    VoidEvidence(EvidenceFile),
}

/// Whether a case still takes evidence: until it lies in the archive.
pub const fn takes_evidence(state: State) -> bool {
    !matches!(state, State::Archived | State::Cancelled)
}
