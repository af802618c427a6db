//! 轮次: planned by the business administrator, approved by the chief, and its inspections opened with it.
use uuid::Uuid;

use crate::support::{World, mission::id_of, round};

const PRISONS: [&str; 2] = ["450000-JY-02", "450000-JY-03"];

#[tokio::test]
async fn a_round_is_planned_approved_and_opens_its_inspections() {
    let world = World::open().await;
    let address = round::opened(&world, &PRISONS).await;
    let mut assigner = world.enter("assigner").await;
    let page = assigner.open(&address).await.is(200);
    assert_eq!(page.rows().len(), 2);
    // a third of nineteen prisons, rounded up
    assert!(page.text().contains("即 7 所"), "{}", page.text());
    let submit = format!("{address}/submit");
    let refused = assigner.post(&submit, &[]).await.is(409);
    assert!(refused.text().contains("还没有主办检察官"), "{}", refused.text());
    for code in PRISONS {
        let place = round::place(&world, &address, code).await;
        round::led(&world, &place, "lead", ("2022-10-10", "2022-11-10")).await;
    }
    // days outside the round, a lead who may not lead
    let place = round::place(&world, &address, PRISONS[0]).await;
    let stranger = world.person("liaison").await.to_string();
    let wrong = [("first_day", "2022-10-01"), ("lead", stranger.as_str())];
    let wrong = assigner.fill(&place, &place, &wrong).await.is(422);
    assert_eq!(wrong.attributes(".error-summary a", "href"), ["#first_day", "#lead"]);
    assigner.post(&submit, &[]).await.is(303);
    // frozen now, and not the assigner's to approve
    assigner.get(&place).await.is(409);
    assigner.post(&format!("{address}/approve"), &[]).await.is(403);
    world.enter("lead").await.post(&format!("{address}/approve"), &[]).await.is(403);
    // it waits for the chief
    let mut chief = world.enter("chief").await;
    assert!(chief.open("/todo?task=round").await.has(&format!("a[href='{address}']")));
    chief.post(&format!("{address}/return"), &[]).await.is(422);
    chief.post(&format!("{address}/return"), &[("reason", "请错开两所的日期")]).await.is(303);
    assert!(assigner.open(&address).await.text().contains("请错开两所的日期"));
    assigner.post(&submit, &[]).await.is(303);
    chief.post(&format!("{address}/approve"), &[]).await.is(303);
    assigner.post(&format!("{address}/publish"), &[]).await.is(303);
    assigner.post(&format!("{address}/publish"), &[]).await.is(409);
    let cases = assigner.open(&address).await.attributes("#places td a[href^='/inspections/']", "href");
    assert_eq!(cases.len(), 2);
    let mut lead = world.enter("lead").await;
    let case = lead.open(&cases[0]).await.is(200);
    assert!(case.has(&format!("a[href='{}/plan/edit']", cases[0])), "the lead writes the plan");
    let stands: String = world
        .one("select i.kind || ' ' || i.state || ' ' || i.planned_from || ' ' || i.basis from inspection i where i.id = $1", id_of(&cases[0]))
        .await;
    assert!(stands.starts_with("cross draft 2022-10-10 2022 年第二轮"), "{stands}");
    // the business administrator opened them and decides nothing about them
    assigner.get(&format!("{}/plan/edit", cases[0])).await.is(403);
    assigner.post(&format!("{address}/finish"), &[]).await.is(409);
    let kept: i64 = world
        .one("select count(*) from trail_entry where subject = 'round' and subject_id = $1", id_of(&address))
        .await;
    assert_eq!(kept, 8);
}

#[tokio::test]
async fn two_administrators_do_not_overwrite_each_other() {
    let world = World::open().await;
    let address = round::opened(&world, &PRISONS).await;
    let (mut one, mut other) = (world.enter("assigner").await, world.enter("assigner").await);
    let place = round::place(&world, &address, PRISONS[0]).await;
    let stale = other.open(&place).await.form(&place);
    one.fill(&place, &place, &[("seats", "12")]).await.is(303);
    let clash = other.post_over(&place, stale, &[("note", "女监区一并检查")]).await.is(409);
    assert!(clash.text().contains("女监区一并检查") && clash.text().contains("12"), "{}", clash.text());
    let edit = format!("{address}/edit");
    let stale = other.open(&edit).await.form(&edit);
    one.fill(&edit, &edit, &[("name", "改名")]).await.is(303);
    let clash = other.post_over(&edit, stale, &[("name", "另一名称")]).await.is(409);
    assert!(clash.text().contains("改名") && clash.text().contains("另一名称"));
}

#[tokio::test]
async fn a_round_is_its_organisers_and_of_those_above() {
    let world = World::open().await;
    let address = round::opened(&world, &PRISONS).await;
    for who in ["chief", "supervisor", "lead"] {
        world.enter(who).await.open(&address).await.is(200);
    }
    for who in ["city", "dispatched", "resident", "procurator"] {
        let mut browser = world.enter(who).await;
        browser.get(&address).await.is(404);
        assert!(browser.open("/rounds").await.rows().is_empty(), "{who}");
    }
    world.enter("liaison").await.get("/rounds").await.is(403);
    // whatever the page offers, a place takes no sealed case and no case of another kind
    let place = round::place(&world, &address, PRISONS[0]).await;
    let tied = sqlx::query("update round_place set inspection_id = (select i.id from inspection i where i.facility_id = round_place.facility_id and i.kind <> 'cross' limit 1) where id = $1")
        .bind(id_of(&place))
        .execute(&world.db.owner)
        .await;
    let routine: i64 = world.one("select count(*) from inspection i join round_place p on p.facility_id = i.facility_id where p.id = $1 and i.kind <> 'cross'", id_of(&place)).await;
    assert!(tied.is_err() || routine == 0);
    let nobody: Option<Uuid> = world.one("select inspection_id from round_place where id = $1", id_of(&place)).await;
    assert_eq!(nobody, None);
}
