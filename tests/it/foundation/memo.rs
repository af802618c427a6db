//! Figures are recalled only while counting would give the same.
use sqlx::Connection as _;
use xunjian::{foundation::db::Memo, workflow::inspection::State};

use crate::support::{World, mission::Mission};

const WITHDRAW_ONE: &str = "update finding set status = 'withdrawn' where id = (select id from finding where status = 'confirmed' and prov_id is not null order by id limit 1)";

async fn findings(world: &World, username: &str) -> i64 {
    world.enter(username).await.open("/findings").await.figure("findings")
}

#[tokio::test]
async fn a_change_is_counted_at_once() {
    let world = World::open().await;
    let before = findings(&world, "supervisor").await;
    assert_eq!(findings(&world, "supervisor").await, before);
    world.run(WITHDRAW_ONE).await;
    assert_eq!(findings(&world, "supervisor").await, before - 1);
}

/// Counted while a change is under way, the figure does not outlive it.
#[tokio::test]
async fn what_is_under_way_is_counted_when_it_is_done() {
    let world = World::open().await;
    let before = findings(&world, "supervisor").await;
    let mut writer = world.db.owner.acquire().await.expect("a connection");
    let mut change = writer.begin().await.expect("a transaction");
    sqlx::raw_sql(WITHDRAW_ONE).execute(&mut *change).await.expect("a change");
    assert_eq!(findings(&world, "supervisor").await, before);
    // another change, so that all is counted anew while the first is still under way
    world.run("update facility set note = 'x' where id = (select id from facility order by id limit 1)").await;
    assert_eq!(findings(&world, "supervisor").await, before);
    change.commit().await.expect("the end");
    assert_eq!(findings(&world, "supervisor").await, before - 1);
}

/// What is counted facility by facility is counted again where something changed, whoever did it and by whatever statement.
#[tokio::test]
async fn what_is_recalled_is_what_counting_gives() {
    let mut world = World::open().await;
    let mut supervisor = world.enter("supervisor").await;
    let mut seen = Vec::new();
    for change in [
        "select 1",
        WITHDRAW_ONE,
        // a facility where nothing was found before
        "update finding set status = 'withdrawn' where facility_id = (select facility_id from finding where status = 'confirmed' and prov_id is not null group by 1 order by count(*), 1 limit 1) and status = 'confirmed'",
        "update facility set note = 'x' where id = (select id from facility order by id limit 1)",
    ] {
        world.run(change).await;
        for address in
            ["/findings", "/findings?inspection_kind=cross", "/categories", "/analysis", "/inspections", "/facilities"]
        {
            let known = supervisor.open(address).await;
            // a process that has counted nothing yet
            world.db.memo = Memo::default();
            let anew = world.enter("supervisor").await.open(address).await;
            assert_eq!(known.text(), anew.text(), "{address} after {change}");
            seen.push((address, known.text()));
        }
    }
    let findings: std::collections::HashSet<_> = seen.iter().filter(|(address, _)| *address == "/findings").collect();
    assert!(findings.len() > 2, "each change shows");
}

#[tokio::test]
async fn nobody_is_shown_what_was_counted_for_those_who_see_more() {
    let world = World::open().await;
    let before = findings(&world, "supervisor").await;
    let mission = Mission::until(&world, State::InProgress).await;
    let sealed: i64 =
        world.one("select count(*) from finding where inspection_id = $1 and status = 'confirmed'", mission.id()).await;
    for _ in 0..2 {
        let own = findings(&world, "dispatched").await;
        let all = findings(&world, "supervisor").await;
        assert!(own < all, "{own} of {all}");
        assert!(all == before || all == before + sealed, "{all} after {before} and {sealed}");
        assert_eq!(findings(&world, "city").await, findings(&world, "city2").await);
    }
}
