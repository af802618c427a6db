//! The data directory: who may use it, one user at a time, and its cluster, whole or not there.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use super::{NAME, StartError, account::Account, binaries::Server, os};

pub struct Directory {
    data: PathBuf,
    cluster: PathBuf,
}

impl Directory {
    /// Finds or makes the data directory, under its real name, within the account's reach.
    pub fn open(data: &Path, account: Account) -> Result<Self, StartError> {
        if let Some(directory) = account.barrier(data) {
            let uid = account.uid();
            return Err(StartError::OutOfReach { directory, uid });
        }
        if !data.exists() {
            fs::create_dir_all(data)
                .and_then(|()| fs::set_permissions(data, account.passage()))
                .map_err(StartError::file("make the data directory", data))?;
        }
        let data = fs::canonicalize(data).map_err(StartError::file("enter the data directory", data))?;
        let cluster = data.join("pg");
        Ok(Self { data, cluster })
    }

    pub fn cluster(&self) -> &Path {
        &self.cluster
    }

    /// One xunjian per directory. The lock goes with the process, so nothing stale is left by a crash.
    pub fn lock(&self) -> Result<File, StartError> {
        let path = self.data.join("pg.lock");
        let lock = File::create(&path).map_err(StartError::file("write", &path))?;
        match lock.try_lock() {
            Ok(()) => Ok(lock),
            Err(fs::TryLockError::WouldBlock) => Err(StartError::InUse(self.data.clone())),
            Err(fs::TryLockError::Error(source)) => Err(StartError::file("lock", &path)(source)),
        }
    }

    /// The major version that made the cluster, if there is one.
    pub fn version(&self) -> Result<Option<String>, StartError> {
        let path = self.cluster.join("PG_VERSION");
        match fs::read_to_string(&path) {
            Ok(version) => Ok(Some(version.trim().to_owned())),
            Err(source) if source.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(StartError::file("read", &path)(source)),
        }
    }

    /// Makes the cluster on the first day: beside its place and moved there when complete, so that an
    /// interrupted first start leaves nothing that looks like one.
    pub fn set_up(&self, server: &Server, account: Account) -> Result<(), StartError> {
        if self.version()?.is_some() {
            return Ok(());
        }
        let draft = self.data.join("pg.tmp");
        if draft.exists() {
            fs::remove_dir_all(&draft).map_err(StartError::file("clear", &draft))?;
        }
        account.own_directory(&draft)?;
        tracing::info!(directory = %self.cluster.display(), "setting up the database");
        let mut initdb = account.command(&server.initdb());
        initdb
            .arg("--pgdata")
            .arg(&draft)
            .args(["--username", NAME, "--auth=trust", "--data-checksums"])
            // not C: its character classes know no Chinese, which search relies on
            .args(["--encoding=UTF8", "--locale=C.UTF-8"]);
        let done = os::end_with_parent(&mut initdb, os::Stop::Kill)
            .output()
            .map_err(StartError::file("run", &server.initdb()))?;
        if !done.status.success() {
            return Err(StartError::Init {
                directory: draft,
                said: String::from_utf8_lossy(&done.stderr).trim().replace('\n', " "),
            });
        }
        fs::rename(&draft, &self.cluster)
            .and_then(|()| File::open(&self.data)?.sync_all())
            .map_err(StartError::file("put in its place the cluster", &self.cluster))
    }
}
