//! A tab: one of a few exclusive lists, with the rows that it has.
#[derive(Debug, Clone)]
pub struct Tab {
    pub word: String,
    /// The name of the figure that counts it.
    pub name: &'static str,
    pub href: String,
    /// None where nobody should have to count.
    pub n: Option<i64>,
    pub current: bool,
    pub late: bool,
}
