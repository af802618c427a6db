//! Opening the house, keeping it open until it is told to close, and closing it in order.

mod database;
mod door;
mod shutdown;

use std::{
    io::{self, Write as _},
    net::SocketAddr,
    time::Duration,
};

use anyhow::{Context as _, anyhow, bail};
use tokio::{net::TcpListener, task::JoinHandle, time::timeout};

use self::door::Door;
pub use self::{database::Database, shutdown::Shutdown};
use crate::{
    app::App,
    config::Config,
    demo, jobs, setup,
    workflow::{evidence, record},
};

/// How long requests and jobs under way may take to finish once we were asked to stop.
const GRACE: Duration = Duration::from_secs(20);

/// What a server does beside serving.
#[derive(Clone, Copy, Debug, Default)]
pub struct Duties {
    /// Load the demonstration into an empty database.
    pub demo: bool,
    /// Leave the jobs to another process.
    pub no_work: bool,
}

/// Serves until a signal asks to stop. The port is taken first: one that is not free should not cost
/// the minute in which the database is set up.
pub async fn serve(config: &Config, duties: Duties) -> anyhow::Result<()> {
    let shutdown = Shutdown::on_signals().context("cannot listen for signals")?;
    let listener = bind(config.listen).await?;
    let address = listener.local_addr()?;
    let door = Door::default();
    let server = tokio::spawn(door.clone().serve(listener, shutdown.clone()));
    let Some(database) = shutdown.unless_asked(Database::open(config)).await else {
        return Ok(());
    };
    let database = database?;
    let outcome = tokio::select! {
        outcome = keep_open(config, duties, &database, &door, address, server, &shutdown) => outcome,
        why = database.lost() => Err(anyhow!(why)),
    };
    database.close().await;
    outcome
}

/// Works through the queue, without serving, until a signal asks to stop.
pub async fn work(config: &Config) -> anyhow::Result<()> {
    let shutdown = Shutdown::on_signals().context("cannot listen for signals")?;
    let Some(database) = shutdown.unless_asked(Database::open_or_join(config)).await else {
        return Ok(());
    };
    let database = database?;
    let app = App::build(database.db().clone(), config.clock.clone(), config, setup::is_demo(database.db()).await?);
    evidence::files_are_here(&app.db, &app.files).await?;
    record::interview::key_is_here(&app.db, &app.seal).await?;
    say("xunjian works through the queue");
    let outcome = tokio::select! {
        () = jobs::run(app, shutdown.receiver()) => Ok(()),
        why = database.lost() => Err(anyhow!(why)),
    };
    database.close().await;
    outcome
}

async fn keep_open(
    config: &Config,
    duties: Duties,
    database: &Database,
    door: &Door,
    address: SocketAddr,
    server: JoinHandle<io::Result<()>>,
    shutdown: &Shutdown,
) -> anyhow::Result<()> {
    if duties.demo {
        let app = App::build(database.db().clone(), config.clock.clone(), config, true);
        let Some(seeded) = shutdown.unless_asked(demo::seed(&app, demo::Extent::Whole)).await else {
            return Ok(());
        };
        seeded?;
    }
    let app = App::build(database.db().clone(), config.clock.clone(), config, setup::is_demo(database.db()).await?);
    evidence::files_are_here(&app.db, &app.files).await?;
    record::interview::key_is_here(&app.db, &app.seal).await?;
    door.open(app.router());
    let worker = (!duties.no_work).then(|| tokio::spawn(jobs::run(app, shutdown.receiver())));
    say(&format!("xunjian is ready on http://{address}"));
    shutdown.asked().await;
    let finished = timeout(GRACE, async {
        if let Some(worker) = worker {
            worker.await.context("the worker failed")?;
        }
        server.await.context("the server failed")??;
        anyhow::Ok(())
    });
    match finished.await {
        Ok(outcome) => outcome,
        Err(_elapsed) => {
            tracing::warn!("requests or jobs under way did not end in time: they are cut off");
            Ok(())
        }
    }
}

async fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    match TcpListener::bind(address).await {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => bail!(
            "port {} on {} is taken by another program; stop that one, or choose another address \
             with --listen or XUNJIAN_LISTEN",
            address.port(),
            address.ip()
        ),
        Err(error) => bail!(
            "cannot listen on {address}: {error}; choose another address with --listen or \
             XUNJIAN_LISTEN"
        ),
    }
}

/// To standard output, which may be closed: that is no reason to stop.
fn say(line: &str) {
    writeln!(io::stdout(), "{line}").ok();
}
