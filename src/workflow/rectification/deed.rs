//! The deeds of rectification.
use crate::{deeds, workflow::finding::FindingFile};

deeds! {
    RegisterReply(FindingFile),
    VerifyRectification(FindingFile),
    CloseFinding(FindingFile),
    RecheckFinding(FindingFile),
    HandOverFinding(FindingFile),
    ReceiveFinding(FindingFile),
}
