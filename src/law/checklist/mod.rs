//! 检察清单: checklists in editions. A plan pins the edition that it was written by; a published edition is never changed, so
//! each process keeps those that it has read.
pub mod deed;
pub mod form;
pub mod load;
pub mod model;
pub mod page;
pub mod store;
pub mod view;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use crate::{
    foundation::{db::Tx, error::Result},
    people::facility::FacilityKind,
    words,
};

words! {
    /// What a list is for.
    pub enum Checklist in "checklist" {
        Prison = "prison",
        DetentionCenter = "detention_center",
        CommunityCorrection = "community_correction",
        /// 减刑、假释、暂予监外执行
        CommutationParole = "commutation_parole",
    }
}

words! {
    pub enum Answer in "answer" {
        /// As it should be.
        Yes = "yes",
        /// A possible finding.
        No = "no",
        NotApplicable = "na",
    }
}

impl Checklist {
    /// The lists for a kind of facility, its own first.
    pub const fn of(kind: FacilityKind) -> &'static [Self] {
        match kind {
            FacilityKind::Prison => &[Self::Prison, Self::CommutationParole],
            FacilityKind::DetentionCenter => &[Self::DetentionCenter, Self::CommutationParole],
            FacilityKind::CommunityCorrection => &[Self::CommunityCorrection],
        }
    }
}

/// One thing to look at; 是 is as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub code: String,
    pub domain: String,
    pub item_zh: String,
    pub item_en: String,
    pub legal_basis: String,
    /// The item of the same section, and its answer, with which this one is asked; none where it always is.
    pub after_item: Option<String>,
    pub after_answer: Option<Answer>,
}

impl Item {
    /// `JY-02` of `JY-02-11`.
    pub fn section(&self) -> &str {
        section(&self.code)
    }

    /// Whether it is asked, by what was answered to other items.
    pub fn applies(&self, said: impl Fn(&str) -> Option<Answer>) -> bool {
        match (&self.after_item, self.after_answer) {
            (Some(item), Some(answer)) => said(item) == Some(answer),
            _ => true,
        }
    }
}

/// The section of a code.
pub fn section(code: &str) -> &str {
    code.rsplit_once('-').map_or(code, |(section, _)| section)
}

/// A checklist as it was published once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    pub list: Checklist,
    pub edition: String,
    /// Section by section; what is asked after another item stands below that one.
    pub items: Vec<Arc<Item>>,
}

impl Edition {
    /// Puts items that come in the order of their codes where they are asked.
    pub fn new(list: Checklist, edition: String, items: Vec<Item>) -> Self {
        let items: Vec<Arc<Item>> = items.into_iter().map(Arc::new).collect();
        let below = |parent: &Arc<Item>| {
            let code = parent.code.clone();
            let own = items.iter().filter(move |item| item.after_item.as_ref() == Some(&code)).cloned();
            std::iter::once(parent.clone()).chain(own).collect::<Vec<_>>()
        };
        let ordered = items.iter().filter(|item| item.after_item.is_none()).flat_map(below).collect();
        Self { list, edition, items: ordered }
    }

    pub fn item(&self, code: &str) -> Option<&Arc<Item>> {
        self.items.iter().find(|item| item.code == code)
    }
}

/// A list and the name of its edition.
pub type Name = (Checklist, String);

/// The editions that a process has read.
#[derive(Debug, Clone, Default)]
pub struct Editions(Arc<Mutex<HashMap<Name, Arc<Edition>>>>);

impl Editions {
    /// Those of these names that there are, in the order of the names. Asks the database only for what was not read before.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn named(&self, tx: &mut Tx, names: &[Name]) -> Result<Vec<Arc<Edition>>> {
        let mut found = Vec::with_capacity(names.len());
        for name in names {
            let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned();
            if let Some(edition) = known {
                found.push(edition);
                continue;
            }
            let items = store::items(tx, name.0, &name.1).await?;
            if items.is_empty() {
                continue;
            }
            let edition = Arc::new(Edition::new(name.0, name.1.clone(), items));
            self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(name.clone(), edition.clone());
            found.push(edition);
        }
        Ok(found)
    }
}

/// An item with the edition that it stands in.
#[derive(Debug, Clone)]
pub struct Pinned {
    pub list: Checklist,
    pub edition: String,
    pub item: Arc<Item>,
}

impl Pinned {
    fn all(lists: &[Arc<Edition>]) -> impl Iterator<Item = Self> {
        lists.iter().flat_map(|list| {
            let of = |item: &Arc<Item>| Self { list: list.list, edition: list.edition.clone(), item: item.clone() };
            list.items.iter().map(of)
        })
    }

    /// The item of a code.
    pub fn coded(lists: &[Arc<Edition>], code: &str) -> Option<Self> {
        Self::all(lists).find(|pinned| pinned.item.code.eq_ignore_ascii_case(code))
    }

    /// The item that somebody means who types its code, its code and its words, or its words.
    pub fn typed(lists: &[Arc<Edition>], text: &str) -> Option<Self> {
        let code = text.split_whitespace().next()?;
        Self::coded(lists, code)
            .or_else(|| Self::all(lists).find(|pinned| pinned.item.item_zh == text || pinned.item.item_en == text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(code: &str, after: Option<(&str, Answer)>) -> Item {
        Item {
            code: code.to_owned(),
            domain: "刑罚执行".to_owned(),
            item_zh: "示例".to_owned(),
            item_en: "Example".to_owned(),
            legal_basis: String::new(),
            after_item: after.map(|(item, _)| item.to_owned()),
            after_answer: after.map(|(_, answer)| answer),
        }
    }

    #[test]
    fn what_depends_stands_below_what_it_depends_on() {
        let items = vec![
            item("JY-01-01", None),
            item("JY-01-02", None),
            item("JY-01-31", Some(("JY-01-01", Answer::No))),
            item("JY-02-01", None),
        ];
        let edition = Edition::new(Checklist::Prison, "示例".to_owned(), items);
        let codes: Vec<&str> = edition.items.iter().map(|item| item.code.as_str()).collect();
        assert_eq!(codes, ["JY-01-01", "JY-01-31", "JY-01-02", "JY-02-01"]);
        let asked = &edition.items[1];
        assert!(
            asked.applies(|_| Some(Answer::No)) && !asked.applies(|_| Some(Answer::Yes)) && !asked.applies(|_| None)
        );
        assert!(edition.items[0].applies(|_| None));
    }
}
