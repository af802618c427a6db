//! 编组: teams for all facilities of a round at once, changed by hand, submitted without conflict, published to whom they concern.
use uuid::Uuid;
use xunjian::workflow::round::board::job;

use crate::support::{Browser, World, mission::id_of, round};

const PRISONS: [&str; 3] = ["450000-JY-02", "450000-JY-03", "450000-JY-04"];

/// A round of three prisons whose teams are small, so that a search in a test is short.
async fn planned(world: &World) -> String {
    let address = round::opened(world, &PRISONS).await;
    for code in PRISONS {
        let place = round::place(world, &address, code).await;
        let fields = [("seats", "4"), ("first_day", "2022-10-10"), ("last_day", "2022-11-10")];
        world.enter("assigner").await.fill(&place, &place, &fields).await.is(303);
    }
    address
}

/// Asks for a plan on the board that stands, and sees the work done.
async fn solved(world: &World, address: &str, base: &str) {
    let mut assigner = world.enter("assigner").await;
    assigner.post(&format!("{address}/solve"), &[("base", base)]).await.is(303);
    assigner.post(&format!("{address}/solve"), &[("base", base)]).await.is(409);
    assert!(job::work(&world.db, &world.clock, || false).await.expect("the search"), "nothing to work on");
    assert!(!job::work(&world.db, &world.clock, || false).await.expect("the search"), "worked on twice");
}

/// The version that stands, and who sits where.
async fn seats(browser: &mut Browser, address: &str) -> Vec<(String, String)> {
    let page = browser.open(&format!("{address}/assignments")).await.is(200);
    page.each(".team", |team| {
        let place = team.value().attr("aria-labelledby").unwrap_or_default().trim_start_matches("team-").to_owned();
        let seat = scraper::Selector::parse(".seat[data-id]").expect("a selector");
        team.select(&seat)
            .map(|seat| (place.clone(), seat.value().attr("data-id").unwrap_or_default().to_owned()))
            .collect::<Vec<_>>()
    })
    .concat()
}

#[tokio::test]
async fn teams_are_found_changed_by_hand_approved_and_told() {
    let world = World::open().await;
    let address = planned(&world).await;
    solved(&world, &address, "0").await;
    let mut assigner = world.enter("assigner").await;
    let found = seats(&mut assigner, &address).await;
    assert_eq!(found.len(), 12, "{found:?}");
    let board = format!("{address}/assignments");
    assert_eq!(assigner.open(&board).await.texts(".board-foot .button.primary"), ["提交审批"]);
    // where a near relative works nobody goes, with the rule and the evidence
    let free: Uuid = assigner.open(&board).await.attributes(".people li", "data-id")[0].parse().expect("somebody");
    let place = round::place(&world, &address, PRISONS[0]).await;
    let kept: i64 = world
        .one(
            "with tie as (insert into kin_tie (id, person_id, name, relation, facility_id, tie, during, at)
               select gen_random_uuid(), $1, '某亲属', 'sibling', id, 'works', '[2020-01-01,)', '2022-01-01Z' from facility where code = '450000-JY-02' returning 1)
             select count(*) from tie",
            free,
        )
        .await;
    assert_eq!(kept, 1);
    let spot = format!("{}:member", id_of(&place));
    let person = free.to_string();
    let first = found.iter().find(|(at, _)| *at == id_of(&place).to_string()).expect("a seat").1.clone();
    let there: String = world
        .one("select s.place from assignment_seat s where s.no = 1 and s.person_id::text = $1", first.clone())
        .await;
    let from = format!("{}:{there}", id_of(&place));
    // a seat is made free first
    let out = [("base", "1"), ("deed", "move"), ("person", first.as_str()), ("from", from.as_str()), ("to", "")];
    assigner.post(&board, &out).await.is(303);
    let put = [("base", "2"), ("deed", "move"), ("person", person.as_str()), ("to", spot.as_str())];
    let refused = assigner.post(&board, &put).await.is(409);
    assert!(refused.text().contains("近亲属") && refused.text().contains("示例第二监狱"), "{}", refused.text());
    // a board that somebody else has changed: both sides, and nothing is lost
    let stale = [("base", "1"), ("deed", "move"), ("person", person.as_str()), ("to", spot.as_str())];
    let clash = assigner.post(&board, &stale).await.is(409);
    assert!(clash.text().contains("第 2 版"), "{}", clash.text());
    // undone, pinned, and filled anew around the pin
    assigner.post(&board, &[("base", "2"), ("deed", "undo")]).await.is(303);
    assert_eq!(seats(&mut assigner, &address).await.len(), 12);
    let pin = [("base", "3"), ("deed", "pin"), ("person", first.as_str()), ("from", from.as_str())];
    assigner.post(&board, &pin).await.is(303);
    solved(&world, &address, "4").await;
    let again = seats(&mut assigner, &address).await;
    assert!(again.contains(&(id_of(&place).to_string(), first.clone())), "{again:?}");
    assigner.open(&format!("{board}/why?person={first}&place={}", id_of(&place))).await.is(200);
    assert!(assigner.open(&format!("{board}/compare?from=1&to=5")).await.has("table"));
    // submitted with a reason for every kind of warning, approved, published
    let submit = format!("{address}/submit");
    let form = assigner.open(&submit).await.form(&submit);
    let reasons: Vec<(&str, &str)> = form
        .iter()
        .filter(|(name, _)| name.starts_with("said-"))
        .map(|(name, _)| (name.as_str(), "人手所限"))
        .collect();
    assert!(!reasons.is_empty(), "teams of four are smaller than the rules speak of");
    assigner.post(&submit, &[]).await.is(422);
    assigner.post(&submit, &reasons).await.is(303);
    let mut chief = world.enter("chief").await;
    assert!(chief.open(&format!("{address}/approve")).await.text().contains("人手所限"));
    chief.post(&format!("{address}/approve"), &[]).await.is(303);
    assigner.post(&format!("{address}/publish"), &[]).await.is(303);
    let teams: i64 = world
        .one("select count(distinct (t.inspection_id, t.person_id)) from team_member t join round_place p on p.inspection_id = t.inspection_id where p.round_id = $1", id_of(&address))
        .await;
    assert_eq!(teams, 12);
    let let_in: i64 = world
        .one("select count(*) from inspection_clearance c join round_place p on p.inspection_id = c.inspection_id where p.round_id = $1 and c.why = 'team'", id_of(&address))
        .await;
    assert_eq!(let_in, 12);
}

#[tokio::test]
async fn a_round_that_cannot_be_names_what_stands_in_its_way() {
    let world = World::open().await;
    let address = planned(&world).await;
    world.run("delete from person_skill").await;
    let place = round::place(&world, &address, PRISONS[0]).await;
    world.enter("assigner").await.fill(&place, &place, &[("skills", "forensic")]).await.is(303);
    solved(&world, &address, "0").await;
    let page = world.enter("assigner").await.open(&format!("{address}/solve")).await;
    assert_eq!(page.attributes("[data-status]", "data-status"), ["impossible"]);
    assert!(page.text().contains("示例第二监狱须有人具备专长：法医"), "{}", page.text());
    assert!(page.text().contains("增加具备“法医”专长的"), "{}", page.text());
}

#[tokio::test]
async fn a_search_survives_a_restart_and_stops_when_asked() {
    let world = World::open().await;
    let address = planned(&world).await;
    let mut assigner = world.enter("assigner").await;
    assigner.post(&format!("{address}/solve"), &[("base", "0")]).await.is(303);
    // the process ends while it searches: nothing is written, and another takes it up
    assert!(job::work(&world.db, &world.clock, || true).await.expect("the search"));
    let state = "select state from solving where round_id = $1";
    let first: String = world.one(state, id_of(&address)).await;
    if first == "running" {
        assert!(job::work(&world.db, &world.clock, || false).await.expect("the search"));
    }
    let state: String = world.one(state, id_of(&address)).await;
    assert_eq!(state, "done");
    assigner.post(&format!("{address}/solve/cancel"), &[]).await.is(409);
}

#[tokio::test]
async fn a_board_is_for_those_who_place_people_and_those_who_decide() {
    let world = World::open().await;
    let address = planned(&world).await;
    let board = format!("{address}/assignments");
    world.enter("chief").await.open(&board).await.is(200);
    for who in ["supervisor", "lead"] {
        world.enter(who).await.get(&board).await.is(403);
    }
    for who in ["city", "dispatched"] {
        world.enter(who).await.get(&board).await.is(404);
    }
    world.enter("chief").await.post(&board, &[("base", "0"), ("deed", "undo")]).await.is(403);
    world.enter("assigner").await.post(&board, &[("base", "0"), ("deed", "undo")]).await.is(409);
}
