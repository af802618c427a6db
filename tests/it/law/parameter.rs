//! 参数: a new version from a day ahead, never an edit; each day keeps the value that was counted with.
use chrono::NaiveDate;

use crate::support::{Browser, Page, World};

const INDEX: &str = "/admin/parameters";
const NEW: &str = "/admin/parameters/new?key=notice_reply&kind=";

async fn form(browser: &mut Browser) -> Vec<(String, String)> {
    browser.open(NEW).await.form(INDEX)
}

/// A version of the reply to a notice, as the form starts but for what is given.
async fn set(browser: &mut Browser, fields: &[(&str, &str)]) -> Page {
    let form = form(browser).await;
    browser.post_over(INDEX, form, fields).await
}

fn twenty<'a>(since: &'a str, then: &'a str) -> Vec<(&'static str, &'a str)> {
    vec![("amount", "20"), ("since", since), ("reason", "规定修订"), ("then", then)]
}

/// The value that applies on a day.
async fn on(world: &World, day: &str) -> i32 {
    let day: NaiveDate = day.parse().expect("a day");
    world.one("select amount from parameter where key = 'notice_reply' and valid @> $1", day).await
}

#[tokio::test]
async fn a_new_version_is_shown_in_words_and_applies_from_its_day() {
    let world = World::open().await;
    let mut admin = world.enter("assigner").await;
    let index = admin.open(INDEX).await;
    assert!(index.texts("tr[data-id=notice_reply]").join(" ").contains("15 日"), "{}", index.text());
    let preview = set(&mut admin, &twenty("2022-10-08", "preview")).await.is(200);
    for said in ["由 15 日 改为 20 日", "自 2022-10-08 起算的", "不重算"] {
        assert!(preview.text().contains(said), "{said}: {}", preview.text());
    }
    // nothing is written by looking; sent on as it stands, it is
    assert_eq!(on(&world, "2022-10-08").await, 15);
    let fields = preview.form(INDEX);
    let history = admin.post_over(INDEX, fields, &[("then", "set")]).await.leads();
    assert_eq!((on(&world, "2022-10-07").await, on(&world, "2022-10-08").await), (15, 20));
    let history = admin.open(&history).await;
    assert_eq!(history.attributes("tr[data-id]", "data-status"), ["planned", "current"]);
    assert!(history.text().contains("规定修订"));
    let noted: i64 = world.one("select count(*) from trail_entry where deed = $1", "parameter_set").await;
    assert_eq!(noted, 1);
    // what was planned falls away before a version that begins no later
    set(&mut admin, &[("amount", "25"), ("since", "2022-10-01"), ("reason", "更正"), ("then", "set")]).await.is(303);
    assert_eq!((on(&world, "2022-09-30").await, on(&world, "2022-10-08").await), (15, 25));
    let history = admin.open("/admin/parameters/history?key=notice_reply&kind=").await;
    assert_eq!(history.attributes("tr[data-id]", "data-status"), ["replaced", "planned", "current"]);
}

/// The rule of the day of service decides: a notice served before the change keeps its due date.
#[tokio::test]
async fn what_was_computed_stays() {
    let mut world = World::open().await;
    let rows = "select coalesce(sum(hashtext(c::text)), 0) from clock c where $1";
    let before: i64 = world.one(rows, true).await;
    set(&mut world.enter("assigner").await, &twenty("2022-09-02", "set")).await.is(303);
    world.turn_to("2022-09-02");
    assert_eq!(on(&world, "2022-09-02").await, 20);
    let after: i64 = world.one(rows, true).await;
    assert_eq!(before, after);
}

#[tokio::test]
async fn bad_input_is_answered_field_by_field() {
    let world = World::open().await;
    let mut admin = world.enter("assigner").await;
    for (field, value) in [
        ("amount", "0"),
        ("amount", "-3"),
        ("amount", "367"),
        ("amount", "十五"),
        ("amount", ""),
        ("unit", "person"),
        ("unit", "fortnight"),
        ("since", "2022-09-01"),
        ("since", "2021-01-01"),
        ("since", "2022-02-30"),
        ("source", ""),
        ("reason", ""),
    ] {
        let fields: Vec<_> = twenty("2022-10-08", "set")
            .into_iter()
            .filter(|(name, _)| *name != field)
            .chain([(field, value)])
            .collect();
        let page = set(&mut admin, &fields).await.is(422);
        assert!(page.has(&format!("#{field}-error")), "{field}={value}: {}", page.text());
        assert!(page.has(&format!(".error-summary a[href='#{field}']")), "{field}={value}");
    }
    set(&mut admin, &[("reason", "没有改动"), ("then", "set")]).await.is(422);
    // a unit that is part of the rule has no other
    let people = "/admin/parameters/new?key=team_min&kind=";
    let form = admin.open(people).await.form(INDEX);
    admin.post_over(INDEX, form, &[("unit", "day"), ("reason", "x"), ("then", "set")]).await.is(422);
    for nowhere in ["?key=", "?key=nothing&kind=", "?key=notice_reply&kind=prison", "?key=notice_reply&kind=castle"] {
        admin.get(&format!("/admin/parameters/history{nowhere}")).await.is(404);
    }
    admin.post(INDEX, &[("key", "nothing")]).await.is(404);
}

#[tokio::test]
async fn of_two_at_once_the_second_is_told() {
    let world = World::open().await;
    let mut admin = world.enter("assigner").await;
    let (first, second) = (form(&mut admin).await, form(&mut admin).await);
    let led = admin.post_over(INDEX, first.clone(), &twenty("2022-10-08", "set")).await.leads();
    // the same form again leads to the same place and writes nothing
    assert_eq!(admin.post_over(INDEX, first, &twenty("2022-10-08", "set")).await.leads(), led);
    let told = admin
        .post_over(INDEX, second, &[("amount", "30"), ("since", "2022-11-01"), ("reason", "又改"), ("then", "set")])
        .await
        .is(409);
    assert!(told.text().contains("20 日"), "{}", told.text());
    assert_eq!(told.attributes("#amount", "value"), ["30"]);
    let versions: i64 = world.one("select count(*) from parameter where key = $1", "notice_reply").await;
    assert_eq!(versions, 2);
}

/// Below the pages the database holds by itself.
#[tokio::test]
async fn the_database_refuses_what_the_pages_would_not_send() {
    let world = World::open().await;
    let (assigner, chief) = (world.person("assigner").await, world.person("chief").await);
    let refused = async |person: uuid::Uuid, sql: &'static str| {
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
        "update parameter set amount = 1",
        "update parameter set valid = 'empty'",
        "delete from parameter",
        "truncate parameter",
        "insert into parameter (key, amount, unit, start_event, class, source, valid, since) values ('x', 1, 'day', 'x', 'hard', 'x', '[2000-01-01,)', '2000-01-01')",
        "select is_business_admin('2022-09-01')",
    ] {
        assert_eq!(refused(assigner, sql).await, "42501", "{sql}");
    }
    let set = "select parameter_set('notice_reply', null, (select id from parameter where key = 'notice_reply'), 20, 'day', 'x', 'x', '2022-10-08', '2022-09-01T01:00:00Z')";
    assert_eq!(refused(chief, set).await, "42501");
    let past = "select parameter_set('notice_reply', null, (select id from parameter where key = 'notice_reply'), 20, 'day', 'x', 'x', '2022-09-01', '2022-09-01T01:00:00Z')";
    assert_eq!(refused(assigner, past).await, "23514");
    let nobody =
        "select parameter_set('notice_reply', null, 0, 20, 'day', 'x', 'x', '2022-10-08', '2022-09-01T01:00:00Z')";
    assert_eq!(refused(assigner, nobody).await, "55006");
    // not even the owner rewrites a version
    for sql in [
        "update parameter set amount = 1 where key = 'notice_reply'",
        "delete from parameter where key = 'notice_reply'",
        "update parameter set valid = daterange('2001-01-01', null) where key = 'notice_reply'",
    ] {
        assert!(sqlx::raw_sql(sql).execute(&world.db.owner).await.is_err(), "{sql}");
    }
}
