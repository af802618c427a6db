//! The page for a text that can no longer be saved: what stands now, and what was typed, field by field; nothing is lost.
use askama::Template;

use crate::foundation::web::shell::Shell;

/// A field of such a text.
#[derive(Debug, Clone)]
pub struct Pair {
    pub label: String,
    /// What is on record now.
    pub theirs: String,
    pub mine: String,
}

/// Answered with 409.
#[derive(Template)]
#[template(path = "overtaken.html")]
pub struct OvertakenPage {
    pub shell: Shell,
    /// Why it can no longer be saved.
    pub sentence: String,
    /// Where the text stands now.
    pub back: String,
    pub pairs: Vec<Pair>,
}

impl OvertakenPage {
    /// The pairs of labels, what stands, what was typed; those of which nothing was typed and nothing stands are left out.
    pub fn new(shell: Shell, sentence: &str, back: String, pairs: &[(&str, &str, &str)]) -> Self {
        let pair = |(label, theirs, mine): &(&str, &str, &str)| Pair {
            label: shell.l.t(label),
            theirs: (*theirs).to_owned(),
            mine: (*mine).to_owned(),
        };
        let pairs =
            pairs.iter().filter(|(_, theirs, mine)| !(theirs.is_empty() && mine.is_empty())).map(pair).collect();
        Self { sentence: shell.l.t(sentence), back, pairs, shell }
    }
}
