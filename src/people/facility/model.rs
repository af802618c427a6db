//! Kinds of supervised facilities.
use crate::words;

words! {
    /// What kind of place is supervised.
    pub enum FacilityKind in "facility-kind" {
        /// 监狱
        Prison = "prison",
        /// 看守所
        DetentionCenter = "detention_center",
        /// 社区矫正机构
        CommunityCorrection = "community_correction",
    }
}
