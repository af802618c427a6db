//! The database that a command works on: the office's own server, or the embedded one, started for
//! us or already running beside us.

use anyhow::Context as _;
use sqlx::postgres::PgConnectOptions;
use tokio::task::spawn_blocking;

use crate::{
    config::Config,
    foundation::db::{
        Db,
        embedded::{self, Embedded, StartError},
    },
    setup,
};

/// The migrated database, with the server if it is ours to stop.
pub struct Database {
    db: Db,
    server: Option<Embedded>,
}

impl Database {
    /// For a server, whose embedded database must be its own.
    pub async fn open(config: &Config) -> anyhow::Result<Self> {
        match &config.database_url {
            Some(url) => Self::connect(config, url.clone(), None).await,
            None => Self::connect_to_own(config, start(config).await?).await,
        }
    }

    /// For a command, which may be given while a server runs on the same data directory.
    pub async fn open_or_join(config: &Config) -> anyhow::Result<Self> {
        if let Some(url) = &config.database_url {
            return Self::connect(config, url.clone(), None).await;
        }
        match start(config).await {
            Ok(server) => Self::connect_to_own(config, server).await,
            Err(StartError::InUse(_)) => Self::connect(config, embedded::beside(&config.data)?, None).await,
            Err(refusal) => Err(refusal.into()),
        }
    }

    pub const fn db(&self) -> &Db {
        &self.db
    }

    /// Resolves, with a sentence, if our own server is gone for good; never for somebody else's,
    /// which comes back without us.
    pub async fn lost(&self) -> String {
        match &self.server {
            Some(server) => server.given_up().await,
            None => std::future::pending().await,
        }
    }

    /// Closes the connections, then stops the server if it is ours.
    pub async fn close(self) {
        self.db.close().await;
        if let Some(server) = self.server
            && let Err(failure) = spawn_blocking(|| server.stop()).await
        {
            tracing::error!(%failure, "PostgreSQL could not be stopped");
        }
    }

    async fn connect_to_own(config: &Config, server: Embedded) -> anyhow::Result<Self> {
        let options = server.database().await.context("the embedded database cannot be prepared")?;
        Self::connect(config, options, Some(server)).await
    }

    async fn connect(config: &Config, options: PgConnectOptions, server: Option<Embedded>) -> anyhow::Result<Self> {
        let db = Db::connect(options, config.db_connections).await?;
        setup::load_reference(&db).await.context("the reference data cannot be loaded")?;
        Ok(Self { db, server })
    }
}

async fn start(config: &Config) -> Result<Embedded, StartError> {
    let (data, bin) = (config.data.clone(), config.pg_bin_dir.clone());
    spawn_blocking(move || Embedded::start(&data, bin.as_deref()))
        .await
        .unwrap_or_else(|failure| std::panic::resume_unwind(failure.into_panic()))
}
