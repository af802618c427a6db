//! The rooms, and which may use which: this list is the architecture diagram.
use std::collections::BTreeSet;

use super::source::{File, files, none};

/// Every room with the rooms that it uses, `foundation` apart, which all may use. A room uses only rooms above it.
const ROOMS: &[(&str, &[&str])] = &[
    ("foundation", &[]),
    ("config", &[]),
    // a permit carries the application's state: the one edge that points down the list
    ("people/access", &["app"]),
    ("people/org", &["people/access"]),
    ("people/facility", &["people/access"]),
    ("people/person", &["people/access"]),
    ("people/administration", &["people/access", "people/person"]),
    ("people/audit", &["people/access"]),
    ("people/delegation", &["people/access"]),
    ("law/period", &["people/facility"]),
    ("people/roster", &["people/access", "people/person", "people/facility", "law/period"]),
    ("law/category", &["people/facility"]),
    ("law/checklist", &["people/access", "people/facility"]),
    ("law/clock", &["law/period"]),
    ("law/calendar", &["people/access", "law/period", "law/clock"]),
    ("law/parameter", &["people/access", "people/facility", "law/period"]),
    ("law/taxonomy", &["people/access", "people/facility"]),
    ("workflow/team", &["people/person"]),
    (
        "workflow/inspection",
        &[
            "people/access",
            "people/facility",
            "people/roster",
            "law/period",
            "law/checklist",
            "law/clock",
            "workflow/team",
        ],
    ),
    ("workflow/incident", &["people/access", "people/facility", "workflow/inspection"]),
    ("workflow/staff", &["people/access", "people/person", "people/roster", "workflow/inspection", "workflow/team"]),
    ("workflow/evidence", &["people/access", "workflow/inspection"]),
    ("workflow/material", &["people/access", "workflow/inspection"]),
    ("workflow/clue", &["people/access", "workflow/inspection"]),
    ("workflow/outbox", &["people/access", "workflow/inspection"]),
    ("workflow/preparation", &["people/access", "workflow/inspection", "workflow/evidence"]),
    ("workflow/paper", &["people/access", "workflow/inspection"]),
    ("workflow/record", &["people/access", "law/period", "workflow/inspection", "workflow/evidence", "workflow/paper"]),
    ("workflow/checklist", &["people/access", "people/facility", "law/checklist", "workflow/inspection"]),
    (
        "workflow/finding",
        &[
            "people/access",
            "law/category",
            "law/checklist",
            "law/clock",
            "workflow/inspection",
            "workflow/evidence",
            "workflow/record",
        ],
    ),
    (
        "workflow/capture",
        &[
            "people/access",
            "law/category",
            "law/checklist",
            "workflow/inspection",
            "workflow/evidence",
            "workflow/material",
            "workflow/paper",
            "workflow/record",
            "workflow/checklist",
            "workflow/finding",
        ],
    ),
    ("workflow/review", &["people/access", "workflow/inspection", "workflow/record", "workflow/finding"]),
    (
        "workflow/document",
        &[
            "people/access",
            "law/period",
            "law/clock",
            "workflow/inspection",
            "workflow/evidence",
            "workflow/finding",
            "workflow/record",
        ],
    ),
    (
        "workflow/objection",
        &[
            "people/access",
            "people/facility",
            "law/period",
            "law/clock",
            "workflow/inspection",
            "workflow/evidence",
            "workflow/document",
        ],
    ),
    ("workflow/oral", &["people/access", "law/period", "law/clock", "workflow/inspection", "workflow/finding"]),
    (
        "workflow/rectification",
        &["people/access", "law/clock", "workflow/inspection", "workflow/evidence", "workflow/finding"],
    ),
    ("workflow/volume", &["people/access", "workflow/inspection", "workflow/record", "workflow/document"]),
    (
        "workflow/liaison",
        &[
            "people/access",
            "people/facility",
            "law/clock",
            "workflow/evidence",
            "workflow/finding",
            "workflow/document",
            "workflow/objection",
            "workflow/rectification",
        ],
    ),
    (
        "workflow/statistics",
        &[
            "people/access",
            "people/facility",
            "law/clock",
            "workflow/inspection",
            "workflow/incident",
            "workflow/finding",
            "workflow/document",
        ],
    ),
    (
        "workflow/round",
        &[
            "people/access",
            "people/facility",
            "people/person",
            "people/roster",
            "law/period",
            "workflow/team",
            "workflow/inspection",
        ],
    ),
    (
        "workflow/desk",
        &[
            "people/access",
            "people/facility",
            "law/period",
            "law/calendar",
            "law/checklist",
            "law/taxonomy",
            "workflow/inspection",
            "workflow/finding",
            "workflow/statistics",
        ],
    ),
    (
        "routes",
        &[
            "app",
            "people/access",
            "people/person",
            "people/administration",
            "people/audit",
            "people/delegation",
            "people/facility",
            "people/org",
            "people/roster",
            "law/parameter",
            "law/calendar",
            "law/checklist",
            "law/taxonomy",
            "workflow/inspection",
            "workflow/incident",
            "workflow/clue",
            "workflow/outbox",
            "workflow/paper",
            "workflow/evidence",
            "workflow/material",
            "workflow/preparation",
            "workflow/record",
            "workflow/checklist",
            "workflow/capture",
            "workflow/finding",
            "workflow/document",
            "workflow/objection",
            "workflow/oral",
            "workflow/review",
            "workflow/rectification",
            "workflow/volume",
            "workflow/liaison",
            "workflow/desk",
            "workflow/staff",
            "workflow/statistics",
            "workflow/round",
        ],
    ),
    ("app", &["config", "law/checklist", "routes"]),
    ("demo", &["people/access", "people/org", "people/facility", "app"]),
    ("setup", &["people", "law"]),
    ("jobs", &["app", "people/access", "workflow/document", "workflow/evidence", "workflow/round"]),
    ("serve", &["config", "demo", "app", "setup", "jobs", "workflow/evidence", "workflow/record"]),
];

/// Macros live at the crate's root whatever their room.
const MACROS: [(&str, &str); 2] = [("words", "foundation"), ("deeds", "people/access")];

/// Edges that point down the list, each with its reason above.
const DOWN: [(&str, &str); 2] = [("people/access", "app"), ("routes", "app")];

#[test]
fn rooms_use_only_what_the_diagram_allows() {
    let mut complaints = Vec::new();
    let mut drawn = BTreeSet::new();
    for file in files("src", ".rs") {
        let own = room_of_file(&file.path);
        for used in paths(&file).iter().map(|path| room_of_path(path)).filter(|used| *used != own) {
            drawn.insert((own.clone(), used.clone()));
            if used != "foundation" && !allowed(&own).contains(&used.as_str()) {
                complaints.push(format!("{}: {own} uses {used}", file.path));
            }
        }
    }
    for (room, uses) in ROOMS {
        for used in *uses {
            if !drawn.contains(&((*room).to_owned(), (*used).to_owned())) {
                complaints.push(format!("the diagram lets {room} use {used}, which it does not"));
            }
        }
    }
    none(&complaints);
}

#[test]
fn the_diagram_has_no_circle() {
    let place = |room: &str| ROOMS.iter().position(|(own, _)| *own == room || own.starts_with(&format!("{room}/")));
    for (room, uses) in ROOMS {
        for used in uses.iter().filter(|used| !DOWN.contains(&(room, used))) {
            assert!(place(used) < place(room), "{room} uses {used}, which stands below it");
        }
    }
}

#[test]
fn a_stage_is_entered_by_its_front_door() {
    let inner = ["::page::", "::view::", "::form::", "::gate::"];
    let mut complaints = Vec::new();
    for file in files("src/workflow", ".rs") {
        let own = room_of_file(&file.path);
        let others =
            ROOMS.iter().filter_map(|(room, _)| room.strip_prefix("workflow/")).filter(|room| !own.ends_with(room));
        let inner: Vec<String> = others.flat_map(|room| inner.map(|inner| format!("{room}{inner}"))).collect();
        let lines = file.lines().filter(|(_, line)| inner.iter().any(|inner| line.contains(inner.as_str())));
        complaints.extend(lines.map(|(at, line)| format!("{}:{at}: another stage's own: {}", file.path, line.trim())));
        for path in paths(&file).iter().filter(|path| path.starts_with("workflow::") && room_of_path(path) != own) {
            if inner.iter().any(|inner| path.contains(inner.as_str())) {
                complaints.push(format!("{}: {path} is another stage's own", file.path));
            }
        }
    }
    none(&complaints);
}

fn allowed(room: &str) -> &'static [&'static str] {
    ROOMS.iter().find(|(own, _)| *own == room).map_or(&[], |(_, uses)| uses)
}

fn room_of_file(path: &str) -> String {
    room(path.trim_start_matches("src/").trim_end_matches(".rs").split('/'))
}

fn room_of_path(path: &str) -> String {
    let first = path.split("::").next().unwrap_or_default();
    let of_macro = MACROS.iter().find(|(name, _)| *name == first).map(|(_, room)| (*room).to_owned());
    of_macro.unwrap_or_else(|| room(path.split("::")))
}

/// The first name, or the first two where a wing has several rooms.
fn room<'a>(mut names: impl Iterator<Item = &'a str>) -> String {
    let first = names.next().unwrap_or_default();
    match names.next().filter(|_| ["people", "law", "workflow"].contains(&first)) {
        Some(second) if second != "mod" => format!("{first}/{second}"),
        Some(_) | None => first.to_owned(),
    }
}

/// Every path that begins at the crate's root, use lists spread out.
fn paths(file: &File) -> Vec<String> {
    if file.path == "src/lib.rs" || file.path == "src/main.rs" || file.is_test() {
        return Vec::new();
    }
    let code = file.lines().map(|(_, line)| line).collect::<Vec<_>>().join("\n");
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::").filter(|(at, _)| !code[..*at].ends_with('$')) {
        spread(String::new(), &mut code[at + "crate::".len()..].chars().peekable(), &mut found);
    }
    found
}

fn spread(mut path: String, rest: &mut std::iter::Peekable<std::str::Chars<'_>>, found: &mut Vec<String>) {
    while let Some(next) = rest.peek().copied() {
        match next {
            '{' => {
                rest.next();
                while let Some(inner) = rest.peek() {
                    match inner {
                        '}' => {
                            rest.next();
                            return;
                        }
                        ',' | '\n' | ' ' => drop(rest.next()),
                        _ => spread(path.clone(), rest, found),
                    }
                }
                return;
            }
            'a'..='z' | 'A'..='Z' | '0'..='9' | '_' | ':' => {
                path.push(next);
                rest.next();
            }
            ' ' => {
                // `as name`
                let alias: String = rest.clone().take(4).collect();
                if alias == " as " {
                    while rest.peek().is_some_and(|c| !matches!(c, ',' | '}' | ';')) {
                        rest.next();
                    }
                }
                break;
            }
            _ => break,
        }
    }
    found.push(path);
}
