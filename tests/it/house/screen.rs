//! What reaches a browser: templates without style or script of their own, CSS for browsers down to Chromium 109.
use xunjian::foundation::{text::Lang, web::fields::Fields};

use super::source::{files, none};

#[test]
fn templates_keep_to_the_content_policy() {
    let forbidden = [
        " style=",
        "|safe",
        "| safe",
        "hx-on",
        "http://",
        "https://",
        "javascript:",
        "<style",
        " onclick=",
        " onsubmit=",
    ];
    let mut complaints = Vec::new();
    for file in files("templates", ".html") {
        for (at, line) in file.text.lines().enumerate() {
            let script = line
                .match_indices("<script")
                .any(|(from, _)| !line[from..].split('>').next().unwrap_or_default().contains("src="));
            if script || forbidden.iter().any(|word| line.contains(word)) {
                complaints.push(format!("{}:{}: {}", file.path, at + 1, line.trim()));
            }
        }
    }
    none(&complaints);
}

#[test]
fn styles_and_scripts_ask_nobody_else() {
    let mut complaints = Vec::new();
    for file in files("static", "").iter().filter(|file| !file.path.ends_with(".svg")) {
        for (at, line) in file.text.lines().enumerate().filter(|(_, line)| line.contains("//") && line.contains("http"))
        {
            complaints.push(format!("{}:{}: {}", file.path, at + 1, line.trim()));
        }
    }
    none(&complaints);
}

#[test]
fn css_stays_within_the_floor() {
    let above =
        ["color-mix(", "oklch(", "subgrid", "popover", "@starting-style", "@scope", "view-transition", "light-dark("];
    let mut complaints = Vec::new();
    for file in files("static/css", ".css") {
        let css = without_comments(&file.text);
        complaints
            .extend(above.iter().filter(|word| css.contains(**word)).map(|word| format!("{}: {word}", file.path)));
        complaints.extend(nested(&css).into_iter().map(|rule| format!("{}: a rule within a rule: {rule}", file.path)));
    }
    none(&complaints);
}

fn without_comments(css: &str) -> String {
    css.split("/*")
        .enumerate()
        .map(|(at, part)| if at == 0 { part } else { part.split("*/").nth(1).unwrap_or_default() })
        .collect()
}

/// Rules that open within another rule; at-rules may hold rules.
fn nested(css: &str) -> Vec<String> {
    let (mut open, mut head, mut found) = (Vec::new(), String::new(), Vec::new());
    for c in css.chars() {
        match c {
            '{' => {
                let rule = head.trim().to_owned();
                if open.last() == Some(&false) {
                    found.push(rule.clone());
                }
                open.push(rule.starts_with('@') && !rule.starts_with("@font-face"));
                head.clear();
            }
            '}' => {
                open.pop();
                head.clear();
            }
            ';' => head.clear(),
            _ => head.push(c),
        }
    }
    found
}

/// A line of the error summary names its field: the label's message is found from the field's name.
#[test]
fn every_field_is_named_in_the_summary_of_errors() {
    let mut complaints = Vec::new();
    for file in files("templates", ".html") {
        let Some(families) =
            file.text.split("fields.errors(shell.l, \"").nth(1).and_then(|rest| rest.split('"').next())
        else {
            continue;
        };
        for call in file.text.split("field::").skip(1) {
            let kind = call.split('(').next().unwrap_or_default();
            let mut said = call.split('"').skip(1).step_by(2);
            let (Some(name), true) = (said.next(), KINDS.contains(&kind)) else { continue };
            // a name or a label that is put together is tested where it is
            if !call.starts_with(&format!("{kind}(shell.l, \"{name}\", \"")) {
                continue;
            }
            let mut problem = Fields::default();
            problem.problem(name, "problem-missing", Vec::new());
            let line = problem.errors(Lang::Zh, families).remove(0).1;
            if line == Lang::Zh.t("problem-missing") {
                complaints.push(format!("{}: {name} has no label in {families}", file.path));
            }
        }
    }
    none(&complaints);
}

const KINDS: [&str; 9] = ["text", "textarea", "select", "date", "number", "grouped", "radios", "checks", "password"];
