//! 检察清单: answered in records, the latest counts; what the round before found stands beside each item.
use uuid::Uuid;
use xunjian::workflow::inspection::State;

use crate::support::{World, mission::Mission};

/// A record with some fields more.
async fn recorded(world: &World, mission: &Mission, author: &str, more: &[(&str, &str)]) -> String {
    let (one, other) = (world.person("procurator").await.to_string(), world.person("procurator2").await.to_string());
    let mut fields = vec![
        ("method", "site_visit"),
        ("place", "一监区"),
        ("body", "按清单逐项查看"),
        ("inspectors", one.as_str()),
        ("inspectors", other.as_str()),
    ];
    fields.extend(more);
    world.enter(author).await.fill(&mission.to("records/new"), &mission.to("records"), &fields).await.leads()
}

#[tokio::test]
async fn the_latest_answer_counts_and_says_by_whom_and_where() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::InProgress).await;
    let page = mission.to("checklist");
    recorded(&world, &mission, "procurator", &[("item", "JY-02-11"), ("answer", "no"), ("answer_note", "超期一天")])
        .await;
    let second = recorded(&world, &mission, "procurator2", &[("item", "jy-02-11 复查"), ("answer", "yes")]).await;
    let mut reader = world.enter("chief").await;
    let shown = reader.open(&page).await;
    let row = shown.texts("tr[data-id='JY-02-11']").join("");
    assert!(row.contains('是') && !row.contains("超期一天"), "{row}");
    assert_eq!(shown.attributes("tr[data-id='JY-02-11'] .sub a", "href"), [second]);
    assert!(shown.text().contains("已作答 1 / 124 项"), "{}", shown.text());
    let kept: i64 = world.one("select count(*) from record_answer where inspection_id = $1", mission.id()).await;
    assert_eq!(kept, 2, "both stay on record");
    let open = reader.open(&format!("{page}?show=open")).await;
    assert_eq!(open.rows().len(), 123, "all others");
    assert!(reader.open(&format!("{page}?show=no")).await.has(".empty"));
}

#[tokio::test]
async fn a_section_is_answered_in_one_record() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::InProgress).await;
    let form = world.enter("procurator").await.open(&mission.to("records/new?section=JY-07")).await;
    let items = form.attributes("#section tr[data-id]", "data-id");
    assert!(items.len() > 3 && items.iter().all(|code| code.starts_with("JY-07-")), "{items:?}");
    let names: Vec<(String, &str)> = items.iter().map(|code| (format!("answer-{code}"), "yes")).collect();
    let mut more: Vec<(&str, &str)> = names.iter().map(|(name, answer)| (name.as_str(), *answer)).collect();
    let no = format!("answer-{}", items[0]);
    more[0] = (no.as_str(), "no");
    let record = recorded(&world, &mission, "procurator", &more).await;
    let answered: i64 = world.one("select count(*) from record_answer where inspection_id = $1", mission.id()).await;
    assert_eq!(answered, i64::try_from(items.len()).expect("few"));
    // a no leads to the form of a finding, with the rule of the item
    let id: Uuid = world.one("select id from record where inspection_id = $1", mission.id()).await;
    let offered = format!("/records/{id}/findings/new?item={}", items[0]);
    assert_eq!(record, offered);
    let form = world.enter("procurator").await.open(&offered).await;
    let fields = form.form(&format!("/records/{id}/findings"));
    let basis =
        fields.iter().find(|(name, _)| name == "legal_basis").map(|(_, value)| value.clone()).unwrap_or_default();
    assert!(basis.contains('《'), "{fields:?}");
}

#[tokio::test]
async fn a_finding_of_the_round_before_stands_beside_its_item() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::InProgress).await;
    let before: Uuid = world
        .one(
            "select f.id from finding f join inspection i on i.id = f.inspection_id join inspection own on own.id = $1
              where i.facility_id = own.facility_id and i.id <> own.id and i.ended_on < own.started_on and f.status = 'confirmed'
              order by i.ended_on desc, i.id, f.no limit 1",
            mission.id(),
        )
        .await;
    let page = world.enter("dispatched").await.open(&mission.to("checklist")).await;
    assert!(page.has(&format!("section a[href='/findings/{before}']")), "in its field of work");
    sqlx::query("insert into finding_item (finding_id, inspection_id, list, edition, item) select id, inspection_id, 'prison', '2026-11', 'JY-05-01' from finding where id = $1")
        .bind(before)
        .execute(&world.db.owner)
        .await
        .expect("its item");
    let page = world.enter("dispatched").await.open(&mission.to("checklist")).await;
    assert!(page.has(&format!("tr[data-id='JY-05-01'] a[href='/findings/{before}']")), "beside its item");
}
