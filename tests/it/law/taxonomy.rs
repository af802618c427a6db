//! 问题分类: drafted, reviewed as a difference, published from a day ahead; findings keep the version they were coded in.
use uuid::Uuid;
use xunjian::workflow::inspection::State;

use crate::support::{Browser, Page, World, mission::Mission};

const INDEX: &str = "/admin/categories";
const DRAFT: &str = "/admin/categories/draft";
const CHANGE: &str = "/admin/categories/draft/change";
const PUBLISH: &str = "/admin/categories/draft/publish";

async fn opened(world: &World) -> Browser {
    let mut admin = world.enter("assigner").await;
    admin.fill(INDEX, DRAFT, &[]).await.is(303);
    admin
}

async fn change(admin: &mut Browser, query: &str, fields: &[(&str, &str)]) -> Page {
    admin.fill(&format!("{CHANGE}?{query}"), CHANGE, fields).await
}

async fn rename(admin: &mut Browser, code: &str, name: &str) -> Page {
    change(admin, &format!("do=rename&code={code}"), &[("name_zh", name), ("name_en", "Renamed")]).await
}

async fn publish(admin: &mut Browser, since: &str) -> Page {
    admin.fill(PUBLISH, PUBLISH, &[("since", since), ("note", "年度修订")]).await
}

/// The codes that the form of a finding offers for a record.
async fn offered(world: &World, mission: &Mission) -> Vec<String> {
    let page = world.enter("procurator").await.open(&format!("{}/findings/new", mission.record)).await;
    page.attributes("#category option", "value")
}

/// What is typed into a form.
type Typed<'a> = &'a [(&'a str, &'a str)];

#[tokio::test]
async fn a_version_renames_adds_and_retires_from_its_day_on() {
    let mut world = World::open().await;
    let mut admin = opened(&world).await;
    rename(&mut admin, "FC-JY-0201", "谈话教育记录不全").await.is(303);
    let new = [("name_zh", "示例新类别"), ("name_en", "A new category"), ("severity", "serious")];
    change(&mut admin, "do=add&domain=FC-JY-02", &new).await.is(303);
    change(&mut admin, "do=retire&code=FC-JY-0202", &[("successors", "FC-JY-0230")]).await.is(303);
    let review = admin.open(PUBLISH).await;
    let lines: Vec<_> = review
        .attributes("tr[data-id]", "data-id")
        .into_iter()
        .zip(review.attributes("tr[data-id]", "data-status"))
        .collect();
    let expected = [("FC-JY-0201", "rename"), ("FC-JY-0202", "retire"), ("FC-JY-0230", "add")];
    assert_eq!(lines, expected.map(|(code, change)| (code.to_owned(), change.to_owned())));
    assert!(review.text().contains("由 FC-JY-0230 示例新类别 接替"), "{}", review.text());
    let version = publish(&mut admin, "2022-09-05").await.leads();
    // until the day nothing has changed
    let before = Mission::on_site(&world).await;
    let codes = offered(&world, &before).await;
    assert!(codes.contains(&"FC-JY-0202".to_owned()) && !codes.contains(&"FC-JY-0230".to_owned()));
    let page = admin.open(&version).await;
    assert_eq!(page.attributes("tr[data-id='2']", "data-status"), ["planned"]);
    assert!(page.has("li[data-id='FC-JY-0230']") && !page.has("li[data-id='FC-JY-0202']"));
    assert!(page.text().contains("由 FC-JY-0230 示例新类别 接替"), "{}", page.text());

    world.turn_to("2022-09-05");
    let mut lead = world.enter("procurator").await;
    // what was found before keeps its version and its name, on its page and while it is reworded
    let finding = lead.open(&before.findings[1]).await;
    assert!(!finding.text().contains("谈话教育记录不全"));
    let record = before.writes(&world, "procurator", &["dispatched", "procurator"]).await.leads();
    let later = Mission { record, ..before };
    let codes = offered(&world, &later).await;
    assert!(!codes.contains(&"FC-JY-0202".to_owned()) && codes.contains(&"FC-JY-0230".to_owned()), "{codes:?}");
    // a retired one is refused however it is sent, a new one is taken
    later.logs(&world, "procurator", "minor", "FC-JY-0202").await.is(422);
    let logged = later.logs(&world, "procurator", "minor", "FC-JY-0201").await.leads();
    assert!(lead.open(&logged).await.text().contains("谈话教育记录不全"));
    let versions: i64 =
        world.one("select count(distinct taxonomy_id) from finding where inspection_id = $1", later.id()).await;
    assert_eq!(versions, 2);
}

#[tokio::test]
async fn a_count_of_categories_says_by_which_versions() {
    let mut world = World::open().await;
    let mut chief = world.enter("chief").await;
    for page in ["/categories", "/analysis"] {
        assert!(chief.open(page).await.text().contains("按问题分类第 1 版统计"), "{page}");
    }
    let mut admin = opened(&world).await;
    rename(&mut admin, "FC-JY-0201", "示例改名").await.is(303);
    publish(&mut admin, "2022-09-02").await.is(303);
    world.turn_to("2022-09-02");
    // 机动巡回检察 to its notice: from then on the region sees it
    let mission = Mission::on_site(&world).await;
    let _ = mission;
    let mut chief = world.enter("chief").await;
    for page in ["/categories", "/analysis"] {
        let page = chief.open(page).await;
        assert!(page.text().contains("第 1 版至第 2 版"), "{}", page.text());
    }
}

#[tokio::test]
async fn what_a_form_may_not_hold_is_answered_at_its_field() {
    let world = World::open().await;
    let mut admin = world.enter("assigner").await;
    admin.get(DRAFT).await.is(409);
    admin.post(CHANGE, &[("do", "rename"), ("code", "FC-JY-0201")]).await.is(409);
    let mut admin = opened(&world).await;
    let taken: String = world
        .one(
            "select name_zh from category_entry e join category c on c.id = e.category_id where c.code = $1",
            "FC-JY-0203",
        )
        .await;
    let bad: [(&str, Typed<'_>, &str); 8] = [
        ("do=rename&code=FC-JY-0201", &[], "name_zh"),
        ("do=rename&code=FC-JY-0201", &[("name_zh", "")], "name_zh"),
        ("do=rename&code=FC-JY-0201", &[("name_zh", "新名"), ("name_en", " ")], "name_en"),
        ("do=rename&code=FC-JY-0201", &[("name_zh", "新名"), ("severity", "awful")], "severity"),
        ("do=rename&code=FC-JY-0201", &[("name_zh", &taken)], "name_zh"),
        ("do=add&domain=FC-JY-02", &[("name_zh", &taken), ("name_en", "x")], "name_zh"),
        ("do=add&domain=FC-JY-02", &[("name_zh", "新")], "name_en"),
        ("do=retire&code=FC-JY-0201", &[("successors", "FC-KS-0101")], "successors"),
    ];
    for (query, fields, field) in bad {
        let page = change(&mut admin, query, fields).await.is(422);
        assert!(page.has(&format!("#{field}-error")), "{query} {fields:?}: {}", page.text());
        assert!(page.has(&format!(".error-summary a[href='#{field}']")), "{query}");
    }
    for nowhere in ["do=rename&code=FC-JY-9999", "do=add&domain=", "do=add&domain=FC-XX", "do=melt&code=FC-JY-0201", ""]
    {
        admin.get(&format!("{CHANGE}?{nowhere}")).await.is(404);
    }
    admin.get("/admin/categories?version=9").await.is(404);
    // an heir stays, and goes only after the one that it takes the place of
    change(&mut admin, "do=retire&code=FC-JY-0201", &[("successors", "FC-JY-0203")]).await.is(303);
    change(&mut admin, "do=retire&code=FC-JY-0203", &[]).await.is(422);
    // one change a category
    let twice = admin
        .post(
            CHANGE,
            &[("do", "rename"), ("code", "FC-JY-0201"), ("name_zh", "甲"), ("name_en", "A"), ("severity", "minor")],
        )
        .await;
    assert!(twice.is(409).text().contains("请先撤回原改动"));
    admin.post("/admin/categories/draft/undo", &[("code", "FC-JY-0201")]).await.is(303);
    admin.post("/admin/categories/draft/undo", &[("code", "FC-JY-0201")]).await.is(409);
    // nothing to publish, and never for a day that has passed
    admin.fill(PUBLISH, PUBLISH, &[("since", "2022-09-05"), ("note", "空")]).await.is(409);
    rename(&mut admin, "FC-JY-0201", "示例改名").await.is(303);
    for (since, note, field) in [("2022-09-01", "早", "since"), ("", "无", "since"), ("2022-09-05", "", "note")] {
        let page = admin.fill(PUBLISH, PUBLISH, &[("since", since), ("note", note)]).await.is(422);
        assert!(page.has(&format!(".error-summary a[href='#{field}']")), "{}", page.text());
    }
}

#[tokio::test]
async fn two_who_publish_at_once_make_one_version() {
    let world = World::open().await;
    let mut admin = opened(&world).await;
    rename(&mut admin, "FC-JY-0201", "示例改名").await.is(303);
    let (first, stale) = (admin.open(PUBLISH).await.form(PUBLISH), admin.open(PUBLISH).await.form(PUBLISH));
    // a change after the review is reviewed first
    rename(&mut admin, "FC-JY-0203", "示例再改").await.is(303);
    let fields = [("since", "2022-09-05"), ("note", "修订")];
    let told = admin.post_over(PUBLISH, first, &fields).await.is(409);
    assert!(told.text().contains("重新核对") && told.text().contains("示例再改"), "{}", told.text());
    let (one, other) = (admin.open(PUBLISH).await.form(PUBLISH), admin.open(PUBLISH).await.form(PUBLISH));
    let mut second = admin.clone();
    let (a, b) =
        tokio::join!(admin.post_over(PUBLISH, one.clone(), &fields), second.post_over(PUBLISH, other, &fields));
    let mut statuses = [a.status.as_u16(), b.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409], "{} {}", a.text(), b.text());
    admin.post_over(PUBLISH, stale, &fields).await.is(409);
    let versions: i64 = world.one("select count(*) from taxonomy where $1", true).await;
    assert_eq!(versions, 2);
    // a second draft at once is refused, the same form again is not
    let open = admin.open(INDEX).await.form(DRAFT);
    let led = admin.post_over(DRAFT, open.clone(), &[]).await.leads();
    assert_eq!(admin.post_over(DRAFT, open, &[]).await.leads(), led);
    admin.post(DRAFT, &[("_key", &Uuid::now_v7().to_string())]).await.is(409);
    admin.post("/admin/categories/draft/discard", &[]).await.is(303);
    let noted: Vec<String> =
        sqlx::query_scalar("select deed from trail_entry where subject = 'taxonomy_draft' order by at, id")
            .fetch_all(&world.db.owner)
            .await
            .expect("the trail");
    for deed in ["taxonomy_drafted", "taxonomy_changed", "taxonomy_published", "taxonomy_discarded"] {
        assert!(noted.iter().any(|one| one == deed), "{deed}: {noted:?}");
    }
}

#[tokio::test]
async fn the_database_keeps_versions_as_they_are() {
    let world = World::open().await;
    let _ = Mission::until(&world, State::Draft).await;
    let (assigner, chief) = (world.person("assigner").await, world.person("chief").await);
    let refused = async |person: Uuid, sql: &'static str| {
        let mut tx = world.db.web.begin().await.expect("a transaction");
        sqlx::query("select set_config('app.person', $1, true)")
            .bind(person.to_string())
            .execute(&mut *tx)
            .await
            .expect("somebody");
        let error = sqlx::raw_sql(sql).execute(&mut *tx).await.expect_err(sql);
        error.as_database_error().and_then(|error| error.code().map(std::borrow::Cow::into_owned)).unwrap_or_default()
    };
    for sql in [
        "update taxonomy set note = 'x'",
        "insert into taxonomy (id, valid, note, since) values (9, 'empty', 'x', '2030-01-01')",
        "delete from category",
        "delete from category_entry",
        "update category_entry set name_zh = 'x'",
        "insert into category_successor values (1, 1, 2)",
        "update taxonomy_draft set base_id = 1",
        "delete from taxonomy_draft",
        "update taxonomy_change set name_zh = 'x'",
    ] {
        assert_eq!(refused(assigner, sql).await, "42501", "{sql}");
    }
    let draft = "insert into taxonomy_draft (id, base_id, opened_by, opened_at) values (gen_random_uuid(), 1, actor_person(), '2022-09-01')";
    assert_eq!(refused(chief, draft).await, "42501");
    let of_another = "insert into taxonomy_draft (id, base_id, opened_by, opened_at) select gen_random_uuid(), 1, id, '2022-09-01' from person where id <> actor_person() limit 1";
    assert_eq!(refused(assigner, of_another).await, "42501");
    assert_eq!(
        refused(chief, "select taxonomy_publish(gen_random_uuid(), '2022-09-05', 'x', '2022-09-01')").await,
        "42501"
    );
    assert_eq!(
        refused(assigner, "select taxonomy_publish(gen_random_uuid(), '2022-09-01', 'x', '2022-09-01')").await,
        "23514"
    );
    assert_eq!(
        refused(assigner, "select taxonomy_publish(gen_random_uuid(), '2022-09-05', 'x', '2022-09-01')").await,
        "55006"
    );
    for sql in [
        "delete from category where code = 'FC-JY-0201'",
        "update category_entry set name_zh = 'x' where category_id = 1",
        "delete from taxonomy",
    ] {
        assert!(sqlx::raw_sql(sql).execute(&world.db.owner).await.is_err(), "{sql}");
    }
}
