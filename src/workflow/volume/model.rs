//! What a volume is made of, and when it is due.
use chrono::{Datelike as _, NaiveDate};

use crate::{
    deeds,
    foundation::{id::EvidenceId, print::Paper, word::Word as _},
    words,
    workflow::inspection::{Case, State},
};

deeds! {
    TakeVolume(Case),
}

words! {
    /// The parts of a volume, in the order in which they are filed.
    pub enum Part in "volume-part" {
        /// 方案和报告
        Papers = "papers",
        /// 文书
        Documents = "documents",
        /// 工作记录
        Records = "records",
        /// 整改往来
        Replies = "replies",
        /// 证据和回证
        Files = "files",
    }
}

/// Where the bytes of a piece come from.
#[derive(Debug, Clone)]
pub enum Content {
    /// Drawn as PDF when the volume is made.
    Paper(Box<Paper>),
    /// The file of record.
    Bytes(Vec<u8>),
    /// As it was taken in.
    File { id: EvidenceId, sha256: Vec<u8>, ending: String },
}

/// A piece of a volume.
#[derive(Debug, Clone)]
pub struct Piece {
    pub part: Part,
    pub title: String,
    pub number: String,
    pub day: Option<NaiveDate>,
    /// What is to be known of it: voided, and why.
    pub note: String,
    pub content: Content,
}

/// How many pieces of each part there are.
pub fn counted(pieces: &[Piece]) -> Vec<(Part, usize)> {
    let of = |part: &Part| pieces.iter().filter(|piece| piece.part == *part).count();
    Part::ALL.iter().map(|part| (*part, of(part))).collect()
}

/// Whether a case is as far as to be filed.
pub const fn is_due(state: State) -> bool {
    matches!(state, State::Closed | State::Archived)
}

/// The last day to file a case: the end of the second quarter of the year after the one in which it was closed
/// (诉讼档案管理办法 11).
pub fn due(closed_on: NaiveDate) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(closed_on.year() + 1, 6, 30)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_filed_by_the_end_of_june_of_the_next_year() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("a day");
        assert_eq!(due(day(2022, 1, 1)), Some(day(2023, 6, 30)));
        assert_eq!(due(day(2022, 12, 31)), Some(day(2023, 6, 30)));
    }
}
