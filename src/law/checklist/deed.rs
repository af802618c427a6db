//! The deed of the business administrator: reading every edition and its usage, drafting the next and publishing it.
use crate::deeds;

deeds! {
    ManageChecklists(()),
}
