//! Identifiers: `UUIDv7` newtypes, made where the thing is made, and the key of its idempotency.
use uuid::Uuid;

/// Makes one newtype per kind of record, so that ids cannot be mixed up.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, sqlx::Type, serde::Serialize, serde::Deserialize)]
        #[sqlx(transparent)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )+};
}

ids! {
    /// 人员
    PersonId,
    /// 任职
    PostId,
    /// 被监督单位
    FacilityId,
    /// 轮次
    RoundId,
    /// 轮次中的一个单位
    PlaceId,
    /// 巡回检察
    InspectionId,
    /// 检察记录
    RecordId,
    /// 问题
    FindingId,
    /// 文书
    DocumentId,
    /// 送达
    ServiceId,
    /// 整改方案或整改报告
    ReplyId,
    /// 异议
    ObjectionId,
    /// 沟通
    ContactId,
    /// 调阅材料
    MaterialId,
    /// 重大事件
    IncidentId,
    /// 线索
    ClueId,
    /// 证据材料: a row, and the file under the same id
    EvidenceId,
}

/// A procuratorate or resident office. Internal only: addresses carry its code, those of its administration a key.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, sqlx::Type, serde::Serialize, serde::Deserialize,
)]
#[sqlx(transparent)]
#[serde(transparent)]
pub struct OrgId(pub i32);

/// A new key. Ordered by the time of making, so that lists may fall back on it.
pub fn fresh() -> Uuid {
    Uuid::now_v7()
}
