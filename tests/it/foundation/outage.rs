//! Bad luck: the database is away, and comes back.
use std::time::Duration;

use xunjian::foundation::db::Db;

use crate::support::World;

#[tokio::test]
async fn without_a_database_the_answer_is_to_wait() {
    let world = World::open().await;
    let mut lead = world.enter("lead").await;
    world.db.web.close().await;
    let answer = lead.get("/findings").await.is(503);
    assert_eq!(answer.header("retry-after"), Some("5"));
    assert_eq!(answer.texts("h1").len(), 1);
    lead.post("/account/sessions", &[]).await.is(503);
    lead.get("/healthz").await.is(200);
    lead.get("/readyz").await.is(200);
    world.db.owner.close().await;
    lead.get("/readyz").await.is(503);
    lead.post("/login", &[("username", "lead"), ("password", "whatever it is")]).await.is(503);
}

/// Every connection is cut in the middle of its work; the next request finds new ones.
#[tokio::test]
async fn connections_that_are_cut_are_made_again() {
    let world = World::open().await;
    let mut lead = world.enter("lead").await;
    lead.open("/findings").await;
    let slow = sqlx::query("select pg_sleep(30)").execute(&world.db.web);
    let cut = async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        world.run("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()").await;
    };
    let (slow, ()) = tokio::join!(slow, cut);
    assert!(matches!(
        xunjian::foundation::error::AppError::from(slow.expect_err("cut off")),
        xunjian::foundation::error::AppError::Unavailable
    ));
    let answer = lead.get("/findings").await;
    assert!([200, 503].contains(&answer.status.as_u16()), "{}", answer.status);
    lead.open("/findings").await;
}

#[tokio::test]
async fn a_database_that_is_not_there_is_said_in_a_sentence() {
    let nowhere = sqlx::postgres::PgConnectOptions::new().host("/nowhere").database("xunjian");
    let refusal = Db::connect(nowhere, 2).await.expect_err("nowhere").to_string();
    assert!(refusal.starts_with("The database cannot be reached"), "{refusal}");
    assert!(refusal.contains("DATABASE_URL"), "{refusal}");
}
