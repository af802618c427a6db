//! The table, and on what machine it was made.
use std::{fs, thread};

use crate::{Task, cost::Cost, server::Server};

pub struct Row {
    pub account: &'static str,
    pub page: String,
    pub cost: Cost,
    /// The page's own statements without the application; none where they cannot be said twice.
    pub bare: Option<Cost>,
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
        "| page | account | p50 | p95 | CPU application | CPU PostgreSQL | CPU together | statements bare | times |"
    );
    println!("|---|---|--:|--:|--:|--:|--:|--:|--:|");
    for row in rows {
        let ms = |duration: std::time::Duration| format!("{:.2}", duration.as_secs_f64() * 1000.0);
        let (bare, times) = row.bare.map_or((String::from("·"), String::from("·")), |bare| {
            (ms(bare.median), format!("{:.2}", row.cost.median.as_secs_f64() / bare.median.as_secs_f64()))
        });
        let cost = &row.cost;
        println!(
            "| `{}` | {} | {} | {} | {} | {} | {} | {bare} | {times} |",
            row.page,
            row.account,
            ms(cost.median),
            ms(cost.p95),
            ms(cost.application),
            ms(cost.database),
            ms(cost.application + cost.database)
        );
    }
    println!("\nmemory of the server at most: {memory} MB");
    Ok(())
}
