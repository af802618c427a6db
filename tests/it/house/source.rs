//! The files of the house.
use std::{fs, path::Path};

/// A file, by its path from the root.
pub struct File {
    pub path: String,
    pub text: String,
}

impl File {
    /// The code that ships: without the tests at its end.
    pub fn code(&self) -> &str {
        self.text.split("\n#[cfg(test)]").next().unwrap_or_default()
    }

    /// The lines that are not comments, numbered from one.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.code().lines().enumerate();
        lines.map(|(at, line)| (at + 1, line)).filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    pub fn is_test(&self) -> bool {
        self.path.ends_with("/tests.rs")
    }
}

/// Every file below a directory whose name ends so, by path.
pub fn files(directory: &str, ending: &str) -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    collect(root, &root.join(directory), ending, &mut found);
    found.sort_by(|one, other| one.path.cmp(&other.path));
    assert!(!found.is_empty(), "no {ending} below {directory}");
    found
}

fn collect(root: &Path, directory: &Path, ending: &str, found: &mut Vec<File>) {
    for entry in fs::read_dir(directory).expect("a directory") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(root, &path, ending, found);
        } else if path.to_string_lossy().ends_with(ending) {
            let text = fs::read_to_string(&path).expect("a text");
            let path = path.strip_prefix(root).expect("a file of the house").to_string_lossy().into_owned();
            found.push(File { path, text });
        }
    }
}

/// Fails with every complaint at once.
#[track_caller]
pub fn none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// Whatever stands before, between or after quotation marks: every literal is among it, also within an attribute.
pub fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split('"'))
}
