//! 组内复核: doubles are suggested, the lead confirms several at once, what was seen from afar is seen on site, the facility is heard.
use xunjian::workflow::inspection::State;

use crate::support::{
    Page, World,
    mission::{Mission, confirm, decide, id_of},
};

/// On site with one record and one finding each by two members, none decided about.
async fn logged(world: &World) -> Mission {
    let mut mission = Mission::until(world, State::InProgress).await;
    mission.record = mission.writes(world, "procurator", &["dispatched", "procurator", "procurator2"]).await.leads();
    for author in ["procurator", "procurator2", "dispatched"] {
        let finding = mission.logs(world, author, "minor", "FC-JY-0202").await.leads();
        mission.findings.push(finding);
    }
    mission
}

/// Sends what a form would say, as an account that may not get the form.
async fn sends(world: &World, username: &str, finding: &str, deed: &str, reason: &str) -> Page {
    world.enter(username).await.post(&format!("{finding}/{deed}"), &[("reason", reason)]).await
}

#[tokio::test]
async fn the_team_sees_todays_findings_first_and_what_may_be_double() {
    let mut world = World::open().await;
    let mut mission = logged(&world).await;
    world.pass(24 * 60);
    mission.findings.push(mission.logs(&world, "procurator", "minor", "FC-JY-0201").await.leads());
    let review = mission.to("review");
    let page = world.enter("procurator2").await.open(&review).await;
    assert_eq!(page.texts("main h2")[0], "今天登记");
    assert_eq!(page.rows()[0], id_of(&mission.findings[3]).to_string());
    // same category, same words; another category is none
    let doubles = page.attributes("#doubles a", "href");
    assert_eq!(doubles.len(), 3, "{doubles:?}");
    assert!(page.text().contains("相似度 100%") && page.text().contains("谈话记录"), "{}", page.text());
    let pair = world.enter("dispatched").await.open(&doubles[0]).await;
    assert_eq!(pair.texts("main .pair > section").len(), 2);
    // none of the team, none of the review
    world.enter("chief").await.get(&review).await.is(403);
    world.enter("supervisor").await.get(&review).await.is(403);
    world.enter("city").await.get(&review).await.is(404);
    let same = format!("{review}/pair?left={0}&right={0}", id_of(&mission.findings[0]));
    world.enter("dispatched").await.get(&same).await.is(404);
}

#[tokio::test]
async fn the_lead_confirms_several_at_once_and_reads_what_came_of_each() {
    let world = World::open().await;
    let mission = logged(&world).await;
    let (review, confirm_all) = (mission.to("review"), mission.to("review/confirm"));
    let ids: Vec<String> = mission.findings.iter().map(|finding| id_of(finding).to_string()).collect();
    let owner = world.person("procurator2").await.to_string();
    let mut lead = world.enter("dispatched").await;
    lead.fill(&review, &confirm_all, &[("owner", &owner)]).await.is(422);
    lead.fill(&review, &confirm_all, &[("finding", &ids[0])]).await.is(422);
    world.enter("procurator").await.post(&confirm_all, &[("owner", &owner), ("finding", &ids[0])]).await.is(403);
    confirm(&world, "dispatched", &mission.findings[1]).await.is(303);
    let unknown = uuid::Uuid::now_v7().to_string();
    let fields = [
        ("owner", owner.as_str()),
        ("finding", &ids[0]),
        ("finding", &ids[1]),
        ("finding", &ids[2]),
        ("finding", &unknown),
    ];
    let done = lead.post(&confirm_all, &fields).await.is(200);
    assert_eq!(done.attributes("main li", "data-status"), ["confirmed", "decided", "own", "unknown"]);
    let left = lead.open(&review).await;
    let stands = left.attributes("tr[data-id]", "data-status");
    assert_eq!(stands.iter().filter(|status| *status == "confirmed").count(), 2, "{stands:?}");
}

#[tokio::test]
async fn doubles_are_merged_and_stop_counting() {
    let world = World::open().await;
    let mission = logged(&world).await;
    let (one, other) = (&mission.findings[0], &mission.findings[1]);
    let pair = format!("{}?left={}&right={}", mission.to("review/pair"), id_of(one), id_of(other));
    let mut lead = world.enter("dispatched").await;
    // one of the two counts first
    assert!(lead.open(&pair).await.attributes("a[href*='/merge?into=']", "href").is_empty());
    confirm(&world, "dispatched", one).await.is(303);
    let merge = lead.open(&pair).await.attributes("a[href*='/merge?into=']", "href");
    assert_eq!(merge, [format!("{other}/merge?into={}", id_of(one))]);
    lead.fill(&merge[0], &format!("{other}/merge"), &[("reason", "同一事实")]).await.is(303);
    assert_eq!(lead.open(&mission.to("review")).await.attributes("#doubles a", "href").len(), 1);
    let merged = lead.open(other).await;
    assert!(merged.has(&format!("a[href='{one}']")), "its trace is lost");
}

#[tokio::test]
async fn whoever_logged_a_finding_takes_it_back_until_it_is_decided() {
    let world = World::open().await;
    let mission = logged(&world).await;
    let (own, decided) = (&mission.findings[0], &mission.findings[1]);
    sends(&world, "procurator2", own, "retract", "登记有误").await.is(403);
    sends(&world, "dispatched", own, "retract", "登记有误").await.is(403);
    decide(&world, "procurator", own, "retract", &[]).await.is(422);
    decide(&world, "procurator", own, "retract", &[("reason", "登记有误")]).await.is(303);
    let page = world.enter("procurator").await.open(own).await;
    assert!(page.has("[data-status='withdrawn']") && page.text().contains("登记有误"), "{}", page.text());
    confirm(&world, "dispatched", decided).await.is(303);
    world.enter("procurator2").await.get(&format!("{decided}/retract")).await.is(409);
}

/// 深层次: at least one of the named criteria, and a reason (rules 5.4).
#[tokio::test]
async fn a_deep_finding_names_what_makes_it_deep() {
    let world = World::open().await;
    let mission = logged(&world).await;
    let (finding, edit) = (&mission.findings[0], format!("{}/edit", mission.findings[0]));
    let mut author = world.enter("procurator").await;
    let deep = [("depth", "deep"), ("depth_reason", "连续两轮发现同类问题")];
    author.fill(&edit, &edit, &deep).await.is(422);
    author.fill(&edit, &edit, &[deep[0], deep[1], ("grounds", "systemic"), ("grounds", "misconduct")]).await.is(303);
    let page = author.open(finding).await;
    assert!(page.text().contains("系统性问题") && page.text().contains("人员失职"), "{}", page.text());
    // the form keeps them, another version may take one away
    author.fill(&edit, &edit, &[("grounds", "systemic")]).await.is(303);
    assert!(!author.open(finding).await.text().contains("人员失职"));
    let kept: i64 = world.one("select count(*) from finding_depth_ground where finding_id = $1", id_of(finding)).await;
    assert_eq!(kept, 3, "what a version said is kept");
}

/// What rests on material seen from afar is seen on site before the report, or the lead decides why not.
#[tokio::test]
async fn what_is_to_be_seen_on_site_holds_the_report() {
    let world = World::open().await;
    let mission = Mission::on_site(&world).await;
    let (first, second) = (&mission.findings[0], &mission.findings[1]);
    sends(&world, "procurator", first, "site-check", "只有监控录像").await.is(403);
    for finding in [first, second] {
        decide(&world, "dispatched", finding, "site-check", &[]).await.is(422);
        decide(&world, "dispatched", finding, "site-check", &[("reason", "只有监控录像")]).await.is(303);
    }
    sends(&world, "dispatched", first, "site-check", "再核").await.is(409);
    // an inspector answers by a record, and by nothing else
    let record = id_of(&mission.record).to_string();
    let answer = "site-check/answer";
    decide(&world, "procurator", first, answer, &[("reason", "已到现场核实")]).await.is(422);
    decide(&world, "procurator", first, answer, &[("reason", "已到现场核实"), ("record", &record)]).await.is(303);
    sends(&world, "procurator", first, answer, "再答").await.is(409);
    assert!(world.enter("supervisor").await.open(first).await.text().contains("已到现场核实"));
    mission.step(&world, "dispatched", "finish").await.is(303);
    let answers = Mission::answers(&world, "report");
    let held = world.enter("dispatched").await.post(&mission.to("report"), &answers.pairs()).await.is(409);
    assert!(held.text().contains("现场核实"), "{}", held.text());
    decide(&world, "dispatched", second, answer, &[("reason", "设备已拆除，改以书证认定")]).await.is(303);
    mission.step(&world, "dispatched", "report").await.is(303);
    world.enter("dispatched").await.get(&format!("{second}/site-check")).await.is(409);
}

#[tokio::test]
async fn the_facility_is_heard_before_the_report() {
    let world = World::open().await;
    let mission = Mission::on_site(&world).await;
    let (finding, form) = (&mission.findings[0], format!("{}/comments/new", mission.findings[0]));
    let comments = format!("{finding}/comments");
    let said = [("said_by", "黄示例"), ("post", "副监狱长"), ("stance", "disputed")];
    world.enter("chief").await.get(&form).await.is(403);
    let mut member = world.enter("procurator").await;
    // whoever disputes says why
    member.fill(&form, &comments, &said).await.is(422);
    let disputed = [said[0], said[1], said[2], ("body", "当月记录在档案室")];
    member.fill(&form, &comments, &disputed).await.is(303);
    let page = world.enter("supervisor").await.open(finding).await;
    assert!(page.texts("#heard").join("").contains("当月记录在档案室"), "{}", page.text());
    let agreed = [said[0], said[1], ("stance", "agreed"), ("day", "2022-09-01")];
    member.fill(&form, &comments, &agreed).await.is(303);
    for step in ["finish", "report"] {
        mission.step(&world, "dispatched", step).await.is(303);
    }
    member.get(&form).await.is(409);
    let report = world.enter("chief").await.open(&mission.to("report")).await;
    assert!(report.texts("#confirmed li")[0].contains("无异议"), "{}", report.text());
    // nothing of it is told to the facility
    let item = format!("/liaison/items/{}", id_of(finding));
    for step in [("chief", "approve-feedback"), ("dispatched", "deliver-feedback")] {
        mission.step(&world, step.0, step.1).await.is(303);
    }
    assert!(!world.enter("liaison").await.open(&item).await.text().contains("档案室"));
}

/// The live list announces what others did, says nothing of one's own, and moves nothing.
#[tokio::test]
async fn news_are_what_others_did_since_the_page_was_made() {
    let mut world = World::open().await;
    let mission = logged(&world).await;
    world.pass(1);
    let page = world.enter("dispatched").await.open(&mission.to("review")).await;
    let news = page.attributes("[data-news]", "data-news")[0].clone();
    let said = async |world: &World, who: &str| world.enter(who).await.get(&news).await.is(200).text();
    assert_eq!(said(&world, "dispatched").await.trim(), "");
    world.pass(1);
    mission.logs(&world, "procurator", "minor", "FC-JY-0201").await.leads();
    assert!(said(&world, "dispatched").await.contains("有 1 条新动态"));
    assert_eq!(said(&world, "procurator").await.trim(), "", "one's own is no news");
    world.enter("supervisor").await.get(&news).await.is(403);
}
