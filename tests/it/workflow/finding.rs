//! 问题: logged on site, confirmed by the lead and never by its author, frozen by the report (巡回检察工作规定 34).
use xunjian::workflow::inspection::State;

use crate::support::{
    World,
    mission::{Mission, confirm, decide, id_of, signs},
};

/// A case on site with a record and nothing found yet.
async fn recorded(world: &World) -> Mission {
    let mut mission = Mission::until(world, State::InProgress).await;
    mission.record = mission.writes(world, "procurator", &["dispatched", "procurator"]).await.leads();
    for username in ["dispatched", "procurator"] {
        signs(world, username, &mission.record).await.is(303);
    }
    mission
}

#[tokio::test]
async fn an_inspector_logs_a_finding_and_the_lead_confirms_it() {
    let world = World::open().await;
    let mission = recorded(&world).await;
    let finding = mission.logs(&world, "procurator", "moderate", "FC-JY-0201").await.leads();
    confirm(&world, "dispatched", &finding).await.is(303);
    let page = world.enter("procurator").await.open(&finding).await;
    assert!(page.has("[data-status=not_served]"));
}

#[tokio::test]
async fn nobody_confirms_their_own_finding_not_even_the_lead() {
    let world = World::open().await;
    let mission = recorded(&world).await;
    let finding = mission.logs(&world, "dispatched", "moderate", "FC-JY-0201").await.leads();
    world.enter("dispatched").await.get(&format!("{finding}/confirm")).await.is(403);
    let owner = world.person("procurator2").await.to_string();
    world.enter("dispatched").await.post(&format!("{finding}/confirm"), &[("owner", &owner)]).await.is(403);
}

#[tokio::test]
async fn a_finding_without_facts_is_sent_back_with_what_was_typed() {
    let world = World::open().await;
    let mission = recorded(&world).await;
    let (page, action) = (format!("{}/findings/new", mission.record), format!("{}/findings", mission.record));
    let fields = [("title", "谈话记录缺失"), ("severity", "minor"), ("depth", "deep")];
    let answer = world.enter("procurator").await.fill(&page, &action, &fields).await.is(422);
    assert_eq!(answer.attributes("input[name=title]", "value"), ["谈话记录缺失"]);
    for field in ["facts", "category", "depth_reason"] {
        assert!(answer.has(&format!("#{field}-error")), "{field} is not complained about");
    }
}

#[tokio::test]
async fn two_clicks_log_one_finding() {
    let world = World::open().await;
    let mission = recorded(&world).await;
    let action = format!("{}/findings", mission.record);
    let mut member = world.enter("procurator").await;
    let form = member.open(&format!("{action}/new")).await.form(&action);
    let fields = [
        ("title", "谈话记录缺失"),
        ("facts", "缺三份"),
        ("category", "FC-JY-0201"),
        ("severity", "minor"),
        ("depth", "general"),
    ];
    let (mut first, mut second) = (member.before(&world), member.before(&world));
    let (one, other) =
        tokio::join!(first.post_over(&action, form.clone(), &fields), second.post_over(&action, form, &fields));
    assert_eq!(one.leads(), other.leads());
    let logged: i64 = world.one("select count(*) from finding where inspection_id = $1", mission.id()).await;
    assert_eq!(logged, 1);
}

#[tokio::test]
async fn two_who_edit_one_finding_lose_nothing_of_either_text() {
    let world = World::open().await;
    let mission = recorded(&world).await;
    let finding = mission.logs(&world, "procurator", "moderate", "FC-JY-0201").await.leads();
    let edit = format!("{finding}/edit");
    let mut author = world.enter("procurator").await;
    let stale = author.open(&edit).await.form(&edit);
    world.enter("dispatched").await.fill(&edit, &edit, &[("facts", "组长补充的事实")]).await.is(303);
    let conflict = author.post_over(&edit, stale, &[("facts", "作者修改的事实")]).await.is(409);
    assert!(conflict.source.contains("组长补充的事实") && conflict.source.contains("作者修改的事实"));
    let form = conflict.form(&edit);
    author.post_over(&edit, form, &[("facts", "两人商定的事实")]).await.is(303);
}

#[tokio::test]
async fn a_merged_finding_joins_one_of_its_own_case_and_counts_no_more() {
    let world = World::open().await;
    let mission = recorded(&world).await;
    let first = mission.logs(&world, "procurator", "moderate", "FC-JY-0201").await.leads();
    let second = mission.logs(&world, "procurator", "moderate", "FC-JY-0201").await.leads();
    let elsewhere: uuid::Uuid = world.one("select id from finding where status = $1 limit 1", "confirmed").await;
    let refused = [("into", elsewhere.to_string()), ("into", id_of(&second).to_string())];
    for (name, into) in &refused {
        decide(&world, "dispatched", &second, "merge", &[(name, into), ("reason", "同一事实")]).await.is(422);
    }
    let into = id_of(&first).to_string();
    confirm(&world, "dispatched", &first).await.is(303);
    decide(&world, "dispatched", &second, "merge", &[("into", &into), ("reason", "同一事实")]).await.is(303);
    world.enter("dispatched").await.post(&format!("{second}/confirm"), &[]).await.is(422);
    let counted: i64 =
        world.one("select count(*) from finding where inspection_id = $1 and status = 'confirmed'", mission.id()).await;
    assert_eq!(counted, 1);
}

#[tokio::test]
async fn the_report_waits_until_every_finding_is_decided_about_and_freezes_them() {
    let world = World::open().await;
    let mission = recorded(&world).await;
    let finding = mission.logs(&world, "procurator", "moderate", "FC-JY-0201").await.leads();
    mission.step(&world, "dispatched", "finish").await.is(303);
    let refused = world.enter("dispatched").await.open(&mission.to("report")).await;
    assert!(refused.text().contains("第三十四条"), "{}", refused.text());
    confirm(&world, "dispatched", &finding).await.is(303);
    mission.step(&world, "dispatched", "report").await.is(303);
    world.enter("procurator").await.get(&format!("{finding}/edit")).await.is(409);
    world.enter("dispatched").await.post(&format!("{finding}/drop"), &[("reason", "不予认定")]).await.is(409);
}

#[tokio::test]
async fn an_outsider_sees_nothing_of_it() {
    let world = World::open().await;
    let mission = recorded(&world).await;
    let finding = mission.logs(&world, "procurator", "moderate", "FC-JY-0201").await.leads();
    for username in ["city", "city2", "liaison", "liaison2", "resident", "sysadmin", "auditor"] {
        let mut browser = world.enter(username).await;
        browser.get(&finding).await.is(404);
        browser.get(&mission.record).await.is(404);
    }
}
