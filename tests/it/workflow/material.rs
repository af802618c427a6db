//! 调阅材料清单: asked for, received, missing, given back, each with its day and its hands.
use xunjian::workflow::inspection::State;

use crate::support::{World, mission::Mission};

#[tokio::test]
async fn a_material_comes_and_goes_back_by_named_hands() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::InProgress).await;
    let list = mission.to("materials");
    let mut member = world.enter("procurator").await;
    member.fill(&list, &list, &[("name", "禁闭审批表")]).await.is(422);
    for name in ["禁闭审批表", "会见登记"] {
        member.fill(&list, &list, &[("name", name), ("medium", "paper"), ("span", "2022年上半年")]).await.is(303);
    }
    let ids = member.open(&list).await.rows();
    let moved = |id: &str, what: &str| (format!("/materials/{id}/move?what={what}"), format!("/materials/{id}/move"));
    // nothing goes back that has not come
    member.get(&moved(&ids[0], "returned").0).await.is(409);
    for (id, what) in [(&ids[0], "received"), (&ids[0], "returned"), (&ids[1], "missing")] {
        let (form, to) = moved(id, what);
        member.fill(&form, &to, &[("hand", "")]).await.is(422);
        member.fill(&form, &to, &[("hand", "韦示例")]).await.is(303);
    }
    let shown = member.open(&list).await;
    assert_eq!(shown.attributes("tr[data-id]", "data-status"), ["returned", "missing"]);
    assert!(shown.text().contains("韦示例"));
    world.enter("chief").await.post(&list, &[("name", "x")]).await.is(403);
}
