//! Circuit inspection (巡回检察), from the plan to a verified end of every rectification.

pub mod config;
pub mod foundation;
pub mod serve;

pub mod app {
    use crate::{
        config::Config,
        foundation::{clock::Clock, db::Db},
    };
    #[derive(Clone)]
    pub struct App(Db);
    impl App {
        pub fn build(db: Db, _: Clock, _: &Config) -> Self {
            Self(db)
        }
        pub fn router(&self) -> axum::Router {
            let db = self.0.clone();
            axum::Router::new()
                .route("/healthz", axum::routing::get(|| async { "ok\n" }))
                .route(
                    "/readyz",
                    axum::routing::get(move || async move {
                        match sqlx::query_scalar::<_, i32>("select 1")
                            .fetch_one(&db.owner)
                            .await
                        {
                            Ok(_) => (axum::http::StatusCode::OK, "ok".to_owned()),
                            Err(e) => (axum::http::StatusCode::SERVICE_UNAVAILABLE, e.to_string()),
                        }
                    }),
                )
                .route(
                    "/slow",
                    axum::routing::get(|| async {
                        tokio::time::sleep(std::time::Duration::from_secs(3)).await;
                        "slow\n"
                    }),
                )
        }
    }
}
pub mod jobs {
    pub async fn run(_: crate::app::App, mut stop: tokio::sync::watch::Receiver<bool>) {
        stop.wait_for(|s| *s).await.ok();
    }
}
pub mod demo {
    pub async fn seed(
        db: &crate::foundation::db::Db,
        _: &crate::foundation::clock::Clock,
    ) -> Result<String, sqlx::Error> {
        sqlx::raw_sql("create table if not exists kept(i int); insert into kept values (1)")
            .execute(&db.owner)
            .await?;
        let n: i64 = sqlx::query_scalar("select count(*) from kept")
            .fetch_one(&db.owner)
            .await?;
        Ok(format!("kept {n}"))
    }
}
pub mod people {
    pub mod person {
        pub mod cli {
            use crate::foundation::{clock::Clock, db::Db};
            #[derive(clap::Args)]
            pub struct Add {
                username: String,
            }
            #[derive(clap::Args)]
            pub struct Account {
                username: String,
            }
            pub async fn add(_: &Db, _: &Clock, a: Add) -> Result<String, sqlx::Error> {
                Ok(a.username)
            }
            pub async fn unlock(_: &Db, _: &Clock, a: Account) -> Result<String, sqlx::Error> {
                Ok(a.username)
            }
            pub async fn reset(_: &Db, _: &Clock, a: Account) -> Result<String, sqlx::Error> {
                Ok(a.username)
            }
        }
    }
}
