//! 机动巡回检察, from draft to archive, by all who have a part in it.
use xunjian::workflow::inspection::State;

use crate::support::{World, mission::Mission};

#[tokio::test]
async fn a_mobile_inspection_comes_from_draft_to_archive() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Archived).await;
    let case = world.enter("supervisor").await.open(&mission.case).await;
    assert_eq!(case.attributes("h1 + [data-status], h1 ~ [data-status]", "data-status"), ["archived"]);
    assert_eq!(case.rows().len(), 3 + 1 + 3, "three findings, a record, two feedback opinions and a notice");
    assert_eq!(case.attributes("#findings .badge[data-status]", "data-status"), ["closed", "closed", "closed"]);
}
