//! 期限: each runs from its own day, and one that ends on a day off ends on the next working day.
use chrono::NaiveDate;
use xunjian::workflow::inspection::State;

use crate::support::{
    World,
    mission::{Mission, id_of},
    rectify::serve,
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
