//! How far the checklists of a case are answered, section by section.
use askama::Template;

use crate::{
    foundation::{
        web::{fields::Fields, shell::Shell},
        word::Word,
    },
    law::checklist::{Checklist, Item},
    workflow::{
        checklist::{
            model::Answer,
            store::{Before, Latest},
        },
        inspection::Case,
    },
};

/// An item with what was answered to it, and what the round before found.
#[derive(Debug, Clone)]
pub struct Line {
    pub item: &'static Item,
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
    fn shows(&self, latest: Option<&Latest>) -> bool {
        let own = self.by.is_empty() || latest.is_some_and(|one| one.by == self.by);
        let no = !self.no || latest.is_some_and(|one| one.answer == Answer::No);
        own && no && !(self.open && latest.is_some())
    }
}

/// The sections of the lists in their order.
pub fn sections(lists: &[Checklist], latest: &[Latest], before: &[Before], narrowed: &Narrowed) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for list in lists {
        for item in list.items() {
            let code = item.code.rsplit_once('-').map_or(item.code.as_str(), |(section, _)| section);
            if sections.last().is_none_or(|section| section.code != code) {
                let loose = before.iter().filter(|one| one.item.is_none() && one.domain == item.domain);
                sections.push(Section {
                    list: *list,
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
            section.items += 1;
            section.answered += usize::from(said.is_some());
            section.no += usize::from(said.is_some_and(|one| one.answer == Answer::No));
            if narrowed.shows(said) {
                let found = before.iter().filter(|one| one.item.as_deref() == Some(item.code.as_str()));
                section.lines.push(Line { item, latest: said.cloned(), before: found.cloned().collect() });
            }
        }
    }
    sections
}

/// How much each of the team has answered, the most first.
pub fn people(latest: &[Latest]) -> Vec<(String, usize)> {
    let mut people: Vec<(String, usize)> = Vec::new();
    for one in latest {
        match people.iter_mut().find(|(name, _)| *name == one.by) {
            Some((_, n)) => *n += 1,
            None => people.push((one.by.clone(), 1)),
        }
    }
    people.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    people
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
