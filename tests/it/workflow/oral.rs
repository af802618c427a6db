//! 口头纠正: what is minor is told on the spot; after seven days it is put right, or told in writing (刑事诉讼规则 624).
use xunjian::{foundation::web::fields::LINE, workflow::inspection::State};

use crate::support::{
    World,
    mission::{Mission, decide, id_of},
    object::{clock, correct, settle},
};

#[tokio::test]
async fn what_is_told_on_the_spot_is_on_record_and_its_seven_days_run() {
    let world = World::open().await;
    let mission = Mission::on_site(&world).await;
    let finding = &mission.findings[1];
    correct(&world, "procurator", finding, "2022-09-01").await.is(303);
    assert_eq!(clock(&world, id_of(finding), "oral_fix").await.as_deref(), Some("2022-09-08 runs"));
    let mut inspector = world.enter("procurator2").await;
    let page = inspector.open(finding).await;
    assert!(page.has("#oral [data-status=running]") && page.has("[data-clock=oral_fix]"), "{}", page.text());
    for said in ["张示例", "监区长", "当场补齐登记", "对方确认", "第六百二十四条"] {
        assert!(page.text().contains(said), "{said}: {}", page.text());
    }
    assert!(inspector.open(&mission.record).await.has("[data-status=running]"));
    assert!(inspector.open(&mission.to("records")).await.text().contains("口头纠正 1 件"));
    assert!(inspector.open(&mission.case).await.texts("#orals").join(" ").contains("09-08"));
    // it moves no finding, and is nobody's hand in its verification
    let status: String = world.one("select status from finding where id = $1", id_of(finding)).await;
    assert_eq!(status, "confirmed");
}

#[tokio::test]
async fn a_finding_that_the_lead_has_not_confirmed_may_be_told_too() {
    let world = World::open().await;
    let mission = Mission::on_site(&world).await;
    let finding = mission.logs(&world, "procurator", "moderate", "FC-JY-0202").await.leads();
    correct(&world, "procurator2", &finding, "2022-09-01").await.is(303);
    // what is not recognised needs no correction either
    decide(&world, "dispatched", &finding, "drop", &[("reason", "事实不清")]).await.is(303);
    assert_eq!(clock(&world, id_of(&finding), "oral_fix").await.as_deref(), Some("2022-09-08 void"));
}

#[tokio::test]
async fn what_is_seen_to_be_put_right_ends_its_days() {
    let mut world = World::open().await;
    let mission = Mission::on_site(&world).await;
    let finding = &mission.findings[1];
    correct(&world, "procurator", finding, "2022-09-01").await.is(303);
    world.turn_to("2022-09-05");
    settle(&world, "procurator", finding, "2022-08-31").await.is(422);
    settle(&world, "procurator", finding, "2022-09-06").await.is(422);
    settle(&world, "procurator", finding, "2022-09-03").await.is(303);
    assert_eq!(clock(&world, id_of(finding), "oral_fix").await.as_deref(), Some("2022-09-08 met"));
    let page = world.enter("procurator").await.open(finding).await;
    assert!(page.has("#oral [data-status=done]") && page.text().contains("登记已经补齐"), "{}", page.text());
    let again = world
        .enter("procurator")
        .await
        .post(&format!("{finding}/oral/done"), &[("done_on", "2022-09-04"), ("seen", "再看")])
        .await;
    assert!(again.is(409).text().contains("再看"));
}

#[tokio::test]
async fn what_is_not_put_right_in_seven_days_is_told_in_writing() {
    let mut world = World::open().await;
    let mission = Mission::on_site(&world).await;
    let finding = &mission.findings[1];
    correct(&world, "procurator", finding, "2022-09-01").await.is(303);
    for (who, step) in [("dispatched", "finish"), ("dispatched", "report")] {
        mission.step(&world, who, step).await.is(303);
    }
    let waits = async |world: &World| world.enter("dispatched").await.open("/todo?task=write").await.rows();
    assert!(waits(&world).await.is_empty());
    world.turn_to("2022-09-09");
    assert_eq!(waits(&world).await, [id_of(finding).to_string()]);
    let mut lead = world.enter("dispatched").await;
    let page = lead.open(finding).await;
    assert!(page.has("#oral [data-status=late]") && page.text().contains("应当书面提出纠正意见"), "{}", page.text());
    let draft = page.attributes("#oral a.button", "href").into_iter().find(|href| href.contains("documents/new"));
    let form = lead.open(&draft.expect("a way to the written one")).await.form(&mission.to("documents"));
    assert!(form.contains(&("findings".to_owned(), id_of(finding).to_string())), "{form:?}");
    // once it is told in writing nothing waits, and once that is issued the seven days count no longer
    let notice = mission.issues(&world, &[finding]).await;
    assert!(waits(&world).await.is_empty());
    assert_eq!(clock(&world, id_of(finding), "oral_fix").await.as_deref(), Some("2022-09-08 void"));
    assert!(lead.open(finding).await.has("#oral [data-status=void]"));
    assert!(lead.open(&notice).await.has("[data-status=issued]"));
}

#[tokio::test]
async fn word_of_mouth_does_not_suffice_for_what_is_serious() {
    let world = World::open().await;
    let mission = Mission::on_site(&world).await;
    let [serious, minor, of_office] = &mission.findings[..] else { unreachable!("three findings") };
    let mut inspector = world.enter("procurator").await;
    let refused = inspector.get(&format!("{serious}/oral")).await.is(409);
    assert!(refused.text().contains("第六百二十四条"), "{}", refused.text());
    assert!(!inspector.open(serious).await.source.contains("/oral\""));
    // the resident office's own work is no facility's to put right
    world.run("update finding set concerns = 'resident_office' where no = 3 and inspection_id = (select id from inspection where not history)").await;
    inspector.get(&format!("{of_office}/oral")).await.is(409);
    assert!(inspector.open(minor).await.source.contains("/oral\""));
    // nor past the application
    let written = sqlx::query(
        "insert into oral_correction (finding_id, inspection_id, made_on, to_name, to_post, demand, assent, by_id, at)
         select id, inspection_id, found_on, '张示例', '监区长', '改', 'confirmed', author_id, '2022-09-01Z' from finding where id = $1",
    )
    .bind(id_of(serious))
    .execute(&world.db.owner)
    .await;
    let refused = written
        .err()
        .and_then(|error| error.as_database_error().and_then(|error| error.constraint().map(ToOwned::to_owned)));
    assert_eq!(refused.as_deref(), Some("oral_correction_finding"));
}

#[tokio::test]
async fn a_finding_is_told_once_by_an_inspector_of_the_team() {
    let world = World::open().await;
    let mission = Mission::on_site(&world).await;
    let finding = &mission.findings[1];
    let form = format!("{finding}/oral");
    for (username, status) in [("chief", 403), ("supervisor", 403), ("city", 404), ("liaison", 404), ("auditor", 404)] {
        let answer = world.enter(username).await.get(&form).await.status.as_u16();
        assert!(answer == status || answer == 403, "{username}: {answer}");
    }
    let mut inspector = world.enter("procurator").await;
    let mut filled = inspector.open(&form).await.form(&form);
    let told = [
        ("made_on", "2022-09-01"),
        ("to_name", "张示例"),
        ("to_post", "监区长"),
        ("demand", "补齐"),
        ("assent", "unconfirmed"),
    ];
    filled.retain(|(name, _)| name == "_key");
    let first = inspector.post_over(&form, filled.clone(), &told).await.leads();
    assert_eq!(inspector.post_over(&form, filled, &told).await.leads(), first);
    let again = inspector.post(&form, &told).await.is(409);
    assert!(again.text().contains("补齐"), "what was typed is lost: {}", again.text());
    settle(&world, "procurator2", finding, "2022-09-01").await.is(303);
}

#[tokio::test]
async fn an_oral_correction_says_when_to_whom_and_what() {
    let world = World::open().await;
    let mission = Mission::on_site(&world).await;
    let form = format!("{}/oral", mission.findings[1]);
    let whole = [
        ("made_on", "2022-09-01"),
        ("to_name", "张示例"),
        ("to_post", "监区长"),
        ("demand", "补齐"),
        ("assent", "confirmed"),
    ];
    let mut inspector = world.enter("procurator").await;
    for (name, wrong) in [
        ("made_on", ""),
        ("made_on", "2022-09-02"),
        ("made_on", "2022-08-31"),
        ("to_name", ""),
        ("to_post", " "),
        ("demand", ""),
        ("assent", ""),
        ("assent", "maybe"),
    ] {
        let fields = whole.map(|(own, value)| if own == name { (own, wrong) } else { (own, value) });
        let page = inspector.post(&form, &fields).await.is(422);
        assert!(page.has(".field-error"), "{name} {wrong}: {}", page.text());
    }
    let long = "长".repeat(LINE + 1);
    inspector
        .post(&form, &whole.map(|(name, value)| if name == "to_name" { (name, long.as_str()) } else { (name, value) }))
        .await
        .is(422);
    let done = format!("{}/oral/done", mission.findings[1]);
    inspector.get(&done).await.is(409);
    inspector.post(&form, &whole).await.is(303);
    inspector.post(&done, &[("done_on", "2022-09-01"), ("seen", "")]).await.is(422);
}

/// Word of mouth is the inspectors' own: the register shows the facility nothing of it.
#[tokio::test]
async fn the_facility_reads_no_clock_of_what_was_said() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    correct(&world, "procurator", &mission.findings[1], "2022-09-01").await.is(303);
    let item = world.enter("liaison").await.open(&format!("/liaison/items/{}", id_of(&mission.findings[1]))).await;
    assert!(!item.has("[data-clock=oral_fix]") && item.has("[data-clock=reply_due]"), "{}", item.text());
}
