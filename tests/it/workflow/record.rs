//! 事中有记录: two inspectors at every entry, nothing before the start and nothing after the end (巡回检察工作规定 20, 32).
use xunjian::workflow::inspection::State;

use crate::support::{World, mission::Mission};

#[tokio::test]
async fn a_record_is_written_by_two() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::InProgress).await;
    mission.writes(&world, "procurator", &["procurator"]).await.is(422);
    mission.writes(&world, "procurator", &["procurator", "lead"]).await.is(422);
    mission.writes(&world, "procurator", &["procurator", "procurator2"]).await.is(303);
}

#[tokio::test]
async fn a_record_by_one_is_refused_by_the_database_too() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::InProgress).await;
    let alone = sqlx::query(
        "insert into record (id, inspection_id, no, day, place, method, body, author_id, at)
         values (gen_random_uuid(), $1, 1, '2022-09-01', '一监区', 'site_visit', '查看', $2, '2022-09-01')",
    )
    .bind(mission.id())
    .bind(world.person("procurator").await)
    .execute(&world.db.owner)
    .await
    .expect_err("alone");
    assert_eq!(alone.as_database_error().and_then(|error| error.constraint()), Some("record_two_inspectors"));
}

#[tokio::test]
async fn nothing_is_recorded_before_the_start_or_after_the_end() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Notified).await;
    world.enter("procurator").await.get(&mission.to("records/new")).await.is(409);
    let mission = Mission::until(&world, State::FieldworkDone).await;
    world.enter("procurator").await.get(&mission.to("records/new")).await.is(409);
    world.enter("procurator").await.get(&format!("{}/findings/new", mission.record)).await.is(409);
}

/// A form that was opened on site and is sent too late: nothing is written, and what was typed is shown.
#[tokio::test]
async fn a_record_that_comes_too_late_is_not_lost_to_its_author() {
    let world = World::open().await;
    let mission = Mission::on_site(&world).await;
    let to = mission.to("records");
    let mut member = world.enter("procurator").await;
    let form = member.open(&format!("{to}/new")).await.form(&to);
    mission.step(&world, "dispatched", "finish").await.is(303);
    let (one, other) = (world.person("procurator").await.to_string(), world.person("procurator2").await.to_string());
    let fields = [
        ("day", "2022-09-01"),
        ("method", "site_visit"),
        ("place", "二监区"),
        ("body", "迟到的检察情况"),
        ("inspectors", one.as_str()),
        ("inspectors", other.as_str()),
    ];
    let answer = member.post_over(&to, form, &fields).await.is(409);
    assert!(answer.text().contains("迟到的检察情况"), "{}", answer.text());
}

#[tokio::test]
async fn fieldwork_does_not_end_without_a_record() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::InProgress).await;
    let mut lead = world.enter("dispatched").await;
    let refused = lead.open(&mission.to("finish")).await;
    assert!(refused.text().contains("第三十二条"), "{}", refused.text());
    lead.post(&mission.to("finish"), &[("ended_on", "2022-09-01"), ("days_on_site", "1"), ("duration_reason", "查清")])
        .await
        .is(409);
}

#[tokio::test]
async fn what_was_written_is_shown_as_written() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::InProgress).await;
    let body = "<script>alert(1)</script> & \"引号\" 'x' 👮 {{ 7*7 }}\n第二行";
    let mut member = world.enter("procurator").await;
    let (one, other) = (world.person("procurator").await.to_string(), world.person("procurator2").await.to_string());
    let form = member.open(&mission.to("records/new")).await.form(&mission.to("records"));
    let mut fields: Vec<(&str, &str)> =
        vec![("day", "2022-09-01"), ("method", "site_visit"), ("place", "二监区"), ("body", body)];
    fields.extend([("inspectors", one.as_str()), ("inspectors", other.as_str())]);
    let record = member.post_over(&mission.to("records"), form, &fields).await.leads();
    let page = member.open(&record).await;
    assert!(!page.source.contains("<script>alert"));
    assert!(page.each("main *", |element| element.text().collect::<String>()).iter().any(|text| text.trim() == body));
}
