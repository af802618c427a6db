//! Two who write on one text: whoever comes second sees both, field by field, and loses nothing.
use xunjian::workflow::inspection::State;

use crate::support::{
    Browser, Page, World,
    mission::{Mission, id_of},
};

/// What a field of the page that merges is: the side that is chosen, and what its text starts with.
fn shown(page: &Page, action: &str, name: &str) -> (Option<String>, Option<String>) {
    let form = page.form(action);
    let of = |name: &str| form.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone());
    (of(&format!("_take-{name}")), of(name))
}

/// A plan that `here` and `there` both began to edit; the one of `there`.
async fn two_plans(world: &World, mission: &Mission) -> (Browser, Browser, Vec<(String, String)>) {
    let (edit, save) = (mission.to("plan/edit"), mission.to("plan"));
    let mut here = world.enter("dispatched").await;
    let mut there = world.enter("dispatched").await;
    let first = [("content", "原来的检察内容"), ("methods", "原来的方法"), ("duties", "原来的分工")];
    here.fill(&edit, &save, &first).await.is(303);
    let stale = there.open(&edit).await.form(&save);
    (here, there, stale)
}

#[tokio::test]
async fn each_field_shows_what_both_began_with_and_asks_only_where_both_changed() {
    let world = World::open().await;
    let mission = Mission::opened(&world).await;
    let (edit, save) = (mission.to("plan/edit"), mission.to("plan"));
    let (mut here, mut there, stale) = two_plans(&world, &mission).await;
    here.fill(&edit, &save, &[("content", "甲写的检察内容"), ("methods", "甲写的方法")]).await.is(303);
    let mine = [("content", "乙写的检察内容"), ("duties", "乙写的分工")];
    let conflict = there.post_over(&save, stale, &mine).await.is(409);
    for said in ["原来的检察内容", "甲写的方法", "乙写的分工"] {
        assert!(conflict.text().contains(said), "{said}: {}", conflict.text());
    }
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(shown(&conflict, &save, "content"), (None, some("乙写的检察内容")));
    assert_eq!(shown(&conflict, &save, "methods"), (some("theirs"), some("甲写的方法")));
    assert_eq!(shown(&conflict, &save, "duties"), (some("mine"), some("乙写的分工")));
    assert_eq!(conflict.texts(".runs del").len(), conflict.texts(".runs ins").len());

    // without a choice nothing is saved, and everything is still there
    let form = conflict.form(&save);
    let asked = there.post_over(&save, form, &[]).await.is(422);
    assert!(asked.has("#content-error"), "{}", asked.text());
    assert_eq!(shown(&asked, &save, "duties"), (some("mine"), some("乙写的分工")));
    assert!(asked.text().contains("原来的检察内容") && asked.text().contains("乙写的检察内容"));

    let form = asked.form(&save);
    there.post_over(&save, form, &[("_take-content", "theirs")]).await.is(303);
    let plan = there.open(&save).await.text();
    for said in ["甲写的检察内容", "甲写的方法", "乙写的分工"] {
        assert!(plan.contains(said), "{said}: {plan}");
    }
}

#[tokio::test]
async fn a_third_text_counts_and_a_second_conflict_keeps_what_was_merged() {
    let world = World::open().await;
    let mission = Mission::opened(&world).await;
    let (edit, save) = (mission.to("plan/edit"), mission.to("plan"));
    let (mut here, mut there, stale) = two_plans(&world, &mission).await;
    here.fill(&edit, &save, &[("content", "甲写的检察内容")]).await.is(303);
    let conflict = there.post_over(&save, stale, &[("content", "乙写的检察内容")]).await.is(409);
    // the first one saves again before the second has merged
    here.fill(&edit, &save, &[("content", "甲又写的检察内容")]).await.is(303);
    let form = conflict.form(&save);
    let again = there.post_over(&save, form, &[("content", "甲乙合写的检察内容")]).await.is(409);
    for said in ["甲写的检察内容", "甲又写的检察内容", "甲乙合写的检察内容"] {
        assert!(again.text().contains(said) || again.source.contains(said), "{said}: {}", again.text());
    }
    let form = again.form(&save);
    there.post_over(&save, form, &[("_take-content", "mine")]).await.is(303);
    assert!(there.open(&save).await.text().contains("甲乙合写的检察内容"));
}

#[tokio::test]
async fn a_finding_is_merged_with_its_classification_in_words() {
    let world = World::open().await;
    let mission = Mission::on_site(&world).await;
    let finding = mission.logs(&world, "procurator", "moderate", "FC-JY-0201").await.leads();
    let edit = format!("{finding}/edit");
    let mut author = world.enter("procurator").await;
    let stale = author.open(&edit).await.form(&edit);
    let theirs = [("severity", "serious"), ("facts", "组长补充的事实")];
    world.enter("dispatched").await.fill(&edit, &edit, &theirs).await.is(303);
    let conflict = author.post_over(&edit, stale, &[("severity", "minor"), ("title", "作者改的标题")]).await.is(409);
    assert!(conflict.texts(".runs ins").iter().any(|word| word.ends_with("严重")), "{}", conflict.text());
    assert_eq!(shown(&conflict, &edit, "facts").0.as_deref(), Some("theirs"));
    let form = conflict.form(&edit);
    author.post_over(&edit, form, &[("_take-severity", "theirs")]).await.is(303);
    let stands: String = world.one("select severity || ' ' || title from finding where id = $1", id_of(&finding)).await;
    assert_eq!(stands, "serious 作者改的标题");
}

#[tokio::test]
async fn a_document_is_merged_demand_by_demand() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let notice = mission.drafts(&world, &[&mission.findings[0], &mission.findings[1]]).await.leads();
    let edit = format!("{notice}/edit");
    let demands: Vec<String> = mission.findings.iter().map(|finding| format!("demand-{}", id_of(finding))).collect();
    let mut here = world.enter("dispatched").await;
    let mut there = world.enter("dispatched").await;
    let stale = there.open(&edit).await.form(&notice);
    // one side rewords the first demand and drops the second finding
    let mut form = here.open(&edit).await.form(&notice);
    form.retain(|(name, value)| name != "findings" || *value != id_of(&mission.findings[1]).to_string());
    here.post_over(&notice, form, &[(&demands[0], "甲写的要求")]).await.is(303);
    let conflict =
        there.post_over(&notice, stale, &[(&demands[0], "乙写的要求"), ("body", "乙写的正文")]).await.is(409);
    assert!(conflict.text().contains("甲写的要求") && conflict.text().contains("乙写的要求"), "{}", conflict.text());
    assert_eq!(shown(&conflict, &notice, &demands[1]), (Some("theirs".to_owned()), Some(String::new())));
    let form = conflict.form(&notice);
    there.post_over(&notice, form, &[(&format!("_take-{}", demands[0]), "mine")]).await.is(303);
    let raised: Vec<String> = sqlx::query_scalar("select demand from document_finding where document_id = $1")
        .bind(id_of(&notice))
        .fetch_all(&world.db.owner)
        .await
        .expect("what is raised");
    assert_eq!(raised, ["乙写的要求"]);
    let body: String = world.one("select body from document where id = $1", id_of(&notice)).await;
    assert_eq!(body, "乙写的正文");
    let versions: i64 = world.one("select count(*) from document_text where document_id = $1", id_of(&notice)).await;
    assert_eq!(versions, 3);
}
