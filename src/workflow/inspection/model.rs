//! Kinds of inspections, and what each asks for.
use crate::{people::facility::FacilityKind, words};

words! {
    /// The forms of circuit inspection (巡回检察工作规定 3, 9).
    pub enum Kind in "kind" {
        /// 常规巡回检察
        Routine = "routine",
        /// 专门巡回检察
        Special = "special",
        /// 机动巡回检察
        Mobile = "mobile",
        /// 交叉巡回检察
        Cross = "cross",
        /// 跨省交叉巡回检察
        InterprovincialCross = "interprovincial_cross",
    }
}

impl Kind {
    /// Unannounced until opened, unless the plan says otherwise.
    pub const fn is_sealed_by_default(self) -> bool {
        matches!(self, Self::Special | Self::Mobile)
    }

    /// 交叉: inspected by others than the supervising procuratorate.
    pub const fn is_cross(self) -> bool {
        matches!(self, Self::Cross | Self::InterprovincialCross)
    }

    /// Whether a follow-up within three months must be held (巡回检察工作规定 40).
    pub const fn needs_follow_up(self) -> bool {
        matches!(self, Self::Routine | Self::Cross | Self::InterprovincialCross)
    }

    /// Whether an organiser of a level may hold it at a kind of facility (巡回检察工作规定 3, 9-11, 48).
    /// Levels: 0 SPP, 1 province, 2 city or dispatched, 3 county. Corrections warn only; their organiser is the city.
    pub const fn is_competent(self, level: i16, facility: FacilityKind) -> bool {
        match self {
            Self::InterprovincialCross => level == 0,
            Self::Cross => match facility {
                FacilityKind::Prison => level == 1,
                FacilityKind::DetentionCenter | FacilityKind::CommunityCorrection => level == 1 || level == 2,
            },
            Self::Routine | Self::Special | Self::Mobile => level == 1 || level == 2,
        }
    }
}
