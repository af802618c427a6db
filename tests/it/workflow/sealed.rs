//! 机动、专门巡回检察 come unannounced: until they are opened, nobody outside learns of them from anything.
use xunjian::workflow::inspection::State;

use crate::support::{World, mission::Mission};

/// What the supervisor of all the region counts and sees.
async fn overview(world: &World) -> (i64, Vec<String>, i64) {
    let mut supervisor = world.enter("supervisor").await;
    let list = supervisor.open("/inspections").await;
    let facility = supervisor.open("/analysis").await;
    (list.figure("inspections"), list.rows(), facility.figure("findings"))
}

#[tokio::test]
async fn a_sealed_case_counts_nowhere_until_it_is_opened() {
    let world = World::open().await;
    let before = overview(&world).await;
    let mission = Mission::until(&world, State::Prepared).await;
    assert_eq!(overview(&world).await, before);
    mission.step(&world, "dispatched", "notify").await.is(303);
    let after = overview(&world).await;
    assert_eq!(after.0, before.0 + 1);
    assert!(after.1.contains(&mission.id().to_string()));
}

/// A gap in the numbers would tell; so the number is drawn when the case is opened.
#[tokio::test]
async fn a_sealed_case_has_no_number_until_it_is_opened() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Prepared).await;
    let drawn: i64 = world.one("select count(*) from number_series where series = $1", "inspection").await;
    let number: Option<String> = world.one("select number from inspection where id = $1", mission.id()).await;
    assert_eq!(number, None);
    mission.step(&world, "dispatched", "notify").await.is(303);
    let number: Option<String> = world.one("select number from inspection where id = $1", mission.id()).await;
    assert_eq!(number.as_deref(), Some("XHJC-450000-PCY-01-2022-0001"));
    let now_drawn: i64 = world.one("select count(*) from number_series where series = $1", "inspection").await;
    assert_eq!(now_drawn, drawn + 1);
}

/// The team learns of it with the approval, the resident office with the feedback.
#[tokio::test]
async fn each_learns_of_it_when_it_is_their_turn() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Submitted).await;
    world.enter("procurator").await.get(&mission.case).await.is(404);
    mission.step(&world, "chief", "approve").await.is(303);
    world.enter("procurator").await.get(&mission.case).await.is(200);
    let mission = Mission::until(&world, State::FeedbackApproved).await;
    world.enter("supervisor").await.get(&mission.case).await.is(200);
    world.enter("resident").await.get(&mission.case).await.is(404);
    world.enter("resident").await.get(&mission.findings[0]).await.is(404);
    mission.step(&world, "dispatched", "deliver-feedback").await.is(303);
    world.enter("resident").await.get(&mission.case).await.is(200);
    world.enter("city").await.get(&mission.case).await.is(404);
}
