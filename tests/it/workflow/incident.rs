//! 重大事件: a special inspection follows, or the chief says why not; a sealed one is told to nobody else.
use std::collections::BTreeMap;

use uuid::Uuid;

use crate::support::{
    Page, World,
    mission::{Mission, PRISON, id_of},
};

/// Registers a death at 示例第一监狱 as an account.
async fn registered(world: &World, username: &str) -> Page {
    let prison: Uuid = world.one("select id from facility where code = $1", PRISON).await;
    let fields = [
        ("facility", prison.to_string()),
        ("kind", "death".to_owned()),
        ("happened_on", "2022-08-31".to_owned()),
        ("reporter", "监狱狱政管理科".to_owned()),
        ("what", "一名服刑人员在监舍内死亡".to_owned()),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    world.enter(username).await.fill("/incidents/new", "/incidents", &fields).await
}

#[tokio::test]
async fn what_happened_waits_for_its_special_inspection_or_for_a_reason() {
    let world = World::open().await;
    let incident = registered(&world, "resident").await.leads();
    for username in ["dispatched", "chief"] {
        let desk = world.enter(username).await.open("/todo").await;
        assert!(desk.has(&format!("a[href='{incident}']")), "{username} is not told: {}", desk.text());
    }
    let coverage = world.enter("assigner").await.open("/analysis/coverage").await;
    let prison: Uuid = world.one("select id from facility where code = $1", PRISON).await;
    let risk = coverage.texts(&format!(".coverage tr[data-id='{prison}'] .risk"));
    assert!(risk[0].contains("三年内重大事件 1 × 5 = 5"), "{risk:?}");
    for username in ["city", "liaison"] {
        let status = world.enter(username).await.get(&incident).await.status.as_u16();
        assert!(matches!(status, 403 | 404), "{username} reads it: {status}");
    }
    // who registers does not waive, who leads does not either
    for username in ["resident", "dispatched", "supervisor"] {
        world.enter(username).await.post(&format!("{incident}/waive"), &[("reason", "病故")]).await.is(403);
    }
    let waive = format!("{incident}/waive");
    let mut chief = world.enter("chief").await;
    chief.fill(&waive, &waive, &[]).await.is(422);
    chief.fill(&waive, &waive, &[("reason", "经鉴定系疾病死亡")]).await.is(303);
    assert!(!chief.open("/todo").await.has(&format!("a[href='{incident}']")));
    let told = world.enter("resident").await.open(&incident).await;
    assert!(told.text().contains("经鉴定系疾病死亡"), "{}", told.text());
    world.enter("dispatched").await.get(&format!("{incident}/special")).await.is(409);
    let file = world.enter("supervisor").await.open(&format!("/facilities/{prison}")).await;
    assert!(file.has(&format!("#incidents a[href='{incident}']")));
}

/// Everybody outside reads the same before and after the sealed inspection that follows.
#[tokio::test]
async fn a_sealed_inspection_that_follows_is_told_to_nobody_else() {
    let world = World::open().await;
    let incident = registered(&world, "resident").await.leads();
    let prison: Uuid = world.one("select id from facility where code = $1", PRISON).await;
    let outside = ["resident", "supervisor", "assigner", "lead", "liaison"];
    let pages = [
        incident.clone(),
        "/incidents".to_owned(),
        "/incidents?stands=due".to_owned(),
        format!("/facilities/{prison}"),
        "/".to_owned(),
        "/todo".to_owned(),
    ];
    let read = async || {
        let mut said = BTreeMap::new();
        for username in outside {
            let mut browser = world.enter(username).await;
            for page in &pages {
                let page = browser.get(page).await;
                said.insert((username, page.address.clone()), page.texts("body").join(" "));
            }
        }
        said
    };
    let before = read().await;
    let (form, mut lead) = (format!("{incident}/special"), world.enter("dispatched").await);
    lead.fill(&form, &form, &[("planned_from", "")]).await.is(422);
    let case = lead.fill(&form, &form, &[]).await.leads();
    assert!(lead.open(&case).await.has(".badge.gold"), "it is not sealed");
    assert!(lead.open(&incident).await.has(&format!("#follow a[href='{case}']")));
    assert!(!lead.open("/todo").await.has(&format!("a[href='{incident}']")));
    let mission = Mission { case: case.clone(), record: String::new(), findings: Vec::new() };
    mission.plan(&world).await;
    for (who, place) in [("dispatched", "team_leader"), ("procurator", "member"), ("procurator2", "member")] {
        mission.joins(&world, who, place).await.is(303);
    }
    crate::support::prepare::gather(&world, "dispatched", &case).await;
    for (who, step) in [("dispatched", "submit"), ("chief", "approve"), ("dispatched", "prepare")] {
        mission.step(&world, who, step).await.is(303);
    }
    assert_eq!(read().await, before);
    // and from its notice on it is
    mission.step(&world, "dispatched", "notify").await.is(303);
    let told = world.enter("supervisor").await.open(&incident).await;
    assert_eq!(told.attributes("#follow li", "data-id"), [id_of(&case).to_string()]);
}
