//! What is under way in the demonstration: everybody signs in to work that is truly their own, whatever day it is.
use std::collections::BTreeSet;

use uuid::Uuid;
use xunjian::{foundation::text::Lang, people::audit::model::deed_word, workflow::evidence::files_are_here};

use crate::support::{Browser, World};

/// The days on which the demonstration is seeded anew: the first that is allowed, a day within a long holiday, the turn
/// of a year, a day beyond the calendar's data.
const DAYS: [&str; 2] = ["2026-10-05", "2027-01-02"];

const FIGURES: [(&str, &[(&str, i64)]); 4] = [
    (
        "/analysis?from=2019-01-01&to=2022-05-31&inspection_kind=cross&facility_kind=prison",
        &[("facilities", 12), ("categories", 77), ("findings", 146)],
    ),
    (
        "/analysis?from=2019-01-01&to=2022-07-23&facility_kind=detention_center",
        &[("inspections", 39), ("findings", 330)],
    ),
    ("/facilities?facility_kind=prison", &[("facilities", 19)]),
    ("/facilities?facility_kind=detention_center", &[("facilities", 96)]),
];

async fn ids(world: &World, sql: &'static str) -> BTreeSet<Uuid> {
    let found: Vec<Uuid> = sqlx::query_scalar(sql).fetch_all(&world.db.owner).await.expect(sql);
    assert!(!found.is_empty(), "nothing is found by {sql}");
    found.into_iter().collect()
}

async fn words(world: &World, sql: &'static str) -> BTreeSet<String> {
    let found: Vec<String> = sqlx::query_scalar(sql).fetch_all(&world.db.owner).await.expect(sql);
    found.into_iter().collect()
}

/// Whether one of these waits on the page of that account.
async fn waits(browser: &mut Browser, page: &str, wanted: &BTreeSet<Uuid>) -> bool {
    browser.open(page).await.rows().iter().filter_map(|id| id.parse().ok()).any(|id: Uuid| wanted.contains(&id))
}

/// What must wait for each account, by the rows of its list of to-dos.
const DESKS: [(&str, &str, &str); 16] = [
    ("chief", "/todo", "select id from inspection where state = 'submitted' and kind = 'cross'"),
    ("chief", "/todo", "select id from inspection where state = 'reported'"),
    ("chief", "/todo", "select id from document where state = 'submitted'"),
    ("supervisor", "/todo", "select id from finding where position = 'verified'"),
    ("lead", "/todo", "select id from inspection where state = 'in_progress' and kind = 'cross'"),
    (
        "lead",
        "/todo",
        "select f.id from finding f join inspection i on i.id = f.inspection_id where f.status = 'recorded' and i.kind = 'cross'",
    ),
    ("procurator", "/todo", "select id from finding where position = 'to_verify'"),
    ("procurator2", "/todo", "select id from finding where position = 'to_verify'"),
    ("procurator2", "/todo", "select id from inspection where state = 'draft'"),
    ("dispatched", "/todo", "select id from inspection where kind = 'mobile' and not history"),
    ("city", "/todo", "select id from inspection where state = 'submitted' and facility_kind = 'detention_center'"),
    ("city2", "/todo", "select id from inspection where state = 'in_progress' and facility_kind = 'detention_center'"),
    ("resident", "/todo", "select finding_id from hand_over where received_on is null"),
    ("liaison", "/liaison", "select id from finding where position = 'returned'"),
    ("liaison", "/liaison", "select id from finding where position = 'awaiting_plan'"),
    ("liaison2", "/liaison", "select id from finding where position = 'awaiting_plan'"),
];

async fn everybody_has_work(world: &World) {
    for (username, page, sql) in DESKS {
        let mut browser = world.enter(username).await;
        assert!(waits(&mut browser, page, &ids(world, sql).await).await, "{username} finds none of: {sql}");
    }
    let fresh = world.enter("sysadmin").await.open("/admin").await.figure("fresh");
    assert!(fresh > 0, "no account asks sysadmin for a hand");
    let mut assigner = world.enter("assigner").await;
    let running = ids(world, "select id from inspection where state = 'notified'").await;
    assert!(waits(&mut assigner, "/inspections", &running).await, "assigner sees no case under way");
}

async fn every_word_is_there(world: &World) {
    let states = words(world, "select distinct state from inspection where not history and state <> 'archived'").await;
    for state in ["draft", "submitted", "prepared", "notified", "in_progress", "reported", "rectifying", "follow_up"] {
        assert!(states.contains(state), "no case is {state}: {states:?}");
    }
    let positions = words(world, "select distinct position from finding where position is not null").await;
    let positions: Vec<&str> = positions.iter().map(String::as_str).collect();
    assert_eq!(
        positions,
        ["awaiting_plan", "closed", "not_served", "rebounded", "rectifying", "returned", "to_verify", "verified"]
    );
    let day = world.today();
    let overdue: i64 = world.one("select count(*) from finding where status = 'confirmed' and due_on < $1", day).await;
    let soon: i64 = world
        .one("select count(*) from finding where status = 'confirmed' and due_on between $1 and $1 + 9", day)
        .await;
    assert!(overdue >= 3 && soon >= 3, "{overdue} overdue, {soon} due soon");
    for deed in words(world, "select distinct deed from trail_entry").await {
        for l in Lang::ALL {
            assert_ne!(deed_word(l, &deed), deed, "the audit has no word for it in {}", l.tag());
        }
    }
    let alike = words(world, "select facts from finding_text group by facts having count(*) > 1").await;
    assert_eq!(alike, BTreeSet::new(), "two findings say the same");
    let deeds: i64 = world
        .one("select count(*) from step s join inspection i on i.id = s.inspection_id where not i.history and s.at >= $1", world.clock.now())
        .await;
    assert_eq!(deeds, 0, "something was done that still lies ahead");
}

async fn history_is_exact(world: &World) {
    let mut supervisor = world.enter("supervisor").await;
    for (address, figures) in FIGURES {
        let page = supervisor.open(address).await;
        for (name, value) in figures {
            assert_eq!(page.figure(name), *value, "{name} of {address}");
        }
    }
}

/// By address, in lists, in counts, in numbers.
async fn the_mobile_one_stays_secret(world: &World) {
    let secret = ids(world, "select id from inspection where kind = 'mobile' and not history").await;
    for username in ["city", "resident", "assigner", "supervisor", "lead", "liaison"] {
        let mut browser = world.enter(username).await;
        for id in &secret {
            browser.get(&format!("/inspections/{id}")).await.is(404);
        }
        for list in ["/inspections", "/inspections?inspection_kind=mobile", "/", "/todo"] {
            let page = browser.get(list).await;
            assert!(
                !page.rows().iter().any(|row| row.parse().is_ok_and(|id| secret.contains(&id))),
                "{username} {list}"
            );
        }
    }
    let mut supervisor = world.enter("supervisor").await;
    let mobile = supervisor.open("/inspections?inspection_kind=mobile").await.figure("inspections");
    assert_eq!(mobile, 0, "a count tells of the mobile inspection");
    let numbered: i64 = world
        .one("select count(*) from inspection where opened_on is null and number is not null and sealed = $1", true)
        .await;
    assert_eq!(numbered, 0, "a number tells of the mobile inspection");
}

/// Everybody who has a case, with the page of theirs that shows a file.
const EVIDENCE: [(&str, &str); 12] = [
    ("chief", "select '/records/' || e.record_id from evidence e where e.record_id is not null limit 1"),
    ("supervisor", "select '/findings/' || e.finding_id from evidence e where e.finding_id is not null limit 1"),
    (
        "lead",
        "select '/findings/' || r.finding_id from evidence e join reply r on r.id = e.reply_id join finding f on f.id = r.finding_id join facility p on p.id = f.facility_id where f.position = 'to_verify' and p.code = '450000-JY-01' limit 1",
    ),
    (
        "procurator",
        "select '/findings/' || r.finding_id from evidence e join reply r on r.id = e.reply_id join finding f on f.id = r.finding_id join facility p on p.id = f.facility_id where f.position = 'to_verify' and p.code = '450000-JY-01' limit 1",
    ),
    (
        "procurator2",
        "select '/records/' || e.record_id from evidence e join inspection i on i.id = e.inspection_id where i.state = 'in_progress' and i.kind = 'cross' and e.record_id is not null limit 1",
    ),
    (
        "dispatched",
        "select '/documents/' || s.document_id from evidence e join service s on s.id = e.service_id join inspection i on i.id = e.inspection_id where i.kind = 'special' limit 1",
    ),
    (
        "city2",
        "select '/records/' || e.record_id from evidence e join inspection i on i.id = e.inspection_id where i.facility_kind = 'detention_center' and e.record_id is not null limit 1",
    ),
    (
        "city",
        "select '/records/' || e.record_id from evidence e join inspection i on i.id = e.inspection_id where i.facility_kind = 'detention_center' and e.record_id is not null limit 1",
    ),
    (
        "resident",
        "select '/findings/' || r.finding_id from evidence e join reply r on r.id = e.reply_id join hand_over h on h.finding_id = r.finding_id limit 1",
    ),
    ("assigner", "select '/findings/' || e.finding_id from evidence e where e.finding_id is not null limit 1"),
    (
        "liaison",
        "select '/liaison/items/' || r.finding_id from evidence e join reply r on r.id = e.reply_id join facility f on f.id = r.facility_id where f.code = '450000-JY-01' limit 1",
    ),
    (
        "liaison2",
        "select '/liaison/items/' || r.finding_id from evidence e join reply r on r.id = e.reply_id join facility f on f.id = r.facility_id where f.code = '450000-JY-02' limit 1",
    ),
];

/// Files are there, are what was taken in, and whoever takes one leaves a trace.
async fn everybody_finds_evidence(world: &World) {
    for (username, sql) in EVIDENCE {
        let address: String = sqlx::query_scalar(sql).fetch_one(&world.db.owner).await.expect(sql);
        let mut browser = world.enter(username).await;
        let shown = browser.open(&address).await.attributes("a[href^='/evidence/']", "href");
        let id: Uuid = shown.first().and_then(|href| href.rsplit('/').next()?.parse().ok()).expect(username);
        let page = browser.open(&format!("/evidence/{id}")).await;
        assert!(!page.has("[data-status=broken]"), "{username}: {address}");
        let taken: i64 = world.one("select count(*) from evidence_access where evidence_id = $1", id).await;
        let file = browser.get(&format!("/files/{id}")).await.is(200);
        assert!(!file.source.is_empty(), "{username}: {address}");
        let logged: i64 = world.one("select count(*) from evidence_access where evidence_id = $1", id).await;
        assert_eq!(logged, taken + 1, "{username} took a file without a trace");
    }
    let bare: i64 = world
        .one("select count(*) from finding f join inspection i on i.id = f.inspection_id where not i.history and f.status = $1 and not exists (select from evidence e where e.finding_id = f.id)", "confirmed")
        .await;
    assert_eq!(bare, 0, "a finding was confirmed without evidence");
    let two = words(
        world,
        "select r.id::text from reply r join evidence e on e.reply_id = r.id group by r.id having count(*) > 1",
    )
    .await;
    assert!(!two.is_empty(), "no answer has two files");
    let kinds = words(world, "select distinct kind from evidence").await;
    assert_eq!(kinds.iter().map(String::as_str).collect::<Vec<_>>(), ["docx", "pdf", "png", "txt", "xlsx"]);
    files_are_here(&world.db, &world.app().files).await.expect("the files of the demonstration");
    let elsewhere = tempfile::tempdir().expect("another directory");
    let lost = files_are_here(&world.db, &world.app_at(elsewhere.path()).files).await;
    assert!(
        lost.is_err_and(|error| error.to_string().contains("XUNJIAN_DATA")),
        "files are missing and nobody says it"
    );
}

async fn holds(world: &World) {
    everybody_finds_evidence(world).await;
    everybody_has_work(world).await;
    every_word_is_there(world).await;
    history_is_exact(world).await;
    the_mobile_one_stays_secret(world).await;
}

#[tokio::test]
async fn on_the_first_day_everybody_has_work_and_history_is_exact() {
    holds(&World::seeded_on("2022-07-24").await).await;
}

#[tokio::test]
async fn on_any_other_day_it_is_the_same() {
    for day in DAYS {
        holds(&World::seeded_on(day).await).await;
    }
}
