//! 机动巡回检察, from draft to the end of its rectification, by all who have a part in it.
use xunjian::workflow::inspection::State;

use crate::support::{World, mission::Mission};

#[tokio::test]
async fn a_mobile_inspection_comes_to_rectification() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let case = world.enter("supervisor").await.open(&mission.case).await;
    assert_eq!(case.texts("#findings tbody tr").len(), 3);
}
