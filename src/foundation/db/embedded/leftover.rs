//! What an earlier PostgreSQL left behind when it, or we, were killed: processes that still work on
//! the cluster, and lock files that outlived theirs.

use std::{
    fs,
    path::Path,
    thread::sleep,
    time::{Duration, Instant},
};

use super::{PORT, StartError, os};

/// An earlier postmaster is given time for its last checkpoint.
const PATIENCE_WITH_POSTMASTER: Duration = Duration::from_secs(30);
/// Backends notice by themselves, within seconds, that their postmaster is gone.
const PATIENCE_WITH_ORPHANS: Duration = Duration::from_secs(5);
const PATIENCE_AFTER_KILL: Duration = Duration::from_secs(5);
const GLANCE: Duration = Duration::from_millis(20);

/// Makes the cluster free for a new server. Called by the holder of its lock, so whatever still works
/// there is left over; lock files are removed last, when nobody is behind them.
pub fn clear(cluster: &Path, socket: &Path) -> Result<(), StartError> {
    let pid_file = cluster.join("postmaster.pid");
    if let Some(pid) = recorded_pid(&pid_file)
        && works_in(pid, cluster)
    {
        tracing::warn!(pid, "an earlier PostgreSQL still runs: stopping it");
        os::stop(pid, os::Stop::Fast);
        wait_until(PATIENCE_WITH_POSTMASTER, || !works_in(pid, cluster));
    }
    if !wait_until(PATIENCE_WITH_ORPHANS, || workers(cluster).is_empty()) {
        for pid in workers(cluster) {
            tracing::warn!(pid, "a process of an earlier PostgreSQL does not end: killing it");
            os::stop(pid, os::Stop::Kill);
        }
        if !wait_until(PATIENCE_AFTER_KILL, || workers(cluster).is_empty()) {
            return Err(StartError::Leftover { directory: cluster.to_owned(), pids: workers(cluster) });
        }
    }
    for file in [pid_file, socket.join(format!(".s.PGSQL.{PORT}.lock")), socket.join(format!(".s.PGSQL.{PORT}"))] {
        match fs::remove_file(&file) {
            Ok(()) => tracing::info!(file = %file.display(), "removed a lock left over"),
            Err(missing) if missing.kind() == std::io::ErrorKind::NotFound => {}
            Err(source) => return Err(StartError::file("remove", &file)(source)),
        }
    }
    Ok(())
}

fn recorded_pid(pid_file: &Path) -> Option<i32> {
    fs::read_to_string(pid_file).ok()?.lines().next()?.trim().parse().ok()
}

/// All processes of a server keep the cluster as their working directory. That tells them from a
/// stranger who was given a stale pid, and from a zombie, which has no directory any more.
fn works_in(pid: i32, cluster: &Path) -> bool {
    fs::read_link(format!("/proc/{pid}/cwd")).is_ok_and(|directory| directory == cluster) && is_postgres(pid)
}

/// A person's shell may stand in the directory too, and is left alone.
fn is_postgres(pid: i32) -> bool {
    fs::read_to_string(format!("/proc/{pid}/comm")).is_ok_and(|name| name.trim() == "postgres")
}

fn workers(cluster: &Path) -> Vec<i32> {
    fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter(|pid| works_in(*pid, cluster))
        .collect()
}

fn wait_until(limit: Duration, done: impl Fn() -> bool) -> bool {
    let began = Instant::now();
    loop {
        if done() {
            return true;
        }
        if began.elapsed() > limit {
            return false;
        }
        sleep(GLANCE);
    }
}
