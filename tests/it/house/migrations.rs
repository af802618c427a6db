//! Migrations: named by the minute they were written, one concern each, every table explained, never backward.
use std::collections::BTreeSet;

use super::source::{files, none};
use crate::support::World;

#[test]
fn migrations_are_named_and_go_forward() {
    let verbs = ["create", "add", "alter", "index", "secure", "drop", "rename", "comment"];
    let mut versions = BTreeSet::new();
    let mut complaints = Vec::new();
    for file in files("migrations", ".sql") {
        let name = file.path.trim_start_matches("migrations/").trim_end_matches(".sql");
        let (version, rest) = name.split_once('_').unwrap_or_default();
        let verb = rest.split('_').next().unwrap_or_default();
        let well_named = version.len() == 14 && version.chars().all(|c| c.is_ascii_digit()) && verbs.contains(&verb);
        if !well_named || rest == verb {
            complaints.push(format!("{}: YYYYMMDDHHMMSS_<verb>_<what>.sql", file.path));
        }
        if !versions.insert(version.to_owned()) {
            complaints.push(format!("{}: two migrations of one minute", file.path));
        }
        if !file.text.starts_with("-- ") {
            complaints.push(format!("{}: begins without saying what it is about", file.path));
        }
    }
    none(&complaints);
}

#[tokio::test]
async fn every_table_says_what_it_holds() {
    let world = World::open().await;
    let silent: Vec<String> = sqlx::query_scalar(
        "select relname::text from pg_class where relnamespace::regnamespace::text in ('public', 'clue') and relkind = 'r' and relname <> '_sqlx_migrations'
            and obj_description(oid, 'pg_class') is null order by 1",
    )
    .fetch_all(&world.db.owner)
    .await
    .expect("the tables");
    none(&silent);
}

/// A constraint that PostgreSQL named itself tells nobody which rule was met. Keys and references it may name.
#[tokio::test]
async fn every_check_has_a_name_of_its_own() {
    let world = World::open().await;
    let unnamed: Vec<String> = sqlx::query_scalar(
        "select conrelid::regclass || ': ' || conname from pg_constraint where connamespace::regnamespace::text in ('public', 'clue') and contype in ('c', 'x')
            and (conname like '%\\_check' or conname like '%\\_excl') order by 1",
    )
    .fetch_all(&world.db.owner)
    .await
    .expect("the constraints");
    none(&unnamed);
}
