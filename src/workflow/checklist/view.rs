//! How far the checklists of a case are answered, section by section.
use std::sync::Arc;

use askama::Template;

use crate::{
    foundation::{
        web::{fields::Fields, shell::Shell},
        word::Word,
    },
    law::checklist::{
        Checklist, Edition, Item,
        view::{self as law, Tab},
    },
    workflow::{
        checklist::{
            model::Answer,
            store::{Before, Free, Latest, Used},
        },
        inspection::Case,
    },
};

/// An item with what was answered to it, and what the round before found.
#[derive(Debug, Clone)]
pub struct Line {
    pub item: Arc<Item>,
    /// Its condition holds, or it has none.
    pub applies: bool,
    pub latest: Option<Latest>,
    pub before: Vec<Before>,
}

/// A section of a checklist.
#[derive(Debug, Clone)]
pub struct Section {
    pub list: Checklist,
    /// `JY-02`
    pub code: String,
    pub domain: String,
    /// Those that apply.
    pub items: usize,
    pub answered: usize,
    pub no: usize,
    /// Those that the page is narrowed to.
    pub lines: Vec<Line>,
    /// What the round before found in this field of work, of which no item is known.
    pub before: Vec<Before>,
}

impl Section {
    /// Whether the page shows anything of it.
    pub fn is_shown(&self) -> bool {
        !self.lines.is_empty()
    }
}

/// What the page is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Narrowed {
    /// Only what is not answered yet.
    pub open: bool,
    /// Only what was answered no.
    pub no: bool,
    pub by: String,
}

impl Narrowed {
    /// What does not apply is shown only where nothing is asked for.
    fn shows(&self, applies: bool, latest: Option<&Latest>) -> bool {
        if !applies && (self.open || self.no || !self.by.is_empty()) {
            return false;
        }
        let own = self.by.is_empty() || latest.is_some_and(|one| one.by == self.by);
        let no = !self.no || latest.is_some_and(|one| one.answer == Answer::No);
        own && no && !(self.open && latest.is_some())
    }
}

/// Whether an item is asked, by what was answered last in the case.
pub fn applies(item: &Item, latest: &[Latest]) -> bool {
    item.applies(|code| latest.iter().find(|one| one.item == code).map(|one| one.answer))
}

/// The sections of the lists in their order.
pub fn sections(lists: &[Arc<Edition>], latest: &[Latest], before: &[Before], narrowed: &Narrowed) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for list in lists {
        for item in &list.items {
            let code = item.section();
            if sections.last().is_none_or(|section| section.code != code) {
                let loose = before.iter().filter(|one| one.item.is_none() && one.domain == item.domain);
                sections.push(Section {
                    list: list.list,
                    code: code.to_owned(),
                    domain: item.domain.clone(),
                    items: 0,
                    answered: 0,
                    no: 0,
                    lines: Vec::new(),
                    before: loose.cloned().collect(),
                });
            }
            let Some(section) = sections.last_mut() else { continue };
            let said = latest.iter().find(|one| one.item == item.code);
            let applies = applies(item, latest);
            let counted = said.filter(|_| applies);
            section.items += usize::from(applies);
            section.answered += usize::from(counted.is_some());
            section.no += usize::from(counted.is_some_and(|one| one.answer == Answer::No));
            if narrowed.shows(applies, said) {
                let found = before.iter().filter(|one| one.item.as_deref() == Some(item.code.as_str()));
                section.lines.push(Line {
                    item: item.clone(),
                    applies,
                    latest: said.cloned(),
                    before: found.cloned().collect(),
                });
            }
        }
    }
    sections
}

/// How much each of the team has answered of what applies, the most first.
pub fn people(lists: &[Arc<Edition>], latest: &[Latest]) -> Vec<(String, usize)> {
    let mut people: Vec<(String, usize)> = Vec::new();
    let asked =
        |one: &&Latest| lists.iter().find_map(|list| list.item(&one.item)).is_some_and(|item| applies(item, latest));
    for one in latest.iter().filter(asked) {
        match people.iter_mut().find(|(name, _)| *name == one.by) {
            Some((_, n)) => *n += 1,
            None => people.push((one.by.clone(), 1)),
        }
    }
    people.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    people
}

/// `GET /admin/checklists/usage?list=`
#[derive(Template)]
#[template(path = "workflow/checklist/usage.html")]
pub struct UsagePage {
    pub shell: Shell,
    pub list: Checklist,
    pub tabs: Vec<Tab>,
    pub edition: String,
    pub sections: Vec<law::Section>,
    pub used: Vec<Used>,
    pub free: Vec<Free>,
    pub drafting: bool,
}

impl UsagePage {
    /// How an item was answered; none where nobody did.
    pub fn of(&self, code: &str) -> Option<&Used> {
        self.used.iter().find(|used| used.item == code)
    }

    /// Items that nobody has answered.
    pub fn unused(&self) -> usize {
        self.sections.iter().flat_map(|section| &section.items).filter(|item| self.of(&item.code).is_none()).count()
    }

    /// The section in which an item about a domain would stand.
    pub fn section_of(&self, domain: &str) -> &str {
        self.sections.iter().find(|section| section.domain == domain).map_or("", |section| section.code.as_str())
    }
}

/// `GET /inspections/{id}/checklist?show=&person=`
#[derive(Template)]
#[template(path = "workflow/checklist/show.html")]
pub struct ChecklistPage {
    pub shell: Shell,
    pub case: Case,
    pub fields: Fields,
    pub sections: Vec<Section>,
    pub people: Vec<(String, usize)>,
    pub shows: Vec<(String, String)>,
    pub names: Vec<(String, String)>,
    pub may_record: bool,
}

impl ChecklistPage {
    pub fn items(&self) -> usize {
        self.sections.iter().map(|section| section.items).sum()
    }

    pub fn answered(&self) -> usize {
        self.sections.iter().map(|section| section.answered).sum()
    }

    /// No section has anything that the page is narrowed to.
    pub fn is_bare(&self) -> bool {
        !self.sections.iter().any(Section::is_shown)
    }
}
