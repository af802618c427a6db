//! What a person is good at.
use crate::words;

words! {
    /// 专长
    pub enum Skill in "skill" {
        /// 财务
        Finance = "finance",
        /// 消防
        FireSafety = "fire_safety",
        /// 防疫
        Epidemic = "epidemic",
        /// 法医
        Forensic = "forensic",
        /// 信息技术
        Technology = "technology",
        /// 法律
        Law = "law",
        /// 刑罚执行
        PenalExecution = "penal_execution",
        /// 医疗
        Medicine = "medicine",
        /// 审计
        Audit = "audit",
    }
}
