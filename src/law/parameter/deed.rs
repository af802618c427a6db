//! The deed of the business administrator: reading every version and setting a new one.
use crate::deeds;

deeds! {
    ManageParameters(()),
}
