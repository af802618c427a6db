//! The deeds on documents, and the moves that are confirmed on a page of their own.
use uuid::Uuid;

use crate::{
    deeds,
    foundation::{db::Tx, error::Result, id::ServiceId, text::Lang},
    people::access::{Action, Actor, Deed, Standing, Subject},
    words,
    workflow::{
        document::{
            model::{Document, DocumentFile, Kind},
            state::State,
            store,
        },
        evidence::{Bearer, Bears, Of},
        inspection::{self, Case},
    },
};

impl Subject for DocumentFile {
    async fn load(tx: &mut Tx, actor: &Actor, id: Uuid, lock: bool) -> Result<Option<Self>> {
        let Some(found) = store::document(tx, id).await? else { return Ok(None) };
        let Some(case) = inspection::store::case(tx, actor, found.inspection.0, lock).await? else { return Ok(None) };
        // the lock on the case may have waited for another deed on this document
        let document = if lock { store::document(tx, id).await? } else { Some(found) };
        Ok(document.map(|document| Self { author: document.author == Some(actor.person), document, case }))
    }

    fn standing(&self) -> Standing {
        Standing { author: self.author, ..Standing::from(&self.case) }
    }
}

deeds! {
    DraftDocument(Case),
    SeeDocument(DocumentFile),
    EditDocument(DocumentFile),
    SubmitDocument(DocumentFile),
    ReturnDocument(DocumentFile),
    IssueDocument(DocumentFile),
    ServeDocument(DocumentFile),
}

words! {
    /// What is done to a document on a page that asks once more. The code is the last part of its address.
    pub enum Move in "document-move" {
        Submit = "submit",
        Return = "return",
        Issue = "issue",
        Serve = "serve",
    }
}

impl Move {
    pub const fn action(self) -> Action {
        match self {
            Self::Submit => Action::SubmitDocument,
            Self::Return => Action::ReturnDocument,
            Self::Issue => Action::IssueDocument,
            Self::Serve => Action::ServeDocument,
        }
    }

    /// What is issued or served stays so.
    pub const fn is_irreversible(self) -> bool {
        matches!(self, Self::Issue | Self::Serve)
    }

    /// Whether a document stands so that this is the next thing. A feedback opinion is handed over at the meeting.
    pub fn is_next(self, document: &Document, served: bool) -> bool {
        match self {
            Self::Submit => document.state == State::Draft,
            Self::Return | Self::Issue => document.state == State::Submitted,
            Self::Serve => document.state == State::Issued && !served && document.kind != Kind::FeedbackOpinion,
        }
    }
}

/// A deed that makes one move.
pub trait MoveDeed: Deed<Subject = DocumentFile> {
    const MOVE: Move;
}

impl MoveDeed for SubmitDocument {
    const MOVE: Move = Move::Submit;
}

impl MoveDeed for ReturnDocument {
    const MOVE: Move = Move::Return;
}

impl MoveDeed for IssueDocument {
    const MOVE: Move = Move::Issue;
}

impl MoveDeed for ServeDocument {
    const MOVE: Move = Move::Serve;
}

/// A service with its document: what a receipt is added to.
#[derive(Debug, Clone)]
pub struct ServiceFile {
    pub service: ServiceId,
    pub file: DocumentFile,
}

impl Subject for ServiceFile {
    async fn load(tx: &mut Tx, actor: &Actor, id: Uuid, lock: bool) -> Result<Option<Self>> {
        let Some(document) = store::document_of(tx, id).await? else { return Ok(None) };
        let file = DocumentFile::load(tx, actor, document.0, lock).await?;
        Ok(file.map(|file| Self { service: ServiceId(id), file }))
    }

    fn standing(&self) -> Standing {
        self.file.standing()
    }
}

/// Adding 送达回证 to a service.
#[derive(Debug)]
pub struct AddReceipt;

impl Deed for AddReceipt {
    const ACTION: Action = Action::AddEvidence;
    type Subject = ServiceFile;
}

impl Bears for ServiceFile {
    fn bearer(&self, _: Lang) -> Bearer {
        let document = &self.file.document;
        Bearer {
            of: Of::Service(self.service),
            case: self.file.case.clone(),
            title: document.title.clone(),
            action: format!("/services/{}/evidence", self.service),
            href: document.href(),
        }
    }
}
