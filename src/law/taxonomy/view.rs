//! What the pages of the taxonomy show.
use std::borrow::Borrow;

use askama::Template;
use chrono::NaiveDate;

use crate::{
    foundation::{
        text::Lang,
        web::{fields::Fields, shell::Shell},
    },
    law::taxonomy::{
        form::Ground,
        model::{Change, Changed, Leaf, Version},
    },
    people::facility::FacilityKind,
};

/// `GET /admin/categories?version=`
#[derive(Template)]
#[template(path = "law/taxonomy/index.html")]
pub struct IndexPage {
    pub shell: Shell,
    pub key: uuid::Uuid,
    pub today: NaiveDate,
    pub versions: Vec<Version>,
    /// The version whose categories are shown.
    pub shown: i32,
    pub domains: Vec<Domain>,
    pub lines: Vec<Line>,
    pub drafting: bool,
}

impl IndexPage {
    pub fn is_shown(&self, version: &Version) -> bool {
        version.id == self.shown
    }

    /// Where a version stands, as its code: in force, to come, past, never applied.
    pub fn place(&self, version: &Version) -> &'static str {
        if version.replaced {
            "replaced"
        } else if version.since > self.today {
            "planned"
        } else if version.until.is_some_and(|until| until <= self.today) {
            "past"
        } else {
            "current"
        }
    }
}

/// `GET /admin/categories/draft`
#[derive(Template)]
#[template(path = "law/taxonomy/draft.html")]
pub struct DraftPage {
    pub shell: Shell,
    pub key: uuid::Uuid,
    pub ground: Ground,
    pub domains: Vec<Domain>,
    pub lines: Vec<Line>,
}

/// `GET /admin/categories/draft/change?do=&code=&domain=`
#[derive(Template)]
#[template(path = "law/taxonomy/change.html")]
pub struct ChangePage {
    pub shell: Shell,
    pub key: uuid::Uuid,
    pub change: Change,
    pub leaf: Leaf,
    pub fields: Fields,
    pub severities: Vec<(&'static str, String)>,
    /// Code, name, whether chosen.
    pub heirs: Vec<(String, String, bool)>,
}

impl ChangePage {
    pub fn heading(&self) -> String {
        self.shell.l.t(&format!("taxonomy-do-{}", self.change))
    }
}

/// `GET /admin/categories/draft/publish`
#[derive(Template)]
#[template(path = "law/taxonomy/publish.html")]
pub struct PublishPage {
    pub shell: Shell,
    pub key: uuid::Uuid,
    pub fields: Fields,
    pub base: i32,
    pub lines: Vec<Line>,
    /// What is shown, in short.
    pub seen: String,
    /// The draft was changed while it was reviewed.
    pub overtaken: bool,
}

/// A domain with its categories.
#[derive(Debug, Clone)]
pub struct Domain {
    pub kind: FacilityKind,
    pub code: String,
    pub name: String,
    pub leaves: Vec<Leaf>,
}

/// The categories under their domains, prisons first.
pub fn domains(leaves: &[Leaf], l: Lang) -> Vec<Domain> {
    use crate::foundation::word::Word as _;
    let mut domains: Vec<Domain> = Vec::new();
    for kind in FacilityKind::ALL {
        for leaf in leaves.iter().filter(|leaf| leaf.facility_kind == *kind) {
            match domains.iter_mut().find(|domain| domain.code == leaf.domain) {
                Some(domain) => domain.leaves.push(leaf.clone()),
                None => domains.push(Domain {
                    kind: *kind,
                    code: leaf.domain.clone(),
                    name: leaf.domain_name(l).to_owned(),
                    leaves: vec![leaf.clone()],
                }),
            }
        }
    }
    domains
}

/// A line of a difference: what becomes of a category.
#[derive(Debug, Clone)]
pub struct Line {
    pub code: String,
    pub change: Change,
    pub domain: String,
    pub before: String,
    pub after: String,
}

/// The names of categories by their codes: those of a version, and those that a difference adds.
pub fn lines(base: &[Leaf], changes: &[Changed], l: impl Borrow<Lang>) -> Vec<Line> {
    let l = *l.borrow();
    let severity = |code: &str| l.t(&format!("severity-{code}"));
    let told = |zh: &str, en: &str, hint: &str| {
        l.with("taxonomy-category", &[("name", l.pick(zh, en).into()), ("severity", severity(hint).into())])
    };
    let both = |zh: &str, en: &str| if zh == en { zh.to_owned() } else { format!("{zh} · {en}") };
    let name_of = |code: &String| {
        let leaf = base.iter().find(|leaf| leaf.code == *code).map(|leaf| leaf.name(l).to_owned());
        let added =
            || changes.iter().find(|one| one.code == *code).map(|one| l.pick(&one.name_zh, &one.name_en).to_owned());
        format!("{code} {}", leaf.or_else(added).unwrap_or_default())
    };
    let line = |changed: &Changed| {
        let old = base.iter().find(|leaf| leaf.code == changed.code);
        let near = old.or_else(|| base.iter().find(|leaf| leaf.domain == changed.domain));
        let hint = changed.severity_hint.as_deref().unwrap_or("moderate");
        let after = match changed.change {
            Change::Rename | Change::Add => {
                told(&both(&changed.name_zh, &changed.name_en), &both(&changed.name_zh, &changed.name_en), hint)
            }
            Change::Retire if changed.successors.is_empty() => l.t("taxonomy-no-heir"),
            Change::Retire => {
                let heirs: Vec<String> = changed.successors.iter().map(name_of).collect();
                l.with("taxonomy-heirs", &[("names", heirs.join(&l.t("part-comma")).into())])
            }
        };
        Line {
            code: changed.code.clone(),
            change: changed.change,
            domain: near.map_or_else(String::new, |leaf| leaf.domain_name(l).to_owned()),
            before: old.map_or_else(String::new, |leaf| {
                let name = both(&leaf.name_zh, &leaf.name_en);
                told(&name, &name, &leaf.severity_hint)
            }),
            after,
        }
    };
    changes.iter().map(line).collect()
}
