//! 核验 and 销号: replied, verified and closed are three facts by three persons.
use uuid::Uuid;
use xunjian::workflow::inspection::State;

use crate::support::{
    World,
    mission::{Mission, decide, id_of},
    rectify::{answer, close, register, verify},
};

async fn position(world: &World, finding: &str) -> String {
    world.one("select position from finding where id = $1", id_of(finding)).await
}

#[tokio::test]
async fn a_finding_is_answered_verified_and_closed_by_three_persons() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let finding = &mission.findings[1];
    assert_eq!(position(&world, finding).await, "awaiting_plan");
    answer(&world, "liaison", finding, "plan").await.is(303);
    assert_eq!(position(&world, finding).await, "rectifying");
    answer(&world, "liaison", finding, "report").await.is(303);
    assert_eq!(position(&world, finding).await, "to_verify");
    // who found it does not verify it
    world.enter("procurator").await.get(&format!("{finding}/verify")).await.is(403);
    verify(&world, "procurator2", finding, "met", "done").await.is(303);
    assert_eq!(position(&world, finding).await, "verified");
    // who verified it does not close it
    world.enter("procurator2").await.get(&format!("{finding}/close")).await.is(403);
    close(&world, "supervisor", finding).await.is(303);
    assert_eq!(position(&world, finding).await, "closed");
}

#[tokio::test]
async fn what_does_not_suffice_is_returned_with_a_new_day() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let finding = &mission.findings[1];
    answer(&world, "liaison", finding, "report").await.is(303);
    // a demand that is not met is not accepted
    verify(&world, "procurator2", finding, "unmet", "done").await.is(422);
    verify(&world, "procurator2", finding, "unmet", "insufficient").await.is(303);
    assert_eq!(position(&world, finding).await, "returned");
    let due: chrono::NaiveDate = world.one("select due_on from finding where id = $1", id_of(finding)).await;
    assert_eq!(due.to_string(), "2022-09-11");
    let item = world.enter("liaison").await.open(&format!("/liaison/items/{}", id_of(finding))).await;
    assert!(item.text().contains("核对台账原件"));
    world.enter("supervisor").await.post(&format!("{finding}/close"), &[("note", "销号")]).await.is(409);
    answer(&world, "liaison", finding, "report").await.is(303);
    assert_eq!(position(&world, finding).await, "to_verify");
}

#[tokio::test]
async fn whoever_registers_a_paper_answer_does_not_verify_it() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let finding = &mission.findings[1];
    register(&world, "procurator2", finding).await.is(303);
    world.enter("procurator2").await.get(&format!("{finding}/verify")).await.is(403);
    verify(&world, "dispatched", finding, "met", "done").await.is(303);
    // the lead is of the organiser, and yet has a hand in it
    world.enter("dispatched").await.get(&format!("{finding}/close")).await.is(403);
    close(&world, "supervisor", finding).await.is(303);
}

#[tokio::test]
async fn two_answers_at_once_are_both_kept_or_one_refused_and_none_lost() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let finding = &mission.findings[1];
    let item = format!("/liaison/items/{}", id_of(finding));
    let to = format!("{item}/replies");
    let mut liaison = world.enter("liaison").await;
    let form = liaison.open(&item).await.form(&to);
    let (mut first, mut second) = (liaison.clone(), liaison.clone());
    let fields = [("kind", "report"), ("body", "已整改")];
    let (one, other) = tokio::join!(first.post_over(&to, form.clone(), &fields), second.post_over(&to, form, &fields));
    assert_eq!(one.leads(), other.leads());
    let replies: i64 = world.one("select count(*) from reply where finding_id = $1", id_of(finding)).await;
    assert_eq!(replies, 1);
    let late = liaison.post(&to, &[("kind", "report"), ("body", "再次报告")]).await.is(409);
    assert!(late.text().contains("再次报告"), "{}", late.text());
}

/// Past the application, the database refuses a second hand of one person.
#[tokio::test]
async fn three_hands_hold_in_the_database_too() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let finding = id_of(&mission.findings[1]);
    let hand = async |username: &str, hand: &str| {
        let person: Uuid = world.person(username).await;
        let written = sqlx::query("insert into finding_hand (finding_id, person_id, hand) values ($1, $2, $3)")
            .bind(finding)
            .bind(person)
            .bind(hand)
            .execute(&world.db.owner)
            .await;
        written
            .err()
            .and_then(|error| error.as_database_error().and_then(|error| error.constraint().map(ToOwned::to_owned)))
    };
    let refused = Some("finding_three_hands".to_owned());
    assert_eq!(hand("procurator", "verify").await, refused, "the author does not verify");
    assert_eq!(hand("procurator", "close").await, refused, "the author does not close");
    assert_eq!(hand("procurator2", "verify").await, None);
    assert_eq!(hand("procurator2", "close").await, refused, "the verifier does not close");
    assert_eq!(hand("supervisor", "close").await, None);
}

#[tokio::test]
async fn a_serious_finding_is_closed_after_its_instrument_and_a_case_after_all_its_findings() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let mut lead = world.enter("dispatched").await;
    let [serious, minor, of_office] = &mission.findings[..] else { unreachable!("three findings") };
    answer(&world, "liaison", serious, "report").await.is(303);
    verify(&world, "procurator2", serious, "met", "done").await.is(303);
    let refused = close(&world, "supervisor", serious).await.is(409);
    assert!(refused.text().contains("第三十六条"), "{}", refused.text());
    mission.serves(&world, &[serious]).await;
    close(&world, "supervisor", serious).await.is(303);
    mission.settles(&world, minor).await;
    lead.post(&mission.to("conclude"), &[("conclusion", "均已整改")]).await.is(409);
    mission.settles(&world, of_office).await;
    lead.fill(&mission.to("conclude"), &mission.to("conclude"), &[("conclusion", "均已整改")]).await.is(303);
}

#[tokio::test]
async fn a_finding_withdrawn_is_out_of_rectification() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let finding = &mission.findings[1];
    world.enter("dispatched").await.get(&format!("{finding}/withdraw")).await.is(403);
    decide(&world, "chief", finding, "withdraw", &[("reason", "事实有误")]).await.is(303);
    let page = world.enter("procurator").await.open(finding).await;
    assert!(page.has("[data-status=withdrawn]"));
    world.enter("liaison").await.get(&format!("/liaison/items/{}", id_of(finding))).await.is(404);
}
