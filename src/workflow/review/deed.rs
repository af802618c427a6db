//! The deeds of the team's review.
use crate::{
    deeds,
    people::access::{Action, Deed},
    workflow::{finding::FindingFile, inspection::Case},
};

deeds! {
    ReviewFindings(Case),
    AskOnSite(FindingFile),
    AnswerOnSite(FindingFile),
    LogComment(FindingFile),
}

/// Confirming several at once: of each, the rule of confirming one holds.
#[derive(Debug)]
pub struct ConfirmSeveral;

impl Deed for ConfirmSeveral {
    const ACTION: Action = Action::ConfirmFinding;
    type Subject = Case;
}
