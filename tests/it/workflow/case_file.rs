//! The pages around one case: its stages and days, its papers, its records with what was added to them.
use chrono::Days;
use xunjian::workflow::inspection::State;

use crate::support::{
    World,
    mission::{Mission, decide, id_of},
    rectify::{answer, verify},
};

#[tokio::test]
async fn a_step_that_is_blocked_says_why_and_where_it_is_mended() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::InProgress).await;
    let page = world.enter("dispatched").await.open(&mission.case).await;
    assert!(page.has("#next[data-status=blocked]"));
    assert!(page.has(".gates .blocked"), "{}", page.source);
    assert_eq!(page.attributes("#next .blocked a", "href"), [mission.to("records/new")]);
    let mission = Mission::on_site(&world).await;
    let page = world.enter("dispatched").await.open(&mission.case).await;
    assert!(!page.has("#next[data-status=blocked]"));
    assert_eq!(page.attributes("#next header a", "href"), [mission.to("finish")]);
    // whoever does not take the step is told whose it is
    let page = world.enter("procurator").await.open(&mission.case).await;
    assert!(!page.has("#next header a") && page.text().contains("由主办检察官结束"));
}

#[tokio::test]
async fn a_working_day_without_a_record_is_flagged() {
    let mut world = World::open().await;
    let mission = Mission::on_site(&world).await;
    let begun = world.today();
    // a Thursday; Friday passes without a record, and so does the weekend
    world.turn_to("2022-09-05");
    let mut member = world.enter("procurator").await;
    let page = member.open(&mission.case).await;
    assert_eq!(page.attributes(".day-strip .missing time", "datetime"), [(begun + Days::new(1)).to_string()]);
    let write = format!("{}?day=2022-09-02", mission.to("records/new"));
    assert!(page.attributes(".gates .blocked a", "href").contains(&write));
    let log = member.open(&mission.to("records")).await;
    assert_eq!(log.attributes("#missing a", "href"), std::slice::from_ref(&write));
    let form = member.open(&write).await.form(&mission.to("records"));
    assert!(form.contains(&("day".to_owned(), "2022-09-02".to_owned())));
}

#[tokio::test]
async fn the_day_log_shows_every_record_and_narrows_to_a_person_and_a_place() {
    let world = World::open().await;
    let mission = Mission::on_site(&world).await;
    mission.writes(&world, "procurator", &["procurator", "procurator2"]).await.is(303);
    let mut member = world.enter("procurator").await;
    let log = member.open(&mission.to("records")).await;
    assert_eq!(log.figure("records"), 2);
    assert_eq!(log.rows().len(), 2);
    assert_eq!(member.open(&mission.case).await.figure("records"), 2);
    let person = world.person("procurator2").await;
    assert_eq!(member.open(&format!("{}?person={person}", mission.to("records"))).await.rows().len(), 1);
    assert_eq!(member.open(&format!("{}?place=nowhere", mission.to("records"))).await.rows().len(), 0);
}

#[tokio::test]
async fn a_record_names_a_point_of_the_plan_and_of_no_other() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::InProgress).await;
    let mut member = world.enter("procurator").await;
    let (one, other) = (world.person("procurator").await.to_string(), world.person("procurator2").await.to_string());
    let today = world.today().to_string();
    let fields = |focus: &'static str| {
        vec![
            ("day", today.as_str()),
            ("method", "site_visit"),
            ("place", "二监区"),
            ("focus", focus),
            ("body", "查看"),
            ("inspectors", one.as_str()),
            ("inspectors", other.as_str()),
        ]
    };
    let to = mission.to("records");
    let form = member.open(&mission.to("records/new")).await.form(&to);
    member.post_over(&to, form.clone(), &fields("别的事项")).await.is(422);
    member.post_over(&to, form, &fields("内容")).await.is(303);
    let page = member.open(&mission.case).await;
    let list = page.attributes("#points td a", "href").remove(0);
    assert_eq!(member.open(&list).await.rows().len(), 1);
}

#[tokio::test]
async fn a_record_is_added_to_and_never_rewritten() {
    let world = World::open().await;
    let mission = Mission::on_site(&world).await;
    let to = format!("{}/addenda", mission.record);
    let mut member = world.enter("procurator2").await;
    member.fill(&format!("{to}/new"), &to, &[("reason", ""), ("body", "共四人")]).await.is(422);
    member.fill(&format!("{to}/new"), &to, &[("reason", "人数记错"), ("body", "共四人")]).await.is(303);
    let record = member.open(&mission.record).await;
    assert!(record.text().contains("人数记错") && record.text().contains("查看监舍、会见室"), "{}", record.text());
    // not on the team: not theirs to add
    world.enter("supervisor").await.get(&format!("{to}/new")).await.is(403);
    for change in ["update record_addendum set body = ''", "delete from record_addendum"] {
        assert!(sqlx::raw_sql(change).execute(&world.db.owner).await.is_err(), "{change}");
    }
}

#[tokio::test]
async fn nothing_is_added_to_the_records_of_a_closed_case() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Closed).await;
    let mut member = world.enter("procurator").await;
    assert!(!member.open(&mission.record).await.source.contains("/addenda/new"));
    member.get(&format!("{}/addenda/new", mission.record)).await.is(409);
    member.post(&format!("{}/addenda", mission.record), &[("reason", "补"), ("body", "补")]).await.is(409);
}

#[tokio::test]
async fn two_versions_of_a_plan_are_compared() {
    let world = World::open().await;
    let mission = Mission::drafted(&world).await;
    let mut lead = world.enter("dispatched").await;
    let (edit, save) = (mission.to("plan/edit"), mission.to("plan"));
    lead.fill(&edit, &save, &[("content", "内容与会见管理")]).await.is(303);
    let page = lead.open(&mission.to("plan?from=1&to=2")).await;
    assert_eq!(page.texts("#compared dt"), ["检察内容"]);
    assert_eq!(page.texts("#compared ins"), ["增： 与会见管理"]);
    assert_eq!(page.attributes("#versions li", "data-id"), ["2", "1"]);
    // the first version can still be read
    assert!(!lead.open(&mission.to("plan?no=1")).await.text().contains("会见管理"));
}

#[tokio::test]
async fn the_plan_tells_who_submitted_returned_and_approved_it() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Submitted).await;
    decide(&world, "chief", &mission.case, "return", &[("reason", "补充会见管理")]).await.is(303);
    mission.step(&world, "dispatched", "submit").await.is(303);
    mission.step(&world, "chief", "approve").await.is(303);
    let page = world.enter("procurator").await.open(&mission.to("plan")).await;
    assert_eq!(page.texts("#trail .line b"), ["批准方案", "提交审批", "退回修改", "提交审批"]);
    assert!(page.text().contains("补充会见管理") && page.text().contains("批准版"));
}

#[tokio::test]
async fn the_report_has_a_page_with_its_parts_and_figures_counted_from_rows() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::FieldworkDone).await;
    // before: whoever writes it gets the form, all others what is missing
    assert!(world.enter("dispatched").await.open(&mission.to("report")).await.has("textarea[name=report_basics]"));
    let before = world.enter("procurator").await.open(&mission.to("report")).await;
    assert!(before.has("#missing") && !before.has("textarea"));
    mission.step(&world, "dispatched", "report").await.is(303);
    let page = world.enter("procurator").await.open(&mission.to("report")).await;
    for part in ["基本情况", "发现的问题", "处理意见", "下步工作", "派驻检察室履职情况"] {
        assert!(page.text().contains(part), "{part}");
    }
    let listed = page.attributes("#confirmed li[data-id]", "data-id");
    assert_eq!(usize::try_from(page.figure("findings")).ok(), Some(listed.len()));
    assert_eq!(listed.len(), 3);
    let log = page.figure_leads("records");
    assert_eq!(world.enter("procurator").await.open(&log).await.rows().len(), 1);
}

#[tokio::test]
async fn a_report_that_waits_for_a_decision_about_a_finding_says_so() {
    let world = World::open().await;
    let mut mission = Mission::on_site(&world).await;
    mission.findings.push(mission.logs(&world, "procurator", "minor", "FC-JY-0202").await.leads());
    mission.step(&world, "dispatched", "finish").await.is(303);
    let page = world.enter("procurator").await.open(&mission.to("report")).await;
    assert_eq!(page.attributes("#missing a", "href"), [format!("{}#findings", mission.case)]);
}

#[tokio::test]
async fn a_finding_is_verified_on_its_own_page_by_whose_turn_it_is() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let finding = &mission.findings[1];
    answer(&world, "liaison", finding, "report").await.is(303);
    let page = world.enter("procurator2").await.open(finding).await;
    assert!(!page.has("#verify .demand input[checked]"), "nothing is decided beforehand");
    assert!(page.has("#verify button[data-decided]") && !page.has("#verify a[href$=close]"));
    // the one who logged it reads why it is another's part
    let page = world.enter("procurator").await.open(finding).await;
    assert!(!page.has("#verify form") && page.texts("#verify").join("").contains("本人已经办理过前面的步骤"));
    verify(&world, "procurator2", finding, "met", "done").await.is(303);
    assert!(world.enter("supervisor").await.open(finding).await.has("#verify a[href$='/close']"));
    let page = world.enter("procurator2").await.open(finding).await;
    assert!(!page.has("#verify a[href$='/close']") && page.text().contains("由组织院或者上级院的部门负责人办理"));
}

#[tokio::test]
async fn after_a_return_each_demand_says_how_it_was_judged_before() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let finding = &mission.findings[1];
    answer(&world, "liaison", finding, "report").await.is(303);
    verify(&world, "procurator2", finding, "unmet", "insufficient").await.is(303);
    answer(&world, "liaison", finding, "report").await.is(303);
    let mut member = world.enter("procurator2").await;
    let page = member.open(finding).await;
    assert!(page.texts("#verify h2").join("").contains("第 2 次"), "{}", page.text());
    assert!(page.texts(".demands").join("").contains("未落实"));
    assert!(page.texts(".demands").join("").contains("退回意见"));
    let only = member.open(&format!("{finding}?only=returned")).await;
    assert_eq!(only.texts("#history .line b"), ["退回补正"]);
}

#[tokio::test]
async fn every_version_of_a_finding_shows_what_it_changed() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::InProgress).await;
    let mut mission = mission;
    mission.record = mission.writes(&world, "procurator", &["dispatched", "procurator"]).await.leads();
    let finding = mission.logs(&world, "procurator", "minor", "FC-JY-0202").await.leads();
    let edit = format!("{finding}/edit");
    let mut author = world.enter("procurator").await;
    author.fill(&edit, &edit, &[("severity", "moderate")]).await.is(303);
    author.fill(&edit, &edit, &[("facts", "二人，未登记")]).await.is(303);
    let page = author.open(&format!("{finding}/history")).await;
    assert_eq!(page.attributes("section[id^=version-]", "data-id"), ["3", "2", "1"]);
    assert_eq!(page.texts("#version-3 dt"), ["问题事实"]);
    assert_eq!(page.texts("#version-2 dt"), ["严重程度"]);
    assert_eq!(page.texts("#version-2 del"), ["删： 轻微"]);
    assert_eq!(page.texts("#version-2 ins"), ["增： 较重"]);
    let both = author.open(&format!("{finding}/history?from=1&to=3")).await;
    assert_eq!(both.texts("#compared dt"), ["问题事实", "严重程度"]);
    // out of reach, out of sight
    world.enter("liaison").await.get(&format!("{finding}/history")).await.is(404);
}

#[tokio::test]
async fn the_same_category_elsewhere_is_counted_as_its_list_counts() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let mut reader = world.enter("supervisor").await;
    let page = reader.open(&mission.findings[0]).await;
    let list = reader.open(&page.figure_leads("alike")).await;
    assert_eq!(page.figure("alike"), list.figure("findings"));
    let id: uuid::Uuid = id_of(&mission.findings[0]);
    assert!(list.rows().contains(&id.to_string()));
}
