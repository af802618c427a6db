//! 巡回覆盖: every number leads to the list that it counts; sealed cases count nowhere.
use xunjian::workflow::inspection::State;

use crate::support::{
    World,
    mission::{Mission, PRISON, id_of},
};

const COVERAGE: &str = "/analysis/coverage";

#[tokio::test]
async fn every_cell_leads_to_the_inspections_that_it_counts() {
    let world = World::open().await;
    let mut assigner = world.enter("assigner").await;
    let page = assigner.open(&format!("{COVERAGE}?year=2022")).await.is(200);
    assert_eq!(page.rows().len(), 19);
    let cells = page.each(".coverage td > a[href^='/inspections?']", |cell| {
        (cell.value().attr("href").unwrap_or_default().to_owned(), cell.text().collect::<String>())
    });
    assert!(cells.len() >= 12, "{cells:?}");
    for (href, shown) in cells.iter().take(4) {
        let n: String = shown.chars().filter(char::is_ascii_digit).collect();
        assert_eq!(assigner.open(href).await.figure("inspections").to_string(), n, "{href}");
    }
    let held = page.figure("held-cross");
    assert_eq!(assigner.open(&page.figure_leads("held-cross")).await.figure("facilities"), held);
    // the longest ago first, the never inspected before
    let lacking = assigner.open(&format!("{COVERAGE}?year=2022&missing=cross")).await;
    assert_eq!(lacking.rows().len(), 19 - usize::try_from(held).unwrap_or_default());
    assigner.get(&format!("{COVERAGE}?missing=nothing")).await.is(422);
}

#[tokio::test]
async fn a_sealed_case_counts_only_once_it_is_opened() {
    let world = World::open().await;
    // whoever leads any case holds a right to the register of clues, and so has its term
    Mission::opened(&world).await;
    let before = world.enter("dispatched").await.open(COVERAGE).await.text();
    let mission = Mission::until(&world, State::Prepared).await;
    // not even for those who are let into it
    assert_eq!(world.enter("dispatched").await.open(COVERAGE).await.text(), before);
    mission.step(&world, "dispatched", "notify").await.is(303);
    assert_ne!(world.enter("dispatched").await.open(COVERAGE).await.text(), before);
}

#[tokio::test]
async fn a_risk_is_set_with_a_reason_and_the_last_word_counts() {
    let world = World::open().await;
    let facility: uuid::Uuid = world.one("select id from facility where code = $1", PRISON).await;
    let risk = format!("/facilities/{facility}/risk");
    let mut supervisor = world.enter("supervisor").await;
    supervisor.fill(&risk, &risk, &[("score", "70")]).await.is(422);
    supervisor.fill(&risk, &risk, &[("score", "70"), ("reason", "近期连续发生监管事故")]).await.is(303);
    let row = format!(".coverage tr[data-id='{facility}'] summary");
    let first = world.enter("assigner").await.open(&format!("{COVERAGE}?order=risk")).await;
    assert_eq!(first.rows()[0], facility.to_string());
    assert!(first.texts(&row)[0].starts_with("70"), "{:?}", first.texts(&row));
    supervisor.fill(&risk, &risk, &[("score", ""), ("reason", "已核查，恢复")]).await.is(303);
    assert!(!world.enter("assigner").await.open(COVERAGE).await.texts(&row)[0].starts_with("70"));
    world.enter("lead").await.get(&risk).await.is(403);
    world.enter("city").await.get(&risk).await.is(404);
}

#[tokio::test]
async fn the_filed_proportion_says_how_many_centres_are_crossed() {
    let world = World::open().await;
    let mut assigner = world.enter("assigner").await;
    let centres = format!("{COVERAGE}?facility_kind=detention_center&year=2022");
    assert!(assigner.open(&centres).await.text().contains("比例尚未备案"));
    let filing = format!("{COVERAGE}/filing");
    let fields = [
        ("year", "2022"),
        ("percent", "20"),
        ("filed_with", "最高人民检察院"),
        ("number", "桂检备〔2022〕1号"),
        ("filed_on", "2022-03-01"),
    ];
    assigner.fill(&filing, &filing, &fields).await.is(303);
    let page = assigner.open(&centres).await;
    assert!(page.text().contains("/ 20") && page.text().contains("桂检备〔2022〕1号"), "{}", page.text());
    world.enter("lead").await.get(&filing).await.is(403);
}

#[tokio::test]
async fn facilities_go_from_the_table_into_a_round() {
    let world = World::open().await;
    let address = crate::support::round::opened(&world, &["450000-JY-02"]).await;
    let prison: uuid::Uuid = world.one("select id from facility where code = $1", PRISON).await;
    let mut assigner = world.enter("assigner").await;
    let put = assigner.open(&format!("/rounds/add?facility={prison}")).await.is(200);
    assert!(put.has(&format!("form[action='{address}/places']")));
    let fields = [("facility", prison.to_string())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assigner.post(&format!("{address}/places"), &fields).await.is(303);
    assigner.post(&format!("{address}/places"), &fields).await.is(422);
    let places: i64 = world.one("select count(*) from round_place where round_id = $1", id_of(&address)).await;
    assert_eq!(places, 2);
    let in_round = assigner.open(COVERAGE).await;
    assert!(in_round.has(&format!("tr[data-id='{prison}'] a[href='{address}']")));
}
