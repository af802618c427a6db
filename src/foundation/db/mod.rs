//! The database: one owner pool, one pool as `xunjian_web`, and the transaction that every request runs in.
pub mod constraint;
pub mod embedded;
pub mod memo;

use std::time::Duration;

use sqlx::{
    Connection as _,
    postgres::{PgConnectOptions, PgPool, PgPoolOptions},
};

pub use memo::{Memo, Recall, Rests};

/// Text as `like` finds it anywhere: signs that mean something to `like` mean themselves.
pub fn pattern(text: &str) -> String {
    format!("%{}%", text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))
}

/// A transaction; dropped without `commit` it leaves nothing behind.
pub type Tx = sqlx::Transaction<'static, sqlx::Postgres>;

static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");

/// Why the database could not be used, as a sentence for the operator.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    #[error("The database cannot be reached ({0}). Check that the server runs and that DATABASE_URL names it.")]
    Unreachable(#[source] sqlx::Error),
    #[error(
        "The database uses the character type \"C\", in which Chinese text cannot be searched. Create it with a UTF-8 locale such as C.UTF-8."
    )]
    PlainC,
    #[error("The database is not encoded in UTF-8. Create it with `encoding 'UTF8'`.")]
    NotUtf8,
    #[error(
        "The schema could not be brought up to date ({0}). The database is unchanged; use the program version that wrote it, or a newer one."
    )]
    Migrate(#[from] sqlx::migrate::MigrateError),
    #[error("The database refused a statement while starting ({0}).")]
    Refused(#[source] sqlx::Error),
}

/// How every page reads. A statement is planned once a connection and not once a request; what is counted is not dealt out
/// to other processes, which cost more than they save on so few rows; what lies apart in an index is as near as on a disk
/// without moving parts, so that no figure reads the table from end to end.
const WEB: [(&str, &str); 4] = [
    ("role", "xunjian_web"),
    ("plan_cache_mode", "force_generic_plan"),
    ("max_parallel_workers_per_gather", "0"),
    ("random_page_cost", "1.1"),
];

/// A connection that answered so shortly ago is not asked first whether it is still there.
const TRUSTED: Duration = Duration::from_millis(50);

/// The two ways into the database.
#[derive(Debug, Clone)]
pub struct Db {
    /// Owns everything: migrations, jobs, sign-in, the command line.
    pub owner: PgPool,
    /// Owns nothing and sees through row security: every page.
    pub web: PgPool,
    /// Figures that were counted before.
    pub memo: Memo,
}

impl Db {
    /// Connects, brings the schema up to date and opens both pools.
    ///
    /// # Errors
    /// A sentence naming what is wrong with the server or the database.
    pub async fn connect(options: PgConnectOptions, connections: u32) -> Result<Self, DbError> {
        let options = options.application_name("xunjian").options([
            ("statement_timeout", "20s"),
            ("lock_timeout", "10s"),
            ("jit", "off"),
        ]);
        let owner = PgPoolOptions::new()
            .max_connections(4)
            .acquire_timeout(Duration::from_secs(5))
            .connect_with(options.clone().options([("statement_timeout", "120s")]))
            .await
            .map_err(DbError::Unreachable)?;
        Self::check_encoding(&owner).await?;
        Self::make_role(&owner).await.map_err(DbError::Refused)?;
        MIGRATOR.run(&owner).await?;
        let web = PgPoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(Duration::from_secs(3))
            .test_before_acquire(false)
            .before_acquire(|connection, known| {
                Box::pin(async move {
                    if known.idle_for > TRUSTED {
                        connection.ping().await?;
                    }
                    Ok(true)
                })
            })
            .connect_with(options.options(WEB))
            .await
            .map_err(DbError::Unreachable)?;
        Ok(Self { owner, web, memo: Memo::default() })
    }

    async fn check_encoding(owner: &PgPool) -> Result<(), DbError> {
        let found = sqlx::query!(r#"select datctype::text as "ctype!", pg_encoding_to_char(encoding)::text as "encoding!" from pg_database where datname = current_database()"#)
            .fetch_one(owner)
            .await
            .map_err(DbError::Refused)?;
        match (found.ctype.as_str(), found.encoding.as_str()) {
            ("C" | "POSIX", _) => Err(DbError::PlainC),
            (_, "UTF8") => Ok(()),
            _ => Err(DbError::NotUtf8),
        }
    }

    /// Roles belong to the whole cluster, and several databases may start at once: whoever comes second finds it made.
    async fn make_role(owner: &PgPool) -> Result<(), sqlx::Error> {
        sqlx::raw_sql(
            "do $$ begin
               create role xunjian_web login;
             exception when duplicate_object or unique_violation then null; end $$;
             do $$ begin
               if not pg_has_role(current_user, 'xunjian_web', 'member') then execute 'grant xunjian_web to ' || quote_ident(current_user); end if;
             end $$;",
        )
        .execute(owner)
        .await?;
        Ok(())
    }

    /// Whether the database answers and its schema is the program's.
    pub async fn is_ready(&self) -> bool {
        use sqlx::migrate::Migrate;
        let Ok(mut connection) = self.owner.acquire().await else { return false };
        let applied = connection.list_applied_migrations(&MIGRATOR.table_name).await.unwrap_or_default();
        MIGRATOR.iter().all(|ours| applied.iter().any(|known| known.version == ours.version))
    }

    /// Lets running statements finish and closes both pools.
    pub async fn close(&self) {
        self.web.close().await;
        self.owner.close().await;
    }
}
