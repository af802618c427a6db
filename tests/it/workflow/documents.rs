//! The list of documents: what was drafted, issued, served, answered or is late, across the cases within reach.
use xunjian::workflow::inspection::State;

use crate::support::{World, mission::Mission, rectify};

#[tokio::test]
async fn a_document_is_found_by_where_it_stands() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let notice = mission.drafts(&world, &[&mission.findings[0]]).await.leads();
    let listed = async |username: &str, query: &str| {
        let page = world.enter(username).await.open(&format!("/documents?{query}")).await;
        page.rows().iter().any(|id| notice.ends_with(id))
    };
    assert!(listed("dispatched", "state=draft&kind=correction_notice").await);
    assert!(!listed("dispatched", "state=served").await && !listed("dispatched", "kind=recommendation").await);
    assert!(!listed("city", "").await, "another city's people see it");
    let issued = mission.issues(&world, &[&mission.findings[0]]).await;
    assert!(world.enter("dispatched").await.open("/documents?state=issued").await.source.contains(&issued));
}

#[tokio::test]
async fn an_answer_that_is_late_is_found_until_it_comes() {
    let mut world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let notice = mission.serves(&world, &[&mission.findings[0]]).await;
    let late = async |world: &World| {
        let page = world.enter("supervisor").await.open("/documents?late=reply").await;
        page.rows().iter().any(|id| notice.ends_with(id))
    };
    assert!(!late(&world).await, "fifteen days have not passed");
    world.turn_to("2022-10-10");
    assert!(late(&world).await);
    rectify::answer(&world, "liaison", &mission.findings[0], "report").await.is(303);
    assert!(!late(&world).await, "it was answered");
}

#[tokio::test]
async fn all_documents_are_read_page_by_page_and_nothing_twice() {
    let world = World::open().await;
    let mut supervisor = world.enter("supervisor").await;
    let (mut seen, mut next) = (Vec::new(), Some("/documents".to_owned()));
    while let Some(address) = next {
        let page = supervisor.open(&address).await;
        seen.extend(page.rows());
        next = page.attributes("a[rel=next]", "href").into_iter().next();
    }
    let all: i64 = world.one("select count(*) from document where created_at <= $1", world.clock.now()).await;
    seen.sort();
    seen.dedup();
    assert_eq!(i64::try_from(seen.len()).expect("a length"), all);
    for address in ["/documents?colour=red", "/documents?state=burnt", "/documents?after=x"] {
        supervisor.get(address).await.is(422);
    }
}
