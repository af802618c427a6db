//! The database.

pub mod embedded;

#[derive(Clone)]
pub struct Db {
    pub owner: sqlx::PgPool,
}
impl Db {
    pub async fn connect(o: sqlx::postgres::PgConnectOptions, n: u32) -> Result<Self, sqlx::Error> {
        Ok(Self {
            owner: sqlx::postgres::PgPoolOptions::new()
                .max_connections(n)
                .acquire_timeout(std::time::Duration::from_secs(3))
                .connect_with(o)
                .await?,
        })
    }
    pub async fn close(&self) {
        self.owner.close().await;
    }
}
