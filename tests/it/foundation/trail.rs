//! The audit trail: an entry for every deed, sealed into a chain that tells when somebody tampered with it.
use xunjian::{foundation::trail, workflow::inspection::State};

use crate::support::{World, mission::Mission};

async fn sealed(world: &World) -> i64 {
    while trail::seal(&world.db).await.expect("a seal") > 0 {}
    let (links, faults) = trail::verify(&world.db).await.expect("a chain");
    assert!(faults.is_empty(), "{faults:?}");
    links
}

/// What a chain says after somebody with all rights did something behind the application's back.
async fn after(tampering: &'static str) -> Vec<String> {
    let world = World::open().await;
    sealed(&world).await;
    world.run("alter table trail_entry disable trigger all; alter table trail_value disable trigger all; alter table trail_link disable trigger all").await;
    world.run(tampering).await;
    let (_, faults) = trail::verify(&world.db).await.expect("a chain");
    faults.into_iter().map(|fault| fault.fault).collect()
}

#[tokio::test]
async fn every_step_leaves_an_entry_and_every_entry_is_sealed() {
    let world = World::open().await;
    let before = sealed(&world).await;
    let mission = Mission::until(&world, State::Approved).await;
    let written: i64 = world.one("select count(*) from trail_entry where inspection_id = $1", mission.id()).await;
    assert!(written >= 6, "opened, planned, three members, submitted, approved: {written}");
    let by: i64 = world.one("select count(*) from trail_entry where inspection_id = $1 and actor_id is not null and session_sha256 is not null", mission.id()).await;
    assert_eq!(by, written);
    assert_eq!(sealed(&world).await, before + written);
    let waiting: i64 = world.one("select count(*) from trail_pending where shard >= $1", 0_i16).await;
    assert_eq!(waiting, 0);
}

#[tokio::test]
async fn a_deed_that_failed_leaves_no_entry() {
    let world = World::open().await;
    let mission = Mission::drafted(&world).await;
    let count =
        async || -> i64 { world.one("select count(*) from trail_entry where inspection_id = $1", mission.id()).await };
    let before = count().await;
    mission.joins(&world, "procurator", "member").await.is(409);
    world.enter("dispatched").await.post(&mission.to("report"), &[]).await.is(409);
    assert_eq!(count().await, before);
}

#[tokio::test]
async fn an_entry_that_was_changed_is_told() {
    assert_eq!(
        after(
            "update trail_entry set at = at - interval '1 day' where id = (select min(id::text)::uuid from trail_entry)"
        )
        .await,
        ["the entry was changed"]
    );
}

#[tokio::test]
async fn a_value_that_was_changed_is_told() {
    assert_eq!(after("update trail_value set value = '{}' where entry_id = (select entry_id from trail_value where value <> '{}' limit 1)").await, ["the value was changed"]);
}

#[tokio::test]
async fn an_entry_that_was_removed_is_told() {
    let faults = after(
        "create temp table gone as select entry_id from trail_link where shard = 0 and no = 2;
         delete from trail_value where entry_id in (select entry_id from gone);
         delete from trail_entry where id in (select entry_id from gone)",
    )
    .await;
    assert_eq!(faults, ["the entry is gone"]);
}

#[tokio::test]
async fn a_link_that_was_removed_is_told() {
    assert_eq!(after("delete from trail_link where shard = 0 and no = 2").await, ["a link is missing before it"]);
}

#[tokio::test]
async fn not_even_the_owner_changes_it_by_mistake() {
    let world = World::open().await;
    sealed(&world).await;
    for change in ["update trail_entry set deed = deed", "delete from trail_value", "delete from trail_link"] {
        let refused = sqlx::query(change).execute(&world.db.owner).await.expect_err(change);
        let name = refused.as_database_error().and_then(|error| error.constraint()).unwrap_or_default();
        assert!(name.ends_with("_append_only"), "{change}: {refused}");
    }
}
