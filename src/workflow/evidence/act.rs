//! Adding files, voiding one, leaving a trace of who had it in hand.
use chrono::NaiveDate;
use serde_json::json;

use crate::{
    foundation::{
        db::Db,
        error::{AppError, Result},
        file::Files,
        id::{self, InspectionId},
        web::upload::File,
        word::Word,
    },
    people::access::{Deed, Permit},
    workflow::evidence::{
        model::{Evidence, Of, VoidEvidence, takes_evidence},
        store::{self, Hand, NewEvidence},
    },
};

/// What is said about files when they are added.
#[derive(Debug, Default)]
pub struct About {
    pub note: String,
    pub taken_on: Option<NaiveDate>,
}

/// Puts files that lie in their place on record.
pub async fn keep<D: Deed>(
    permit: &mut Permit<D>,
    of: Of,
    inspection: InspectionId,
    files: &[File],
    about: &About,
) -> Result<()> {
    for file in files {
        let taken = &file.taken;
        let new = NewEvidence { of, inspection, file, about, by: permit.actor.person, at: permit.now };
        store::insert(&mut permit.tx, &new).await?;
        let value = json!({ "name": taken.name, "kind": taken.kind.code(), "size": taken.size, "sha256": hex::encode(&taken.sha256), "note": about.note });
        permit.note("evidence_added", "evidence", taken.id.0, Some(inspection.0), value).await?;
    }
    Ok(())
}

/// Voids a file: it stays, marked.
///
/// # Errors
/// Conflict if a document or a verification rests on it, if it was voided before, or if the case is archived.
pub async fn void(permit: &mut Permit<VoidEvidence>, reason: &str) -> Result<()> {
    let evidence = permit.subject.evidence.clone();
    if permit.subject.case.as_ref().is_some_and(|case| !takes_evidence(case.state)) {
        return Err(AppError::Conflict("refused-evidence-archived"));
    }
    store::void(&mut permit.tx, evidence.id, reason, permit.actor.person, permit.now).await?;
    let value = json!({ "reason": reason });
    permit.note("evidence_voided", "evidence", evidence.id.0, Some(evidence.inspection.0), value).await
}

/// Whoever serves a database needs the directory in which its files were taken in.
///
/// # Errors
/// None of the newest files lies there.
pub async fn files_are_here(db: &Db, files: &Files) -> anyhow::Result<()> {
    let newest = store::newest(&db.owner).await?;
    anyhow::ensure!(
        newest.is_empty() || newest.iter().any(|id| files.has(*id)),
        "the files of this database do not lie in {}; give the data directory in which they were taken in with --data \
         or XUNJIAN_DATA",
        files.root().display()
    );
    Ok(())
}

/// Leaves the trace that every look and every copy leaves.
pub async fn trace<D: Deed>(permit: &mut Permit<D>, evidence: &Evidence, how: Hand) -> Result<()> {
    store::trace(&mut permit.tx, id::fresh(), evidence.id, how, permit.actor.person, permit.now).await?;
    let deed = match how {
        Hand::Previewed => "evidence_previewed",
        Hand::Downloaded => "evidence_downloaded",
        Hand::Refused => "evidence_refused",
    };
    permit.note(deed, "evidence", evidence.id.0, Some(evidence.inspection.0), json!({})).await
}
