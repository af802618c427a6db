//! 文书: drafted by the lead, issued by the chief, served once, and from then on as it was.
use xunjian::workflow::inspection::State;

use crate::support::{
    World,
    mission::{Mission, decide, id_of},
    rectify::serve,
};

#[tokio::test]
async fn a_notice_is_drafted_submitted_issued_and_served() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let notice = mission.drafts(&world, &[&mission.findings[0]]).await.leads();
    let mut lead = world.enter("dispatched").await;
    lead.post(&format!("{notice}/issue"), &[]).await.is(403);
    world.enter("chief").await.post(&format!("{notice}/issue"), &[]).await.is(409);
    decide(&world, "dispatched", &notice, "submit", &[]).await.is(303);
    decide(&world, "chief", &notice, "return", &[("reason", "依据不全")]).await.is(303);
    decide(&world, "dispatched", &notice, "submit", &[]).await.is(303);
    // nothing reaches the facility before it is served
    world.enter("liaison").await.get(&format!("/liaison/documents/{}", id_of(&notice))).await.is(404);
    decide(&world, "chief", &notice, "issue", &[]).await.is(303);
    world.enter("liaison").await.get(&format!("/liaison/documents/{}", id_of(&notice))).await.is(404);
    serve(&world, &notice, "2022-09-01").await.is(303);
    world.enter("liaison").await.get(&format!("/liaison/documents/{}", id_of(&notice))).await.is(200);
    world.enter("liaison2").await.get(&format!("/liaison/documents/{}", id_of(&notice))).await.is(404);
}

/// What was typed into a draft that was submitted meanwhile stands beside what is on record.
#[tokio::test]
async fn an_edit_that_comes_too_late_loses_nothing() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let notice = mission.drafts(&world, &[&mission.findings[0]]).await.leads();
    let mut lead = world.enter("dispatched").await;
    let form = lead.open(&format!("{notice}/edit")).await.form(&notice);
    decide(&world, "dispatched", &notice, "submit", &[]).await.is(303);
    let told = lead.post_over(&notice, form, &[("title", "另拟的标题"), ("body", "另拟的正文")]).await.is(409);
    for kept in ["另拟的标题", "另拟的正文", "请检察长退回"] {
        assert!(told.text().contains(kept), "{kept}: {}", told.text());
    }
    assert!(told.has(".versions") && told.has(&format!("a[href='{notice}']")));
    // a plan and a finding likewise
    let plan = lead.post(&mission.to("plan"), &[("base", "1"), ("content", "迟到的检察内容")]).await.is(409);
    assert!(plan.text().contains("迟到的检察内容") && plan.has(".versions"), "{}", plan.text());
    let finding = &mission.findings[0];
    let late = lead.post(&format!("{finding}/edit"), &[("base", "1"), ("facts", "迟到的事实")]).await.is(409);
    assert!(late.text().contains("迟到的事实") && late.has(".versions"), "{}", late.text());
}

/// Numbers are drawn under one lock: thirty-two who issue at once leave no gap and no double.
#[tokio::test]
async fn numbers_that_are_drawn_at_once_follow_one_another() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let mut notices = Vec::new();
    for _ in 0..32 {
        let notice = mission.drafts(&world, &[&mission.findings[0]]).await.leads();
        decide(&world, "dispatched", &notice, "submit", &[]).await.is(303);
        notices.push(notice);
    }
    let chief = world.enter("chief").await;
    // the words of the own series are not typed: the series would meet the number on its way
    let own =
        chief.clone().post(&format!("{}/issue", notices[0]), &[("number", "检执检纠违〔2022〕3号")]).await.is(422);
    assert!(own.has(".error-summary a[href='#number']"), "{}", own.text());
    let mut writers = tokio::task::JoinSet::new();
    for notice in &notices {
        let (mut chief, issue) = (chief.clone(), format!("{notice}/issue"));
        writers.spawn(async move { chief.post(&issue, &[]).await.status });
    }
    while let Some(status) = writers.join_next().await {
        assert_eq!(status.expect("an answer").as_u16(), 303);
    }
    let drawn: Vec<i32> = sqlx::query_scalar(
        "select substring(number from '〕([0-9]+)号')::int from document where inspection_id = $1 and kind = 'correction_notice' and number <> '' order by 1",
    )
    .bind(mission.id())
    .fetch_all(&world.db.owner)
    .await
    .expect("the numbers");
    let first = drawn.first().copied().expect("a number");
    assert_eq!(drawn, (first..first + 32).collect::<Vec<_>>());
    let last: i32 = world.one("select last_no from number_series s join inspection i on i.organiser_id = s.org_id and i.id = $1 where s.series = 'correction_notice' and s.year = 2022", mission.id()).await;
    assert_eq!(last, first + 31);
}

#[tokio::test]
async fn what_was_issued_never_changes() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let notice = mission.issues(&world, &[&mission.findings[0]]).await;
    let mut lead = world.enter("dispatched").await;
    lead.get(&format!("{notice}/edit")).await.is(409);
    for change in [
        "update document set body = '改过' where id = $1",
        "update document_finding set facts = '改过' where document_id = $1",
        "delete from document_finding where document_id = $1",
    ] {
        let refused = sqlx::query(change).bind(id_of(&notice)).execute(&world.db.owner).await.expect_err(change);
        assert_eq!(
            refused.as_database_error().and_then(|error| error.constraint()),
            Some("document_frozen"),
            "{change}"
        );
    }
}

#[tokio::test]
async fn a_document_is_served_once_and_not_before_it_was_issued() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let notice = mission.issues(&world, &[&mission.findings[0]]).await;
    serve(&world, &notice, "2022-08-31").await.is(422);
    serve(&world, &notice, "2022-09-02").await.is(422);
    serve(&world, &notice, "2022-09-01").await.is(303);
    world
        .enter("dispatched")
        .await
        .post(&format!("{notice}/serve"), &[("served_on", "2022-09-01"), ("manner", "hand"), ("receiver", "张示例")])
        .await
        .is(409);
}

#[tokio::test]
async fn numbers_run_on_without_a_gap() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let mut numbers = Vec::new();
    for finding in &mission.findings[..2] {
        let notice = mission.issues(&world, &[finding]).await;
        let number: String = world.one("select number from document where id = $1", id_of(&notice)).await;
        numbers.push(number);
    }
    assert!(numbers[0].contains("2022") && numbers[0].ends_with("1号"), "{numbers:?}");
    assert_eq!(numbers[1], numbers[0].replace("1号", "2号"));
}
