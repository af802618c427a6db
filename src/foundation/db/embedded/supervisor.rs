//! The thread that starts PostgreSQL, watches it, brings it back when it dies, and stops it with us.

use std::{
    collections::VecDeque,
    fs::{self, File, OpenOptions},
    io::{Read as _, Seek as _, SeekFrom},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
    process::{Child, ExitStatus},
    sync::mpsc::{self, RecvTimeoutError},
    thread::{self, JoinHandle, sleep},
    time::{Duration, Instant},
};

use tokio::sync::watch;

use super::{PORT, StartError, account::Account, binaries::Server, leftover, os};

/// Recovery after a crash replays the log, which may take a while.
const READY_WITHIN: Duration = Duration::from_mins(2);
const GLANCE: Duration = Duration::from_millis(20);
const WATCH: Duration = Duration::from_millis(100);
/// A server that dies more often than this within [`RESTART_WINDOW`] is not worth another try.
const RESTARTS: usize = 5;
const RESTART_WINDOW: Duration = Duration::from_mins(1);
/// How a server is stopped, and how long it is given before the next, harder way.
const WAYS_TO_STOP: [(os::Stop, Duration); 3] = [
    (os::Stop::Fast, Duration::from_secs(20)),
    (os::Stop::Immediate, Duration::from_secs(5)),
    (os::Stop::Kill, Duration::from_secs(5)),
];

/// Our end of the thread. One thread spawns, watches and signals: PostgreSQL is told of the death of
/// the *thread* that spawned it, and nobody else can signal a pid that was already given away.
pub struct Supervisor {
    /// Closing it is the order to stop.
    orders: Option<mpsc::Sender<()>>,
    news: watch::Receiver<Option<String>>,
    thread: Option<JoinHandle<()>>,
}

struct Watch {
    launch: Launch,
    orders: mpsc::Receiver<()>,
    news: watch::Sender<Option<String>>,
}

/// All that is needed to start the server, again and again.
struct Launch {
    server: Server,
    account: Account,
    cluster: PathBuf,
    socket: PathBuf,
}

impl Supervisor {
    pub fn start(server: &Server, account: Account, cluster: &Path, socket: &Path) -> Result<Self, StartError> {
        let launch = Launch { server: server.clone(), account, cluster: cluster.to_owned(), socket: socket.to_owned() };
        let (orders, to_obey) = mpsc::channel();
        let (tell, news) = watch::channel(None);
        let (report, first) = mpsc::channel();
        let postgres = launch.server.postgres();
        let thread = thread::Builder::new()
            .name("postgres".to_owned())
            .spawn(move || {
                let began = launch.start();
                let (child, outcome) = match began {
                    Ok(child) => (Some(child), Ok(())),
                    Err(refusal) => (None, Err(refusal)),
                };
                // nobody listens any more if our start was given up meanwhile: then orders are closed too
                report.send(outcome).ok();
                if let Some(child) = child {
                    Watch { launch, orders: to_obey, news: tell }.run(child);
                }
            })
            .map_err(StartError::file("start a thread for", &postgres))?;
        first
            .recv()
            .map_err(|_gone| StartError::Ended { log: log_path(cluster), said: "its watcher ended".to_owned() })??;
        Ok(Self { orders: Some(orders), news, thread: Some(thread) })
    }

    pub fn news(&self) -> watch::Receiver<Option<String>> {
        self.news.clone()
    }
}

/// However we leave, the server has written everything before we are gone.
impl Drop for Supervisor {
    fn drop(&mut self) {
        drop(self.orders.take());
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the watcher of PostgreSQL failed");
        }
    }
}

impl Watch {
    fn run(self, mut child: Child) {
        let mut deaths = VecDeque::new();
        loop {
            if self.told_to_stop() {
                return stop(&mut child);
            }
            let Some(status) = ended(&mut child) else {
                continue;
            };
            tracing::error!(%status, "PostgreSQL died: starting it again");
            let now = Instant::now();
            deaths.retain(|death| now.duration_since(*death) < RESTART_WINDOW);
            deaths.push_back(now);
            let log = log_path(&self.launch.cluster);
            if deaths.len() > RESTARTS {
                return self.give_up(format!(
                    "PostgreSQL died {} times within a minute and is not started again; see {}, \
                     remove the cause and start xunjian again",
                    deaths.len(),
                    log.display()
                ));
            }
            child = match self.launch.start() {
                Ok(child) => child,
                Err(refusal) => {
                    return self
                        .give_up(format!("PostgreSQL died ({status}) and could not be started again: {refusal}"));
                }
            };
        }
    }

    /// Waits a moment for the order; nothing is ever sent, so only the closing counts.
    fn told_to_stop(&self) -> bool {
        match self.orders.recv_timeout(WATCH) {
            Ok(()) | Err(RecvTimeoutError::Timeout) => false,
            Err(RecvTimeoutError::Disconnected) => true,
        }
    }

    fn give_up(&self, why: String) {
        tracing::error!(why, "PostgreSQL is given up");
        self.news.send_replace(Some(why));
    }
}

impl Launch {
    /// Starts the server and waits until it takes connections.
    fn start(&self) -> Result<Child, StartError> {
        leftover::clear(&self.cluster, &self.socket)?;
        let began = Instant::now();
        let (log, log_began) = self.open_log()?;
        let postgres = self.server.postgres();
        let mut command = self.account.command(&postgres);
        command
            .arg("-D")
            .arg(&self.cluster)
            .stdout(log.try_clone().map_err(StartError::file("write", &log_path(&self.cluster)))?);
        command.stderr(log);
        for setting in self.settings() {
            command.arg("-c").arg(setting);
        }
        let mut child =
            os::end_with_parent(&mut command, os::Stop::Fast).spawn().map_err(StartError::file("run", &postgres))?;
        while !self.ready(child.id()) {
            if ended(&mut child).is_some() {
                return Err(self.ended_at_start(log_began));
            }
            if began.elapsed() > READY_WITHIN {
                stop(&mut child);
                return Err(StartError::Slow { log: log_path(&self.cluster), seconds: READY_WITHIN.as_secs() });
            }
            sleep(GLANCE);
        }
        tracing::info!(pid = child.id(), took = ?began.elapsed(), "PostgreSQL is ready");
        Ok(child)
    }

    fn settings(&self) -> [String; 8] {
        [
            "listen_addresses=".to_owned(),
            format!("port={PORT}"),
            format!("unix_socket_directories={}", self.socket.display()),
            "unix_socket_permissions=0700".to_owned(),
            "timezone=Asia/Shanghai".to_owned(),
            "shared_buffers=128MB".to_owned(),
            // our statements are short: compiling them costs more than it saves
            "jit=off".to_owned(),
            "logging_collector=off".to_owned(),
        ]
    }

    /// The server's log, and how long it already was.
    fn open_log(&self) -> Result<(File, u64), StartError> {
        let path = log_path(&self.cluster);
        let log = OpenOptions::new()
            .create(true)
            .append(true)
            .mode(0o600)
            // the directory is another account's when we are root: follow no link that it may have put there
            .custom_flags(libc::O_NOFOLLOW)
            .open(&path)
            .map_err(StartError::file("write", &path))?;
        let length = log.metadata().map_or(0, |found| found.len());
        Ok((log, length))
    }

    /// The server says in its pid file when it takes connections: first line the pid, eighth the state.
    fn ready(&self, pid: u32) -> bool {
        fs::read_to_string(self.cluster.join("postmaster.pid")).is_ok_and(|text| {
            let mut lines = text.lines();
            lines.next().and_then(|line| line.trim().parse().ok()) == Some(pid)
                && lines.nth(6).is_some_and(|state| state.starts_with("ready"))
        })
    }

    fn ended_at_start(&self, log_began: u64) -> StartError {
        let log = log_path(&self.cluster);
        let said = last_complaint(&log, log_began).unwrap_or_else(|| "it gave no reason".to_owned());
        StartError::Ended { log, said }
    }
}

fn log_path(cluster: &Path) -> PathBuf {
    cluster.join("server.log")
}

/// What the server complained of since its log had this length.
fn last_complaint(log: &Path, since: u64) -> Option<String> {
    let mut file = File::open(log).ok()?;
    file.seek(SeekFrom::Start(since)).ok()?;
    let mut text = String::new();
    file.read_to_string(&mut text).ok()?;
    text.lines().rfind(|line| line.contains("FATAL") || line.contains("PANIC")).map(|line| line.trim().to_owned())
}

/// How the server ended, if it did. A child that cannot be asked about is not ours any more.
fn ended(child: &mut Child) -> Option<ExitStatus> {
    child.try_wait().unwrap_or_else(|error| {
        tracing::error!(%error, "PostgreSQL cannot be watched");
        Some(ExitStatus::default())
    })
}

fn stop(child: &mut Child) {
    let Ok(pid) = i32::try_from(child.id()) else {
        return;
    };
    for (how, patience) in WAYS_TO_STOP {
        os::stop(pid, how);
        let began = Instant::now();
        while began.elapsed() < patience {
            if let Some(status) = ended(child) {
                tracing::info!(%status, "PostgreSQL stopped");
                return;
            }
            sleep(GLANCE);
        }
        tracing::warn!(?how, "PostgreSQL does not stop");
    }
}
