//! Reading the forms of a draft: one change of one item, and its publication.
use chrono::{Days, NaiveDate};
use sha2::{Digest as _, Sha256};

use crate::{
    foundation::{
        web::fields::{Fields, PROSE},
        word::Word as _,
    },
    law::checklist::{
        Answer, Item,
        model::{Change, Changed, Draft, next_code},
        section,
    },
};

/// A draft with what it is built on.
#[derive(Debug, Clone)]
pub struct Ground {
    pub draft: Draft,
    /// The items of the base, in the order of their codes.
    pub items: Vec<Item>,
    pub changes: Vec<Changed>,
    /// Every code of the list that was ever given.
    pub codes: Vec<String>,
}

impl Ground {
    pub fn item(&self, code: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.code == code)
    }

    /// Any item of a section, which says what the section is called.
    pub fn of_section(&self, of: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.section() == of)
    }

    pub fn changed(&self, code: &str) -> Option<&Changed> {
        self.changes.iter().find(|changed| changed.code == code)
    }

    /// What a reader of the draft has seen, in short: a draft that was changed since is another.
    pub fn seen(&self) -> String {
        hex::encode(Sha256::digest(format!("{}{:?}", self.draft.id, self.changes)))
    }

    /// The items as they will be.
    pub fn result(&self) -> Vec<Changed> {
        let kept = self
            .items
            .iter()
            .map(|item| self.changed(&item.code).cloned().unwrap_or_else(|| Changed::of(item, Change::Change)));
        let added = self.changes.iter().filter(|changed| changed.change == Change::Add).cloned();
        kept.chain(added).filter(|one| one.change != Change::Retire).collect()
    }

    /// The draft with one change taken back.
    #[must_use]
    pub fn without(&self, code: &str) -> Self {
        let changes = self.changes.iter().filter(|one| one.code != code).cloned().collect();
        Self { changes, ..self.clone() }
    }

    /// Whether every condition rests on an item that is there and always asked.
    pub fn is_whole(&self) -> bool {
        let all = self.result();
        let rests = |on: &String| all.iter().any(|one| one.code == *on && one.after_item.is_none());
        all.iter().filter_map(|one| one.after_item.as_ref()).all(rests)
    }

    /// What an item of a section may depend on: those of the section that are always asked, itself apart.
    pub fn parents(&self, of: &str, code: &str) -> Vec<Changed> {
        let may = |one: &Changed| section(&one.code) == of && one.code != code && one.after_item.is_none();
        self.result().into_iter().filter(may).collect()
    }

    /// An item that depends on this one.
    pub fn depends(&self, code: &str) -> Option<Changed> {
        self.result().into_iter().find(|one| one.after_item.as_deref() == Some(code))
    }
}

/// Reads a change; what is wrong is noted at the fields.
pub fn read(fields: &mut Fields, ground: &Ground, change: Change) -> Option<Changed> {
    let code = fields.value("code").to_owned();
    let read = match change {
        Change::Retire => {
            if let Some(other) = ground.depends(&code) {
                fields.problem("code", "problem-item-needed", vec![("code", other.code.into())]);
            }
            Changed::of(ground.item(&code)?, Change::Retire)
        }
        Change::Change => {
            let item = ground.item(&code)?;
            let changed = written(fields, ground, item.section(), code)?;
            if changed == Changed::of(item, Change::Change) {
                fields.problem("item_zh", "problem-item-same", Vec::new());
            }
            changed
        }
        Change::Add => {
            let of = fields.value("section").to_owned();
            let given: Vec<String> =
                ground.codes.iter().cloned().chain(ground.changes.iter().map(|one| one.code.clone())).collect();
            let Some(code) = next_code(&of, &given) else {
                fields.problem("item_zh", "problem-item-full", Vec::new());
                return None;
            };
            Changed { change, ..written(fields, ground, &of, code)? }
        }
    };
    fields.is_ok().then_some(read)
}

fn written(fields: &mut Fields, ground: &Ground, of: &str, code: String) -> Option<Changed> {
    let item_zh = fields.text("item_zh", PROSE);
    let item_en = fields.text("item_en", PROSE);
    let legal_basis = fields.optional("legal_basis", PROSE);
    if ground.result().iter().any(|one| one.code != code && one.item_zh == item_zh) {
        fields.problem("item_zh", "problem-item-twice", Vec::new());
    }
    let after = fields.value("after_item").to_owned();
    let answer = Answer::parse(fields.value("after_answer"));
    let after_item = (!after.is_empty()).then_some(after);
    if let Some(parent) = &after_item {
        if ground.parents(of, &code).iter().all(|one| one.code != *parent) {
            fields.problem("after_item", "problem-choose", Vec::new());
        }
        if answer.is_none() {
            fields.problem("after_answer", "problem-choose", Vec::new());
        }
        // one step deep: whoever reads a condition need not look for another
        if let Some(other) = ground.depends(&code) {
            fields.problem("after_item", "problem-item-needed", vec![("code", other.code.into())]);
        }
    }
    let after_answer = answer.filter(|_| after_item.is_some());
    let change = Change::Change;
    fields.is_ok().then_some(Changed { code, change, item_zh, item_en, legal_basis, after_item, after_answer })
}

/// The form of a change as it starts.
pub fn start(item: &Item) -> Fields {
    Fields::start([
        ("item_zh", item.item_zh.clone()),
        ("item_en", item.item_en.clone()),
        ("legal_basis", item.legal_basis.clone()),
        ("after_item", item.after_item.clone().unwrap_or_default()),
        ("after_answer", item.after_answer.map_or_else(String::new, |answer| answer.code().to_owned())),
    ])
}

/// An edition begins tomorrow at the earliest: plans of today have pinned theirs.
pub fn earliest(today: NaiveDate) -> NaiveDate {
    today + Days::new(1)
}

/// Reads from when a draft is to be pinned, and why.
pub fn publication(fields: &mut Fields, today: NaiveDate) -> Option<(NaiveDate, String)> {
    let since = fields.date("since");
    if since.is_some_and(|since| since < earliest(today)) {
        fields.problem("since", "problem-not-ahead", vec![("earliest", earliest(today).into())]);
    }
    let note = fields.text("note", PROSE);
    since.filter(|_| fields.is_ok()).map(|since| (since, note))
}
