//! What a request costs: how long it takes, and how much of the processor the application and PostgreSQL use for it.
use std::{fs, time::Duration};

use anyhow::Context as _;

use crate::{quantile, server::Server};

/// What one request cost, of many.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cost {
    pub median: Duration,
    pub p95: Duration,
    /// Processor time of the application.
    pub application: Duration,
    /// Processor time of PostgreSQL's backends.
    pub database: Duration,
}

/// Reads clocks of processes.
pub struct Meter {
    application: u32,
    backends: Vec<u32>,
}

impl Meter {
    /// For a server and all connections to its database.
    pub async fn new(server: &Server) -> anyhow::Result<Self> {
        let mut connection = server.connect().await?;
        let backends: Vec<i32> = sqlx::query_scalar(
            "select pid from pg_stat_activity where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()",
        )
        .fetch_all(&mut connection)
        .await?;
        Ok(Self { application: server.pid(), backends: backends.into_iter().map(i32::cast_unsigned).collect() })
    }

    /// Asks again and again.
    pub fn drive(
        &self,
        requests: usize,
        mut ask: impl FnMut(usize) -> anyhow::Result<Duration>,
    ) -> anyhow::Result<Cost> {
        let warm = requests / 10 + 3;
        for n in 0..warm {
            ask(n)?;
        }
        let (application, database) = self.spent()?;
        let mut durations = (warm..warm + requests).map(&mut ask).collect::<anyhow::Result<Vec<_>>>()?;
        let (application_after, database_after) = self.spent()?;
        let each = u32::try_from(requests)?.max(1);
        Ok(Cost {
            median: quantile(&mut durations, 0.5),
            p95: quantile(&mut durations, 0.95),
            application: (application_after - application) / each,
            database: (database_after - database) / each,
        })
    }

    fn spent(&self) -> anyhow::Result<(Duration, Duration)> {
        let database = self.backends.iter().map(|pid| spent(*pid).unwrap_or_default()).sum();
        Ok((spent(self.application)?, database))
    }

    /// The most memory that the application has held, in MB.
    pub fn memory(&self) -> anyhow::Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.application))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("no VmHWM")?;
        let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse()?;
        Ok(kilobytes / 1024)
    }
}

/// Processor time of a process over all its threads.
fn spent(pid: u32) -> anyhow::Result<Duration> {
    let mut all = Duration::ZERO;
    for task in fs::read_dir(format!("/proc/{pid}/task"))? {
        let Ok(text) = fs::read_to_string(task?.path().join("schedstat")) else { continue };
        let nanoseconds = text.split(' ').next().and_then(|number| number.parse().ok()).context("no schedstat")?;
        all += Duration::from_nanos(nanoseconds);
    }
    Ok(all)
}
