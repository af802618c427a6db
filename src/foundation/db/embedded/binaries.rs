//! Where this machine keeps a PostgreSQL server, and which of several is the right one.

use std::{
    env, fs, iter,
    path::{Path, PathBuf},
    process::Command,
};

use super::StartError;

/// The oldest major version on which the schema is tried.
pub const OLDEST: u32 = 15;

/// Where packages other than Debian's put it.
const USUAL_PLACES: [&str; 5] =
    ["/usr/pgsql-18/bin", "/usr/pgsql-17/bin", "/usr/pgsql-16/bin", "/usr/pgsql-15/bin", "/usr/local/pgsql/bin"];

/// A server's programs, all of one version.
#[derive(Clone, Debug)]
pub struct Server {
    bin: PathBuf,
    major: u32,
}

impl Server {
    pub fn postgres(&self) -> PathBuf {
        self.bin.join("postgres")
    }

    pub fn initdb(&self) -> PathBuf {
        self.bin.join("initdb")
    }

    fn in_directory(bin: &Path) -> Option<Self> {
        let server = Self { bin: bin.to_owned(), major: 0 };
        server.initdb().is_file().then_some(())?;
        let said = Command::new(server.postgres()).arg("--version").output().ok()?;
        let major = major(&String::from_utf8_lossy(&said.stdout))?;
        (major >= OLDEST).then_some(Self { major, ..server })
    }
}

/// The server for a cluster of version `wanted`, or the newest one for a cluster still to be made.
pub fn find(named: Option<&Path>, wanted: Option<&str>, cluster: &Path) -> Result<Server, StartError> {
    let mut servers: Box<dyn Iterator<Item = Server>> = match named {
        Some(bin) => {
            Box::new(iter::once(Server::in_directory(bin).ok_or_else(|| StartError::NoServerIn(bin.to_owned()))?))
        }
        None => Box::new(places().filter_map(|bin| Server::in_directory(&bin))),
    };
    let best = servers.next().ok_or(StartError::NoServer)?;
    let Some(wanted) = wanted else {
        return Ok(best);
    };
    let newest = best.major;
    iter::once(best).chain(servers).find(|server| server.major.to_string() == wanted).ok_or_else(|| {
        StartError::OtherVersion { directory: cluster.to_owned(), data: wanted.to_owned(), found: newest.to_string() }
    })
}

/// Directories to look into, newest version first; PATH last, because it may lead to a wrapper.
fn places() -> impl Iterator<Item = PathBuf> {
    let mut debian: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    debian.sort_unstable_by(|one, other| other.cmp(one));
    #[expect(clippy::disallowed_methods, reason = "PATH says where programs are; it is no setting of ours")]
    let path = env::var_os("PATH").unwrap_or_default();
    debian
        .into_iter()
        .map(|(_, bin)| bin)
        .chain(USUAL_PLACES.map(PathBuf::from))
        .chain(env::split_paths(&path).collect::<Vec<_>>())
}

/// `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)` -> 15; `19beta1` -> 19.
fn major(said: &str) -> Option<u32> {
    let version = said.split_once("(PostgreSQL) ")?.1;
    let digits = version.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_what_the_server_says() {
        assert_eq!(major("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"), Some(15));
        assert_eq!(major("postgres (PostgreSQL) 19beta1\n"), Some(19));
        assert_eq!(major("psql: command not found"), None);
    }

    #[test]
    fn a_directory_without_a_server_is_named() {
        let refusal = find(Some(Path::new("/nowhere")), None, Path::new("/data/pg")).expect_err("no server there");
        assert!(refusal.to_string().starts_with("/nowhere holds no PostgreSQL server"), "{refusal}");
    }
}
