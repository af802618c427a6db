//! The deed of the business administrator: reading every version, drafting the next and publishing it.
use crate::deeds;

deeds! {
    ManageCategories(()),
}
