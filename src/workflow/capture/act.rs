//! Writing down all that a form of fast capture brings.
use crate::{
    foundation::{
        error::Result,
        id::{FindingId, RecordId},
    },
    people::access::Posted,
    workflow::{
        checklist::{self, store::NewAnswer},
        evidence::{self, About, Of},
        finding::{self, act::Origin, store::Text},
        paper,
        record::{self, Identity, model::WriteRecord, store::NewRecord},
    },
};

/// What a form brings, read and judged.
#[derive(Debug)]
pub struct Captured {
    pub record: NewRecord,
    /// Who was spoken to.
    pub who: Option<Identity>,
    pub answers: Vec<NewAnswer>,
    /// Items that were answered though their condition does not hold.
    pub idle: Vec<String>,
    pub finding: Option<(FindingId, Text)>,
    /// The sheet on which it was written first.
    pub paper: Option<paper::Entry>,
}

/// Writes the record, its answers, its evidence and its finding: all or nothing.
///
/// # Errors
/// Conflict if fieldwork is not going on, or the same was sent before by somebody else.
pub async fn write(posted: &mut Posted<WriteRecord>, captured: &Captured) -> Result<RecordId> {
    let (permit, new) = (&mut posted.permit, &captured.record);
    let case = permit.subject.clone();
    record::act::write(permit, new).await?;
    if let Some(who) = &captured.who {
        record::interview::keep(permit, new.id, case.id.0, who).await?;
    }
    if let Some(entry) = &captured.paper {
        paper::act::enter(permit, new.id, case.id, entry).await?;
    }
    checklist::act::answer(permit, case.id, new.id, &captured.answers, &captured.idle).await?;
    let about = About { note: String::new(), taken_on: Some(new.text.day) };
    evidence::act::keep(permit, Of::Record(new.id), case.id, &posted.files, &about).await?;
    if let Some((id, text)) = &captured.finding {
        // the item that was answered no, else the one that the record is about
        let no = captured.answers.iter().find(|answer| answer.is_no());
        let item = no.or(captured.answers.first()).map(|answer| answer.pinned.clone());
        let origin = Origin { case, record: new.id, day: new.text.day, item };
        finding::act::log(permit, &origin, *id, text).await?;
    }
    Ok(new.id)
}
