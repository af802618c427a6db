//! The settings as flags, and what `--help` says of them.
#![expect(clippy::doc_markdown, reason = "the comments on the fields are the help text, which is shown as it stands")]

/// Settings as given on the command line; each may also come from the environment or the file.
#[derive(clap::Args, Debug, Default)]
#[command(next_help_heading = "Settings (a flag wins over the environment, that over xunjian.toml)")]
pub struct Flags {
    /// Use this PostgreSQL server; without it, one of our own is run under the data directory
    /// [env: DATABASE_URL] [file: database_url]
    #[arg(long, global = true, value_name = "URL")]
    pub(super) database_url: Option<String>,
    /// Address and port to serve on; port 0 takes a free one
    /// [env: XUNJIAN_LISTEN] [file: listen] [default: 127.0.0.1:8080]
    #[arg(long, global = true, value_name = "ADDRESS:PORT")]
    pub(super) listen: Option<String>,
    /// Directory of the database and of attachments [env: XUNJIAN_DATA] [file: data]
    /// [default: ./data, or /var/lib/xunjian for root where the database could not reach the former]
    #[arg(long, global = true, value_name = "DIRECTORY")]
    pub(super) data: Option<String>,
    /// Demonstrations and tests only: fixed:<RFC3339>, start:<RFC3339> (runs on) or a shift such as +9d
    /// [env: XUNJIAN_CLOCK] [file: clock]
    #[arg(long, global = true, value_name = "CLOCK", allow_hyphen_values = true)]
    pub(super) clock: Option<String>,
    /// What to log, such as info or xunjian=debug,sqlx=warn [env: RUST_LOG] [file: log]
    #[arg(long, global = true, value_name = "FILTER")]
    pub(super) log: Option<String>,
    /// Directory of the programs `postgres` and `initdb` [env: PG_BIN_DIR] [file: pg_bin_dir]
    /// [default: the newest on this machine]
    #[arg(long, global = true, value_name = "DIRECTORY")]
    pub(super) pg_bin_dir: Option<String>,
    /// Address by which browsers reach this installation, such as https://xunjian.example; with https
    /// cookies are Secure [env: XUNJIAN_PUBLIC_URL] [file: public_url]
    #[arg(long, global = true, value_name = "URL")]
    pub(super) public_url: Option<String>,
    /// Connections to the database, at most
    /// [env: XUNJIAN_DB_CONNECTIONS] [file: db_connections] [default: 10]
    #[arg(long, global = true, value_name = "NUMBER")]
    pub(super) db_connections: Option<String>,
    /// Proxies whose X-Forwarded-For is believed: addresses or networks such as 10.1.2.3,10.1.0.0/16, with commas between
    /// [env: XUNJIAN_TRUSTED_PROXIES] [file: trusted_proxies]
    #[arg(long, global = true, value_name = "ADDRESSES")]
    pub(super) trusted_proxies: Option<String>,
    /// Largest file of evidence, in megabytes [env: XUNJIAN_FILE_SIZE] [file: file_size] [default: 50]
    #[arg(long, global = true, value_name = "MB")]
    pub(super) file_size: Option<String>,
    /// Largest video, in megabytes [env: XUNJIAN_VIDEO_SIZE] [file: video_size] [default: 500]
    #[arg(long, global = true, value_name = "MB")]
    pub(super) video_size: Option<String>,
    /// Files that one form takes [env: XUNJIAN_FILES_PER_FORM] [file: files_per_form] [default: 10]
    #[arg(long, global = true, value_name = "NUMBER")]
    pub(super) files_per_form: Option<String>,
    /// Directory of the office's own faces (.ttf, .otf, .ttc) for documents, used before those that ship
    /// [env: XUNJIAN_FONTS] [file: fonts]
    #[arg(long, global = true, value_name = "DIRECTORY")]
    pub(super) fonts: Option<String>,
}
