//! What the pages cost: a scale is loaded where there is none, a server of its own is started on it, and each account
//! drives its pages over one connection that is kept alive.
//!
//! `bin/bench` measures the pages of the demonstration grown by 100,000 findings; `bin/bench --demo` walks every link of
//! the demonstration as every account.
mod browser;
mod cost;
mod crawl;
mod server;
mod table;
mod wire;

use std::{path::PathBuf, time::Duration};

use clap::Parser;

use browser::Browser;
use cost::{Meter, Writes};
use server::Server;
use table::{Bare, Row};
use wire::Heard;

/// What is measured, and how often.
#[derive(Debug, Parser)]
pub struct Task {
    /// The server of `DATABASE_URL`, or else a PostgreSQL of its own under this directory
    #[arg(long, default_value = "target/bench")]
    pub data: PathBuf,
    /// By how many findings the demonstration grows
    #[arg(long, default_value_t = 100_000)]
    pub findings: usize,
    /// Requests of each page
    #[arg(long, default_value_t = 100)]
    pub requests: usize,
    /// Walk every link of the demonstration instead
    #[arg(long)]
    pub demo: bool,
    /// Pages whose address contains this, instead of all
    #[arg(long, default_value = "")]
    pub only: String,
}

/// A page, by whom it is asked for, and its address, in which words in braces stand for ids.
const PAGES: [(&str, &str); 27] = [
    ("supervisor", "/"),
    ("chief", "/"),
    ("lead", "/"),
    ("procurator", "/"),
    ("city", "/"),
    ("resident", "/"),
    ("supervisor", "/findings"),
    ("supervisor", "/findings?status=to_verify"),
    ("supervisor", "/findings?overdue=yes"),
    ("supervisor", "/findings?from=2025-01-01&to=2025-12-31"),
    ("supervisor", "/findings?severity=serious&facility_kind=prison"),
    ("lead", "/findings"),
    ("city", "/findings"),
    ("supervisor", "/rectifications"),
    ("city", "/rectifications"),
    ("supervisor", "/inspections"),
    ("city", "/inspections"),
    ("supervisor", "/facilities"),
    ("city", "/facilities"),
    ("supervisor", "/categories"),
    ("city", "/categories"),
    ("supervisor", "/analysis"),
    ("supervisor", "/inspections/{inspection}"),
    ("supervisor", "/facilities/{facility}"),
    ("supervisor", "/findings/{finding}"),
    ("liaison", "/liaison"),
    ("procurator", "/records/{record}/findings/new"),
];

/// The form by which a finding is logged.
const FORM: &str = "title=巡回检察压力测试&facts=经查阅台账发现登记不全，由两名检察人员当场核对。&legal_basis=&severity=minor&depth=general&depth_reason=";

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let task = Task::parse();
    let server = Server::start(&task).await?;
    if task.demo {
        return crawl::walk(&server, task.requests).await;
    }
    let ids = server.ids().await?;
    let mut meter = Meter::new(&server).await?;
    let mut rows = Vec::new();
    for (account, path) in PAGES.into_iter().filter(|(_, path)| path.contains(&task.only)) {
        let mut browser = Browser::enter(server.address, account)?;
        let address = ids.fill(path);
        let mut row = Row::new(account, path);
        row.quiet = meter.drive(task.requests, Writes::Never, |_| browser.get(&address)).await?;
        row.seldom = Some(meter.drive(task.requests, Writes::Seldom, |_| browser.get(&address)).await?);
        row.always = Some(meter.drive(task.requests, Writes::Always, |_| browser.get(&address)).await?);
        rows.push(row);
    }
    let mut browser = Browser::enter(server.address, "procurator")?;
    let create = ids.fill("/records/{record}/findings");
    let category = ids.fill("{category}");
    let mut row = Row::new("procurator", "POST /records/{record}/findings");
    let log = |n| {
        let key = format!("00000000-0000-7000-8000-{:04x}{n:08x}", std::process::id() & 0xffff);
        browser.post(&create, &format!("_key={key}&category={category}&{FORM}"))
    };
    row.quiet = meter.drive(task.requests, Writes::Never, log).await?;
    rows.push(row);
    let memory = meter.memory()?;

    // the same pages once more, for the statements that they are made of
    let wire = wire::Wire::listen(&server).await?;
    let behind = server.behind(&wire)?;
    for row in rows.iter_mut().filter(|row| row.page.starts_with('/')) {
        let mut browser = Browser::enter(behind.address, row.account)?;
        let address = ids.fill(row.page);
        row.bare = Some(Bare {
            all: wire.bare(&mut meter, &mut browser, &address, task.requests, Heard::All).await?,
            quiet: wire.bare(&mut meter, &mut browser, &address, task.requests, Heard::Quiet).await?,
            written: wire.bare(&mut meter, &mut browser, &address, task.requests, Heard::Written).await?,
        });
    }
    table::print(&task, &server, &rows, memory).await?;
    Ok(())
}

/// The value below which `share` of the sorted durations lie.
pub fn quantile(durations: &mut [Duration], share: f64) -> Duration {
    durations.sort_unstable();
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place in a short list"
    )]
    let at = ((durations.len().saturating_sub(1)) as f64 * share).round() as usize;
    durations.get(at).copied().unwrap_or_default()
}
