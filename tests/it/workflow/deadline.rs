//! 期限: each runs from its own day, and one that ends on a day off ends on the next working day.
use chrono::NaiveDate;
use xunjian::workflow::inspection::State;

use crate::support::{
    Browser, World,
    mission::{Mission, id_of},
    rectify::{answer, serve},
};

/// The day on which an answer to a notice served on a day is due.
async fn reply_due(served_on: &str) -> String {
    let world = World::on(served_on).await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let notice = mission.issues(&world, &[&mission.findings[0]]).await;
    serve(&world, &notice, served_on).await.is(303);
    let due: NaiveDate = world.one("select reply_due from service where document_id = $1", id_of(&notice)).await;
    due.to_string()
}

/// 纠正违法通知书: fifteen days from service (巡回检察工作规定 37).
#[tokio::test]
async fn an_answer_to_a_notice_is_due_after_fifteen_days() {
    assert_eq!(reply_due("2022-09-08").await, "2022-09-23");
}

/// The fifteenth day is 1 October; National Day lasts until the 7th, and Saturday the 8th is worked.
#[tokio::test]
async fn an_answer_due_on_national_day_is_due_when_work_begins_again() {
    assert_eq!(reply_due("2022-09-16").await, "2022-10-08");
}

/// Saturday 24 September is an ordinary weekend.
#[tokio::test]
async fn an_answer_due_on_a_saturday_is_due_on_monday() {
    assert_eq!(reply_due("2022-09-09").await, "2022-09-26");
}

/// 反馈 within thirty days of the end of fieldwork (35); a mobile inspection has no follow-up that must be held.
#[tokio::test]
async fn feedback_is_due_thirty_days_after_fieldwork_ended() {
    let world = World::on("2022-09-08").await;
    let mission = Mission::until(&world, State::FieldworkDone).await;
    let due: NaiveDate = world.one("select feedback_due from inspection where id = $1", mission.id()).await;
    assert_eq!(due.to_string(), "2022-10-08");
    let follow_up: Option<NaiveDate> =
        world.one("select follow_up_due from inspection where id = $1", mission.id()).await;
    assert_eq!(follow_up, None);
}

/// Of both clocks of an instrument the report upwards runs from issue, and never ends before the answer is due (37).
#[tokio::test]
async fn the_report_upwards_never_comes_before_the_answer_is_due() {
    let mut world = World::on("2022-09-08").await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let notice = mission.issues(&world, &[&mission.findings[0]]).await;
    world.turn_to("2022-09-14");
    serve(&world, &notice, "2022-09-14").await.is(303);
    // fifteen days from issue were 23 September
    let both = "select reply_due || ' ' || escalate_on from service where document_id = $1";
    assert_eq!(world.one::<String>(both, id_of(&notice)).await, "2022-09-29 2022-09-29");
    let page = world.enter("dispatched").await.open(&notice).await;
    let told = page.texts("[data-clock=escalate_on] .why").join(" ");
    assert!(told.contains("不早于回复期限 2022-09-29"), "{told}");
    // by when the facility may object, five days from service (高检会〔2010〕4号 13)
    assert_eq!(page.attributes("[data-clock=objection_in] time", "datetime"), ["2022-09-19"]);
}

/// 检察建议书: two months from service (37).
#[tokio::test]
async fn an_answer_to_a_recommendation_is_due_after_two_months() {
    let world = World::on("2022-09-08").await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let recommendation = mission.recommends(&world, &mission.findings[0]).await;
    serve(&world, &recommendation, "2022-09-08").await.is(303);
    let both = "select reply_due || ' ' || escalate_on from service where document_id = $1";
    assert_eq!(world.one::<String>(both, id_of(&recommendation)).await, "2022-11-08 2022-11-08");
}

/// Every clock of a case stands in the register, met or running, and the case file says why each day is that day.
#[tokio::test]
async fn a_case_carries_its_clocks_to_the_archive() {
    let world = World::on("2022-09-08").await;
    let mission = Mission::until(&world, State::Archived).await;
    let clocks: Vec<String> = world
        .one(
            "select array_agg(key || ' ' || due_on || ' met' order by key) from clock where subject_id = $1 and met_on is not null",
            mission.id(),
        )
        .await;
    assert_eq!(
        clocks,
        [
            "archive_due 2023-06-30 met",
            "feedback_due 2022-10-08 met",
            "least_end 2022-09-13 met",
            "notice_due 2022-09-05 met",
            "report_target 2022-09-23 met"
        ]
    );
    let running: i64 = world
        .one("select count(*) from clock where inspection_id = $1 and met_on is null and void_on is null", mission.id())
        .await;
    assert_eq!(running, 0, "nothing runs on in an archived case");
    let page = world.enter("dispatched").await.open(&mission.case).await;
    let why = page.texts("[data-clock=feedback_due] .why").join(" ");
    for said in ["第三十五条", "30 日", "2022-09-08", "国家 v1"] {
        assert!(why.contains(said), "{said}: {why}");
    }
}

/// Cases loaded as history carry no clocks, and say so.
#[tokio::test]
async fn history_has_no_clocks_and_says_so() {
    let world = World::open().await;
    let history: uuid::Uuid = world.one("select id from inspection where history and kind = $1 limit 1", "cross").await;
    let page = world.enter("lead").await.open(&format!("/inspections/{history}")).await;
    assert!(page.texts("#clocks").join(" ").contains("历史资料"), "{}", page.text());
    let clocks: i64 = world.one("select count(*) from clock where inspection_id = $1", history).await;
    assert_eq!(clocks, 0);
}

/// The register is the one source of these dates: neither column nor clock moves alone, not even from psql.
#[tokio::test]
async fn a_date_cannot_differ_from_its_clock() {
    let world = World::on("2022-09-08").await;
    let mission = Mission::until(&world, State::FieldworkDone).await;
    let written = "update inspection set feedback_due = '2030-01-01' where id = $1 returning feedback_due";
    assert_eq!(world.one::<NaiveDate>(written, mission.id()).await.to_string(), "2022-10-08");
    let moved =
        "update clock set due_on = '2022-10-10' where subject_id = $1 and key = 'feedback_due' returning due_on";
    world.one::<NaiveDate>(moved, mission.id()).await;
    let due: NaiveDate = world.one("select feedback_due from inspection where id = $1", mission.id()).await;
    assert_eq!(due.to_string(), "2022-10-10");
}

#[tokio::test]
async fn what_is_past_its_day_is_overdue_until_it_is_closed() {
    let mut world = World::on("2022-09-01").await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let list = "/findings?status=confirmed&overdue=yes&from=2022-09-01";
    world.turn_to("2022-09-08");
    assert_eq!(world.enter("supervisor").await.open(list).await.rows(), Vec::<String>::new());
    world.turn_to("2022-09-09");
    let late = world.enter("supervisor").await.open(list).await;
    assert_eq!(late.rows().len(), 3);
    assert_eq!(late.figure("overdue"), 3);
    mission.settles(&world, &mission.findings[1]).await;
    assert_eq!(world.enter("supervisor").await.open(list).await.figure("overdue"), 2);
}

/// A document waits until all that it raises is answered: the page of what is answered says so, and that of the rest goes on.
#[tokio::test]
async fn what_is_answered_is_not_late_with_its_document() {
    let mut world = World::on("2022-09-08").await;
    let mission = Mission::until(&world, State::Rectifying).await;
    mission.serves(&world, &[&mission.findings[0], &mission.findings[1]]).await;
    answer(&world, "liaison", &mission.findings[0], "report").await.is(303);
    world.turn_to("2022-09-30");
    let mut dispatched = world.enter("dispatched").await;
    let clocks = async |browser: &mut Browser, finding: &str| {
        browser.open(finding).await.texts("[data-clock=reply_due], [data-clock=escalate_on]").join(" ")
    };
    let answered = clocks(&mut dispatched, &mission.findings[0]).await;
    assert!(answered.contains("本问题已答复") && !answered.contains("逾期 "), "{answered}");
    let waiting = clocks(&mut dispatched, &mission.findings[1]).await;
    assert!(waiting.contains("逾期 7 天") && !waiting.contains("本问题已答复"), "{waiting}");
}
