//! The page for a text that somebody else has saved meanwhile: field by field what both started from, what stands now, what
//! was typed; one side is chosen or a third written, and the same form saves it on top of what stands.
use askama::Template;
use axum::http::StatusCode;
use uuid::Uuid;

use crate::foundation::{
    id,
    text::diff::{Run, runs},
    web::{fields::Fields, shell::Shell},
};

/// The names of what a merged form carries besides its fields. What begins with `_` is nobody's typing.
const MERGED: &str = "_merge";
const STARTED: &str = "_was";

fn side(which: &str, name: &str) -> String {
    format!("_{which}-{name}")
}

/// How a field is written.
#[derive(Debug, Clone)]
pub enum Entry {
    Line,
    Prose,
    /// Codes with their words.
    Choice(Vec<(String, String)>),
}

/// A field of a text with versions: what was on record when the form was opened, and what is now.
#[derive(Debug, Clone)]
pub struct Part {
    pub name: String,
    pub label: String,
    pub entry: Entry,
    pub base: String,
    pub theirs: String,
}

impl Part {
    pub fn new(name: &str, label: String, entry: Entry, base: &str, theirs: &str) -> Self {
        Self { name: name.to_owned(), label, entry, base: base.to_owned(), theirs: theirs.to_owned() }
    }
}

/// Who changed a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// Nobody, or both alike.
    Settled,
    Mine,
    Theirs,
    Both,
}

impl Changed {
    fn of(base: &str, theirs: &str, mine: &str) -> Self {
        match (theirs == base, mine == base) {
            _ if theirs == mine => Self::Settled,
            (true, _) => Self::Mine,
            (false, true) => Self::Theirs,
            (false, false) => Self::Both,
        }
    }

    pub const fn key(self) -> &'static str {
        match self {
            Self::Settled => "conflict-settled",
            Self::Mine => "conflict-only-mine",
            Self::Theirs => "conflict-only-theirs",
            Self::Both => "conflict-both",
        }
    }
}

/// A field on the page.
#[derive(Debug, Clone)]
pub struct Row {
    pub part: Part,
    pub mine: String,
    pub changed: Changed,
    /// The side that is chosen; none where the reader has to say.
    pub take: &'static str,
    /// What the field of the merged text starts with.
    pub text: String,
}

impl Row {
    fn of(part: Part, fields: &Fields) -> Self {
        // it was on this page before, and comes back unsaved
        let again = fields.has(MERGED, &part.name);
        let typed = fields.value(&part.name).trim().to_owned();
        let mine = if again { fields.value(&side("mine", &part.name)).trim().to_owned() } else { typed.clone() };
        let changed = Changed::of(part.base.trim(), part.theirs.trim(), &mine);
        let said = fields.value(&side("take", &part.name));
        let take = match (again, changed) {
            (true, _) if said == "theirs" => "theirs",
            (true, _) if said == "mine" => "mine",
            (true, _) if said == "both" => "both",
            (_, Changed::Theirs) => "theirs",
            (_, Changed::Mine | Changed::Settled) => "mine",
            (_, Changed::Both) => "",
        };
        let text = match (again, changed) {
            (false, Changed::Theirs) => part.theirs.clone(),
            _ => typed,
        };
        Self { part, mine, changed, take, text }
    }

    /// In words, where what is stored is a code.
    fn said(&self, value: &str) -> String {
        match &self.part.entry {
            Entry::Line | Entry::Prose => value.to_owned(),
            Entry::Choice(options) => {
                options.iter().find(|(code, _)| code == value).map_or_else(String::new, |(_, word)| word.clone())
            }
        }
    }

    pub fn base_said(&self) -> String {
        self.said(&self.part.base)
    }

    /// Both sides, the one that stands first; a choice has only one.
    pub fn both(&self) -> Option<String> {
        match self.part.entry {
            Entry::Line => Some(format!("{}；{}", self.part.theirs, self.mine)),
            Entry::Prose => Some(format!("{}\n{}", self.part.theirs, self.mine)),
            Entry::Choice(_) => None,
        }
        .filter(|_| self.changed == Changed::Both && !self.mine.is_empty() && !self.part.theirs.is_empty())
    }

    /// What somebody else changed in what both started from.
    pub fn theirs_runs(&self) -> Vec<Run> {
        self.runs(&self.part.theirs)
    }

    /// What the reader changed in it.
    pub fn mine_runs(&self) -> Vec<Run> {
        self.runs(&self.mine)
    }

    fn runs(&self, value: &str) -> Vec<Run> {
        let (base, value) = (self.base_said(), self.said(value));
        match self.part.entry {
            Entry::Line | Entry::Prose => runs(&base, &value),
            // a word is another word, not one with other letters
            Entry::Choice(_) if base == value => vec![Run::Kept(value)],
            Entry::Choice(_) => vec![Run::Struck(base), Run::New(value)],
        }
    }
}

/// Where the merged text goes.
#[derive(Debug, Clone)]
pub struct Target {
    pub action: String,
    /// The page of the text.
    pub back: String,
    /// Who saved what stands, and as which version.
    pub who: String,
    pub no: i32,
    /// The version from which the form started.
    pub was: i32,
    /// Fields that the form needs besides.
    pub kept: Vec<(&'static str, String)>,
    /// Messages that name its fields.
    pub family: &'static str,
}

/// Answered with 409; with 422 where a side is still to be chosen.
#[derive(Template)]
#[template(path = "conflict.html")]
pub struct ConflictPage {
    pub shell: Shell,
    pub target: Target,
    pub key: Uuid,
    pub fields: Fields,
    pub rows: Vec<Row>,
}

impl ConflictPage {
    pub fn new(shell: Shell, target: Target, fields: &Fields, parts: Vec<Part>) -> Self {
        let rows = parts.into_iter().map(|part| Row::of(part, fields)).collect();
        Self { shell, target, key: id::fresh(), rows, fields: fields.clone() }
    }

    /// Those that somebody has to look at.
    pub fn open(&self) -> Vec<&Row> {
        self.rows.iter().filter(|row| row.changed != Changed::Settled).collect()
    }

    /// Those on which all agree.
    pub fn settled(&self) -> Vec<&Row> {
        self.rows.iter().filter(|row| row.changed == Changed::Settled).collect()
    }
}

fn is_merged(fields: &Fields) -> bool {
    !fields.value(MERGED).is_empty()
}

/// The version from which a form started: where a merged one comes back unsaved, that of the text before it.
pub fn started(fields: &Fields, base: i32) -> i32 {
    fields.value(STARTED).parse().unwrap_or(base)
}

/// Reads the sides that were chosen on this page, if the form comes from it: a text that is neither side's counts as
/// written; else the side that is chosen, or both.
pub fn settle(fields: &mut Fields) {
    let names: Vec<String> = fields.values(MERGED).into_iter().map(ToOwned::to_owned).collect();
    for name in &names {
        let of = |which: &str| fields.value(&side(which, name)).trim().to_owned();
        let (theirs, mine, written) = (of("theirs"), of("mine"), fields.value(name).trim().to_owned());
        if written != theirs && written != mine {
            continue;
        }
        match of("take").as_str() {
            "theirs" => fields.set(name, theirs),
            "mine" => fields.set(name, mine),
            "both" => {
                let both = of("both");
                fields.set(name, both);
            }
            _ => fields.problem(name, "problem-choose-side", Vec::new()),
        }
    }
}

/// Whether a text cannot be saved as it is: somebody saved another version than `base`, or a side is still to be chosen.
/// Returns the status with which [`ConflictPage`] answers.
pub fn clash(fields: &mut Fields, base: i32, stands: i32) -> Option<StatusCode> {
    if base != stands {
        // after a second conflict the reader's text is what the first one was merged to
        fields.remove(|name| name == MERGED || name == STARTED);
        return Some(StatusCode::CONFLICT);
    }
    (is_merged(fields) && !fields.is_ok()).then_some(StatusCode::UNPROCESSABLE_ENTITY)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(take: &str, written: &str) -> Fields {
        Fields::start([
            (MERGED, "facts".to_owned()),
            ("_theirs-facts", "他人的事实".to_owned()),
            ("_mine-facts", "我的事实".to_owned()),
            ("_both-facts", "他人的事实\n我的事实".to_owned()),
            ("_take-facts", take.to_owned()),
            ("facts", written.to_owned()),
        ])
    }

    #[test]
    fn a_side_is_taken_and_what_is_written_counts_before_it() {
        for (take, written, saved) in [
            ("theirs", "我的事实", "他人的事实"),
            ("mine", "他人的事实", "我的事实"),
            ("theirs", "两人的事实", "两人的事实"),
            ("", "两人的事实", "两人的事实"),
            ("both", "我的事实", "他人的事实\n我的事实"),
        ] {
            let mut fields = form(take, written);
            settle(&mut fields);
            assert_eq!(clash(&mut fields, 2, 2), None);
            assert_eq!(fields.value("facts"), saved);
        }
    }

    #[test]
    fn where_both_changed_the_reader_has_to_say() {
        let mut fields = form("", "我的事实");
        settle(&mut fields);
        assert_eq!(fields.problems()[0].field, "facts");
        assert_eq!(clash(&mut fields, 2, 2), Some(StatusCode::UNPROCESSABLE_ENTITY));
        assert_eq!(clash(&mut fields, 2, 3), Some(StatusCode::CONFLICT));
    }

    #[test]
    fn both_are_offered_where_both_are_texts_and_differ() {
        let both = |entry: Entry, base: &str, theirs: &str, mine: &str| {
            let part = Part::new("facts", String::new(), entry, base, theirs);
            Row::of(part, &Fields::start([("facts", mine.to_owned())])).both()
        };
        assert_eq!(both(Entry::Prose, "甲", "乙", "丙"), Some("乙\n丙".to_owned()));
        assert_eq!(both(Entry::Line, "甲", "乙", "丙"), Some("乙；丙".to_owned()));
        assert_eq!(both(Entry::Prose, "甲", "甲", "丙"), None);
        assert_eq!(both(Entry::Choice(Vec::new()), "甲", "乙", "丙"), None);
    }

    #[test]
    fn only_where_both_changed_nothing_is_chosen() {
        let took = |base: &str, theirs: &str, mine: &str| {
            let part = Part::new("facts", String::new(), Entry::Prose, base, theirs);
            let row = Row::of(part, &Fields::start([("facts", mine.to_owned())]));
            (row.changed, row.take, row.text)
        };
        assert_eq!(took("甲", "甲", "乙"), (Changed::Mine, "mine", "乙".to_owned()));
        assert_eq!(took("甲", "乙", "甲"), (Changed::Theirs, "theirs", "乙".to_owned()));
        assert_eq!(took("甲", "乙", "丙"), (Changed::Both, "", "丙".to_owned()));
        assert_eq!(took("甲", "乙", "乙"), (Changed::Settled, "mine", "乙".to_owned()));
    }
}
