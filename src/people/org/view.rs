//! Organs as pages.
use askama::Template;
use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    foundation::{
        text::Lang,
        web::{fields::Fields, shell::Shell},
        word::Word as _,
    },
    people::org::model::{Deputy, Mention, OrgKind, OrgRow, Organ, Renaming, Supervised, Ties},
};

/// What a field offers: code and word.
pub type Options = Vec<(String, String)>;

/// An organ where it stands in the tree.
pub struct Node {
    pub row: OrgRow,
    /// How many organs stand directly below it.
    pub below: usize,
    /// Whether these are shown at first.
    pub unfolded: bool,
    /// How many branches end with it.
    pub ends: usize,
}

/// The rows, each below the organ that it belongs to. They come level by level.
pub fn tree(rows: &[OrgRow]) -> Vec<Node> {
    fn walk(rows: &[OrgRow], at: &OrgRow, nodes: &mut Vec<Node>) {
        let below: Vec<&OrgRow> = rows.iter().filter(|row| row.parent == Some(at.id)).collect();
        let unfolded = matches!(at.kind, OrgKind::Spp | OrgKind::Province);
        nodes.push(Node { row: at.clone(), below: below.len(), unfolded, ends: 0 });
        for row in &below {
            walk(rows, row, nodes);
        }
        if let Some(last) = nodes.last_mut().filter(|_| !below.is_empty()) {
            last.ends += 1;
        }
    }
    let mut nodes = Vec::with_capacity(rows.len());
    for root in rows.iter().filter(|row| row.parent.is_none()) {
        walk(rows, root, &mut nodes);
    }
    nodes
}

/// An organ found by a word, and where it stands.
pub struct Found {
    pub row: OrgRow,
    /// Those above it, from the region down.
    pub place: String,
}

/// Those of a word in code or name, and of a kind; each with its place.
pub fn found(rows: &[OrgRow], l: Lang, q: &str, kind: Option<OrgKind>) -> Vec<Found> {
    let q = q.to_lowercase();
    let is_meant = |row: &&OrgRow| {
        let said = [&row.code, &row.name_zh, &row.name_en].into_iter().any(|text| text.to_lowercase().contains(&q));
        said && kind.is_none_or(|kind| row.kind == kind)
    };
    let place = |row: &OrgRow| {
        let mut names = Vec::new();
        let mut above = row.parent;
        while let Some(organ) = above.and_then(|id| rows.iter().find(|row| row.id == id)) {
            if organ.kind != OrgKind::Spp {
                names.push(organ.name(l));
            }
            above = organ.parent;
        }
        names.reverse();
        names.join(" › ")
    };
    rows.iter().filter(is_meant).map(|row| Found { row: row.clone(), place: place(row) }).collect()
}

#[derive(Template)]
#[template(path = "people/org/list.html")]
pub struct ListPage {
    pub shell: Shell,
    pub fields: Fields,
    pub kinds: Options,
    /// How many organs there are that are not closed.
    pub total: usize,
    /// Without a filter.
    pub tree: Vec<Node>,
    /// With one.
    pub found: Option<Vec<Found>>,
}

fn word(options: &Options, code: &str) -> String {
    options.iter().find(|(own, _)| own == code).map_or_else(String::new, |(_, word)| word.clone())
}

#[derive(Template)]
#[template(path = "people/org/new.html")]
pub struct NewPage {
    pub shell: Shell,
    pub key: Uuid,
    pub fields: Fields,
    pub kinds: Options,
    pub above: Options,
    pub approvers: Options,
    /// Facilities of the organ above that have no office; none until it is chosen.
    pub facilities: Option<Options>,
}

impl NewPage {
    /// Whether it is still asked what is made below which organ: the rest of the form follows from that.
    pub fn asks_place(&self) -> bool {
        let chosen = |name| !self.fields.value(name).is_empty() && self.fields.error(self.shell.l, name).is_none();
        !(chosen("kind") && chosen("below"))
    }

    /// The kind, as the form restates it.
    pub fn kind(&self) -> String {
        word(&self.kinds, self.fields.value("kind"))
    }

    /// The organ above, as the form restates it.
    pub fn above(&self) -> String {
        word(&self.above, self.fields.value("below"))
    }

    /// Whether an office is being made, which stands at a facility.
    pub fn is_office(&self) -> bool {
        self.fields.value("kind") == OrgKind::ResidentOffice.code()
    }
}

#[derive(Template)]
#[template(path = "people/org/show.html")]
pub struct OrganPage {
    pub shell: Shell,
    pub today: NaiveDate,
    pub organ: Organ,
    pub parent: Option<Mention>,
    pub approver: Option<Mention>,
    pub below: Vec<OrgRow>,
    pub persons: i64,
    pub supervised: Vec<Supervised>,
    pub renamings: Vec<Renaming>,
}

impl OrganPage {
    /// What stands below it, resident offices first, each group under the message of its heading.
    pub fn groups(&self) -> Vec<(&'static str, Vec<&OrgRow>)> {
        let (offices, others): (Vec<&OrgRow>, Vec<&OrgRow>) =
            self.below.iter().partition(|row| row.kind == OrgKind::ResidentOffice);
        let groups = [("org-offices", offices), ("org-others", others)];
        groups.into_iter().filter(|(_, rows)| !rows.is_empty()).collect()
    }

    /// Whether anything can be made below it.
    pub fn may_add(&self) -> bool {
        self.organ.closed_on.is_none() && OrgKind::ResidentOffice.below(self.organ.kind, self.organ.level).is_some()
    }

    /// How many it supervises, or stands at, today.
    pub fn present(&self) -> usize {
        self.supervised.iter().filter(|one| one.until.is_none()).count()
    }
}

#[derive(Template)]
#[template(path = "people/org/rename.html")]
pub struct RenamePage {
    pub shell: Shell,
    pub key: Uuid,
    pub organ: Organ,
    pub fields: Fields,
}

#[derive(Template)]
#[template(path = "people/org/approver.html")]
pub struct ApproverPage {
    pub shell: Shell,
    pub key: Uuid,
    pub organ: Organ,
    pub fields: Fields,
    pub choices: Options,
    /// Who approves now by delegation of the present approver: theirs ends first.
    pub deputies: Vec<Deputy>,
}

#[derive(Template)]
#[template(path = "people/org/close.html")]
pub struct ClosePage {
    pub shell: Shell,
    pub key: Uuid,
    pub organ: Organ,
    pub fields: Fields,
    pub ties: Ties,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foundation::id::OrgId;

    fn row(id: i32, parent: Option<i32>, kind: OrgKind) -> OrgRow {
        OrgRow {
            id: OrgId(id),
            uid: Uuid::nil(),
            code: format!("{id}-JCY"),
            kind,
            parent: parent.map(OrgId),
            name_zh: format!("第{id}院"),
            name_en: String::new(),
            closed_on: None,
            kept: true,
            facilities: 0,
            persons: 0,
        }
    }

    fn rows() -> Vec<OrgRow> {
        vec![
            row(1, None, OrgKind::Spp),
            row(2, Some(1), OrgKind::Province),
            row(3, Some(2), OrgKind::City),
            row(4, Some(2), OrgKind::City),
            row(5, Some(3), OrgKind::County),
        ]
    }

    #[test]
    fn every_branch_that_begins_ends() {
        let nodes = tree(&rows());
        let order: Vec<i32> = nodes.iter().map(|node| node.row.id.0).collect();
        assert_eq!(order, [1, 2, 3, 5, 4]);
        let ends: Vec<usize> = nodes.iter().map(|node| node.ends).collect();
        assert_eq!(ends, [0, 0, 0, 1, 2]);
    }

    #[test]
    fn what_is_found_says_where_it_stands() {
        let found = found(&rows(), Lang::Zh, "第5", None);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].place, "第2院 › 第3院");
    }
}
