//! The ledger: what a facility was told of, each view as long as its tab says, page by page in the order of what is due.
use xunjian::workflow::inspection::State;

use crate::support::{
    World,
    mission::{Mission, id_of},
    rectify,
};

#[tokio::test]
async fn a_finding_enters_the_ledger_when_it_is_told() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::FeedbackApproved).await;
    let mut supervisor = world.enter("supervisor").await;
    let before = supervisor.open("/rectifications").await.figure("open");
    mission.step(&world, "dispatched", "deliver-feedback").await.is(303);
    let page = supervisor.open("/rectifications").await;
    assert_eq!(page.figure("open"), before + 3);
    let rows = page.rows();
    for finding in &mission.findings {
        assert!(rows.iter().any(|id| finding.ends_with(id)), "{finding}");
    }
    // another city's people learn nothing of it, the resident office does
    assert_eq!(world.enter("city").await.open("/rectifications").await.figure("open"), 0);
    assert_eq!(world.enter("resident").await.open("/rectifications").await.figure("open"), 3);
}

/// 纠正违法通知书: fifteen days from its service on 2022-09-08, and why, wherever the day is shown.
#[tokio::test]
async fn a_day_has_its_reason_on_page_ledger_and_liaison_shell_alike() {
    let mut world = World::open().await;
    let mission = Mission::until(&world, State::FeedbackApproved).await;
    let answers = Mission::answers(&world, "deliver-feedback").with("reply_due", "2022-10-31");
    let deliver = mission.to("deliver-feedback");
    world.enter("dispatched").await.fill(&deliver, &deliver, &answers.pairs()).await.is(303);
    world.turn_to("2022-09-08");
    let finding = &mission.findings[0];
    mission.serves(&world, &[finding]).await;

    let ledger = world.enter("supervisor").await.open("/rectifications").await;
    let row = format!("tr[data-id='{}']", id_of(finding));
    assert_eq!(ledger.attributes(&format!("{row} .due time"), "datetime"), ["2022-09-23"]);
    let why = ledger.texts(&format!("{row} .why li"));
    assert!(why.join(" ").contains("第三十七条") && why.join(" ").contains("2022-09-08"), "{why:?}");
    assert_eq!(ledger.texts(&format!("{row} .on-paper")).len(), 1, "the printed ledger does not say why");
    for (username, page) in
        [("supervisor", finding.clone()), ("liaison", finding.replace("/findings/", "/liaison/items/"))]
    {
        let shown = world.enter(username).await.open(&page).await;
        assert!(shown.attributes("[data-clock=reply_due] time", "datetime").contains(&"2022-09-23".to_owned()));
        let said = shown.texts("[data-clock=reply_due] .why li");
        assert!(why.iter().all(|sentence| said.contains(sentence)), "{username}: {said:?} lacks {why:?}");
    }
    // returned with a day of its own, the person who returned it is the reason
    rectify::answer(&world, "liaison", finding, "report").await.is(303);
    rectify::verify(&world, "procurator2", finding, "unmet", "insufficient").await.is(303);
    let returned = world.enter("supervisor").await.open("/rectifications?view=returned").await;
    assert_ne!(returned.texts(&format!("{row} .why li")), why);
}

#[tokio::test]
async fn each_view_shows_what_its_tab_counts() {
    let mut world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    rectify::answer(&world, "liaison", &mission.findings[0], "report").await.is(303);
    rectify::verify(&world, "procurator2", &mission.findings[0], "unmet", "insufficient").await.is(303);
    world.turn_to("2022-09-06");
    for (view, expected) in [("overdue", 0), ("soon", 2), ("week", 3), ("returned", 1), ("to_verify", 0)] {
        let page = world.enter("supervisor").await.open(&format!("/rectifications?view={view}")).await;
        assert_eq!(
            (page.rows().len(), page.figure(view)),
            (usize::try_from(expected).expect("few"), expected),
            "{view}"
        );
    }
    world.turn_to("2022-09-20");
    let page = world.enter("supervisor").await.open("/rectifications?view=overdue").await;
    assert_eq!(page.rows().len(), 3);
    assert!(page.has("tr[data-id] .due.late"));
    // who follows up finds them by name
    assert_eq!(world.enter("procurator2").await.open("/rectifications?owner=me&view=overdue").await.rows().len(), 3);
    assert_eq!(world.enter("procurator").await.open("/rectifications?owner=me").await.rows().len(), 0);
}

#[tokio::test]
async fn what_waits_for_me_is_a_view_of_its_own() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    rectify::answer(&world, "liaison", &mission.findings[0], "report").await.is(303);
    let mine = "/rectifications?view=mine";
    assert_eq!(world.enter("procurator2").await.open(mine).await.rows().len(), 1);
    assert_eq!(world.enter("procurator").await.open(mine).await.rows().len(), 0);
}

#[tokio::test]
async fn the_filters_narrow_every_tab() {
    let world = World::open().await;
    Mission::until(&world, State::Rectifying).await;
    let mut supervisor = world.enter("supervisor").await;
    let page = supervisor.open("/rectifications?severity=serious").await;
    assert_eq!((page.rows().len(), page.figure("open")), (1, 1));
    assert_eq!(page.attributes(".applied .chip", "href"), ["/rectifications"]);
    assert!(page.attributes("nav.tabs a", "href").iter().all(|href| href.contains("severity=serious")));
}

#[tokio::test]
async fn what_is_closed_is_read_page_by_page_and_nothing_twice() {
    let world = World::open().await;
    let mut supervisor = world.enter("supervisor").await;
    let (mut seen, mut next) = (Vec::new(), Some("/rectifications?view=closed".to_owned()));
    while let Some(address) = next {
        let page = supervisor.open(&address).await;
        seen.extend(page.rows());
        next = page.attributes("a[rel=next]", "href").into_iter().next();
    }
    let told: i64 = world.one("select count(*) from finding where told and position = $1", "closed").await;
    assert_eq!(i64::try_from(seen.len()).expect("a length"), told);
    seen.sort();
    seen.dedup();
    assert_eq!(i64::try_from(seen.len()).expect("a length"), told);
}
