//! 检察清单: the shipped checklists, each in its edition. A plan pins the edition that it was written by.
use std::sync::OnceLock;

use serde::Deserialize;

use crate::{people::facility::FacilityKind, words};

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

/// One thing to look at; 是 is as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Item {
    pub code: String,
    pub domain: String,
    pub item_zh: String,
    pub item_en: String,
    pub legal_basis: String,
}

macro_rules! shipped {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/reference/", $name, ".csv"))
    };
}

impl Checklist {
    /// The edition that is shipped. Whoever changes the list gives it another.
    pub const fn edition(self) -> &'static str {
        match self {
            Self::Prison | Self::DetentionCenter | Self::CommunityCorrection | Self::CommutationParole => "2026-11",
        }
    }

    /// The lists for a kind of facility, its own first.
    pub const fn of(kind: FacilityKind) -> &'static [Self] {
        match kind {
            FacilityKind::Prison => &[Self::Prison, Self::CommutationParole],
            FacilityKind::DetentionCenter => &[Self::DetentionCenter, Self::CommutationParole],
            FacilityKind::CommunityCorrection => &[Self::CommunityCorrection],
        }
    }

    const fn text(self) -> &'static str {
        match self {
            Self::Prison => shipped!("prison"),
            Self::DetentionCenter => shipped!("detention_center"),
            Self::CommunityCorrection => shipped!("community_correction"),
            Self::CommutationParole => shipped!("commutation_parole"),
        }
    }

    /// What it lists.
    pub fn items(self) -> &'static [Item] {
        static ALL: [OnceLock<Vec<Item>>; 4] = [const { OnceLock::new() }; 4];
        let read = || csv::Reader::from_reader(self.text().as_bytes()).deserialize().filter_map(Result::ok).collect();
        match self {
            Self::Prison => ALL[0].get_or_init(read),
            Self::DetentionCenter => ALL[1].get_or_init(read),
            Self::CommunityCorrection => ALL[2].get_or_init(read),
            Self::CommutationParole => ALL[3].get_or_init(read),
        }
    }
}

/// An item with the list that it stands on.
#[derive(Debug, Clone)]
pub struct Pinned {
    pub list: Checklist,
    pub item: &'static Item,
}

impl Pinned {
    /// The item of a code.
    pub fn coded(lists: &[Checklist], code: &str) -> Option<Self> {
        let found = lists.iter().flat_map(|list| list.items().iter().map(|item| Self { list: *list, item }));
        found.into_iter().find(|pinned| pinned.item.code.eq_ignore_ascii_case(code))
    }

    /// The item that somebody means who types its code, its code and its words, or its words.
    pub fn typed(lists: &[Checklist], text: &str) -> Option<Self> {
        let code = text.split_whitespace().next()?;
        Self::coded(lists, code).or_else(|| {
            let found = lists.iter().flat_map(|list| list.items().iter().map(|item| Self { list: *list, item }));
            found.into_iter().find(|pinned| pinned.item.item_zh == text || pinned.item.item_en == text)
        })
    }
}

#[cfg(test)]
mod tests {
    use sha2::{Digest as _, Sha256};

    use super::*;
    use crate::foundation::word::Word as _;

    /// The edition and the content go together: a list that changes without a new edition would unpin plans unseen.
    #[test]
    fn an_edition_is_one_content() {
        let known = [
            ("prison", "2026-11", 124, "d922b334d611"),
            ("detention_center", "2026-11", 83, "86d7cb03af26"),
            ("community_correction", "2026-11", 58, "1e873f37eb58"),
            ("commutation_parole", "2026-11", 89, "0f65755a2729"),
        ];
        for (list, (code, edition, items, hash)) in Checklist::ALL.iter().zip(known) {
            let digest = hex::encode(Sha256::digest(list.text().as_bytes()));
            let found = (list.code(), list.edition(), list.items().len(), &digest[..12]);
            assert_eq!(found, (code, edition, items, hash));
        }
    }
}
