//! The deeds of an oral correction.
use crate::{deeds, workflow::finding::FindingFile};

deeds! {
    CorrectOrally(FindingFile),
    SettleOral(FindingFile),
}
