//! The house's own PostgreSQL, for an office that has no database server: found on the machine,
//! set up under the data directory, reachable over a unix socket only, watched, stopped with us.

mod account;
mod binaries;
mod directory;
mod leftover;
mod os;
mod supervisor;

use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
};

use sqlx::{
    ConnectOptions as _, Connection as _,
    postgres::{PgConnectOptions, PgSslMode},
};
use tokio::sync::watch;

pub use account::within_reach;

use self::{account::Account, directory::Directory, supervisor::Supervisor};

/// Superuser of the cluster and name of its one database; who gets in is decided by the socket's
/// directory, which only its owner may enter.
const NAME: &str = "xunjian";
/// Names the socket only: nothing listens on a port of the machine.
const PORT: u16 = 5432;

/// A PostgreSQL that runs as our child, from [`Embedded::start`] until [`Embedded::stop`].
///
/// Dropping it stops the server as well; so does the end of our process, even by kill -9.
pub struct Embedded {
    socket: PathBuf,
    supervisor: Supervisor,
    /// Held as long as the cluster is ours.
    _lock: File,
}

/// Why the house's own PostgreSQL did not start, and what to do now.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(
        "no PostgreSQL server of version {oldest} or newer was found on this machine; install one \
         (on Debian: apt install postgresql), name its directory in PG_BIN_DIR, or set \
         DATABASE_URL to use a database server that runs elsewhere",
        oldest = binaries::OLDEST
    )]
    NoServer,
    #[error(
        "{} holds no PostgreSQL server of version {oldest} or newer (it needs `postgres` and \
         `initdb`); correct PG_BIN_DIR or leave it out",
        .0.display(),
        oldest = binaries::OLDEST
    )]
    NoServerIn(PathBuf),
    #[error(
        "the data in {} belongs to PostgreSQL {data}, but this machine has PostgreSQL {found}; \
         install version {data} (on Debian: apt install postgresql-{data}), or name another data \
         directory with XUNJIAN_DATA",
        .directory.display()
    )]
    OtherVersion { directory: PathBuf, data: String, found: String },
    #[error(
        "another xunjian already uses the data directory {}; stop it first, or name another \
         directory with XUNJIAN_DATA",
        .0.display()
    )]
    InUse(PathBuf),
    #[error(
        "PostgreSQL refuses to run as root, and the account that would run it (uid {uid}) may not \
         enter {}; name a data directory that it can reach with XUNJIAN_DATA, such as \
         /var/lib/xunjian",
        .directory.display()
    )]
    OutOfReach { directory: PathBuf, uid: u32 },
    #[error(
        "PostgreSQL refuses to run as root, and this machine has neither the account `postgres` \
         nor `nobody` to run it; create one (adduser --system postgres) or start as an ordinary user"
    )]
    NoAccount,
    #[error(
        "{} is needed for the database's socket but belongs to somebody else; remove it and start again",
        .0.display()
    )]
    SocketTaken(PathBuf),
    #[error("the database could not be set up in {}: initdb said: {said}", .directory.display())]
    Init { directory: PathBuf, said: String },
    #[error(
        "processes of an earlier PostgreSQL still work in {} and do not end; stop them (pids {}) and \
         start again",
        .directory.display(),
        .pids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    )]
    Leftover { directory: PathBuf, pids: Vec<i32> },
    #[error("PostgreSQL ended while it was starting ({said}); more stands in {}", .log.display())]
    Ended { log: PathBuf, said: String },
    #[error(
        "PostgreSQL was not ready within {seconds} seconds; see {}, and start again",
        .log.display()
    )]
    Slow { log: PathBuf, seconds: u64 },
    #[error("could not {what} {}: {source}", .path.display())]
    File { what: &'static str, path: PathBuf, source: io::Error },
}

impl StartError {
    fn file(what: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { what, path, source }
    }
}

impl Embedded {
    /// Starts the cluster in `<data>/pg`, setting it up on the first day, and returns when it takes
    /// connections. Blocks for seconds: call it where that is allowed.
    pub fn start(data: &Path, pg_bin: Option<&Path>) -> Result<Self, StartError> {
        let account = Account::choose()?;
        let directory = Directory::open(data, account)?;
        let lock = directory.lock()?;
        let server = binaries::find(pg_bin, directory.version()?.as_deref(), directory.cluster())?;
        directory.set_up(&server, account)?;
        let socket = account.socket_directory(directory.cluster())?;
        let supervisor = Supervisor::start(&server, account, directory.cluster(), &socket)?;
        Ok(Self { socket, supervisor, _lock: lock })
    }

    /// The directory in which the server's socket lies.
    pub fn socket(&self) -> &Path {
        &self.socket
    }

    /// How to connect as the owner, after the database was created if there was none.
    pub async fn database(&self) -> Result<PgConnectOptions, sqlx::Error> {
        let mut connection = owner(&self.socket).database("postgres").connect().await?;
        let exists: bool = sqlx::query_scalar("select exists (select from pg_database where datname = $1)")
            .bind(NAME)
            .fetch_one(&mut connection)
            .await?;
        if !exists {
            sqlx::raw_sql("create database xunjian").execute(&mut connection).await?;
        }
        connection.close().await?;
        Ok(owner(&self.socket))
    }

    /// Resolves, with a sentence, once PostgreSQL died and cannot be brought back.
    pub fn given_up(&self) -> impl Future<Output = String> + Send + use<> {
        let mut news: watch::Receiver<Option<String>> = self.supervisor.news();
        async move {
            loop {
                if let Some(why) = news.borrow_and_update().clone() {
                    return why;
                }
                if news.changed().await.is_err() {
                    // stopped on purpose: there is nothing to give up any more
                    std::future::pending::<()>().await;
                }
            }
        }
    }

    /// Stops the server and waits for its last checkpoint. Blocks.
    pub fn stop(self) {
        drop(self);
    }
}

/// How to connect, as the owner, to the cluster in `data` that another process of ours runs: the
/// way in for a command given beside a running server.
pub fn beside(data: &Path) -> Result<PgConnectOptions, StartError> {
    let account = Account::choose()?;
    let directory = Directory::open(data, account)?;
    Ok(owner(&account.socket_path(directory.cluster())))
}

/// Says everything that the PG* variables of the environment could say otherwise.
fn owner(socket: &Path) -> PgConnectOptions {
    PgConnectOptions::new_without_pgpass()
        .socket(socket)
        .port(PORT)
        .username(NAME)
        .database(NAME)
        .ssl_mode(PgSslMode::Disable)
}
