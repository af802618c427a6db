//! Places in a team.
use crate::{people::person::PersonKind, words};

words! {
    /// A place in the team; one person may be leader and lead prosecutor at once.
    pub enum Place in "place" {
        /// 组长
        TeamLeader = "team_leader",
        /// 主办检察官
        LeadProsecutor = "lead_prosecutor",
        /// 副组长
        DeputyLeader = "deputy_leader",
        /// 组员
        Member = "member",
        /// 记录员
        Recorder = "recorder",
        /// 专业人员
        Expert = "expert",
        /// 观察员
        Observer = "observer",
    }
}

impl Place {
    /// Whether the place counts as an inspector. Experts advise, observers watch (巡回检察工作规定 23-25).
    pub const fn is_inspector(self) -> bool {
        !matches!(self, Self::Expert | Self::Observer)
    }

    /// Whether somebody of a kind may hold it: those from outside advise or watch, and nothing else.
    pub const fn takes(self, kind: PersonKind) -> bool {
        match kind {
            PersonKind::Expert => matches!(self, Self::Expert),
            PersonKind::Observer => matches!(self, Self::Observer),
            PersonKind::Prosecutor
            | PersonKind::Assistant
            | PersonKind::Clerk
            | PersonKind::Liaison
            | PersonKind::Administrator => true,
        }
    }
}
