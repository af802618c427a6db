//! Reading the forms of a draft: one change of one category, and its publication.
use chrono::{Days, NaiveDate};
use sha2::{Digest as _, Sha256};

use crate::{
    foundation::web::fields::{Fields, LINE, PROSE},
    law::taxonomy::model::{Change, Changed, Draft, Leaf, next_code},
};

/// How severe a finding of a category usually is.
pub const SEVERITIES: [&str; 4] = ["minor", "moderate", "serious", "critical"];

/// A draft with what it is built on.
#[derive(Debug, Clone)]
pub struct Ground {
    pub draft: Draft,
    pub leaves: Vec<Leaf>,
    pub changes: Vec<Changed>,
    /// Every code that was ever given.
    pub codes: Vec<String>,
}

impl Ground {
    pub fn leaf(&self, code: &str) -> Option<&Leaf> {
        self.leaves.iter().find(|leaf| leaf.code == code)
    }

    /// Any category of a domain, which says what the domain is called.
    pub fn of_domain(&self, domain: &str) -> Option<&Leaf> {
        self.leaves.iter().find(|leaf| leaf.domain == domain)
    }

    /// What a reader of the draft has seen, in short: a draft that was changed since is another.
    pub fn seen(&self) -> String {
        hex::encode(Sha256::digest(format!("{}{:?}", self.draft.id, self.changes)))
    }

    pub fn changed(&self, code: &str) -> Option<&Changed> {
        self.changes.iter().find(|changed| changed.code == code)
    }

    /// What may take the place of a category: its neighbours that stay, and what the draft adds for the same kind of
    /// facility.
    pub fn heirs(&self, leaf: &Leaf) -> Vec<(String, String, String)> {
        let stays = |other: &&Leaf| {
            other.domain == leaf.domain
                && other.code != leaf.code
                && self.changed(&other.code).is_none_or(|changed| changed.change != Change::Retire)
        };
        let added = |changed: &&Changed| {
            changed.change == Change::Add
                && self.of_domain(&changed.domain).is_some_and(|near| near.facility_kind == leaf.facility_kind)
        };
        let new = self.changes.iter().filter(added);
        let new = new.map(|changed| (changed.code.clone(), changed.name_zh.clone(), changed.name_en.clone()));
        let near = self.leaves.iter().filter(stays);
        new.chain(near.map(|leaf| (leaf.code.clone(), leaf.name_zh.clone(), leaf.name_en.clone()))).collect()
    }

    /// Whether a name stands already in a domain, under another code.
    fn has_name(&self, domain: &str, code: &str, name_zh: &str) -> bool {
        let here = |leaf: &&Leaf| leaf.domain == domain && leaf.code != code && self.changed(&leaf.code).is_none();
        self.leaves.iter().filter(here).any(|leaf| leaf.name_zh == name_zh)
            || self.changes.iter().any(|changed| {
                changed.code != code
                    && changed.change != Change::Retire
                    && changed.name_zh == name_zh
                    && (changed.domain == domain || self.leaf(&changed.code).is_some_and(|leaf| leaf.domain == domain))
            })
    }
}

/// Reads a change; what is wrong is noted at the fields.
pub fn read(fields: &mut Fields, ground: &Ground, change: Change) -> Option<Changed> {
    let code = fields.value("code").to_owned();
    let read = match change {
        Change::Rename => {
            let leaf = ground.leaf(&code)?;
            let changed = named(fields, ground, change, code, &leaf.domain)?;
            let same = changed.name_zh == leaf.name_zh
                && changed.name_en == leaf.name_en
                && changed.severity_hint.as_ref() == Some(&leaf.severity_hint);
            if same {
                fields.problem("name_zh", "problem-category-same", Vec::new());
            }
            // a renamed category stays where it stands
            Changed { domain: String::new(), ..changed }
        }
        Change::Add => {
            let domain = fields.value("domain").to_owned();
            let given: Vec<String> =
                ground.codes.iter().cloned().chain(ground.changes.iter().map(|changed| changed.code.clone())).collect();
            let Some(code) = next_code(&domain, &given) else {
                fields.problem("name_zh", "problem-category-full", Vec::new());
                return None;
            };
            named(fields, ground, change, code, &domain)?
        }
        Change::Retire => {
            let leaf = ground.leaf(&code)?;
            let heirs = ground.heirs(leaf);
            let successors: Vec<String> = fields.values("successors").into_iter().map(ToOwned::to_owned).collect();
            if successors.iter().any(|code| heirs.iter().all(|(heir, ..)| heir != code)) {
                fields.problem("successors", "problem-choose", Vec::new());
            }
            if let Some(other) = ground.changes.iter().find(|other| other.successors.contains(&code)) {
                fields.problem("successors", "problem-category-heir", vec![("code", other.code.as_str().into())]);
            }
            let (name_zh, name_en) = (leaf.name_zh.clone(), leaf.name_en.clone());
            Changed { code, change, domain: String::new(), name_zh, name_en, severity_hint: None, successors }
        }
    };
    fields.is_ok().then_some(read)
}

fn named(fields: &mut Fields, ground: &Ground, change: Change, code: String, domain: &str) -> Option<Changed> {
    let name_zh = fields.text("name_zh", LINE);
    let name_en = fields.text("name_en", LINE);
    let severity_hint = fields.value("severity").to_owned();
    if !SEVERITIES.contains(&severity_hint.as_str()) {
        fields.problem("severity", "problem-choose", Vec::new());
    }
    if ground.has_name(domain, &code, &name_zh) {
        fields.problem("name_zh", "problem-category-name", Vec::new());
    }
    let severity_hint = Some(severity_hint);
    let domain = domain.to_owned();
    fields.is_ok().then_some(Changed { code, change, domain, name_zh, name_en, severity_hint, successors: Vec::new() })
}

/// The form of a change as it starts.
pub fn start(change: Change, leaf: &Leaf) -> Fields {
    let same = |text: &str| if change == Change::Add { String::new() } else { text.to_owned() };
    Fields::start([
        ("name_zh", same(&leaf.name_zh)),
        ("name_en", same(&leaf.name_en)),
        ("severity", leaf.severity_hint.clone()),
    ])
}

/// A version begins tomorrow at the earliest: findings of today are coded already.
pub fn earliest(today: NaiveDate) -> NaiveDate {
    today + Days::new(1)
}

/// Reads when a draft is to apply, and why.
pub fn publication(fields: &mut Fields, today: NaiveDate) -> Option<(NaiveDate, String)> {
    let since = fields.date("since");
    if since.is_some_and(|since| since < earliest(today)) {
        fields.problem("since", "problem-not-ahead", vec![("earliest", earliest(today).into())]);
    }
    let note = fields.text("note", PROSE);
    since.filter(|_| fields.is_ok()).map(|since| (since, note))
}
