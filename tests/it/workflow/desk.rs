//! The desk: every number on it is the length of the list behind it, and each person meets the own work there.
use std::collections::BTreeSet;

use xunjian::workflow::inspection::State;

use crate::support::{Browser, Page, World, mission::Mission, rectify};

/// Every account that has a desk.
const DESKS: [&str; 10] =
    ["chief", "supervisor", "assigner", "lead", "procurator", "procurator2", "dispatched", "city", "city2", "resident"];

/// How many rows a list has over all its pages.
async fn length(browser: &mut Browser, list: &str) -> i64 {
    let (mut rows, mut next) = (0, Some(list.to_owned()));
    while let Some(address) = next {
        let page = browser.open(&address).await;
        rows += page.rows().len();
        next = page.attributes("a[rel=next]", "href").into_iter().next();
    }
    i64::try_from(rows).expect("a length")
}

/// Name, value and address of every figure of a page's main part.
fn figures(page: &Page) -> Vec<(String, i64, String)> {
    let read = |css: &str, name: &str| page.attributes(css, name);
    let links = read("main a:has(data[data-figure])", "href");
    let (names, values) = (read("main a data[data-figure]", "data-figure"), read("main a data[data-figure]", "value"));
    assert_eq!((names.len(), values.len()), (links.len(), links.len()), "{}: a figure without its link", page.address);
    assert_eq!(read("main data", "value").len(), links.len(), "{}: a number without its list", page.address);
    let values = values.into_iter().map(|value| value.parse().expect("a number"));
    names.into_iter().zip(values).zip(links).map(|((name, value), link)| (name, value, link)).collect()
}

async fn every_number_leads_to_as_many_rows(world: &World, pages: &[&str]) {
    for username in DESKS {
        let mut browser = world.enter(username).await;
        for address in pages {
            let page = browser.open(address).await;
            for (name, value, list) in figures(&page) {
                assert_eq!(length(&mut browser, &list).await, value, "{username}: {name} of {address} leads to {list}");
            }
        }
    }
}

/// What the menu counts: everything that waits, and in the ledger what is overdue and the reader's own to follow up.
fn menu(page: &Page, entry: &str) -> i64 {
    let count = page.texts(&format!("nav.side a[href='{entry}'] .count")).into_iter().next().unwrap_or_default();
    count.split_whitespace().next().map_or(0, |n| n.parse().expect("a number"))
}

async fn the_menu_counts_the_lists(world: &World) {
    for username in DESKS {
        let mut browser = world.enter(username).await;
        let page = browser.open("/account").await;
        assert_eq!(length(&mut browser, "/todo").await, menu(&page, "/todo"), "{username}");
        let own = length(&mut browser, "/rectifications?view=overdue&owner=me").await;
        assert_eq!(own, menu(&page, "/rectifications"), "{username}");
    }
}

/// A mission whose findings are served, answered, verified, returned, and partly overdue.
async fn at_work() -> World {
    let mut world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    mission.serves(&world, &[&mission.findings[0]]).await;
    rectify::answer(&world, "liaison", &mission.findings[0], "report").await.is(303);
    rectify::verify(&world, "procurator2", &mission.findings[0], "unmet", "insufficient").await.is(303);
    rectify::answer(&world, "liaison", &mission.findings[1], "report").await.is(303);
    // a second case that is still being decided on, and past every due date of the first
    world.turn_to("2022-10-10");
    Mission::until(&world, State::Submitted).await;
    world
}

#[tokio::test]
async fn every_number_of_every_desk_is_the_length_of_its_list() {
    let world = at_work().await;
    every_number_leads_to_as_many_rows(&world, &["/", "/todo", "/rectifications"]).await;
    the_menu_counts_the_lists(&world).await;
}

#[tokio::test]
async fn every_number_of_a_quiet_desk_is_the_length_of_its_list() {
    let world = World::open().await;
    every_number_leads_to_as_many_rows(&world, &["/", "/todo"]).await;
    the_menu_counts_the_lists(&world).await;
}

async fn tasks(world: &World, username: &str) -> BTreeSet<String> {
    let page = world.enter(username).await.open("/todo").await;
    page.attributes("main nav.tabs data", "data-figure").into_iter().filter(|name| name != "todo").collect()
}

#[tokio::test]
async fn everyone_meets_the_own_turn() {
    let world = at_work().await;
    let of = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(tasks(&world, "chief").await, of(&["approve"]));
    // urging is the owner's; whoever logged may not verify
    assert_eq!(tasks(&world, "procurator2").await, of(&["urge", "verify"]));
    assert_eq!(tasks(&world, "procurator").await, of(&[]));
    assert_eq!(tasks(&world, "supervisor").await, of(&[]));
    assert_eq!(tasks(&world, "city").await, of(&[]));
}

#[tokio::test]
async fn what_waits_moves_on_with_the_work() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let finding = &mission.findings[1];
    rectify::answer(&world, "liaison", finding, "report").await.is(303);
    assert!(tasks(&world, "procurator2").await.contains("verify"));
    rectify::verify(&world, "procurator2", finding, "met", "done").await.is(303);
    assert!(!tasks(&world, "procurator2").await.contains("verify"));
    let mut supervisor = world.enter("supervisor").await;
    let row = supervisor.open("/todo?task=close").await;
    assert_eq!(row.rows().len(), 1);
    assert_eq!(row.attributes("tr[data-id] th a", "href"), [finding.as_str()]);
    rectify::close(&world, "supervisor", finding).await.is(303);
    assert!(!tasks(&world, "supervisor").await.contains("close"));
}

#[tokio::test]
async fn a_sealed_case_stands_on_no_desk_but_those_of_the_cleared() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Prepared).await;
    let (id, path) = (mission.id().to_string(), mission.case.clone());
    for username in DESKS {
        let mut browser = world.enter(username).await;
        let mut seen = String::new();
        for address in ["/", "/todo", "/agenda", "/rectifications", "/documents"] {
            seen.push_str(&browser.open(address).await.source);
        }
        let cleared = ["chief", "procurator", "procurator2", "dispatched"].contains(&username);
        assert_eq!(seen.contains(&path) || seen.contains(&id), cleared, "{username}");
    }
}

#[tokio::test]
async fn a_filter_of_the_desk_that_there_is_not_is_said() {
    let world = World::open().await;
    let mut supervisor = world.enter("supervisor").await;
    for address in [
        "/todo?task=paint",
        "/todo?colour=red",
        "/todo?due=week&due=week",
        "/todo?after=x",
        "/agenda?from=2022-02-30",
        "/agenda?from=2022-09-02&to=2022-09-01",
        "/rectifications?view=paint",
        "/rectifications?owner=you",
        "/findings?view=overdue",
        "/findings?owner=me",
    ] {
        supervisor.get(address).await.is(422);
    }
}

#[tokio::test]
async fn what_happened_lately_is_told_within_reach_and_not_for_ever() {
    let mut world = World::open().await;
    Mission::until(&world, State::Rectifying).await;
    let told = async |world: &World, username: &str| {
        let page = world.enter(username).await.open("/").await;
        (page.texts("#lately li"), page.attributes("#lately li a", "href"))
    };
    let (events, links) = told(&world, "supervisor").await;
    assert_eq!(events.len(), 7, "{events:?}");
    let mut supervisor = world.enter("supervisor").await;
    for link in links {
        supervisor.open(&link).await;
    }
    // the resident office is told of what was served, another city of nothing
    assert!(!told(&world, "resident").await.0.is_empty());
    assert_eq!(told(&world, "city").await.0, Vec::<String>::new());
    world.turn_to("2022-10-10");
    assert_eq!(told(&world, "supervisor").await.0, Vec::<String>::new());
    // a sealed case is told of to those who may know it
    Mission::until(&world, State::Submitted).await;
    assert_eq!(told(&world, "chief").await.0.len(), 2);
    assert_eq!(told(&world, "supervisor").await.0, Vec::<String>::new());
}

#[tokio::test]
async fn whoever_keeps_the_rules_is_told_what_they_lack() {
    let world = World::on("2026-11-28").await;
    let mut assigner = world.enter("assigner").await;
    let page = assigner.open("/").await;
    let duties = page.attributes("#duties a", "href");
    assert_eq!(duties, ["/admin/calendar/new?layer=nation&year=2027"]);
    for duty in &duties {
        assigner.open(duty).await;
    }
    let of = |name: &str| -> Vec<i64> {
        let css = format!("data[data-figure={name}]");
        page.attributes(&css, "value").iter().map(|value| value.parse().expect("a number")).collect()
    };
    let (all, seen, unseen) = (of("facilities"), of("facilities-seen"), of("facilities-unseen"));
    assert!(!all.is_empty() && all.len() == unseen.len());
    for ((all, seen), unseen) in all.into_iter().zip(seen).zip(unseen) {
        assert_eq!(all, seen + unseen);
    }
    assert!(!World::open().await.enter("assigner").await.open("/").await.has("#duties a"));
}
