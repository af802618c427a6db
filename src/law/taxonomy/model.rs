//! Versions, their categories, and what one changes against another.
use std::borrow::Borrow;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{foundation::text::Lang, people::facility::FacilityKind, words};

words! {
    /// What a draft does to a category.
    pub enum Change in "taxonomy-change" {
        /// Another name or usual severity.
        Rename = "rename",
        Add = "add",
        /// 停用: no longer offered; findings that are coded in it keep it.
        Retire = "retire",
    }
}

/// A version of the taxonomy.
#[derive(Debug, Clone)]
pub struct Version {
    pub id: i32,
    pub since: NaiveDate,
    /// The first day of the next version; none while it lasts.
    pub until: Option<NaiveDate>,
    pub replaced: bool,
    pub note: String,
    pub base: Option<i32>,
    pub categories: i64,
    pub published_by: Option<String>,
    pub published_at: Option<DateTime<Utc>>,
}

/// A category as a version has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    pub code: String,
    pub facility_kind: FacilityKind,
    pub domain: String,
    pub field_zh: String,
    pub field_en: String,
    pub domain_zh: String,
    pub domain_en: String,
    pub name_zh: String,
    pub name_en: String,
    pub severity_hint: String,
}

impl Leaf {
    pub fn name(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.name_zh, &self.name_en)
    }

    pub fn domain_name(&self, l: impl Borrow<Lang>) -> &str {
        l.borrow().pick(&self.domain_zh, &self.domain_en)
    }
}

/// A version in the making.
#[derive(Debug, Clone)]
pub struct Draft {
    pub id: Uuid,
    pub base: i32,
    pub opened_by: String,
    pub opened_at: DateTime<Utc>,
}

/// One thing that a version changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    pub code: String,
    pub change: Change,
    /// For a new category.
    pub domain: String,
    pub name_zh: String,
    pub name_en: String,
    pub severity_hint: Option<String>,
    /// Codes of what takes the place of a retired one.
    pub successors: Vec<String>,
}

/// What version `new` changes against `old`; `successors` are pairs of codes.
pub fn difference(old: &[Leaf], new: &[Leaf], successors: &[(String, String)]) -> Vec<Changed> {
    let changed = |leaf: &Leaf, change| Changed {
        code: leaf.code.clone(),
        change,
        domain: leaf.domain.clone(),
        name_zh: leaf.name_zh.clone(),
        name_en: leaf.name_en.clone(),
        severity_hint: Some(leaf.severity_hint.clone()),
        successors: Vec::new(),
    };
    let find = |leaves: &[Leaf], code: &str| leaves.iter().position(|leaf| leaf.code == code);
    let mut found = Vec::new();
    for leaf in new {
        match find(old, &leaf.code).and_then(|at| old.get(at)) {
            Some(before) if before == leaf => {}
            Some(_) => found.push(changed(leaf, Change::Rename)),
            None => found.push(changed(leaf, Change::Add)),
        }
    }
    for leaf in old.iter().filter(|leaf| find(new, &leaf.code).is_none()) {
        let taken = successors.iter().filter(|(retired, _)| *retired == leaf.code).map(|(_, by)| by.clone());
        found.push(Changed { successors: taken.collect(), ..changed(leaf, Change::Retire) });
    }
    found
}

/// The next code of a domain: two digits after the highest that was ever given in it, so that none comes back.
pub fn next_code(domain: &str, given: &[String]) -> Option<String> {
    let number = |code: &String| code.strip_prefix(domain).and_then(|rest| rest.parse::<u32>().ok());
    let next = given.iter().filter_map(number).max().unwrap_or_default() + 1;
    (next < 100).then(|| format!("{domain}{next:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf(code: &str, name: &str) -> Leaf {
        let text = || "示例".to_owned();
        Leaf {
            code: code.to_owned(),
            facility_kind: FacilityKind::Prison,
            domain: "FC-JY-01".to_owned(),
            field_zh: text(),
            field_en: text(),
            domain_zh: text(),
            domain_en: text(),
            name_zh: name.to_owned(),
            name_en: text(),
            severity_hint: "minor".to_owned(),
        }
    }

    #[test]
    fn a_version_differs_by_names_additions_and_retirements() {
        let old = [leaf("A", "甲"), leaf("B", "乙"), leaf("C", "丙")];
        let new = [leaf("A", "甲"), leaf("B", "乙乙"), leaf("D", "丁")];
        let found = difference(&old, &new, &[("C".to_owned(), "D".to_owned())]);
        let told: Vec<_> = found.iter().map(|one| (one.code.as_str(), one.change)).collect();
        assert_eq!(told, [("B", Change::Rename), ("D", Change::Add), ("C", Change::Retire)]);
        assert_eq!(found[2].successors, ["D"]);
    }

    #[test]
    fn a_code_never_comes_back() {
        let given = ["FC-JY-0107".to_owned(), "FC-JY-0131".to_owned(), "FC-JY-0299".to_owned()];
        assert_eq!(next_code("FC-JY-01", &given).as_deref(), Some("FC-JY-0132"));
        assert_eq!(next_code("FC-JY-02", &given), None);
        assert_eq!(next_code("FC-JY-03", &given).as_deref(), Some("FC-JY-0301"));
    }
}
