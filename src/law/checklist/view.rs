//! What the pages of the checklists show.
use askama::Template;
use chrono::NaiveDate;

use crate::{
    foundation::{
        text::Lang,
        web::{fields::Fields, shell::Shell},
        word::Word as _,
    },
    law::checklist::{
        Answer, Checklist, Item,
        form::Ground,
        model::{Change, Changed, Version, standing},
    },
};

/// A list among the lists.
pub struct Tab {
    pub word: String,
    pub name: &'static str,
    pub href: String,
    pub n: Option<i64>,
    pub current: bool,
    pub late: bool,
}

/// The lists, each at an address of its own.
pub fn tabs(shown: Checklist, to: &str, l: Lang) -> Vec<Tab> {
    let tab = |list: &Checklist| Tab {
        word: l.word(*list),
        name: list.code(),
        href: format!("{to}?list={}", list.code()),
        n: None,
        current: *list == shown,
        late: false,
    };
    Checklist::ALL.iter().map(tab).collect()
}

/// When an item is asked, in words; empty where it always is.
pub fn condition(item: Option<&String>, answer: Option<Answer>, l: Lang) -> String {
    let (Some(item), Some(answer)) = (item, answer) else { return String::new() };
    l.with("checklist-condition", &[("item", item.as_str().into()), ("answer", l.word(answer).into())])
}

impl Item {
    /// What is asked.
    pub fn words(&self, l: impl std::borrow::Borrow<Lang>) -> &str {
        l.borrow().pick(&self.item_zh, &self.item_en)
    }

    /// When it is asked; empty where it always is.
    pub fn condition(&self, l: impl std::borrow::Borrow<Lang>) -> String {
        condition(self.after_item.as_ref(), self.after_answer, *l.borrow())
    }
}

/// A section with its items.
pub struct Section {
    pub code: String,
    pub domain: String,
    pub items: Vec<Item>,
}

/// Items that come in the order of their codes, by section.
pub fn sections(items: &[Item]) -> Vec<Section> {
    let same = items.chunk_by(|one, other| one.section() == other.section());
    let section = |items: &[Item]| {
        let first = items.first()?;
        Some(Section { code: first.section().to_owned(), domain: first.domain.clone(), items: items.to_vec() })
    };
    same.filter_map(section).collect()
}

/// What an item says, as a difference shows it.
pub struct Told {
    pub zh: String,
    pub en: String,
    pub basis: String,
    pub condition: String,
}

/// A line of a difference: what becomes of an item.
pub struct Line {
    pub code: String,
    pub change: Change,
    pub before: Option<Told>,
    pub after: Option<Told>,
}

/// What a draft or an edition changes, line by line.
pub fn lines(base: &[Item], changes: &[Changed], l: Lang) -> Vec<Line> {
    let told = |one: Changed| Told {
        condition: condition(one.after_item.as_ref(), one.after_answer, l),
        zh: one.item_zh,
        en: one.item_en,
        basis: one.legal_basis,
    };
    let line = |changed: &Changed| {
        let before = base.iter().find(|item| item.code == changed.code);
        Line {
            code: changed.code.clone(),
            change: changed.change,
            before: before.map(|item| told(Changed::of(item, Change::Change))),
            after: (changed.change != Change::Retire).then(|| told(changed.clone())),
        }
    };
    changes.iter().map(line).collect()
}

/// `GET /admin/checklists?list=&edition=`
#[derive(Template)]
#[template(path = "law/checklist/index.html")]
pub struct IndexPage {
    pub shell: Shell,
    pub key: uuid::Uuid,
    pub today: NaiveDate,
    pub list: Checklist,
    pub tabs: Vec<Tab>,
    pub versions: Vec<Version>,
    /// The edition whose items are shown.
    pub shown: String,
    pub sections: Vec<Section>,
    pub lines: Vec<Line>,
    pub drafting: bool,
}

impl IndexPage {
    pub fn is_shown(&self, version: &Version) -> bool {
        version.edition == self.shown
    }

    /// Where an edition stands, as its code: pinned by new plans, to come, past.
    pub fn place(&self, version: &Version) -> &'static str {
        if version.since > self.today {
            "planned"
        } else if standing(&self.versions, self.today).is_some_and(|stands| stands.edition == version.edition) {
            "current"
        } else {
            "past"
        }
    }
}

/// `GET /admin/checklists/draft?list=`
#[derive(Template)]
#[template(path = "law/checklist/draft.html")]
pub struct DraftPage {
    pub shell: Shell,
    pub key: uuid::Uuid,
    pub list: Checklist,
    pub sections: Vec<Section>,
    pub lines: Vec<Line>,
    pub ground: Ground,
}

/// `GET /admin/checklists/draft/change?list=&do=&code=&section=`
#[derive(Template)]
#[template(path = "law/checklist/change.html")]
pub struct ChangePage {
    pub shell: Shell,
    pub key: uuid::Uuid,
    pub list: Checklist,
    pub change: Change,
    /// The item; for a new one a neighbour of it.
    pub item: Item,
    pub fields: Fields,
    /// What it may depend on: code, words.
    pub parents: Vec<(String, String)>,
    pub answers: Vec<(&'static str, String)>,
}

impl ChangePage {
    pub fn heading(&self) -> String {
        self.shell.l.t(&format!("checklist-do-{}", self.change))
    }
}

/// `GET /admin/checklists/draft/publish?list=`
#[derive(Template)]
#[template(path = "law/checklist/publish.html")]
pub struct PublishPage {
    pub shell: Shell,
    pub key: uuid::Uuid,
    pub list: Checklist,
    pub fields: Fields,
    pub base: String,
    pub lines: Vec<Line>,
    /// What is shown, in short.
    pub seen: String,
    /// The draft was changed while it was reviewed.
    pub overtaken: bool,
}
