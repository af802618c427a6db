//! 日结: what is open is said before a day is handed in, another of the team confirms it, and what comes later is seen.
use xunjian::workflow::inspection::State;

use crate::support::{
    Page, World,
    mission::{Mission, signs},
    upload::PDF,
};

/// A record by two of the team.
async fn writes(world: &World, mission: &Mission, more: &[(&str, &str)], files: &[(&str, &[u8])]) -> Page {
    let (one, other) = (world.person("procurator").await.to_string(), world.person("procurator2").await.to_string());
    let mut fields = vec![
        ("method", "site_visit"),
        ("place", "二监区"),
        ("body", "检察情况"),
        ("inspectors", one.as_str()),
        ("inspectors", other.as_str()),
    ];
    fields.extend(more);
    let (form, action) = (mission.to("records/new"), mission.to("records"));
    world.enter("procurator").await.fill_with_files(&form, &action, &fields, files).await
}

#[tokio::test]
async fn what_is_open_is_said_and_a_day_is_handed_in_with_a_reason() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::InProgress).await;
    let day = mission.to("day");
    let record = writes(&world, &mission, &[("item", "JY-02-11"), ("answer", "no")], &[("a.pdf", PDF)]).await.leads();
    let record = record.split("/findings").next().expect("a record").to_owned();
    writes(&world, &mission, &[("finding", "yes"), ("category", "FC-JY-0201")], &[]).await.leads();
    let mut browser = world.enter("procurator").await;
    let page = browser.open(&day).await;
    let mut open = page.attributes("[data-open]", "data-open");
    open.sort_unstable();
    assert_eq!(open, ["incomplete", "unfound", "unsigned", "unsigned"], "{}", page.text());
    let refused = browser.fill(&day, &day, &[("note", "")]).await.is(422);
    assert!(refused.text().contains("还有 4 项未办"), "{}", refused.text());
    browser.fill(&day, &day, &[("note", "明日补充依据")]).await.is(303);
    let page = browser.open(&day).await;
    assert!(page.has("#own .badge.ok") && page.text().contains("2 条记录，4 项未办"), "{}", page.text());
    browser.post(&day, &[("day", "2022-09-01"), ("note", "再交一次")]).await.is(409);
    // what comes later is seen, and the day is handed in again
    signs(&world, "procurator", &record).await.is(303);
    writes(&world, &mission, &[], &[]).await.leads();
    let page = browser.open(&day).await;
    assert!(page.text().contains("又增加 1 条记录") && !page.has("#own .badge.ok"), "{}", page.text());
    browser.fill(&day, &day, &[("note", "补记一条")]).await.is(303);
    // nothing recorded, and not on site
    browser.post(&day, &[("day", "2022-09-02"), ("note", "还没到")]).await.is(422);
    browser.post(&day, &[("day", "2022-08-30"), ("note", "还没进驻")]).await.is(422);
    world.enter("chief").await.post(&day, &[("day", "2022-09-01"), ("note", "代交")]).await.is(403);
}

#[tokio::test]
async fn another_of_the_team_confirms_a_day_and_nobody_their_own() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::InProgress).await;
    writes(&world, &mission, &[], &[]).await.leads();
    let (day, peer) = (mission.to("day"), mission.to("day/peer"));
    world.enter("procurator").await.fill(&day, &day, &[("note", "未签认")]).await.is(303);
    let own = world.person("procurator").await.to_string();
    let fields = [("person", own.as_str()), ("day", "2022-09-01"), ("records", "1")];
    world.enter("procurator").await.post(&peer, &fields).await.is(403);
    world.enter("city").await.post(&peer, &fields).await.is(404);
    let mut other = world.enter("procurator2").await;
    assert!(other.open("/todo").await.text().contains("确认本组人员的日结"));
    other.post(&peer, &[("person", &own), ("day", "2022-09-01"), ("records", "3")]).await.is(409);
    other.fill(&day, &peer, &[]).await.is(303);
    other.post(&peer, &fields).await.is(409);
    assert!(!other.open("/todo").await.text().contains("确认本组人员的日结"));
    assert!(world.enter("procurator").await.open(&day).await.texts("#handed").join("").contains("已确认"));
    for sql in [
        "insert into day_peer (inspection_id, person_id, day, records, by_id, at) select inspection_id, person_id, day, records, person_id, at from day_hand_in",
        "update day_hand_in set note = ''",
        "delete from day_peer",
    ] {
        assert!(sqlx::raw_sql(sql).execute(&world.db.owner).await.is_err(), "{sql}");
    }
}

#[tokio::test]
async fn a_past_day_that_was_not_handed_in_waits_on_the_desk() {
    let mut world = World::open().await;
    let mission = Mission::until(&world, State::InProgress).await;
    writes(&world, &mission, &[], &[]).await.leads();
    let waits = async |world: &World| world.enter("procurator").await.open("/todo").await.text().contains("交日");
    assert!(!waits(&world).await, "the day is not over");
    world.turn_to("2022-09-02");
    assert!(waits(&world).await);
    let (page, form) = (mission.to("day"), mission.to("day"));
    world.enter("procurator").await.fill(&page, &form, &[("note", "昨日未签认")]).await.is(303);
    assert!(!waits(&world).await);
}

#[tokio::test]
async fn whoever_has_confirmed_a_record_refuses_it_no_more() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::InProgress).await;
    let record = writes(&world, &mission, &[], &[]).await.leads();
    signs(&world, "procurator", &record).await.is(303);
    let refuse = format!("{record}/refuse");
    let mut browser = world.enter("procurator").await;
    assert!(!browser.open(&refuse).await.has("input[value=inspector]"));
    browser.post(&refuse, &[("whom", "inspector"), ("reason", "不同意")]).await.is(409);
    browser.fill(&refuse, &refuse, &[("whom", "facility"), ("reason", "监狱代表不愿签字")]).await.is(303);
}
