//! An answer to an item of a checklist.
use crate::{
    people::access::{Action, Deed},
    words,
    workflow::inspection::Case,
};

words! {
    pub enum Answer in "answer" {
        /// As it should be.
        Yes = "yes",
        /// A possible finding.
        No = "no",
        NotApplicable = "na",
    }
}

/// Reading how far the checklists of a case are answered.
#[derive(Debug)]
pub struct SeeChecklist;

impl Deed for SeeChecklist {
    const ACTION: Action = Action::SeeRecord;
    type Subject = Case;
}
