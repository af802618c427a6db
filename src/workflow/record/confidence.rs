//! 不得外泄: who was spoken to and whom a clue names stay out of what leaves for the facility (巡回检察工作规定 36; 谈话保密).
//! Whoever may know is shown the place; whoever may not learns only that there is one. What is no name after all the leader
//! releases with a reason.
use std::collections::BTreeSet;

use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::{
    foundation::{
        db::Tx,
        error::{AppError, Result},
        id::{self, InspectionId},
        seal::Seal,
        text::Arg,
        web::fields::Fields,
    },
    people::access::{Deed, Permit},
    workflow::record::{
        interview::Identity,
        store::confidence::{self as store, Release},
    },
};

/// Characters that are shown on each side of a place.
const AROUND: usize = 8;

/// A word in a text that must not be there.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The word with what stands around it, for whoever may know.
    shown: Option<String>,
    /// The same word has the same mark in the whole case, and tells nothing without it.
    mark: String,
}

impl Hit {
    /// Whether the reader may know what it is.
    pub const fn is_shown(&self) -> bool {
        self.shown.is_some()
    }
}

/// What is found in texts and was not released for their subject.
///
/// # Errors
/// The database, or a key that is not the one under which an identity was sealed.
pub async fn hits(tx: &mut Tx, seal: &Seal, case: InspectionId, subject: Uuid, texts: &[String]) -> Result<Vec<Hit>> {
    let mut hits = Vec::new();
    for one in store::sealed(tx, case).await? {
        let words = seal.open(&one.sealed, one.record.0.as_bytes()).map_err(AppError::Internal)?;
        let who: Identity = serde_json::from_slice(&words).map_err(|error| AppError::Internal(error.into()))?;
        for word in who.telling() {
            let shown = |text: &String| one.known.then(|| around(text, word));
            hits.extend(
                texts
                    .iter()
                    .filter(|text| text.contains(word))
                    .map(|text| Hit { shown: shown(text), mark: mark(word, case) }),
            );
        }
    }
    for named in store::named(tx, case, texts).await? {
        let text = usize::try_from(named.place - 1).ok().and_then(|at| texts.get(at));
        let shown = text.zip(named.word.as_ref()).map(|(text, word)| around(text, word));
        hits.push(Hit { shown, mark: hex::encode(&named.mark) });
    }
    let released = released(tx, seal, subject).await?;
    hits.retain(|hit| !released.contains(&hit.mark));
    Ok(hits)
}

async fn released(tx: &mut Tx, seal: &Seal, subject: Uuid) -> Result<BTreeSet<String>> {
    let mut all = BTreeSet::new();
    for (id, sealed) in store::released(tx, subject).await? {
        let marks = seal.open(&sealed, id.as_bytes()).map_err(AppError::Internal)?;
        let marks: Vec<String> = serde_json::from_slice(&marks).map_err(|error| AppError::Internal(error.into()))?;
        all.extend(marks);
    }
    Ok(all)
}

/// As the database makes it of the names of clues.
fn mark(word: &str, case: InspectionId) -> String {
    hex::encode(Sha256::digest(format!("{word}{case}")))
}

/// A word with what stands around it.
fn around(text: &str, word: &str) -> String {
    let Some((before, after)) = text.split_once(word) else { return word.to_owned() };
    let start = before.chars().count().saturating_sub(AROUND);
    let before: String = before.chars().skip(start).collect();
    let after: String = after.chars().take(AROUND).collect();
    format!("……{before}【{word}】{after}……")
}

/// Notes at a field what was found, each place once; whoever may not know one is told whom to ask.
pub fn tell(fields: &mut Fields, field: &str, hits: &[Hit]) {
    let shown: BTreeSet<&str> = hits.iter().filter_map(|hit| hit.shown.as_deref()).collect();
    let what: Vec<(&'static str, Arg)> = vec![("what", shown.into_iter().collect::<Vec<_>>().join("；").into())];
    let key = match (hits.iter().any(|hit| hit.shown.is_some()), hits.iter().any(|hit| hit.shown.is_none())) {
        (true, false) => "problem-confidence",
        (true, true) => "problem-confidence-partly",
        (false, _) => "problem-confidence-hidden",
    };
    fields.problem(field, key, what);
}

/// Puts on record that what was found tells of nobody, as whoever leads the team says.
///
/// # Errors
/// Whoever does not lead the team is refused by the database.
pub async fn release<D: Deed>(
    permit: &mut Permit<D>,
    case: InspectionId,
    subject: Uuid,
    hits: &[Hit],
    reason: &str,
) -> Result<()> {
    let marks: BTreeSet<&str> = hits.iter().map(|hit| hit.mark.as_str()).collect();
    let id = id::fresh();
    let marks = serde_json::to_vec(&marks).map_err(|error| AppError::Internal(error.into()))?;
    let sealed = permit.app.seal.seal(&marks, id.as_bytes()).map_err(AppError::Internal)?;
    let (by, now) = (permit.actor.person, permit.now);
    store::release(&mut permit.tx, &Release { id, case, subject, sealed: &sealed, reason }, by, now).await?;
    let value = serde_json::json!({ "words": hits.len(), "reason": reason });
    permit.note("confidence_released", "document", subject, Some(case.0), value).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_shown_with_what_stands_around_it() {
        assert_eq!(
            around("经与三监区罪犯周示例谈话，其反映会见时间不足", "周示例"),
            "……经与三监区罪犯【周示例】谈话，其反映会见……"
        );
    }
}
