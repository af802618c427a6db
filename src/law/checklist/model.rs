//! Editions, drafts, and what one edition changes against another.
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    foundation::word::Word as _,
    law::checklist::{Answer, Checklist, Item, section},
    words,
};

words! {
    /// What a draft does to an item.
    pub enum Change in "checklist-change" {
        /// Other words, another rule or another condition.
        Change = "change",
        Add = "add",
        /// 停用: no longer asked; what was answered to it stays.
        Retire = "retire",
    }
}

/// An edition of a list, as it is told about.
#[derive(Debug, Clone)]
pub struct Version {
    pub edition: String,
    pub since: NaiveDate,
    pub note: String,
    pub base: Option<String>,
    pub items: i64,
    pub published_by: Option<String>,
    pub published_at: Option<DateTime<Utc>>,
}

/// The edition that new plans pin on a day: the latest that has begun. The latest stand first.
pub fn standing(versions: &[Version], day: NaiveDate) -> Option<&Version> {
    versions.iter().find(|version| version.since <= day)
}

/// An edition in the making.
#[derive(Debug, Clone)]
pub struct Draft {
    pub id: Uuid,
    pub list: Checklist,
    pub base: String,
    pub opened_by: String,
    pub opened_at: DateTime<Utc>,
}

impl Draft {
    pub fn href(&self) -> String {
        format!("/admin/checklists/draft?list={}", self.list.code())
    }
}

/// One thing that an edition changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    pub code: String,
    pub change: Change,
    pub item_zh: String,
    pub item_en: String,
    pub legal_basis: String,
    pub after_item: Option<String>,
    pub after_answer: Option<Answer>,
}

impl Changed {
    pub fn of(item: &Item, change: Change) -> Self {
        Self {
            code: item.code.clone(),
            change,
            item_zh: item.item_zh.clone(),
            item_en: item.item_en.clone(),
            legal_basis: item.legal_basis.clone(),
            after_item: item.after_item.clone(),
            after_answer: item.after_answer,
        }
    }
}

/// What edition `new` changes against `old`.
pub fn difference(old: &[Item], new: &[Item]) -> Vec<Changed> {
    let find = |items: &[Item], code: &str| items.iter().position(|item| item.code == code);
    let mut found = Vec::new();
    for item in new {
        match find(old, &item.code).and_then(|at| old.get(at)) {
            Some(before) if before == item => {}
            Some(_) => found.push(Changed::of(item, Change::Change)),
            None => found.push(Changed::of(item, Change::Add)),
        }
    }
    let gone = old.iter().filter(|item| find(new, &item.code).is_none());
    found.extend(gone.map(|item| Changed::of(item, Change::Retire)));
    found.sort_by(|one, other| one.code.cmp(&other.code));
    found
}

/// The next code of a section: after the highest that was ever given in it, so that none comes back.
pub fn next_code(of: &str, given: &[String]) -> Option<String> {
    let number = |code: &String| code.rsplit_once('-').and_then(|(_, no)| no.parse::<u32>().ok());
    let next = given.iter().filter(|code| section(code) == of).filter_map(number).max().unwrap_or_default() + 1;
    (next < 100).then(|| format!("{of}-{next:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(code: &str, zh: &str) -> Item {
        let text = || "示例".to_owned();
        Item {
            code: code.to_owned(),
            domain: text(),
            item_zh: zh.to_owned(),
            item_en: text(),
            legal_basis: text(),
            after_item: None,
            after_answer: None,
        }
    }

    #[test]
    fn an_edition_differs_by_words_conditions_additions_and_retirements() {
        let old = [item("A-01-01", "甲"), item("A-01-02", "乙"), item("A-01-03", "丙")];
        let conditional =
            Item { after_item: Some("A-01-01".to_owned()), after_answer: Some(Answer::No), ..item("A-01-02", "乙") };
        let new = [item("A-01-01", "甲"), conditional, item("A-01-04", "丁")];
        let told: Vec<_> = difference(&old, &new).iter().map(|one| (one.code.clone(), one.change)).collect();
        let expected = [("A-01-02", Change::Change), ("A-01-03", Change::Retire), ("A-01-04", Change::Add)];
        assert_eq!(told, expected.map(|(code, change)| (code.to_owned(), change)));
    }

    #[test]
    fn a_code_never_comes_back() {
        let given = ["JY-01-07".to_owned(), "JY-01-31".to_owned(), "JY-02-99".to_owned()];
        assert_eq!(next_code("JY-01", &given).as_deref(), Some("JY-01-32"));
        assert_eq!(next_code("JY-02", &given), None);
        assert_eq!(next_code("JY-03", &given).as_deref(), Some("JY-03-01"));
    }
}
