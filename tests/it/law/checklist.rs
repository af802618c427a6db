//! Editions of the checklists: drafted from usage, published from a day on, pinned for good; an item that depends on another.
use xunjian::workflow::inspection::State;

use crate::support::{World, mission::Mission};

/// The business administrator drafts the next prison list: one item more, which is asked only if another is answered no.
async fn drafted(world: &World) -> crate::support::Browser {
    let mut admin = world.enter("assigner").await;
    admin.fill("/admin/checklists", "/admin/checklists/draft", &[("list", "prison")]).await.is(303);
    let form = "/admin/checklists/draft/change?list=prison&do=add&section=JY-02";
    let fields = [
        ("item_zh", "禁闭审批缺项已当场补正"),
        ("item_en", "What the approval lacked was put right at once"),
        ("after_item", "JY-02-11"),
        ("after_answer", "no"),
    ];
    admin.fill(form, "/admin/checklists/draft/change", &fields).await.is(303);
    admin
}

async fn publish(world: &World, since: &str) -> u16 {
    let form = "/admin/checklists/draft/publish?list=prison";
    let fields = [("since", since), ("note", "按使用情况增加一项")];
    let mut admin = world.enter("assigner").await;
    admin.fill(form, "/admin/checklists/draft/publish", &fields).await.status.as_u16()
}

async fn pinned(world: &World, mission: &Mission) -> String {
    world
        .one(
            "select (select string_agg(distinct a.edition, ',') from record_answer a where a.inspection_id = $1)",
            mission.id(),
        )
        .await
}

#[tokio::test]
async fn a_published_edition_is_pinned_by_new_plans_and_touches_no_other() {
    let mut world = World::open().await;
    let running = Mission::until(&world, State::InProgress).await;
    drafted(&world).await;
    assert_eq!(publish(&world, "2022-09-01").await, 422, "not today");
    assert_eq!(publish(&world, "2022-09-02").await, 303);
    world.turn_to("2022-09-02");
    let items = world.enter("chief").await.open(&running.to("plan/checklists")).await;
    assert!(items.text().contains("2026-11 版") && !items.source.contains("禁闭审批缺项已当场补正"));
    let form = world.enter("procurator").await.open(&running.to("records/new?section=JY-02")).await;
    assert!(!form.source.contains("禁闭审批缺项已当场补正"), "a running case keeps its edition");
    let page = world.enter("assigner").await.open("/admin/checklists?list=prison").await;
    assert!(page.has("tr[data-status=current][data-id='2022-09-02']"), "{}", page.text());
    for sql in [
        "update checklist_item set item_zh = 'x'",
        "delete from checklist_edition",
        "insert into checklist_edition (list, edition, no, since, note) values ('prison', 'x', 1, '2022-09-02', 'x')",
    ] {
        assert!(sqlx::raw_sql(sql).execute(&world.db.owner).await.is_err(), "{sql}");
    }
}

#[tokio::test]
async fn usage_says_what_was_answered_and_what_never() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::InProgress).await;
    let (one, other) = (world.person("procurator").await.to_string(), world.person("procurator2").await.to_string());
    for (answer, item) in [("no", "JY-02-11"), ("yes", "JY-02-11"), ("na", "JY-02-01")] {
        let fields = [
            ("method", "site_visit"),
            ("place", "一监区"),
            ("body", "逐项查看"),
            ("inspectors", one.as_str()),
            ("inspectors", other.as_str()),
            ("item", item),
            ("answer", answer),
        ];
        let (form, action) = (mission.to("records/new"), mission.to("records"));
        world.enter("procurator").await.fill(&form, &action, &fields).await.is(303);
    }
    assert_eq!(pinned(&world, &mission).await, "2026-11");
    let page = world.enter("assigner").await.open("/admin/checklists/usage?list=prison").await;
    let row = |code: &str| page.texts(&format!("tr[data-id='{code}'] .number")).join("|");
    assert_eq!(row("JY-02-11"), "1|0|0", "the last answer of a case counts");
    assert_eq!(row("JY-02-01"), "0|0|1");
    assert_eq!(row("JY-02-02"), "从未作答");
    assert!(page.has("#free li"), "what was found without an item");
    for stranger in ["chief", "lead", "sysadmin", "liaison"] {
        world.enter(stranger).await.get("/admin/checklists/usage?list=prison").await.is(403);
        world.enter(stranger).await.post("/admin/checklists/draft", &[("list", "prison")]).await.is(403);
    }
}

#[tokio::test]
async fn a_draft_stays_whole_and_is_published_as_it_was_read() {
    let world = World::open().await;
    let mut admin = drafted(&world).await;
    let change = "/admin/checklists/draft/change";
    // another item rests on it
    let retire = format!("{change}?list=prison&do=retire&code=JY-02-11");
    admin.fill(&retire, change, &[]).await.is(422);
    let same = format!("{change}?list=prison&do=change&code=JY-02-01");
    assert!(admin.fill(&same, change, &[]).await.is(422).text().contains("没有改动"));
    admin.post("/admin/checklists/draft", &[("list", "prison")]).await.is(409);
    let page = admin.open("/admin/checklists/draft/publish?list=prison").await;
    let mut seen = page.form("/admin/checklists/draft/publish");
    let retire = format!("{change}?list=prison&do=retire&code=JY-02-01");
    admin.fill(&retire, change, &[]).await.is(303);
    seen.retain(|(name, _)| name != "since" && name != "note");
    seen.extend([("since".to_owned(), "2022-09-02".to_owned()), ("note".to_owned(), "修订".to_owned())]);
    let pairs: Vec<(&str, &str)> = seen.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    admin.post("/admin/checklists/draft/publish", &pairs).await.is(409);
    let editions: i64 = world.one("select count(*) from checklist_edition where list = $1", "prison").await;
    assert_eq!(editions, 1);
    admin.fill("/admin/checklists/draft?list=prison", "/admin/checklists/draft/discard", &[]).await.is(303);
    admin.get("/admin/checklists/draft?list=prison").await.is(409);
}

#[tokio::test]
async fn an_item_is_asked_only_where_its_condition_holds() {
    let mut world = World::open().await;
    drafted(&world).await;
    assert_eq!(publish(&world, "2022-09-02").await, 303);
    world.turn_to("2022-09-02");
    let mission = Mission::until(&world, State::InProgress).await;
    let code: String = world
        .one(
            "select code from checklist_item where list = 'prison' and edition = '2022-09-02' and after_item = $1",
            "JY-02-11",
        )
        .await;
    let (one, other) = (world.person("procurator").await.to_string(), world.person("procurator2").await.to_string());
    let answers = async |first: &str| {
        let (own, parent) = (format!("answer-{code}"), "answer-JY-02-11");
        let fields = [
            ("method", "site_visit"),
            ("place", "一监区"),
            ("body", "逐项查看"),
            ("inspectors", one.as_str()),
            ("inspectors", other.as_str()),
            (parent, first),
            (own.as_str(), "yes"),
            ("then", "kept"),
        ];
        let (form, action) = (mission.to("records/new?section=JY-02"), mission.to("records"));
        world.enter("procurator").await.fill(&form, &action, &fields).await.is(303);
    };
    let page = world.enter("procurator").await.open(&mission.to("records/new?section=JY-02")).await;
    let row = page.texts(&format!("tr[data-id='{code}']")).join("");
    assert!(row.contains("仅当 JY-02-11 答“否”时作答"), "{row}");
    let counted =
        async || -> i64 { world.one("select count(*) from record_answer where item = $1", code.clone()).await };
    answers("yes").await;
    assert_eq!(counted().await, 0, "its condition does not hold");
    let shown = world.enter("procurator").await.open(&mission.to("checklist")).await;
    assert!(shown.texts(&format!("tr[data-id='{code}']")).join("").contains("条件不成立"));
    answers("no").await;
    assert_eq!(counted().await, 1);
}
