//! 日历订阅: one's own duties under a secret address; a sealed case in nobody else's.
use xunjian::{foundation::text::Lang, workflow::inspection::State};

use crate::support::{Browser, World, mission::Mission};

/// Makes a secret address for an account.
async fn feed(world: &World, username: &str) -> String {
    let page = world.enter(username).await.post("/account/calendar", &[]).await.is(200);
    let address = page.texts("[data-feed]").remove(0);
    assert!(address.starts_with("/calendar/") && address.ends_with(".ics"), "{address}");
    address
}

#[tokio::test]
async fn a_sealed_case_stands_in_the_feeds_of_its_team_alone_and_says_its_days() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Prepared).await;
    let id = mission.id().to_string();
    for who in ["dispatched", "procurator", "procurator2"] {
        let text = Browser::of(&world).get(&feed(&world, who).await).await.is(200).source;
        assert!(text.contains(&Lang::Zh.t("month-what-sealed")) && !text.contains(&id), "{who}: {text}");
        assert!(!text.contains("示例第一监狱") && !text.contains("机动"), "{who}: {text}");
    }
    for who in ["chief", "supervisor", "assigner", "lead", "city", "city2", "resident"] {
        let text = Browser::of(&world).get(&feed(&world, who).await).await.is(200).source;
        assert!(!text.contains(&id), "{who} learns of it: {text}");
    }
    mission.step(&world, "dispatched", "notify").await.is(303);
    let text = Browser::of(&world).get(&feed(&world, "procurator").await).await.source;
    assert!(text.contains(&format!("UID:inspection-{id}@xunjian")), "{text}");
}

#[tokio::test]
async fn an_address_is_a_secret_that_its_owner_revokes() {
    let world = World::open().await;
    let first = feed(&world, "procurator").await;
    let hidden: i64 = world
        .one(
            "select count(*) from calendar_feed where encode(secret_sha256, 'hex') = $1",
            first.trim_start_matches("/calendar/").trim_end_matches(".ics"),
        )
        .await;
    assert_eq!(hidden, 0, "the secret itself is kept nowhere");
    let mut nobody = Browser::of(&world);
    let page = nobody.get(&first).await.is(200);
    assert_eq!(page.header("content-type"), Some("text/calendar; charset=utf-8"));
    // another address ends the one before
    let second = feed(&world, "procurator").await;
    nobody.get(&first).await.is(404);
    nobody.get(&second).await.is(200);
    world.enter("procurator").await.post("/account/calendar/revoke", &[]).await.is(303);
    nobody.get(&second).await.is(404);
    world.enter("procurator").await.post("/account/calendar/revoke", &[]).await.is(409);
    for wrong in ["/calendar/x.ics", "/calendar/", &format!("/calendar/{}.ics", "0".repeat(64))] {
        nobody.get(wrong).await.is(404);
    }
    // an account that is disabled reads nothing
    let third = feed(&world, "procurator").await;
    world.run("update account set disabled = true where username = 'procurator'").await;
    nobody.get(&third).await.is(404);
}

#[tokio::test]
async fn a_month_shows_rounds_holidays_and_days_without_travel() {
    let world = World::open().await;
    let address = crate::support::round::opened(&world, &["450000-JY-02"]).await;
    let mut assigner = world.enter("assigner").await;
    let days = [("first_day", "2022-10-16"), ("last_day", "2022-10-22"), ("reason", "全区人代会")];
    assigner.post("/calendar/blackouts", &days).await.is(303);
    assigner.post("/calendar/blackouts", &[("first_day", "2022-10-16"), ("last_day", "2022-10-01")]).await.is(422);
    let month = assigner.open("/calendar?month=2022-10").await.is(200);
    let text = month.text();
    assert!(text.contains("国庆节") && text.contains("全区人代会") && text.contains("示例第二监狱"), "{text}");
    assert!(month.has(&format!(".month a[href='{address}']")));
    assigner.get("/calendar?month=2022-13").await.is(422);
    world.enter("city").await.get(&format!("/calendar?round={}", address.trim_start_matches("/rounds/"))).await.is(404);
    let blackout: uuid::Uuid = world.one("select id from blackout where reason = $1", "全区人代会").await;
    world.enter("chief").await.post(&format!("/calendar/blackouts/{blackout}/end"), &[]).await.is(403);
    assigner.post(&format!("/calendar/blackouts/{blackout}/end"), &[]).await.is(303);
    assert!(!assigner.open("/calendar?month=2022-10").await.text().contains("全区人代会"));
}
