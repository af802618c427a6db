//! How bad a finding is, how deep it goes, whom it concerns.
use crate::words;

words! {
    /// Severity proposes the instrument (巡回检察工作规定 36, 刑事诉讼规则 624).
    pub enum Severity in "severity" {
        Minor = "minor",
        Moderate = "moderate",
        Serious = "serious",
        Critical = "critical",
    }
}

impl Severity {
    /// Whether a written instrument in the procuratorate's name is asked for before the finding may be closed.
    pub const fn needs_instrument(self) -> bool {
        matches!(self, Self::Serious | Self::Critical)
    }
}

words! {
    /// 一般, 重大, 深层次; the latter two with reasons.
    pub enum Depth in "depth" {
        General = "general",
        Major = "major",
        Deep = "deep",
    }
}

words! {
    /// Whose problem it is: the facility's, or the resident office's own (巡回检察工作规定 15-17).
    pub enum Concerns in "concerns" {
        Facility = "facility",
        ResidentOffice = "resident_office",
    }
}
