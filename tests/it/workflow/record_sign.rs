//! 签认: two who were there confirm a record; until the first does its author may write it anew, after that nobody does.
use sqlx::Row as _;
use uuid::Uuid;
use xunjian::{
    people::access::{guard, store},
    workflow::inspection::State,
};

use crate::support::{
    World,
    mission::{Mission, id_of, signs},
};

/// A record by two of the team, to which a third belongs.
async fn written(world: &World) -> (Mission, String) {
    let mission = Mission::until(world, State::InProgress).await;
    let record = mission.writes(world, "procurator", &["procurator", "procurator2"]).await.leads();
    (mission, record)
}

async fn signed(world: &World, record: &str) -> String {
    world.one("select signed from record where id = $1", id_of(record)).await
}

#[tokio::test]
async fn two_who_were_there_confirm_it_and_nobody_else() {
    let world = World::open().await;
    let (_, record) = written(&world).await;
    // on the team, and its lead, but not there
    assert!(!world.enter("dispatched").await.open(&record).await.has("#signed form"));
    let confirm = format!("{record}/confirm");
    world.enter("dispatched").await.post(&confirm, &[("version", "1")]).await.is(403);
    signs(&world, "procurator", &record).await.is(303);
    assert_eq!(signed(&world, &record).await, "open");
    // once is enough
    world.enter("procurator").await.post(&confirm, &[("version", "1")]).await.is(409);
    signs(&world, "procurator2", &record).await.is(303);
    assert_eq!(signed(&world, &record).await, "done");
    let page = world.enter("dispatched").await.open(&record).await;
    assert_eq!(page.attributes("#signed [data-signed]", "data-signed"), ["true", "true"]);
}

#[tokio::test]
async fn its_author_writes_it_anew_until_somebody_has_confirmed_it() {
    let world = World::open().await;
    let (_, record) = written(&world).await;
    let edit = format!("{record}/edit");
    world.enter("procurator2").await.get(&edit).await.is(403);
    let mut author = world.enter("procurator").await;
    author.fill(&edit, &edit, &[("body", " ")]).await.is(422);
    author.fill(&edit, &edit, &[("day", "2022-09-02")]).await.is(422);
    author.fill(&edit, &edit, &[("method", "inmate_interview")]).await.is(422);
    author.fill(&edit, &edit, &[("body", "改正后的检察情况"), ("clock", "08:30")]).await.is(303);
    let page = author.open(&record).await;
    assert!(page.texts(".prose .typed").iter().any(|text| text == "改正后的检察情况"));
    assert!(page.texts("#texts").join("").contains("查看监舍、会见室"), "the text before it is kept");
    signs(&world, "procurator2", &record).await.is(303);
    author.get(&edit).await.is(409);
    assert!(!author.open(&record).await.has(&format!("a[href='{edit}']")));
}

#[tokio::test]
async fn whoever_confirms_confirms_what_was_read() {
    let world = World::open().await;
    let (_, record) = written(&world).await;
    let (edit, confirm) = (format!("{record}/edit"), format!("{record}/confirm"));
    let mut reader = world.enter("procurator2").await;
    let read = reader.open(&record).await.form(&confirm);
    world.enter("procurator").await.fill(&edit, &edit, &[("body", "后来改的")]).await.is(303);
    reader.post_over(&confirm, read, &[]).await.is(409);
    let count: i64 = world.one("select count(*) from record_confirmation where record_id = $1", id_of(&record)).await;
    assert_eq!(count, 0);
    signs(&world, "procurator2", &record).await.is(303);
}

/// Two windows of one author: the second gets both texts.
#[tokio::test]
async fn a_stale_edit_shows_both_texts_and_loses_neither() {
    let world = World::open().await;
    let (_, record) = written(&world).await;
    let edit = format!("{record}/edit");
    let (mut here, mut there) = (world.enter("procurator").await, world.enter("procurator").await);
    let stale = there.open(&edit).await.form(&edit);
    here.fill(&edit, &edit, &[("body", "甲写的情况")]).await.is(303);
    let conflict = there.post_over(&edit, stale, &[("body", "乙写的情况"), ("place", "三监区")]).await.is(409);
    for text in ["甲写的情况", "乙写的情况", "三监区", "查看监舍、会见室"] {
        assert!(conflict.source.contains(text) || conflict.text().contains(text), "{text}: {}", conflict.text());
    }
    let form = conflict.form(&edit);
    there.post_over(&edit, form, &[("_take-body", "mine")]).await.is(303);
    let stands: String =
        world.one("select concat_ws('|', version, place, body) from record where id = $1", id_of(&record)).await;
    assert_eq!(stands, "3|三监区|乙写的情况");
    let kept: i64 = world.one("select count(*) from record_text where record_id = $1", id_of(&record)).await;
    assert_eq!(kept, 2);
    let present: i64 = world.one("select count(*) from record_inspector where record_id = $1", id_of(&record)).await;
    assert_eq!(present, 2);
}

#[tokio::test]
async fn a_refusal_is_on_record_and_settles_what_the_second_name_cannot() {
    let world = World::open().await;
    let (mission, record) = written(&world).await;
    let refuse = format!("{record}/refuse");
    world.enter("dispatched").await.get(&refuse).await.is(403);
    let mut one = world.enter("procurator").await;
    one.fill(&refuse, &refuse, &[("whom", "inspector"), ("reason", "")]).await.is(422);
    one.fill(&refuse, &refuse, &[("whom", "facility"), ("reason", "称须请示后再签")]).await.is(303);
    assert_eq!(signed(&world, &record).await, "open", "the facility's signature is not one of the two");
    signs(&world, "procurator2", &record).await.is(303);
    one.fill(&refuse, &refuse, &[("whom", "inspector"), ("reason", "当时不在禁闭室内")]).await.is(303);
    assert_eq!(signed(&world, &record).await, "done");
    let page = world.enter("dispatched").await.open(&record).await;
    assert_eq!(page.attributes("#signed [data-refused]", "data-refused"), ["facility", "inspector"]);
    assert!(page.text().contains("当时不在禁闭室内"));
    assert!(!world.enter("dispatched").await.open(&mission.to("records")).await.has("#unsigned"));
}

#[tokio::test]
async fn fieldwork_does_not_end_while_a_record_waits() {
    let world = World::open().await;
    let mission = Mission::on_site(&world).await;
    let record = mission.writes(&world, "procurator", &["procurator", "procurator2"]).await.leads();
    let no: i32 = world.one("select no from record where id = $1", id_of(&record)).await;
    let mut lead = world.enter("dispatched").await;
    let refused = lead.open(&mission.to("finish")).await;
    assert!(refused.text().contains(&format!("第 {no} 号")), "{}", refused.text());
    assert!(refused.has(&format!("a[href='{}']", mission.to("records?signed=open"))));
    let answers = Mission::answers(&world, "finish");
    lead.post(&mission.to("finish"), &answers.pairs()).await.is(409);
    let mut other = world.enter("procurator2").await;
    assert_eq!(other.open(&mission.to("records")).await.figure("waiting"), 1);
    let list = other.open(&mission.to("records?signed=mine")).await;
    assert_eq!(list.attributes("tr[data-id] .main a", "href"), std::slice::from_ref(&record));
    for username in ["procurator", "procurator2"] {
        signs(&world, username, &record).await.is(303);
    }
    assert!(other.open(&mission.to("records?signed=mine")).await.rows().is_empty());
    mission.step(&world, "dispatched", "finish").await.is(303);
}

#[tokio::test]
async fn what_came_before_is_not_asked_and_says_so() {
    let world = World::open().await;
    let record: Uuid = world
        .one("select r.id from record r join inspection i on i.id = r.inspection_id where i.history = $1 order by r.id limit 1", true)
        .await;
    let asked: i64 = world
        .one("select count(*) from record r join inspection i on i.id = r.inspection_id where i.history = $1 and r.signed <> 'unasked'", true)
        .await;
    assert_eq!(asked, 0);
    let page = world.enter("chief").await.open(&format!("/records/{record}")).await;
    assert!(page.text().contains("没有签认"), "{}", page.text());
}

/// What the application does not offer, the database does not do either.
#[tokio::test]
async fn the_database_holds_it_for_the_web_role_too() {
    let world = World::open().await;
    let (_, record) = written(&world).await;
    signs(&world, "procurator", &record).await.is(303);
    let id = id_of(&record);
    for (sql, refused) in [
        ("update record set body = '改写', version = 2 where id = $1", "record_frozen"),
        ("delete from record where id = $1", "record_append_only"),
        ("delete from record_inspector where record_id = $1", "record_inspector_append_only"),
        ("update record_confirmation set version = 9 where record_id = $1", "record_confirmation_append_only"),
        ("delete from record_confirmation where record_id = $1", "record_confirmation_append_only"),
        ("update record set no = 9 where id = $1", "record_append_only"),
        (
            "insert into record_confirmation (record_id, inspection_id, person_id, version, at)
             select r.id, r.inspection_id, a.person_id, 1, '2022-09-01Z' from record r, account a where r.id = $1 and a.username = 'dispatched'",
            "record_confirmation_named",
        ),
        (
            "insert into record_confirmation (record_id, inspection_id, person_id, version, at)
             select r.id, r.inspection_id, a.person_id, 2, '2022-09-01Z' from record r, account a where r.id = $1 and a.username = 'procurator2'",
            "record_confirmation_stale",
        ),
    ] {
        let error = sqlx::query(sql).bind(id).execute(&world.db.owner).await.expect_err(sql);
        assert_eq!(error.as_database_error().and_then(|error| error.constraint()), Some(refused), "{sql}");
    }
    // the web role has not even the right to say that a record is signed, or to write another's
    for sql in [
        "update record set signed = 'done' where id = $1",
        "delete from record_inspector where record_id = $1",
        "update record_text set body = '' where record_id = $1",
    ] {
        let error = sqlx::query(sql).bind(id).execute(&world.db.web).await.expect_err(sql);
        assert_eq!(
            error.as_database_error().and_then(|error| error.code().map(|code| code.to_string())),
            Some("42501".to_owned()),
            "{sql}"
        );
    }
    // its own author, in a session of the application, rewrites it no more
    let token = world.session("procurator").await;
    let mut tx = world.db.web.begin().await.expect("a transaction");
    store::enter(&mut tx, &guard::token_hash(&token), "192.0.2.1", world.clock.now())
        .await
        .expect("an answer")
        .expect("signed in");
    let edit = sqlx::query("update record set body = '改写', version = 2 where id = $1")
        .bind(id)
        .execute(&mut *tx)
        .await
        .expect_err("frozen");
    assert_eq!(edit.as_database_error().and_then(|error| error.constraint()), Some("record_frozen"));
    drop(tx);
    let row = sqlx::query("select body, version from record where id = $1")
        .bind(id)
        .fetch_one(&world.db.owner)
        .await
        .expect("it");
    assert_eq!((row.get::<String, _>(0).as_str(), row.get::<i32, _>(1)), ("查看监舍、会见室", 1));
}

#[tokio::test]
async fn a_day_of_somebody_is_confirmed_by_whoever_leads_and_again_when_more_is_recorded() {
    let world = World::open().await;
    let (mission, record) = written(&world).await;
    let logs = mission.to("logs");
    let person = world.person("procurator").await.to_string();
    let fields = |records: &'static str| {
        vec![("day", "2022-09-01"), ("records", records), ("note", "同意"), ("person", person.as_str())]
    };
    world.enter("procurator2").await.post(&logs, &fields("1")).await.is(403);
    let mut lead = world.enter("dispatched").await;
    let page = lead.open(&logs).await;
    assert!(page.attributes("section[data-person] .rows a", "href").contains(&record));
    assert_eq!(page.attributes("section[data-person]", "data-settled"), ["false", "false"]);
    lead.post(&logs, &fields("2")).await.is(409);
    lead.post(&logs, &[("day", "2022-09-01"), ("records", "1"), ("person", "x")]).await.is(422);
    lead.post(&logs, &fields("1")).await.is(303);
    lead.post(&logs, &fields("1")).await.is(409);
    let page = lead.open(&logs).await;
    assert_eq!(page.attributes(&format!("section[data-person='{person}']"), "data-settled"), ["true"]);
    mission.writes(&world, "procurator", &["procurator", "dispatched"]).await.is(303);
    let page = lead.open(&format!("{logs}?day=2022-09-01")).await;
    assert_eq!(page.attributes(&format!("section[data-person='{person}']"), "data-settled"), ["false"]);
    // nobody confirms their own day
    let own = world.person("dispatched").await.to_string();
    assert!(!page.has(&format!("section[data-person='{own}'] form")));
    lead.post(&logs, &[("day", "2022-09-01"), ("records", "1"), ("person", &own)]).await.is(403);
    lead.post(&logs, &fields("2")).await.is(303);
    assert!(lead.open(&format!("{logs}?day=2022-08-01")).await.has(".empty"));
}
