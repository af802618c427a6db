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
    let out = [("base", "1"), ("deed", "move"), ("person", first.as_str()), ("from", from.as_str()), ("to", "out")];
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
    // nobody moves for nothing
    let sorted = |mut seats: Vec<(String, String)>| {
        seats.sort();
        seats
    };
    assert_eq!(sorted(again), sorted(found));
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
    // whoever is taken off a team is let in no longer
    world
        .run("delete from team_member t using round_place p where p.inspection_id = t.inspection_id and t.place = 'member'")
        .await;
    let ended: i64 = world
        .one("select count(*) from inspection_clearance c join round_place p on p.inspection_id = c.inspection_id where p.round_id = $1 and c.why = 'team' and not upper_inf(c.during)", id_of(&address))
        .await;
    let left: i64 = world
        .one("select count(distinct t.person_id) from team_member t join round_place p on p.inspection_id = t.inspection_id where p.round_id = $1", id_of(&address))
        .await;
    assert_eq!((ended, ended > 0), (12 - left, true));
}

/// What comes up after a submission is asked again at the approval, and the approver decides about what was read.
#[tokio::test]
async fn an_approval_is_of_the_board_that_was_read() {
    let world = World::open().await;
    let address = planned(&world).await;
    solved(&world, &address, "0").await;
    let (submit, approve) = (format!("{address}/submit"), format!("{address}/approve"));
    let mut assigner = world.enter("assigner").await;
    let hands_in = async |assigner: &mut Browser| {
        let form = assigner.open(&submit).await.form(&submit);
        let mut reasons: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        reasons.retain(|(name, _)| *name != "key");
        for reason in reasons.iter_mut().filter(|(name, _)| name.starts_with("said-")) {
            reason.1 = "人手所限";
        }
        assigner.post(&submit, &reasons).await
    };
    hands_in(&mut assigner).await.is(303);
    let mut chief = world.enter("chief").await;
    let old = chief.open(&approve).await.form(&approve);
    chief.fill(&format!("{address}/return"), &format!("{address}/return"), &[("reason", "再议")]).await.is(303);
    assert!(assigner.open("/todo?task=round").await.has(&format!("a[href='{address}']")), "it came back to nobody");
    hands_in(&mut assigner).await.is(303);
    let stale = chief.post_over(&approve, old, &[]).await.is(409);
    assert!(stale.text().contains("又有改动"), "{}", stale.text());
    // a near relative who turns up since
    let somebody: Uuid = world.one("select person_id from assignment_seat where no = $1 limit 1", 1).await;
    let name: String = world.one("select name from person where id = $1", somebody).await;
    let known: i64 = world
        .one(
            "with tie as (insert into kin_tie (id, person_id, name, relation, facility_id, tie, during, at)
               select gen_random_uuid(), s.person_id, '某亲属', 'sibling', p.facility_id, 'works', '[2020-01-01,)', '2022-01-01Z'
                 from assignment_seat s join round_place p on p.id = s.place_id where s.person_id = $1 and s.no = 1 limit 1 returning 1)
             select count(*) from tie",
            somebody,
        )
        .await;
    assert_eq!(known, 1);
    let refused = chief.post(&approve, &[]).await.is(409);
    assert!(refused.text().contains(&name) && refused.text().contains("近亲属"), "{}", refused.text());
}

/// A rule of design is set aside by the approver, at a place of the round, for anybody but the approver.
#[tokio::test]
async fn an_exception_is_the_approvers_and_of_this_round() {
    let world = World::open().await;
    let (address, other) = (planned(&world).await, round::opened(&world, &["450000-JY-05"]).await);
    let strange = id_of(&round::place(&world, &other, "450000-JY-05").await).to_string();
    let own = id_of(&round::place(&world, &address, PRISONS[0]).await).to_string();
    let (lead, chief) = (world.person("lead").await.to_string(), world.person("chief").await.to_string());
    let to = format!("{address}/assignments/override");
    let asked = async |place: &str, person: &str| {
        let fields = [("place", place), ("person", person), ("rule", "posted"), ("reason", "人手所限")];
        world.enter("chief").await.post(&to, &fields).await
    };
    asked(&strange, &lead).await.is(409);
    asked(&own, &chief).await.is(403);
    asked(&own, &lead).await.is(303);
    // past the application too
    let mut tx = world.db.owner.begin().await.expect("a transaction");
    for setting in ["set local role xunjian_web", "set local app.role = 'business_admin'", "set local app.scope = '2'"]
    {
        sqlx::query(setting).execute(&mut *tx).await.expect("a setting");
    }
    let forced = sqlx::query("insert into assignment_override (id, round_id, place_id, person_id, rule, reason, by_id, at) select gen_random_uuid(), $1, $2, $3, 'posted', 'x', $3, now()")
        .bind(id_of(&address))
        .bind(own.parse::<Uuid>().expect("a place"))
        .bind(lead.parse::<Uuid>().expect("a person"))
        .execute(&mut *tx)
        .await;
    let refused = forced.expect_err("an exception by somebody else");
    assert_eq!(
        refused.as_database_error().and_then(|error| error.constraint()),
        Some("assignment_override_by_approver")
    );
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
    // one that is stopped leaves the board as it is, and stands in no other's way
    assigner.post(&format!("{address}/solve"), &[("base", "1")]).await.is(303);
    assigner.post(&format!("{address}/solve/cancel"), &[]).await.is(303);
    assert!(job::work(&world.db, &world.clock, || false).await.expect("the search"));
    let stopped: i64 = world
        .one("select count(*) from solving s join round r on r.id = s.round_id where s.round_id = $1 and s.state = 'cancelled' and r.board_no = 1", id_of(&address))
        .await;
    assert_eq!(stopped, 1);
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
