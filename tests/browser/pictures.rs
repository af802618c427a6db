//! The pictures of the README: a fixed day, both languages. `bin/pictures` takes them.
use uuid::Uuid;
use xunjian::workflow::round::board::job;

use crate::{
    screen::{Screen, WIDTHS},
    support::World,
};

/// Name of the picture, whose screen, and where it is found: a query for the id, if the address has one.
const PICTURES: [(&str, &str, &str, Option<&str>); 10] = [
    ("desk", "lead", "/", None),
    (
        "case",
        "lead",
        "/inspections/",
        Some("select id from inspection where state = 'in_progress' and kind = 'cross' and $1"),
    ),
    (
        "finding",
        "procurator",
        "/findings/",
        Some(
            "select f.id from finding f join inspection i on i.id = f.inspection_id
              where i.state = 'follow_up' and f.position = 'to_verify' and $1 order by f.no limit 1",
        ),
    ),
    ("ledger", "supervisor", "/rectifications", None),
    (
        "analysis",
        "supervisor",
        "/analysis?from=2019-01-01&to=2022-05-31&inspection_kind=cross&facility_kind=prison",
        None,
    ),
    ("liaison", "liaison", "/liaison", None),
    (
        "document",
        "chief",
        "/documents/",
        Some("select id from document where state = 'submitted' and kind = 'correction_notice' and $1 limit 1"),
    ),
    ("board", "assigner", "/rounds/", Some("select id from round where $1")),
    ("coverage", "assigner", "/analysis/coverage", None),
    ("refused", "lead", "/inspections/", Some("select id from inspection where state = 'follow_up' and $1")),
];

#[tokio::test]
#[ignore = "writes docs/*.png"]
async fn are_taken() {
    let world = World::seeded_on("2026-11-23").await;
    let screen = Screen::before(&world).await;
    screen.look(WIDTHS[0]).await;
    // teams for the round that is being planned
    let round = world.one::<Uuid>("select id from round where $1", true).await;
    world.enter("assigner").await.post(&format!("/rounds/{round}/solve"), &[("base", "0")]).await.is(303);
    assert!(job::work(&world.db, &world.clock, || false).await.expect("the search"));
    for (name, username, address, sql) in PICTURES {
        let id = match sql {
            Some(sql) => world.one::<Uuid>(sql, true).await.to_string(),
            None => String::new(),
        };
        let tail = match name {
            "refused" => "/conclude",
            "board" => "/assignments",
            _ => "",
        };
        screen.enter(username).await;
        for lang in ["zh", "en"] {
            screen.open(&format!("/account?lang={lang}")).await;
            screen.open(&format!("{address}{id}{tail}")).await;
            screen.picture(&format!("docs/{name}-{lang}.png")).await;
        }
    }
    screen.close().await;
}
