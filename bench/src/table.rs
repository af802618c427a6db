//! The table, and on what machine it was made.
use std::{fs, thread, time::Duration};

use crate::{Task, cost::Cost, server::Server};

/// What a page cost while nobody wrote, while somebody did before one request in ten, and before each.
pub struct Row {
    pub account: &'static str,
    pub page: &'static str,
    pub quiet: Cost,
    pub seldom: Option<Cost>,
    pub always: Option<Cost>,
    /// The page's own statements without the application; none where they cannot be said twice.
    pub bare: Option<Bare>,
}

/// The statements of a page, bare.
#[derive(Clone, Copy)]
pub struct Bare {
    /// All of them: nothing is recalled.
    pub all: Duration,
    /// Those that are left while nobody writes.
    pub quiet: Duration,
    /// Those of the first request after a write.
    pub written: Duration,
}

impl Row {
    pub fn new(account: &'static str, page: &'static str) -> Self {
        Self { account, page, quiet: Cost::default(), seldom: None, always: None, bare: None }
    }
}

pub async fn print(task: &Task, server: &Server, rows: &[Row], memory: u64) -> anyhow::Result<()> {
    let mut connection = server.connect().await?;
    let version: String = sqlx::query_scalar("show server_version").fetch_one(&mut connection).await?;
    let (findings, inspections): (i64, i64) =
        sqlx::query_as("select (select count(*) from finding), (select count(*) from inspection)")
            .fetch_one(&mut connection)
            .await?;
    let processor = fs::read_to_string("/proc/cpuinfo")?
        .lines()
        .find_map(|line| line.strip_prefix("model name").and_then(|rest| rest.split_once(": ")))
        .map_or_else(|| "unknown".to_owned(), |(_, name)| name.to_owned());
    println!(
        "{processor}, {} cores; PostgreSQL {version}; load {}",
        thread::available_parallelism()?,
        fs::read_to_string("/proc/loadavg")?.trim()
    );
    println!("{findings} findings in {inspections} inspections: {}", server.loaded);
    println!("{} requests a page over one connection; milliseconds\n", task.requests);
    println!(
        "| page | account | first | p50 | p95 | CPU application | CPU PostgreSQL | CPU together | CPU, one write in ten | CPU, a write before each | p50, a write before each | all statements bare | times | those left when recalled | times | those after a write | times |"
    );
    println!("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    let ms = |duration: Duration| format!("{:.2}", duration.as_secs_f64() * 1000.0);
    let or_none = |text: Option<String>| text.unwrap_or_else(|| "·".to_owned());
    let times = |whole: Duration, bare: Duration| format!("{:.2}", whole.as_secs_f64() / bare.as_secs_f64());
    for row in rows {
        let quiet = &row.quiet;
        let cells = [
            ms(quiet.first),
            ms(quiet.median),
            ms(quiet.p95),
            ms(quiet.application),
            ms(quiet.database),
            ms(quiet.together()),
            or_none(row.seldom.map(|cost| ms(cost.together()))),
            or_none(row.always.map(|cost| ms(cost.together()))),
            or_none(row.always.map(|cost| ms(cost.median))),
            or_none(row.bare.map(|bare| ms(bare.all))),
            or_none(row.bare.map(|bare| times(quiet.median, bare.all))),
            or_none(row.bare.map(|bare| ms(bare.quiet))),
            or_none(row.bare.map(|bare| times(quiet.median, bare.quiet))),
            or_none(row.bare.map(|bare| ms(bare.written))),
            or_none(row.bare.zip(row.always).map(|(bare, cost)| times(cost.median, bare.written))),
        ];
        println!("| `{}` | {} | {} |", row.page, row.account, cells.join(" | "));
    }
    println!("\nmemory of the server at most: {memory} MB");
    Ok(())
}
