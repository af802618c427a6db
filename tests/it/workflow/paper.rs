//! 补录用纸: a sheet says nothing but its key; what was written on it is entered once, and each sheet is accounted for.
use uuid::Uuid;
use xunjian::workflow::inspection::State;

use crate::support::{
    Browser, Page, World,
    mission::{Mission, id_of},
    upload::{PDF, Part},
};

/// A pack of two sheets for records and one for an interview, printed by an inspector; its address and its keys.
async fn printed(world: &World) -> (Mission, String, Vec<String>) {
    let mission = Mission::until(world, State::InProgress).await;
    let mut browser = world.enter("procurator").await;
    let packs = mission.to("packs");
    browser.fill(&packs, &packs, &[("record", "0"), ("interview", "0")]).await.is(422);
    browser.fill(&packs, &packs, &[("record", "51"), ("interview", "0")]).await.is(422);
    let pack = browser.fill(&packs, &packs, &[("record", "2"), ("interview", "1")]).await.leads();
    let keys: Vec<String> = sqlx::query_scalar("select key from sheet where pack_id = $1 order by no")
        .bind(id_of(&pack))
        .fetch_all(&world.db.owner)
        .await
        .expect("sheets");
    (mission, pack, keys)
}

/// Enters what is on a sheet.
async fn enters(
    browser: &mut Browser,
    world: &World,
    mission: &Mission,
    key: &str,
    more: &[(&str, &str)],
    files: &[(&str, &[u8])],
) -> Page {
    let (one, other) = (world.person("procurator").await.to_string(), world.person("procurator2").await.to_string());
    let mut fields = vec![
        ("sheet", key),
        ("paper_day", "2022-09-01"),
        ("paper_clock", "07:20"),
        ("method", "site_visit"),
        ("place", "二监区"),
        ("body", "禁闭室登记簿缺两份审批。"),
        ("inspectors", one.as_str()),
        ("inspectors", other.as_str()),
    ];
    fields.retain(|(name, _)| !more.iter().any(|(given, _)| given == name));
    fields.extend(more);
    let form = format!("{}?sheet={key}", mission.to("records/new"));
    browser.fill_with_files(&form, &mission.to("records"), &fields, files).await
}

#[tokio::test]
async fn a_sheet_says_nothing_but_its_key() {
    let world = World::open().await;
    let (_, pack, keys) = printed(&world).await;
    let page = world.enter("procurator").await.open(&pack).await;
    let sheets = page.texts(".blank-sheet");
    assert_eq!(sheets.len(), 3);
    for (sheet, key) in sheets.iter().zip(&keys) {
        let shown = [&key[..3], &key[3..6], &key[6..]].join("-");
        assert!(sheet.contains(&shown), "{sheet}");
        for telling in ["监狱", "示例", "XHJC", "检察院"] {
            assert!(!sheet.contains(telling), "{telling}: {sheet}");
        }
    }
    assert!(sheets[2].contains("谈话记录") && sheets[2].contains("不写谈话对象姓名"));
    assert_eq!(page.attributes(".blank-sheet svg path", "d").len(), 3);
}

#[tokio::test]
async fn what_was_written_on_a_sheet_is_entered_once() {
    let world = World::open().await;
    let (mission, _, keys) = printed(&world).await;
    let mut browser = world.enter("procurator").await;
    let found = browser.get(&format!("/sheets?key={}", keys[0].to_lowercase())).await.leads();
    assert_eq!(found, format!("{}?sheet={}", mission.to("records/new"), keys[0]));
    let refused = enters(&mut browser, &world, &mission, &keys[0], &[], &[]).await.is(422);
    assert!(refused.has("#no_scan[aria-invalid]"), "{}", refused.text());
    let later = [("paper_day", "2022-09-02")];
    enters(&mut browser, &world, &mission, &keys[0], &later, &[("扫描件.pdf", PDF)]).await.is(422);

    let record = enters(&mut browser, &world, &mission, &keys[0], &[], &[("扫描件.pdf", PDF)]).await.leads();
    let shown = browser.open(&record).await.texts("#on-paper").join("");
    assert!(shown.contains("2022-09-01 07:20 写于纸面") && shown.contains("由 冯示例 补录"), "{shown}");
    assert!(!shown.contains("没有照片"), "{shown}");
    assert_eq!(browser.get(&format!("/sheets?key={}", keys[0])).await.leads(), record);

    // the form was open elsewhere: what was typed comes back
    let mut fields = browser.open(&mission.to("records/new")).await.form(&mission.to("records"));
    fields.retain(|(name, _)| !["files", "inspectors", "place", "body"].contains(&name.as_str()));
    let mut parts: Vec<Part<'_>> = fields.iter().map(|(name, value)| Part::Text(name, value)).collect();
    let (one, other) = (world.person("procurator").await.to_string(), world.person("procurator2").await.to_string());
    for (name, value) in [
        ("inspectors", one.as_str()),
        ("inspectors", other.as_str()),
        ("place", "三监区"),
        ("body", "另一份内容"),
        ("sheet", keys[0].as_str()),
        ("paper_day", "2022-09-01"),
        ("no_scan", "照相机没电"),
    ] {
        parts.push(Part::Text(name, value));
    }
    let again = browser.send_parts(&mission.to("records"), &parts).await.is(409);
    assert!(again.text().contains("第 1 号记录") && again.source.contains("另一份内容"), "{}", again.text());
    let kept: i64 = world.one("select count(*) from record where inspection_id = $1", mission.id()).await;
    assert_eq!(kept, 1);
    for sql in ["delete from sheet_entry", "update sheet set no = 9", "delete from sheet"] {
        assert!(sqlx::raw_sql(sql).execute(&world.db.owner).await.is_err(), "{sql}");
    }
}

#[tokio::test]
async fn without_a_picture_it_says_why_and_what_was_to_come_is_asked_for() {
    let world = World::open().await;
    let (mission, _, keys) = printed(&world).await;
    let mut browser = world.enter("procurator").await;
    let record = enters(&mut browser, &world, &mission, &keys[0], &[("no_scan", "照相机没电")], &[]).await.leads();
    assert!(browser.open(&record).await.texts("#on-paper").join("").contains("照相机没电"));
    // the outbox sends the text first and says how many files follow
    let record = enters(&mut browser, &world, &mission, &keys[1], &[("_following", "1")], &[]).await.leads();
    let open = browser.open(&mission.to("day")).await.texts("[data-open=sheet]").join(" ");
    assert!(open.contains("还没有纸面照片") && open.contains("没有交代"), "{open}");
    let action = format!("{record}/evidence");
    browser.fill_with_files(&format!("{action}/new"), &action, &[], &[("扫描件.pdf", PDF)]).await.is(303);
    let open = browser.open(&mission.to("day")).await.texts("[data-open=sheet]").join(" ");
    assert!(!open.contains("还没有纸面照片"), "{open}");
}

#[tokio::test]
async fn a_sheet_that_is_not_entered_is_accounted_for() {
    let world = World::open().await;
    let (mission, _, keys) = printed(&world).await;
    let mut browser = world.enter("procurator").await;
    let (packs, account) = (mission.to("packs"), mission.to("packs/account"));
    browser.fill(&packs, &account, &[("sheet", &keys[1]), ("why", "lost"), ("reason", "")]).await.is(422);
    let lost = [("sheet", keys[1].as_str()), ("why", "lost"), ("reason", "在四监区遗失")];
    browser.fill(&packs, &account, &lost).await.is(303);
    browser.post(&account, &lost).await.is(409);
    let page = browser.open(&packs).await;
    assert_eq!(page.attributes("[data-waits=true]", "data-key"), [keys[0].as_str(), keys[2].as_str()]);
    assert!(page.text().contains("在四监区遗失"));
    let refused = enters(&mut browser, &world, &mission, &keys[0], &[("sheet", &keys[1])], &[("a.pdf", PDF)]).await;
    assert!(refused.is(409).text().contains("已经登记去向"));
}

#[tokio::test]
async fn a_key_that_is_not_ones_own_is_no_key() {
    let world = World::open().await;
    let (mission, pack, keys) = printed(&world).await;
    let mut stranger = world.enter("city").await;
    let own = stranger.get(&format!("/sheets?key={}", keys[0])).await.is(422).text();
    for none in ["", "ABCDEFGHJ", "999-999-999"] {
        assert_eq!(stranger.get(&format!("/sheets?key={none}")).await.is(422).text(), own, "{none}");
    }
    stranger.get(&pack).await.is(404);
    stranger.get(&mission.to("packs")).await.is(404);
    world.enter("liaison").await.get(&format!("/sheets?key={}", keys[0])).await.is(403);
    // a member of the team who does not lead may not print for it from outside the team
    world.enter("chief").await.post(&mission.to("packs"), &[("record", "1"), ("interview", "0")]).await.is(403);
    let unknown: Uuid = Uuid::now_v7();
    world.enter("procurator").await.get(&format!("/packs/{unknown}")).await.is(404);
}
