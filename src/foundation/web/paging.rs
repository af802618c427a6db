//! Keyset paging: a page ends with the key of its last row, and the next begins after it.
use chrono::{Datelike, NaiveDate};
use uuid::Uuid;

/// Rows on a page.
pub const PAGE: usize = 50;

/// The (day, id) of the last row of the page before. Lists order by both, newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    pub day: NaiveDate,
    pub id: Uuid,
}

impl After {
    /// `2026-11-23~<uuid>`
    pub fn parse(text: &str) -> Option<Self> {
        let (day, id) = text.split_once('~')?;
        // days beyond four digits are none that the database could compare with
        let day: NaiveDate = day.parse().ok()?;
        Some(Self { day, id: id.parse().ok()? }).filter(|_| (1..=9999).contains(&day.year()))
    }
}

impl std::fmt::Display for After {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}~{}", self.day, self.id)
    }
}

/// One page of a list: one row more was read to know whether another page follows.
#[derive(Debug, Clone)]
pub struct Page<T, K = After> {
    pub rows: Vec<T>,
    pub next: Option<K>,
}

impl<T, K> Page<T, K> {
    /// Cuts a page out of up to `PAGE + 1` rows.
    pub fn cut(rows: Vec<T>, key: impl Fn(&T) -> K) -> Self {
        Self::cut_at(PAGE, rows, key)
    }

    /// Cuts a shorter page, of up to `most` rows.
    pub fn cut_at(most: usize, mut rows: Vec<T>, key: impl Fn(&T) -> K) -> Self {
        let more = rows.len() > most;
        rows.truncate(most);
        let next = if more { rows.last().map(key) } else { None };
        Self { rows, next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_survives_its_address() {
        let after = After { day: NaiveDate::default(), id: crate::foundation::id::fresh() };
        assert_eq!(After::parse(&after.to_string()), Some(after));
        assert_eq!(After::parse("2026-13-01~x"), None);
        assert_eq!(After::parse(&format!("-20000-01-01~{}", after.id)), None);
    }
}
