//! What the README names is there: pictures, paths, headings, both commands.
use std::path::Path;

use super::source::none;

const README: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md"));

fn is_there(path: &str) -> bool {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path).exists()
}

/// The anchor of a heading, as it is linked to.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().to_lowercase();
    kept.chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-'))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

#[test]
fn links_lead_somewhere() {
    let headings: Vec<String> =
        README.lines().filter(|line| line.starts_with('#')).map(|line| anchor(line.trim_start_matches('#'))).collect();
    let links = README.match_indices("](").filter_map(|(at, _)| README[at + 2..].split(')').next());
    let lost = links.filter(|link| !link.starts_with("http")).filter(|link| match link.strip_prefix('#') {
        Some(heading) => !headings.contains(&heading.to_owned()),
        None => !is_there(link),
    });
    none(&lost.map(ToOwned::to_owned).collect::<Vec<_>>());
}

/// `src/routes.rs`, `tests/it/`: what is written as a path of the house is one.
#[test]
fn paths_exist() {
    let tops = [
        "src/",
        "tests/",
        "migrations/",
        "templates/",
        "static/",
        "i18n/",
        "reference/",
        "docs/",
        "bench/",
        "bin/",
        "workflow/",
    ];
    let prose: Vec<&str> = README.split("```").step_by(2).collect();
    let named = prose.iter().flat_map(|text| text.split('`').skip(1).step_by(2));
    let lost =
        named.filter(|path| tops.iter().any(|top| path.starts_with(top)) && !path.contains([' ', '<', '*', '…']));
    let lost = lost.filter(|path| !is_there(path) && !is_there(&format!("src/{path}")));
    none(&lost.map(ToOwned::to_owned).collect::<Vec<_>>());
}

#[test]
fn both_commands_are_there() {
    for command in ["bin/run", "bin/test"] {
        assert!(README.contains(command) && is_there(command), "{command}");
    }
}
