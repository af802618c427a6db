//! 一单位一档: every number of a facility's file is the length of the list behind it, and it says what is due by the rules.
use uuid::Uuid;

use crate::support::{
    World,
    mission::{Mission, PRISON},
};
use xunjian::workflow::inspection::State;

async fn file(world: &World, code: &str) -> String {
    let id: Uuid = world.one("select id from facility where code = $1", code).await;
    format!("/facilities/{id}")
}

#[tokio::test]
async fn every_number_of_the_file_is_the_length_of_its_list() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let path = file(&world, PRISON).await;
    let mut reader = world.enter("supervisor").await;
    let page = reader.open(&path).await;
    let open = reader.open(&page.figure_leads("open")).await;
    assert_eq!(page.figure("open"), i64::try_from(open.rows().len()).expect("a number"));
    assert_eq!(page.figure("open"), open.figure("open"));
    let first: Vec<String> = open.rows().into_iter().take(5).collect();
    assert_eq!(page.attributes("section:has(data[data-figure=open]) li[data-id]", "data-id"), first);
    let years: Vec<String> = page.shown_figures().into_iter().filter(|name| name.starts_with("year-")).collect();
    assert!(!years.is_empty());
    for year in &years {
        let list = reader.open(&page.figure_leads(year)).await;
        assert_eq!(page.figure(year), list.figure("findings"), "{year}");
    }
    let served = reader.open(&format!("/documents?facility={PRISON}&state=served")).await;
    let first: Vec<String> = served.rows().into_iter().take(5).collect();
    assert!(!first.is_empty() && page.has(&format!("a[href='/documents?facility={PRISON}&state=served']")));
    for document in first {
        assert!(page.has(&format!("a[href='/documents/{document}']")), "{document}");
    }
    assert!(page.has(&format!("a[href='{}']", mission.case)));
    reader.get("/documents?facility=nowhere").await.is(422);
}

#[tokio::test]
async fn the_years_routine_inspection_is_due_on_its_last_day_and_contacts_are_named() {
    let world = World::open().await;
    let page = world.enter("supervisor").await.open(&file(&world, PRISON).await).await;
    let routine = page.texts("[data-routine]").remove(0);
    assert!(routine.contains("12-31") && routine.contains("第十条"), "{routine}");
    let contact: String = world
        .one("select p.name from person p join account a on a.person_id = p.id where a.username = $1", "liaison")
        .await;
    assert!(page.text().contains("单位联络员") && page.text().contains(&contact), "{}", page.text());
    let corrections: String =
        world.one("select code from facility where kind = $1 order by code limit 1", "community_correction").await;
    let page = world.enter("supervisor").await.open(&file(&world, &corrections).await).await;
    assert!(!page.has("[data-routine]"));
}
