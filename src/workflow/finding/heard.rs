//! What a finding's page knows of the team's review: what makes it deep, whether it is to be seen on site, what the facility says.
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::words;

words! {
    /// What makes a finding deep; one at least.
    pub enum Ground in "depth-ground" {
        /// 系统性: two units or two rounds at least.
        Systemic = "systemic",
        /// 减刑、假释、暂予监外执行实体错误
        Commutation = "commutation",
        /// 背后有人员失职、违纪
        Misconduct = "misconduct",
        /// 制度缺失或者冲突
        Institutional = "institutional",
        /// 隐瞒、记录不实
        Concealment = "concealment",
    }
}

words! {
    /// What the facility says of a finding before the report.
    pub enum Stance in "stance" {
        Agreed = "agreed",
        Disputed = "disputed",
    }
}

/// 被监督单位意见, as it was put on record.
#[derive(Debug, Clone)]
pub struct Comment {
    pub stance: Stance,
    pub said_by: String,
    pub post: String,
    pub day: NaiveDate,
    pub body: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

/// 现场核实: asked for, and what came of it.
#[derive(Debug, Clone)]
pub struct SiteCheck {
    pub reason: String,
    pub by: String,
    pub day: NaiveDate,
    pub answer: Option<SiteAnswer>,
}

/// What came of it: a record on site, or a decision without one.
#[derive(Debug, Clone)]
pub struct SiteAnswer {
    pub record: Option<Uuid>,
    pub record_no: Option<i32>,
    pub reason: String,
    pub by: String,
    pub at: DateTime<Utc>,
}
