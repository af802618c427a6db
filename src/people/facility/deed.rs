//! What is done to keep the facilities: the list and its additions, and the changes of one.
use crate::{deeds, people::facility::Facility};

deeds! {
    ManageFacilities(()),
    ChangeFacility(Facility),
}
