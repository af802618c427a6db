//! Each kind of thing goes through its own door: SQL, the environment, the time.
use super::source::{File, files, none};

/// Complains about each line with one of `words` outside the files where they belong.
fn only_in(words: &[&str], belongs: impl Fn(&File) -> bool) {
    let mut complaints = Vec::new();
    for file in files("src", ".rs").iter().filter(|file| !belongs(file)) {
        for (at, line) in file.lines().filter(|(_, line)| words.iter().any(|word| line.contains(word))) {
            complaints.push(format!("{}:{at}: {}", file.path, line.trim()));
        }
    }
    none(&complaints);
}

#[test]
fn sql_stands_in_stores() {
    only_in(&["sqlx::query", "query!(", "query_as!(", "query_scalar!(", "QueryBuilder::new", "raw_sql("], |file| {
        let path = file.path.as_str();
        path.ends_with("/store.rs")
            || path.contains("/store/")
            // reference data on its way into the database, and the rules read back from there
            || path.ends_with("/load.rs")
            || path.starts_with("src/law/")
            // the demonstration is nothing but rows
            || path.starts_with("src/demo/")
            // what the house itself does with its database
            || path.starts_with("src/foundation/db/")
            || ["src/foundation/trail.rs", "src/setup.rs"].contains(&path)
    });
}

#[test]
fn queries_are_checked_when_built() {
    let unchecked =
        ["sqlx::query(", "sqlx::query_as(", "sqlx::query_scalar(", "sqlx::query_as::<", "sqlx::query_scalar::<"];
    // before the house's own server has its database, there is no schema to check against
    only_in(&unchecked, |file| file.path == "src/foundation/db/embedded.rs");
}

#[test]
fn statements_put_together_by_hand_are_reads_of_lists() {
    only_in(&["QueryBuilder::new"], |file| file.path.contains("/store/read.rs"));
}

#[test]
fn settings_are_read_in_one_place() {
    only_in(&["env::var"], |file| {
        // where PostgreSQL's programs are looked for is a setting of the machine, not ours
        file.path == "src/config.rs" || file.path.ends_with("/embedded/binaries.rs")
    });
}

#[test]
fn the_time_comes_from_the_clock() {
    only_in(&["Utc::now", "Local::now", "SystemTime::now"], |file| file.path == "src/foundation/clock.rs");
    // a correction in psql has no application beside it to give the time
    for migration in files("migrations", ".sql").iter().filter(|file| !file.path.ends_with("_secure_rows.sql")) {
        let told = ["now()", "current_date", "current_timestamp", "clock_timestamp"];
        let asks = told.iter().find(|word| migration.text.to_lowercase().contains(**word));
        assert!(asks.is_none(), "{} asks the database for the time: {asks:?}", migration.path);
    }
}

#[test]
fn handlers_hold_no_prose() {
    let chinese = |line: &str| {
        let quoted = line.split('"').skip(1).step_by(2);
        quoted.flat_map(str::chars).any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
    };
    let mut complaints = Vec::new();
    for file in files("src", "/page.rs") {
        complaints.extend(
            file.lines().filter(|(_, line)| chinese(line)).map(|(at, line)| format!("{}:{at}: {line}", file.path)),
        );
    }
    none(&complaints);
}
