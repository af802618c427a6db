//! An answer to an item of a checklist.
use crate::{
    people::access::{Action, Deed},
    workflow::inspection::Case,
};

pub use crate::law::checklist::Answer;

/// Reading how far the checklists of a case are answered.
#[derive(Debug)]
pub struct SeeChecklist;

impl Deed for SeeChecklist {
    const ACTION: Action = Action::SeeRecord;
    type Subject = Case;
}
