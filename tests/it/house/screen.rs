//! What reaches a browser: templates without style or script of their own, CSS for browsers down to Chromium 109.
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
