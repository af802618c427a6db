//! A demonstration of one's own: a copy of the seeded database, the application on it, a clock that can be moved.
//!
//! Seeding takes seconds, copying a database a fraction of one. So the first test of a build seeds a database that
//! nobody uses, and each test works on a copy of that, dropped when the test ends. That one holds the history alone: what
//! is under way would stand among the cases that a test makes.
use std::{
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    str::FromStr as _,
    time::UNIX_EPOCH,
};

use super::Browser;
use chrono::{NaiveDate, TimeDelta};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection, postgres::PgConnectOptions};
use uuid::Uuid;
use xunjian::{
    app::App,
    config::Config,
    demo::{self, Extent},
    foundation::{clock::Clock, db::Db, file::Limits},
    people::access::{Role, guard},
    setup,
};

/// Who may make the seeded database: one process at a time.
const SEEDING: i64 = 0x0078_756e_6a69_616e;

/// The day after the Guangxi figures were published, on which the demonstration is seeded.
const SEEDED: &str = "fixed:2022-07-24T09:00:00+08:00";

/// How large and how many files may be.
const FILES: Limits = Limits { file: 2 * 1024 * 1024, video: 3 * 1024 * 1024, count: 4 };

pub struct World {
    pub db: Db,
    pub clock: Clock,
    /// What is dropped with the world: its data directory.
    pub data: tempfile::TempDir,
    /// How large and how many files may be.
    pub files: Limits,
    server: PgConnectOptions,
    name: String,
}

impl World {
    /// The demonstration on the morning of 1 September 2022.
    pub async fn open() -> Self {
        Self::on("2022-09-01").await
    }

    /// The demonstration on the morning of a day.
    pub async fn on(day: &str) -> Self {
        let server = server();
        let seeded = seeded(&server).await;
        let name = format!("xunjian_test_{}", Uuid::now_v7().simple());
        let mut connection = connect(&server).await;
        run(&mut connection, format!("create database {name} template {seeded}")).await;
        let db = Db::connect(server.clone().database(&name), 8).await.expect("the copy");
        let data = tempfile::tempdir().expect("a data directory");
        link(&data_of(&seeded), data.path());
        Self { db, clock: morning(day), data, files: FILES, server, name }
    }

    /// A demonstration with all that is under way, seeded on the morning of that day: takes seconds.
    pub async fn seeded_on(day: &str) -> Self {
        let (server, clock) = (server(), morning(day));
        let name = format!("xunjian_test_{}", Uuid::now_v7().simple());
        let mut connection = connect(&server).await;
        run(&mut connection, format!("create database {name}")).await;
        let data = tempfile::tempdir().expect("a data directory");
        seed(server.clone().database(&name), &clock, data.path(), Extent::Whole).await;
        let db = Db::connect(server.clone().database(&name), 8).await.expect("the new one");
        Self { db, clock, data, files: FILES, server, name }
    }

    /// Moves the clock to the morning of a day. Sessions that began before have ended by then: enter again.
    pub fn turn_to(&mut self, day: &str) {
        self.clock = morning(day);
    }

    /// Lets minutes pass.
    pub fn pass(&mut self, minutes: i64) {
        self.clock = Clock::fixed(self.clock.now() + TimeDelta::minutes(minutes));
    }

    pub fn today(&self) -> NaiveDate {
        self.clock.today()
    }

    /// The application, as one of possibly several processes on this database.
    pub fn app(&self) -> App {
        self.app_at(self.data.path())
    }

    /// The application with its files in another directory.
    pub fn app_at(&self, data: &Path) -> App {
        App::build(self.db.clone(), self.clock.clone(), &config(&self.clock, data, self.files), true)
    }

    /// The person behind a demonstration account.
    pub async fn person(&self, username: &str) -> Uuid {
        self.one("select person_id from account where username = $1", username).await
    }

    /// An account at a browser, signed in anew.
    pub async fn enter(&self, username: &str) -> Browser {
        Browser::with_session(self, &self.session(username).await)
    }

    /// The token of a new session of an account, which spares the test a password.
    pub async fn session(&self, username: &str) -> String {
        let person = self.person(username).await;
        let (post, role): (Uuid, Role) =
            sqlx::query_as("select id, role from post where person_id = $1 order by lower(during) limit 1")
                .bind(person)
                .fetch_one(&self.db.owner)
                .await
                .expect("a post");
        let token = guard::new_token().expect("a token");
        let now = self.clock.now();
        sqlx::query(
            "insert into session (token_sha256, person_id, post_id, created_at, seen_at, ends_at, idle)
             values ($1, $2, $3, $4, $4, $4 + interval '12 hours', make_interval(mins => $5))",
        )
        .bind(guard::token_hash(&token))
        .bind(person)
        .bind(post)
        .bind(now)
        .bind(role.idle_minutes())
        .execute(&self.db.owner)
        .await
        .expect("a session");
        token
    }

    /// Does something behind the application's back, as the owner.
    pub async fn run(&self, sql: &'static str) {
        sqlx::raw_sql(sql).execute(&self.db.owner).await.expect(sql);
    }

    /// One value, read as the owner, past row security.
    pub async fn one<T>(&self, sql: &'static str, value: impl Bound) -> T
    where
        T: Send + Unpin + sqlx::Type<sqlx::Postgres> + for<'r> sqlx::Decode<'r, sqlx::Postgres>,
    {
        sqlx::query_scalar(sql).bind(value).fetch_one(&self.db.owner).await.expect(sql)
    }
}

/// What a query of one parameter may be asked with.
pub trait Bound: Send + sqlx::Type<sqlx::Postgres> + for<'q> sqlx::Encode<'q, sqlx::Postgres> {}
impl<T: Send + sqlx::Type<sqlx::Postgres> + for<'q> sqlx::Encode<'q, sqlx::Postgres>> Bound for T {}

impl Drop for World {
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), std::mem::take(&mut self.name));
        // on a thread of its own: the test's runtime is busy with ending
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                let mut connection = connect(&server).await;
                run(&mut connection, format!("drop database if exists {name} with (force)")).await;
            });
        });
        // a copy that stays behind is no reason to fail, and a panic while unwinding would end the process
        dropping.join().ok();
    }
}

fn config(clock: &Clock, data: &Path, files: Limits) -> Config {
    Config {
        fonts: None,
        database_url: None,
        listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        data: data.to_owned(),
        clock: clock.clone(),
        log: "off".to_owned(),
        pg_bin_dir: None,
        public_url: None,
        db_connections: 8,
        trusted_proxies: vec!["10.0.0.0/8".parse().expect("a network")],
        files,
    }
}

fn morning(day: &str) -> Clock {
    Clock::parse(&format!("fixed:{day}T09:00:00+08:00")).expect("a day")
}

#[expect(clippy::disallowed_methods, reason = "the tests are told of their server as any program is")]
fn server() -> PgConnectOptions {
    let url = std::env::var("DATABASE_URL").expect("DATABASE_URL names the server on which tests make their databases");
    PgConnectOptions::from_str(&url).expect("an address").database("postgres")
}

async fn connect(server: &PgConnectOptions) -> PgConnection {
    PgConnection::connect_with(server).await.expect("the server for tests")
}

async fn run(connection: &mut PgConnection, sql: String) {
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(connection).await.expect("a statement");
}

/// The name of the database that this build of the tests has seeded, made by whoever needs it first.
async fn seeded(server: &PgConnectOptions) -> String {
    let program = std::env::current_exe().expect("this program");
    let built = program.metadata().and_then(|file| file.modified()).expect("its age");
    let built = built.duration_since(UNIX_EPOCH).expect("after 1970").as_nanos().to_string();
    let kind: String = program
        .file_stem()
        .map(|stem| stem.to_string_lossy().chars().take_while(char::is_ascii_alphanumeric).collect())
        .unwrap_or_default();
    let name = format!("xunjian_seeded_{kind}");
    let mut connection = connect(server).await;
    sqlx::query("select pg_advisory_lock($1)").bind(SEEDING).execute(&mut connection).await.expect("our turn");
    let remark: Option<String> =
        sqlx::query_scalar("select shobj_description(oid, 'pg_database') from pg_database where datname = $1")
            .bind(&name)
            .fetch_optional(&mut connection)
            .await
            .expect("what is there")
            .flatten();
    if remark.as_ref() != Some(&built) {
        run(&mut connection, format!("drop database if exists {name} with (force)")).await;
        run(&mut connection, format!("create database {name}")).await;
        let data = data_of(&name);
        std::fs::remove_dir_all(&data).ok();
        seed(server.clone().database(&name), &Clock::parse(SEEDED).expect("a clock"), &data, Extent::History).await;
        run(&mut connection, format!("comment on database {name} is '{built}'")).await;
    }
    // the lock goes with the connection
    connection.close().await.ok();
    name
}

/// Where the files of a seeded database lie.
fn data_of(name: &str) -> PathBuf {
    std::env::temp_dir().join(name)
}

/// The same files at another place, if there are any.
fn link(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).into_iter().flatten() {
        let entry = entry.expect("what lies there");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            std::fs::create_dir_all(&to).expect("a directory");
            link(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).expect("a file");
        }
    }
}

async fn seed(options: PgConnectOptions, clock: &Clock, data: &Path, extent: Extent) {
    let db = Db::connect(options, 2).await.expect("an empty database");
    setup::load_reference(&db).await.expect("the reference data");
    let app = App::build(db.clone(), clock.clone(), &config(clock, data, FILES), true);
    demo::seed(&app, extent).await.expect("the demonstration");
    db.close().await;
}
