//! The account that runs PostgreSQL: ourselves, or an unprivileged one when we are root.

use std::{
    fs,
    os::unix::{
        ffi::OsStrExt as _,
        fs::{DirBuilderExt as _, MetadataExt as _, PermissionsExt as _, chown},
        process::CommandExt as _,
    },
    path::{self, Path, PathBuf},
    process::{Command, Stdio},
};

use sha2::{Digest as _, Sha256};

use super::{StartError, os};

/// Those that may run the server for root, best first.
const STAND_INS: [&str; 2] = ["postgres", "nobody"];

#[derive(Clone, Copy, Debug)]
pub struct Account {
    uid: u32,
    gid: u32,
    /// We are root and become this account before we start anything.
    stand_in: bool,
}

/// Whether the account that would run the database may enter this directory, made or still to be made.
pub fn within_reach(directory: &Path) -> bool {
    Account::choose().is_ok_and(|account| account.barrier(directory).is_none())
}

impl Account {
    pub fn choose() -> Result<Self, StartError> {
        let (uid, gid) = os::effective_ids();
        if uid != 0 {
            return Ok(Self { uid, gid, stand_in: false });
        }
        let known = fs::read_to_string("/etc/passwd").unwrap_or_default();
        STAND_INS
            .iter()
            .find_map(|name| look_up(&known, name))
            .map(|(uid, gid)| Self { uid, gid, stand_in: true })
            .ok_or(StartError::NoAccount)
    }

    pub const fn uid(self) -> u32 {
        self.uid
    }

    /// A command that runs as this account, deaf to our terminal: Ctrl-C must reach us first, so
    /// that requests under way still find their database.
    pub fn command(self, program: &Path) -> Command {
        let mut command = Command::new(program);
        if self.stand_in {
            // the standard library drops root's supplementary groups with these
            command.uid(self.uid).gid(self.gid);
        }
        command.process_group(0).stdin(Stdio::null()).current_dir("/").env("LC_ALL", "C.UTF-8");
        for variable in ["PGDATA", "PGPORT", "PGHOST", "PGOPTIONS", "PGCLIENTENCODING"] {
            command.env_remove(variable);
        }
        command
    }

    /// Makes a directory that this account alone may enter.
    pub fn own_directory(self, path: &Path) -> Result<(), StartError> {
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(path)
            .map_err(StartError::file("make the directory", path))?;
        if self.stand_in {
            chown(path, Some(self.uid), Some(self.gid)).map_err(StartError::file("hand over the directory", path))?;
        }
        fs::set_permissions(path, fs::Permissions::from_mode(0o700))
            .map_err(StartError::file("close to others the directory", path))
    }

    /// Permissions of the data directory: the account passes through to the cluster, which is its own,
    /// and sees nothing else.
    pub fn passage(self) -> fs::Permissions {
        fs::Permissions::from_mode(if self.stand_in { 0o711 } else { 0o700 })
    }

    /// The first directory on the way down to `path`, as far as it exists, that this account may not
    /// pass.
    pub fn barrier(self, path: &Path) -> Option<PathBuf> {
        if !self.stand_in {
            return None;
        }
        let closed = |directory: &&Path| {
            fs::metadata(directory).is_ok_and(|found| {
                let bit = if found.uid() == self.uid {
                    0o100
                } else if found.gid() == self.gid {
                    0o010
                } else {
                    0o001
                };
                found.mode() & bit == 0
            })
        };
        let path = path::absolute(path).ok()?;
        let real = path.ancestors().find_map(|above| fs::canonicalize(above).ok())?;
        let mut way: Vec<&Path> = real.ancestors().collect();
        way.reverse();
        way.into_iter().find(closed).map(Path::to_owned)
    }

    /// Where the socket of this cluster lies. In /tmp, because a socket's path may be no longer than
    /// 107 bytes; named after the cluster, so that every process of ours finds it.
    pub fn socket_path(self, cluster: &Path) -> PathBuf {
        let digest = Sha256::digest(cluster.as_os_str().as_bytes());
        let name = hex::encode(digest.get(..8).unwrap_or_default());
        PathBuf::from(format!("/tmp/.xunjian-{}-{name}", self.uid))
    }

    /// The socket's directory, made if need be. Anybody may write to /tmp: what lies there under our
    /// name is used only if it is a directory and ours.
    pub fn socket_directory(self, cluster: &Path) -> Result<PathBuf, StartError> {
        let path = self.socket_path(cluster);
        if let Ok(found) = fs::symlink_metadata(&path) {
            // root's own: left behind in the moment between making it and handing it over
            let ours = found.uid() == self.uid || self.stand_in && found.uid() == 0;
            if !(found.is_dir() && ours) {
                return Err(StartError::SocketTaken(path));
            }
        }
        self.own_directory(&path)?;
        Ok(path)
    }
}

fn look_up(passwd: &str, name: &str) -> Option<(u32, u32)> {
    passwd.lines().find_map(|line| {
        let mut fields = line.split(':');
        (fields.next()? == name).then_some(())?;
        let uid = fields.nth(1)?.parse().ok()?;
        let gid = fields.next()?.parse().ok()?;
        Some((uid, gid))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_looked_up_by_its_whole_name() {
        let passwd = "postgres2:x:1:2::/:\npostgres:x:101:104:PostgreSQL,,,:/var/lib/postgresql:/bin/bash\n";
        assert_eq!(look_up(passwd, "postgres"), Some((101, 104)));
        assert_eq!(look_up(passwd, "nobody"), None);
    }

    #[test]
    fn a_stand_in_is_stopped_by_the_first_closed_door() {
        let top = tempfile::tempdir().expect("a directory");
        let inner = top.path().join("open/closed/inner");
        fs::create_dir_all(&inner).expect("directories");
        let closed = top.path().join("open/closed");
        for (path, mode) in [(top.path(), 0o711), (&closed, 0o700)] {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a mode");
        }
        let stand_in = Account { uid: u32::MAX - 1, gid: u32::MAX - 1, stand_in: true };
        assert_eq!(stand_in.barrier(&inner), Some(closed));
        assert_eq!(stand_in.barrier(&top.path().join("open")), None);
    }
}
