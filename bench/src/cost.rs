//! What a request costs: how long it takes, and how much of the processor the application and PostgreSQL use for it.
use std::{fs, time::Duration};

use anyhow::Context as _;
use sqlx::PgConnection;

use crate::{quantile, server::Server};

/// How often somebody else writes while pages are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writes {
    Never,
    /// Before one request in ten.
    Seldom,
    /// Before each request.
    Always,
}

impl Writes {
    fn before(self, request: usize) -> bool {
        match self {
            Self::Never => false,
            Self::Seldom => request.is_multiple_of(10),
            Self::Always => true,
        }
    }
}

/// What one request cost, of many.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cost {
    /// The very first answer: statements are prepared and figures counted.
    pub first: Duration,
    pub median: Duration,
    pub p95: Duration,
    /// Processor time of the application.
    pub application: Duration,
    /// Processor time of PostgreSQL's backends.
    pub database: Duration,
}

impl Cost {
    /// Processor time of both.
    pub fn together(&self) -> Duration {
        self.application + self.database
    }
}

/// A finding is touched as a step of its rectification would: one of those that lie open, another each time.
const WRITE: &str = "update finding set title = title where id = (select id from finding where status = 'confirmed' and position <> 'closed' order by due_order, id offset $1 limit 1)";

/// Reads clocks of processes.
pub struct Meter {
    application: u32,
    /// Who writes; not among the backends that are measured.
    writer: PgConnection,
}

impl Meter {
    /// For a server and all connections to its database.
    pub async fn new(server: &Server) -> anyhow::Result<Self> {
        Ok(Self { application: server.pid(), writer: server.connect().await? })
    }

    /// Asks again and again, while somebody writes or does not.
    pub async fn drive(
        &mut self,
        requests: usize,
        writes: Writes,
        mut ask: impl FnMut(usize) -> anyhow::Result<Duration>,
    ) -> anyhow::Result<Cost> {
        // long enough for each connection of the pool to have planned what it is asked
        let warm = requests / 4 + 10;
        let first = ask(0)?;
        for n in 1..warm {
            if writes != Writes::Never {
                self.write(n).await?;
            }
            ask(n)?;
        }
        let (application, database) = self.spent().await?;
        let mut durations = Vec::new();
        for n in warm..warm + requests {
            if writes.before(n) {
                self.write(n).await?;
            }
            durations.push(ask(n)?);
        }
        let (application_after, database_after) = self.spent().await?;
        // a connection or a thread that ended meanwhile takes its time with it
        let each = u32::try_from(requests)?.max(1);
        Ok(Cost {
            first,
            median: quantile(&mut durations, 0.5),
            p95: quantile(&mut durations, 0.95),
            application: application_after.saturating_sub(application) / each,
            database: database_after.saturating_sub(database) / each,
        })
    }

    /// Somebody writes.
    pub async fn write(&mut self, n: usize) -> anyhow::Result<()> {
        sqlx::query(WRITE).bind(i64::try_from(n * 7 % 500)?).execute(&mut self.writer).await?;
        Ok(())
    }

    /// Everything may have changed: nothing that was counted is recalled.
    pub async fn forget(&mut self) -> anyhow::Result<()> {
        sqlx::query("select note_figure_change(null)").execute(&mut self.writer).await?;
        Ok(())
    }

    /// Processor time of both so far.
    pub async fn together(&mut self) -> anyhow::Result<Duration> {
        self.spent().await.map(|(application, database)| application + database)
    }

    /// Of the application, and of all connections to its database but this one: the pool may open another at any time.
    async fn spent(&mut self) -> anyhow::Result<(Duration, Duration)> {
        let backends: Vec<i32> = sqlx::query_scalar(
            "select pid from pg_stat_activity where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()",
        )
        .fetch_all(&mut self.writer)
        .await?;
        let database = backends.into_iter().map(|pid| spent(pid.cast_unsigned()).unwrap_or_default()).sum();
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
