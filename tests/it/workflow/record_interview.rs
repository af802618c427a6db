//! 谈话对象: who was spoken to is known to the inspectors of the interview and to those who lead; all others know a number.
use std::collections::BTreeSet;

use uuid::Uuid;
use xunjian::{
    people::access::{guard, store},
    routes,
    workflow::{inspection::State, record::interview},
};

use crate::support::{
    Page, World,
    mission::{Mission, id_of, signs},
    upload::PDF,
};

const NAME: &str = "覃化名";
const NUMBER: &str = "示例-9017";

async fn spoken(world: &World, mission: &Mission, more: &[(&str, &str)], files: &[(&str, &[u8])]) -> Page {
    let (one, other) = (world.person("procurator").await.to_string(), world.person("dispatched").await.to_string());
    let mut fields = vec![
        ("method", "inmate_interview"),
        ("detail_circle-inmate_interview", "complained"),
        ("place", "谈话室"),
        ("body", "谈话对象反映会见被无故取消。"),
        ("who_name", NAME),
        ("who_number", NUMBER),
        ("who_ward", "三监区"),
        ("inspectors", one.as_str()),
        ("inspectors", other.as_str()),
    ];
    fields.retain(|(name, _)| !more.iter().any(|(given, _)| given == name));
    fields.extend(more);
    let (form, action) = (mission.to("records/new"), mission.to("records"));
    world.enter("procurator").await.fill_with_files(&form, &action, &fields, files).await
}

fn tells(text: &str) -> bool {
    text.contains(NAME) || text.contains(NUMBER)
}

#[tokio::test]
async fn an_interviewee_is_a_number_to_all_and_a_name_to_few_who_leave_a_trace() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::InProgress).await;
    let record = spoken(&world, &mission, &[], &[]).await.leads();
    let see = format!("{record}/interviewee");
    for username in ["procurator", "dispatched"] {
        let mut browser = world.enter(username).await;
        let page = browser.open(&record).await;
        assert!(page.text().contains("谈话对象 1") && !tells(&page.source), "{username}: {}", page.text());
        let shown = browser.fill(&record, &see, &[]).await.is(200);
        assert!(shown.text().contains(NAME) && shown.text().contains(NUMBER) && shown.text().contains("三监区"));
        assert_eq!(shown.header("cache-control"), Some("no-store"));
        // the address of the look shows nothing
        browser.get(&see).await.is(405);
    }
    // on the team, but neither there nor leading
    for username in ["procurator2", "chief"] {
        let mut browser = world.enter(username).await;
        let page = browser.open(&record).await;
        assert!(page.text().contains("谈话对象 1") && !page.has("#interviewee form"), "{username}");
        browser.post(&see, &[]).await.is(403);
    }
    let looks: i64 = world.one("select count(*) from interviewee_view where record_id = $1", id_of(&record)).await;
    let logged: i64 = world.one("select count(*) from trail_entry where deed = $1", "interviewee_seen").await;
    assert_eq!((looks, logged), (2, 2));
    let page = world.enter("dispatched").await.open(&record).await;
    assert_eq!(page.texts("#interviewee").join("").matches("2022-09-01").count(), 2, "who looked stands there");
}

#[tokio::test]
async fn the_second_one_has_the_next_number_and_an_officer_need_not_be_named() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::InProgress).await;
    spoken(&world, &mission, &[("who_name", "")], &[]).await.is(422);
    spoken(&world, &mission, &[], &[]).await.leads();
    let second = spoken(&world, &mission, &[("who_name", "蓝化名")], &[]).await.leads();
    let no: i32 = world.one("select interviewee_no from record where id = $1", id_of(&second)).await;
    assert_eq!(no, 2);
    let forum = [
        ("method", "officer_interview"),
        ("detail_circle-officer_interview", "ward_police"),
        ("who_name", ""),
        ("who_number", ""),
        ("who_ward", ""),
    ];
    let forum = spoken(&world, &mission, &forum, &[]).await.leads();
    assert!(!world.enter("procurator").await.open(&forum).await.has("#interviewee"));
    world.enter("procurator").await.post(&format!("{forum}/interviewee"), &[]).await.is(404);
}

#[tokio::test]
async fn nobody_is_named_in_what_others_read() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::InProgress).await;
    for (field, text) in
        [("body", "覃化名反映会见被取消"), ("place", "谈话室，示例-9017"), ("happened", "覃化名入监当日")]
    {
        let page = spoken(&world, &mission, &[(field, text)], &[]).await.is(422);
        assert!(page.has(&format!("#{field}[aria-invalid]")), "{field}");
    }
    let named = [("finding", "yes"), ("category", "FC-JY-0201"), ("title", "覃化名的会见被取消")];
    spoken(&world, &mission, &named, &[]).await.is(422);
    spoken(&world, &mission, &[], &[("覃化名谈话.pdf", PDF)]).await.is(422);
    let record = spoken(&world, &mission, &[], &[]).await.leads();
    let mut author = world.enter("procurator").await;
    let (edit, addenda) = (format!("{record}/edit"), format!("{record}/addenda"));
    author.fill(&edit, &edit, &[("body", "覃化名反映会见被取消")]).await.is(422);
    author.fill(&edit, &edit, &[("body", "谈话对象另反映伙食问题")]).await.is(303);
    author.fill(&format!("{addenda}/new"), &addenda, &[("reason", "补充"), ("body", "即覃化名所述")]).await.is(422);
    let log = format!("{record}/findings");
    let finding = |facts: &'static str| [("title", "会见被取消"), ("category", "FC-JY-0201"), ("facts", facts)];
    author.fill(&format!("{log}/new"), &log, &finding("覃化名的会见被取消")).await.is(422);
    let found = author.fill(&format!("{log}/new"), &log, &finding("一名罪犯的会见被取消")).await.leads();
    let edit = format!("{found}/edit");
    author.fill(&edit, &edit, &[("title", "覃化名的会见被取消")]).await.is(422);
    // nor in what is said about files that come later
    for place in [&record, &found] {
        let (form, action) = (format!("{place}/evidence/new"), format!("{place}/evidence"));
        for (note, name) in [("覃化名提供", "说明.pdf"), ("", "示例-9017.pdf")] {
            author.fill_with_files(&form, &action, &[("note", note)], &[(name, PDF)]).await.is(422);
        }
        author.fill_with_files(&form, &action, &[("note", "谈话对象提供")], &[("说明.pdf", PDF)]).await.is(303);
    }
}

/// Every page of the case, as everybody who reads it; the log and its export; every value that the database holds.
#[tokio::test]
async fn the_name_is_in_no_page_no_log_no_export_and_not_in_the_database() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::InProgress).await;
    let more = [("finding", "yes"), ("category", "FC-JY-0201"), ("severity", "minor")];
    let record = spoken(&world, &mission, &more, &[("谈话录音说明.pdf", PDF)]).await.leads();
    let finding: Uuid = world.one("select id from finding where record_id = $1", id_of(&record)).await;
    for username in ["procurator", "dispatched"] {
        signs(&world, username, &record).await.is(303);
    }
    world.enter("procurator").await.fill(&record, &format!("{record}/interviewee"), &[]).await.is(200);
    let owner = world.person("procurator2").await.to_string();
    let confirm = format!("/findings/{finding}/confirm");
    world.enter("dispatched").await.fill(&confirm, &confirm, &[("owner", &owner)]).await.is(303);
    let mut addresses: BTreeSet<String> = BTreeSet::new();
    for route in routes::table().iter().filter(|route| route.method == axum::http::Method::GET) {
        for (start, id) in
            [("/inspections/{id}", mission.id()), ("/records/{id}", id_of(&record)), ("/findings/{id}", finding)]
        {
            if route.path.starts_with(start) {
                addresses.insert(route.path.replace("{id}", &id.to_string()));
            }
        }
        if !route.path.contains('{') && route.path != "/logout" {
            addresses.insert(route.path.to_owned());
        }
    }
    for list in ["/findings?q=", "/inspections?q=", "/todo?q=", "/documents?q=", "/rectifications?q="] {
        addresses.insert(format!("{list}%E8%A6%83%E5%8C%96%E5%90%8D"));
    }
    for username in
        ["procurator", "dispatched", "procurator2", "chief", "supervisor", "resident", "liaison", "auditor", "sysadmin"]
    {
        let mut browser = world.enter(username).await;
        for address in &addresses {
            let page = browser.get(address).await;
            // what somebody searched for stands in the field that they typed it into
            let found = if address.contains("q=") { !page.rows().is_empty() } else { tells(&page.source) };
            assert!(!found, "{username} reads it at {address}");
        }
    }
    let mut auditor = world.enter("auditor").await;
    auditor.fill("/audit", "/audit/exports", &[]).await.is(303);
    let export: Uuid = world.one("select id from trail_export where entries > $1 limit 1", 0).await;
    assert!(!tells(&auditor.get(&format!("/audit/exports/{export}")).await.source));
    // every row of every table, as the owner reads it
    let tables: Vec<String> = sqlx::query_scalar("select table_name::text from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'")
        .fetch_all(&world.db.owner)
        .await
        .expect("the tables");
    for table in tables {
        let sql = format!(
            "select count(*) from \"{table}\" t where t::text like '%{NAME}%' or t::text like '%{NUMBER}%' or t::text like '%' || encode('{NAME}', 'hex') || '%'"
        );
        let found: i64 =
            sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&world.db.owner).await.expect("a count");
        assert_eq!(found, 0, "{table} holds it in clear");
    }
}

#[tokio::test]
async fn row_security_keeps_the_compartment_from_the_web_role() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::InProgress).await;
    let record = spoken(&world, &mission, &[], &[]).await.leads();
    for (username, knows) in [("procurator", 1), ("dispatched", 1), ("procurator2", 0), ("chief", 0), ("supervisor", 0)]
    {
        let token = world.session(username).await;
        let mut tx = world.db.web.begin().await.expect("a transaction");
        let now = world.clock.now();
        store::enter(&mut tx, &guard::token_hash(&token), "192.0.2.1", now)
            .await
            .expect("an answer")
            .expect("signed in");
        let seen: i64 = sqlx::query_scalar("select count(*) from interviewee where record_id = $1")
            .bind(id_of(&record))
            .fetch_one(&mut *tx)
            .await
            .expect("a count");
        assert_eq!(seen, knows, "{username}");
    }
}

/// A database without its key is not served: the next interviewee would be sealed under another.
#[tokio::test]
async fn nobody_serves_interviewees_without_their_key() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::InProgress).await;
    let app = world.app();
    interview::key_is_here(&app.db, &app.seal).await.expect("made at the first start");
    assert!(app.seal.has_key());
    spoken(&world, &mission, &[], &[]).await.leads();
    interview::key_is_here(&app.db, &app.seal).await.expect("its own key");
    let elsewhere = tempfile::tempdir().expect("a directory");
    let moved = world.app_at(elsewhere.path());
    let refused = interview::key_is_here(&moved.db, &moved.seal).await.expect_err("another directory");
    assert!(refused.to_string().contains("interviewees"), "{refused}");
    assert!(!moved.seal.has_key());
}
