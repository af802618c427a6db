//! The settings of an installation: flags win over the environment, the environment over
//! `xunjian.toml`. Nothing else reads the environment, and all that is wrong is said at once.

mod flags;
mod read;

use std::{
    fmt,
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    str::FromStr as _,
};

use axum::http::Uri;
use sqlx::postgres::PgConnectOptions;
use tracing_subscriber::EnvFilter;

pub use self::flags::Flags;
use self::read::{Reader, Setting};
use crate::foundation::{clock::Clock, db::embedded, file::Limits, print::Press, web::source::Network};

/// The settings, all of them valid.
#[derive(Clone)]
pub struct Config {
    /// A database server of the office's own; none means the embedded one.
    pub database_url: Option<PgConnectOptions>,
    pub listen: SocketAddr,
    pub data: PathBuf,
    pub clock: Clock,
    pub log: String,
    pub pg_bin_dir: Option<PathBuf>,
    pub public_url: Option<PublicUrl>,
    pub db_connections: u32,
    /// Proxies in front of us, which say for whom they ask.
    pub trusted_proxies: Vec<Network>,
    /// How large and how many files may be.
    pub files: Limits,
    /// The office's own faces for documents.
    pub fonts: Option<PathBuf>,
}

/// The address by which browsers reach us: the origin that is trusted with posts, and whether cookies
/// travel on encrypted ways only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    origin: String,
    secure: bool,
}

/// Every setting that is wrong, a sentence each.
#[derive(Debug, PartialEq, Eq)]
pub struct ConfigError(Vec<String>);

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl std::error::Error for ConfigError {}

impl Config {
    /// Reads the settings of this process: its flags, its environment, and `xunjian.toml` where it
    /// was started.
    pub fn load(flags: Flags) -> Result<Self, ConfigError> {
        #[expect(clippy::disallowed_methods, reason = "this is where settings come from")]
        let environment = |name: &str| std::env::var_os(name);
        Self::read(flags, Reader::new(environment, Path::new("xunjian.toml")))
    }

    fn read(flags: Flags, mut reader: Reader) -> Result<Self, ConfigError> {
        let config = Self {
            database_url: reader.take(DATABASE_URL, flags.database_url, database_url),
            listen: reader.take(LISTEN, flags.listen, listen).unwrap_or(SocketAddr::from((Ipv4Addr::LOCALHOST, 8080))),
            data: reader.take(DATA, flags.data, directory).unwrap_or_else(default_data),
            clock: reader
                .take(CLOCK, flags.clock, |text| Clock::parse(text).map_err(|error| error.to_string()))
                .unwrap_or(Clock::system()),
            log: reader
                .take(LOG, flags.log, log_filter)
                .unwrap_or_else(|| "info,sqlx::postgres::notice=warn".to_owned()),
            pg_bin_dir: reader.take(PG_BIN_DIR, flags.pg_bin_dir, directory),
            public_url: reader.take(PUBLIC_URL, flags.public_url, PublicUrl::parse),
            db_connections: reader.take(DB_CONNECTIONS, flags.db_connections, connections).unwrap_or(10),
            trusted_proxies: reader.take(TRUSTED_PROXIES, flags.trusted_proxies, networks).unwrap_or_default(),
            fonts: reader.take(FONTS, flags.fonts, faces),
            files: Limits {
                file: reader.take(FILE_SIZE, flags.file_size, megabytes).unwrap_or(50 * MEGABYTE),
                video: reader.take(VIDEO_SIZE, flags.video_size, megabytes).unwrap_or(500 * MEGABYTE),
                count: reader.take(FILES_PER_FORM, flags.files_per_form, files_per_form).unwrap_or(10),
            },
        };
        let complaints = reader.complaints();
        if complaints.is_empty() { Ok(config) } else { Err(ConfigError(complaints)) }
    }

    /// Whether cookies are marked Secure: when browsers reach us by https.
    pub fn secure_cookies(&self) -> bool {
        self.public_url.as_ref().is_some_and(|url| url.secure)
    }
}

impl PublicUrl {
    /// Scheme, host and port as a browser writes them into `Origin`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    fn parse(text: &str) -> Result<Self, String> {
        let refusal = || format!("`{text}` is not an address such as https://xunjian.example, without a path");
        let uri = Uri::from_str(text).map_err(|_not_a_uri| refusal())?;
        let (Some(scheme), Some(host)) = (uri.scheme_str(), uri.host()) else {
            return Err(refusal());
        };
        let secure = match scheme {
            "https" => true,
            "http" => false,
            _ => return Err(refusal()),
        };
        let bare = uri.path_and_query().is_none_or(|rest| rest == "/");
        let nameless = uri.authority().is_some_and(|all| !all.as_str().contains('@'));
        if !(bare && nameless) {
            return Err(refusal());
        }
        // a browser leaves out the port that the scheme implies
        let usual = if secure { 443 } else { 80 };
        let port = uri.port_u16().filter(|port| *port != usual);
        let port = port.map_or_else(String::new, |port| format!(":{port}"));
        Ok(Self { origin: format!("{scheme}://{}{port}", host.to_ascii_lowercase()), secure })
    }
}

const DATABASE_URL: Setting = Setting::new("--database-url", "DATABASE_URL", "database_url");
const LISTEN: Setting = Setting::new("--listen", "XUNJIAN_LISTEN", "listen");
const DATA: Setting = Setting::new("--data", "XUNJIAN_DATA", "data");
const CLOCK: Setting = Setting::new("--clock", "XUNJIAN_CLOCK", "clock");
const LOG: Setting = Setting::new("--log", "RUST_LOG", "log");
const PG_BIN_DIR: Setting = Setting::new("--pg-bin-dir", "PG_BIN_DIR", "pg_bin_dir");
const PUBLIC_URL: Setting = Setting::new("--public-url", "XUNJIAN_PUBLIC_URL", "public_url");
const DB_CONNECTIONS: Setting = Setting::new("--db-connections", "XUNJIAN_DB_CONNECTIONS", "db_connections");
const FILE_SIZE: Setting = Setting::new("--file-size", "XUNJIAN_FILE_SIZE", "file_size");
const VIDEO_SIZE: Setting = Setting::new("--video-size", "XUNJIAN_VIDEO_SIZE", "video_size");
const FILES_PER_FORM: Setting = Setting::new("--files-per-form", "XUNJIAN_FILES_PER_FORM", "files_per_form");

const FONTS: Setting = Setting::new("--fonts", "XUNJIAN_FONTS", "fonts");

const MEGABYTE: u64 = 1024 * 1024;

const TRUSTED_PROXIES: Setting = Setting::new("--trusted-proxies", "XUNJIAN_TRUSTED_PROXIES", "trusted_proxies");

/// What a refusal of `DATABASE_URL` says never repeats it: it holds a password.
fn database_url(text: &str) -> Result<PgConnectOptions, String> {
    let refusal = "it is not an address such as postgres://user:password@host:5432/database";
    if !(text.starts_with("postgres://") || text.starts_with("postgresql://")) {
        return Err(refusal.to_owned());
    }
    PgConnectOptions::from_str(text).map_err(|_said_with_the_password| refusal.to_owned())
}

fn listen(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_unclear| format!("`{text}` is not an address and port such as 127.0.0.1:8080 or 0.0.0.0:80"))
}

fn directory(text: &str) -> Result<PathBuf, String> {
    if Path::new(text).exists() && !Path::new(text).is_dir() {
        return Err(format!("`{text}` is not a directory"));
    }
    Ok(PathBuf::from(text))
}

/// A folder of faces is read at once, so that a wrong one stops the start and not the first document.
fn faces(text: &str) -> Result<PathBuf, String> {
    let folder = PathBuf::from(text);
    Press::with(Some(folder.clone())).check().map_err(|error| error.to_string())?;
    Ok(folder)
}

fn log_filter(text: &str) -> Result<String, String> {
    EnvFilter::try_new(text)
        .map(|_valid| text.to_owned())
        .map_err(|error| format!("`{text}` is not a log filter such as info or xunjian=debug ({error})"))
}

fn connections(text: &str) -> Result<u32, String> {
    text.parse()
        .ok()
        .filter(|number| (2..=1000).contains(number))
        .ok_or_else(|| format!("`{text}` is not a number from 2 to 1000"))
}

fn networks(text: &str) -> Result<Vec<Network>, String> {
    text.split(',').map(|one| one.trim().parse()).collect()
}

fn megabytes(text: &str) -> Result<u64, String> {
    let number: Option<u64> = text.parse().ok();
    number
        .filter(|number| (1..=10_000).contains(number))
        .map(|number| number * MEGABYTE)
        .ok_or_else(|| format!("`{text}` is not a number of megabytes from 1 to 10000"))
}

fn files_per_form(text: &str) -> Result<usize, String> {
    text.parse()
        .ok()
        .filter(|number| (1..=100).contains(number))
        .ok_or_else(|| format!("`{text}` is not a number from 1 to 100"))
}

/// Root's home is closed to the account that runs the database.
fn default_data() -> PathBuf {
    let here = Path::new("data");
    if embedded::within_reach(here) { here.to_owned() } else { PathBuf::from("/var/lib/xunjian") }
}

#[cfg(test)]
mod tests;
