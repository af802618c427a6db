//! 事前有方案: no inspection without a whole plan and a full team, approved by somebody else (巡回检察工作规定 20, 21, 26).
use xunjian::workflow::inspection::State;

use crate::support::{World, mission::Mission};

#[tokio::test]
async fn a_plan_with_a_part_missing_is_not_submitted() {
    let world = World::open().await;
    let mission = Mission::opened(&world).await;
    let mut lead = world.enter("dispatched").await;
    let refused = lead.open(&mission.to("submit")).await;
    assert!(refused.text().contains("第二十六条"), "{}", refused.text());
    lead.post(&mission.to("submit"), &[]).await.is(409);
    assert_eq!(mission.state(&world).await, State::Draft);
}

#[tokio::test]
async fn a_mobile_inspection_needs_three_inspectors_experts_not_counted() {
    let world = World::open().await;
    let mission = Mission::opened(&world).await;
    mission.plan(&world).await;
    mission.joins(&world, "dispatched", "team_leader").await.is(303);
    mission.joins(&world, "procurator", "member").await.is(303);
    mission.joins(&world, "procurator2", "expert").await.is(303);
    let mut lead = world.enter("dispatched").await;
    let refused = lead.open(&mission.to("submit")).await;
    assert!(refused.text().contains("第二十条"), "{}", refused.text());
    lead.post(&mission.to("submit"), &[]).await.is(409);
    mission.joins(&world, "procurator2", "member").await.is(303);
    mission.step(&world, "dispatched", "submit").await.is(303);
}

#[tokio::test]
async fn a_team_has_one_leader_and_nobody_twice_in_one_place() {
    let world = World::open().await;
    let mission = Mission::drafted(&world).await;
    mission.joins(&world, "procurator", "team_leader").await.is(409);
    mission.joins(&world, "procurator", "member").await.is(409);
}

#[tokio::test]
async fn the_team_is_frozen_once_it_is_submitted() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Submitted).await;
    let person = world.person("lead").await.to_string();
    let mut lead = world.enter("dispatched").await;
    lead.get(&mission.to("team")).await.is(409);
    lead.post(&mission.to("team"), &[("person", &person), ("place", "member")]).await.is(409);
    lead.get(&mission.to("plan/edit")).await.is(409);
    // and past the application too
    let added = sqlx::query("insert into team_member (inspection_id, person_id, place) values ($1, $2, 'member')")
        .bind(mission.id())
        .bind(world.person("lead").await)
        .execute(&world.db.owner)
        .await;
    let refused = added.expect_err("frozen");
    assert_eq!(refused.as_database_error().and_then(|error| error.constraint()), Some("team_member_frozen"));
}

#[tokio::test]
async fn a_plan_that_is_returned_comes_back_with_the_reason_and_may_be_submitted_again() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Submitted).await;
    let mut chief = world.enter("chief").await;
    chief.fill(&mission.to("return"), &mission.to("return"), &[]).await.is(422);
    chief.fill(&mission.to("return"), &mission.to("return"), &[("reason", "日程过紧，请调整")]).await.is(303);
    let case = world.enter("dispatched").await.open(&mission.case).await;
    assert!(case.text().contains("日程过紧，请调整"));
    mission.step(&world, "dispatched", "submit").await.is(303);
}

#[tokio::test]
async fn nobody_approves_what_is_not_theirs_to_approve() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Submitted).await;
    world.enter("dispatched").await.post(&mission.to("approve"), &[("opinion", "同意")]).await.is(403);
    world.enter("supervisor").await.post(&mission.to("approve"), &[("opinion", "同意")]).await.is(404);
    assert_eq!(mission.state(&world).await, State::Submitted);
}

#[tokio::test]
async fn two_who_edit_one_plan_lose_nothing_of_either_text() {
    let world = World::open().await;
    let mission = Mission::opened(&world).await;
    let (edit, save) = (mission.to("plan/edit"), mission.to("plan"));
    let mut here = world.enter("dispatched").await;
    let mut there = world.enter("dispatched").await;
    let stale = there.open(&edit).await.form(&save);
    here.fill(&edit, &save, &[("content", "甲写的检察内容")]).await.is(303);
    let conflict = there.post_over(&save, stale, &[("content", "乙写的检察内容")]).await.is(409);
    assert!(conflict.source.contains("甲写的检察内容") && conflict.source.contains("乙写的检察内容"));
    // what is sent from there builds on the newer version
    let form = conflict.form(&save);
    there.post_over(&save, form, &[("content", "甲乙合写的检察内容")]).await.is(303);
    let plan = there.open(&save).await;
    assert!(plan.text().contains("甲乙合写的检察内容"));
    let versions: i64 = world.one("select count(*) from plan_text where inspection_id = $1", mission.id()).await;
    assert_eq!(versions, 2);
}

#[tokio::test]
async fn dates_are_kept_as_typed_until_they_make_sense() {
    let world = World::open().await;
    let mut lead = world.enter("dispatched").await;
    let form = lead.open("/inspections/new").await.form("/inspections");
    for (from, to) in
        [("2022-09-31", "2022-10-01"), ("2022-10-02", "2022-10-01"), ("0022-10-01", "2022-10-02"), ("", "2022-10-02")]
    {
        let fields = [("planned_from", from), ("planned_to", to), ("basis", "线索")];
        let answer = lead.post_over("/inspections", form.clone(), &fields).await.is(422);
        assert_eq!(answer.attributes("input[name=planned_from]", "value"), [from]);
        assert!(answer.has(".error-summary a[href]"));
    }
}

/// What a plan comes to, row by row: it prints, its points are what records are about, a faulty line is named.
#[tokio::test]
async fn a_plan_sets_its_focus_schedule_and_lists() {
    let world = World::open().await;
    let mission = Mission::drafted(&world).await;
    let mut lead = world.enter("dispatched").await;
    let (edit, save) = (mission.to("plan/edit"), mission.to("plan"));
    let form = lead.open(&edit).await;
    let old = form.attributes("input[name=recheck]", "value");
    assert!(!old.is_empty(), "no finding of the prison's history to take up");
    let name: String = world.one("select name from person where id = $1", world.person("procurator").await).await;
    let division = format!("{name}｜文书审查");
    let mut fields = vec![
        ("focus", "会见管理｜上轮反弹｜周示例\n禁闭审批"),
        ("days", "2022-09-02｜一监区｜会见室｜周示例"),
        ("division", division.as_str()),
        ("checklists", "prison"),
        ("ways", "site_visit"),
        ("recheck", old[0].as_str()),
        ("scope_from", "2021-01-01"),
        ("scope_to", "2022-08-31"),
    ];
    lead.fill(&edit, &save, &fields).await.is(303);
    let plan = lead.open(&save).await;
    for said in ["会见管理", "文书审查", "2026-11", "2021-01-01"] {
        assert!(plan.texts(".paper").join(" ").contains(said), "{said}: {}", plan.text());
    }
    assert!(lead.open(&mission.to("plan/checklists")).await.rows().contains(&"JY-01-01".to_owned()));
    fields.retain(|(name, _)| *name != "days");
    fields.push(("days", "2023-01-01｜一监区｜会见室"));
    let told = lead.fill(&edit, &save, &fields).await.is(422);
    assert!(told.has(".error-summary a[href='#days']"), "{}", told.text());
    mission.step(&world, "dispatched", "submit").await.is(303);
    for step in ["approve", "prepare", "notify", "start"] {
        let who = if step == "approve" { "chief" } else { "dispatched" };
        if step == "prepare" {
            crate::support::prepare::gather(&world, "dispatched", &mission.case).await;
        }
        mission.step(&world, who, step).await.is(303);
    }
    let points = lead.open(&mission.to("records/new")).await.attributes("select[name=focus] option", "value");
    assert!(points.contains(&"禁闭审批".to_owned()), "{points:?}");
}

/// A plan in force changes by a version that is approved again; until then the one before counts, and the case stays where it is.
#[tokio::test]
async fn a_plan_in_force_is_amended_only_by_another_approval() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Approved).await;
    let mut lead = world.enter("dispatched").await;
    let (form, to, decide) = (mission.to("plan/amend"), mission.to("plan/amendments"), mission.to("plan/decide"));
    lead.fill(&form, &to, &[("content", "改过的检察内容")]).await.is(422);
    let changed = [("content", "改过的检察内容"), ("reason", "新的线索")];
    lead.fill(&form, &to, &changed).await.is(303);
    lead.get(&form).await.is(409);
    lead.post(&decide, &[("outcome", "approved"), ("comment", "同意"), ("no", "2")]).await.is(403);
    let stands = async || world.one::<i32>("select plan_no from inspection where id = $1", mission.id()).await;
    assert_eq!(stands().await, 1);
    let mut chief = world.enter("chief").await;
    assert!(chief.open("/todo").await.has(&format!("a[href='{decide}']")), "the chief is not asked");
    chief.fill(&decide, &decide, &[("outcome", "returned"), ("comment", "理由不足")]).await.is(303);
    assert_eq!(stands().await, 1);
    lead.fill(&form, &to, &changed).await.is(303);
    chief.fill(&decide, &decide, &[("outcome", "approved"), ("comment", "同意")]).await.is(303);
    assert_eq!((stands().await, mission.state(&world).await), (3, State::Approved));
    let plan = lead.open(&mission.to("plan")).await;
    assert!(plan.texts(".paper").join(" ").contains("改过的检察内容") && plan.text().contains("理由不足"));
    // past the application no version comes into force by itself
    let forced =
        sqlx::query("update inspection set plan_no = 2 where id = $1").bind(mission.id()).execute(&world.db.owner);
    let refused = forced.await.expect_err("a version that was returned");
    assert_eq!(refused.as_database_error().and_then(|error| error.constraint()), Some("inspection_plan_in_force"));
}

/// What waits when the case is over is not approved any more: the file keeps the plan that it went by.
#[tokio::test]
async fn a_plan_is_not_amended_after_its_case() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Approved).await;
    let (form, to, decide) = (mission.to("plan/amend"), mission.to("plan/amendments"), mission.to("plan/decide"));
    let changed = [("content", "改过的检察内容"), ("reason", "新的线索")];
    world.enter("dispatched").await.fill(&form, &to, &changed).await.is(303);
    let mut chief = world.enter("chief").await;
    let late = chief.open(&decide).await.form(&decide);
    let cancel = mission.to("cancel");
    chief.fill(&cancel, &cancel, &[("reason", "任务撤销")]).await.is(303);
    chief.post_over(&decide, late, &[("outcome", "approved"), ("comment", "同意")]).await.is(409);
    let stands: i32 = world.one("select plan_no from inspection where id = $1", mission.id()).await;
    assert_eq!(stands, 1);
    assert!(!chief.open("/todo").await.has(&format!("a[href='{decide}']")), "it still waits");
}
