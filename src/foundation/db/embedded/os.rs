//! The few words to the operating system that the standard library has no safe form for.
#![expect(
    unsafe_code,
    reason = "signals, the effective user and the parent-death signal exist only as calls into libc"
)]

use std::{io, os::unix::process::CommandExt as _, process::Command};

/// A shutdown that PostgreSQL knows by a signal.
#[derive(Clone, Copy, Debug)]
pub enum Stop {
    /// Sessions are ended, everything is written: the normal way.
    Fast,
    /// At once; the next start recovers from the log.
    Immediate,
    /// The process is given no choice.
    Kill,
}

impl Stop {
    const fn signal(self) -> libc::c_int {
        match self {
            Self::Fast => libc::SIGINT,
            Self::Immediate => libc::SIGQUIT,
            Self::Kill => libc::SIGKILL,
        }
    }
}

/// Sends the signal; a process that is gone already is what was wanted.
pub fn stop(pid: i32, how: Stop) {
    // SAFETY: kill takes two integers and touches no memory of ours
    unsafe {
        libc::kill(pid, how.signal());
    }
}

/// The user and group as which we act.
pub fn effective_ids() -> (u32, u32) {
    // SAFETY: both calls take nothing, always succeed and touch no memory of ours
    unsafe { (libc::geteuid(), libc::getegid()) }
}

/// Has the child stopped when the *thread* that spawns it ends, however it ends: a server must not
/// outlive us, not even after kill -9. So it has to be spawned from a thread that waits for it.
pub fn end_with_parent(command: &mut Command, how: Stop) -> &mut Command {
    let signal = how.signal();
    let parent = std::process::id();
    let before_exec = move || {
        // SAFETY: prctl and getppid are async-signal-safe and touch no memory of ours
        let (set, now) = unsafe { (libc::prctl(libc::PR_SET_PDEATHSIG, signal), libc::getppid()) };
        if set != 0 {
            return Err(io::Error::last_os_error());
        }
        // the parent may have died between the fork and the line above
        if u32::try_from(now) != Ok(parent) {
            return Err(io::Error::from_raw_os_error(libc::ESRCH));
        }
        Ok(())
    };
    // SAFETY: the closure runs between fork and exec and makes only async-signal-safe calls; it
    // allocates nothing. It runs after the change of user, which would clear the signal again
    unsafe { command.pre_exec(before_exec) }
}
