//! A file does one thing: past a few hundred lines it does two.
use super::source::{files, none};

/// Most lines of a file, its tests apart.
const LONGEST: usize = 400;

/// The few that may be longer, and why.
const LONGER: [(&str, usize, &str); 4] = [
    ("src/routes.rs", 620, "one row an address"),
    ("src/people/access/policy.rs", 600, "every action, every role, one answer each: a lawyer reads them in one place"),
    (
        "src/workflow/inspection/page.rs",
        480,
        "one handler for every page of the case file, and the one form of its steps",
    ),
    (
        "src/workflow/inspection/store.rs",
        400,
        "the case file is what all stages hang from: its SQL is read in one place",
    ),
];

/// Most lines of a handler.
const HANDLER: usize = 45;

#[test]
fn no_file_is_too_long_to_be_read_at_once() {
    let mut complaints = Vec::new();
    for file in files("src", ".rs").iter().filter(|file| !file.is_test()) {
        let lines = file.code().lines().count();
        let longest = LONGER.iter().find(|(path, ..)| *path == file.path).map_or(LONGEST, |(_, longest, _)| *longest);
        if lines > longest {
            complaints.push(format!("{} has {lines} lines: does it still do one thing?", file.path));
        }
    }
    none(&complaints);
}

#[test]
fn no_handler_is_too_long_to_be_seen_at_once() {
    let mut complaints = Vec::new();
    for file in files("src", "/page.rs") {
        let mut begun = None;
        for (at, line) in file.text.lines().enumerate() {
            if line.starts_with("pub async fn") {
                begun = Some((at, line));
            }
            if line == "}"
                && let Some((from, name)) = begun.take()
                && at - from > HANDLER
            {
                complaints.push(format!("{}: {} lines: {name}", file.path, at - from));
            }
        }
    }
    none(&complaints);
}

#[test]
fn every_module_begins_with_a_sentence_of_the_trade() {
    let files = files("src", ".rs");
    let silent: Vec<String> = files
        .iter()
        .filter(|file| !file.is_test() && !file.text.starts_with("//! "))
        .map(|file| file.path.clone())
        .collect();
    none(&silent);
}
