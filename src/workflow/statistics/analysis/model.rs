//! Breakdowns: the same findings and inspections, parted by one property after another.
use crate::{foundation::text::Lang, words, workflow::statistics::list::model::CategoryRow};

words! {
    /// What a breakdown parts by.
    pub enum By in "by" {
        Field = "field",
        Domain = "domain",
        Facility = "facility",
        /// The procuratorate of the second level at or above the place: a city's, or a dispatched one.
        Organ = "organ",
        /// Calendar year of the inspection's end.
        Year = "year",
        Severity = "severity",
        Depth = "depth",
    }
}

/// One part: its code, what it is called, what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub by: By,
    pub code: Option<String>,
    pub name_zh: Option<String>,
    pub name_en: Option<String>,
    pub inspections: i64,
    pub findings: i64,
    pub categories: i64,
}

impl Part {
    /// The name, where the part has one of its own.
    pub fn name(&self, l: Lang) -> Option<&str> {
        Some(l.pick(self.name_zh.as_deref()?, self.name_en.as_deref()?))
    }
}

/// The parts of one kind, what was inspected joined to what was found, most findings first.
pub fn parts(found: &[Part], inspected: &[Part], by: By) -> Vec<Part> {
    let mut parts: Vec<Part> = found.iter().filter(|part| part.by == by).cloned().collect();
    for case in inspected.iter().filter(|part| part.by == by) {
        match parts.iter_mut().find(|part| part.code == case.code) {
            Some(part) => part.inspections += case.inspections,
            None => parts.push(case.clone()),
        }
    }
    parts.sort_by(|a, b| (b.findings, b.inspections, &a.code).cmp(&(a.findings, a.inspections, &b.code)));
    parts
}

/// 共性问题: the categories that were found at two facilities or more.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Common {
    pub categories: usize,
    pub findings: i64,
    /// Their share of all findings, in whole percent.
    pub percent: i64,
}

impl Common {
    pub fn of(rows: &[CategoryRow]) -> Self {
        let common = || rows.iter().filter(|row| row.facilities > 1);
        let (findings, all): (i64, i64) =
            (common().map(|row| row.findings).sum(), rows.iter().map(|row| row.findings).sum());
        Self { categories: common().count(), findings, percent: (findings * 200 + all) / (2 * all.max(1)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(by: By, code: &str, inspections: i64, findings: i64) -> Part {
        Part {
            by,
            code: Some(code.to_owned()),
            name_zh: None,
            name_en: None,
            inspections,
            findings,
            categories: findings,
        }
    }

    #[test]
    fn what_was_inspected_without_a_finding_is_shown_too() {
        let found = [part(By::Year, "2020", 0, 3), part(By::Field, "x", 0, 9)];
        let inspected = [part(By::Year, "2020", 2, 0), part(By::Year, "2021", 1, 0)];
        let parts = parts(&found, &inspected, By::Year);
        assert_eq!(parts, [part(By::Year, "2020", 2, 3), part(By::Year, "2021", 1, 0)]);
    }

    #[test]
    fn the_share_of_common_categories_is_rounded() {
        let row = |facilities, findings| CategoryRow {
            code: String::new(),
            name_zh: String::new(),
            name_en: String::new(),
            field_zh: String::new(),
            field_en: String::new(),
            domain_zh: String::new(),
            domain_en: String::new(),
            findings,
            facilities,
            inspections: facilities,
            first_version: 1,
            last_version: 1,
        };
        let rows = [row(3, 5), row(1, 2), row(2, 1)];
        assert_eq!(Common::of(&rows), Common { categories: 2, findings: 6, percent: 75 });
        assert_eq!(Common::of(&[]), Common::default());
    }
}
