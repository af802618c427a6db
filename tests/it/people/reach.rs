//! The last net: what the database itself shows to whom.
use std::collections::BTreeSet;

use uuid::Uuid;
use xunjian::{
    foundation::db::Tx,
    people::access::{guard, store},
    workflow::inspection::State,
};

use crate::support::{World, mission::Mission, object};

/// What everybody may read: who and what there is, and what the rules say.
const PUBLIC: [&str; 16] = [
    "calendar_day",
    "calendar_version",
    "category",
    "category_entry",
    "checklist_edition",
    "checklist_item",
    "delegation",
    "facility",
    "facility_supervision",
    "installation",
    "legal_step",
    "org",
    "parameter",
    "person",
    "post",
    "taxonomy",
];

/// What each of the three administrators may read besides: accounts and their sessions, or the trail without its values.
const ADMINISTRATION: [&str; 5] = ["sign_in_guard", "trail_entry", "trail_link", "trail_pending", "trail_verification"];

/// How many rows of each table a transaction of the web role sees; tables that it may not read at all are left out.
async fn seen(world: &World, tx: &mut Tx) -> Vec<(String, i64)> {
    let tables: Vec<String> = sqlx::query_scalar(
        "select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and has_table_privilege('xunjian_web', oid, 'select') order by 1",
    )
    .fetch_all(&world.db.owner)
    .await
    .expect("the tables");
    let mut seen = Vec::new();
    for table in tables {
        let count = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
        let rows: i64 = sqlx::query_scalar(count).fetch_one(&mut **tx).await.expect("a count");
        if rows > 0 {
            seen.push((table, rows));
        }
    }
    seen
}

async fn entered(world: &World, username: &str) -> Tx {
    let token = world.session(username).await;
    let mut tx = world.db.web.begin().await.expect("a transaction");
    let actor =
        store::enter(&mut tx, &guard::token_hash(&token), "192.0.2.1", world.clock.now()).await.expect("an answer");
    assert!(actor.is_some(), "{username} is not let in");
    tx
}

fn beyond_public(seen: Vec<(String, i64)>) -> BTreeSet<String> {
    seen.into_iter().map(|(table, _)| table).filter(|table| !PUBLIC.contains(&table.as_str())).collect()
}

#[tokio::test]
async fn who_did_not_say_who_acts_sees_no_row_of_any_case() {
    let world = World::open().await;
    let mut tx = world.db.web.begin().await.expect("a transaction");
    let rows = seen(&world, &mut tx).await;
    assert_eq!(beyond_public(rows), BTreeSet::new());
}

/// What happened is found past row security, by ids alone: none without an actor, none of a sealed case but for those let in.
#[tokio::test]
async fn what_happened_in_a_sealed_case_is_told_to_nobody_else() {
    let world = World::open().await;
    let sealed = Mission::until(&world, State::Prepared).await;
    let counts = "select count(*), count(*) filter (where inspection_id = $1) from happened_since('2000-01-01')";
    let told = async |mut tx: Tx| -> (i64, i64) {
        sqlx::query_as(counts).bind(sealed.id()).fetch_one(&mut *tx).await.expect("an answer")
    };
    assert_eq!(told(world.db.web.begin().await.expect("a transaction")).await, (0, 0));
    let (others, own) = told(entered(&world, "supervisor").await).await;
    assert!(others > 0 && own == 0, "{others} {own}");
    let (_, own) = told(entered(&world, "dispatched").await).await;
    assert!(own > 0, "whoever leads it is told");
}

#[tokio::test]
async fn the_three_administrators_see_no_row_of_any_case() {
    let world = World::open().await;
    for username in ["sysadmin", "secadmin", "auditor"] {
        let mut tx = entered(&world, username).await;
        let rows = seen(&world, &mut tx).await;
        let more = beyond_public(rows).into_iter().filter(|table| !ADMINISTRATION.contains(&table.as_str()));
        assert_eq!(more.collect::<BTreeSet<_>>(), BTreeSet::new(), "{username}");
    }
}

#[tokio::test]
async fn a_liaison_sees_what_was_served_and_nothing_of_how_it_came_about() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    mission.drafts(&world, &[&mission.findings[0]]).await.is(303);
    let notice = mission.serves(&world, &[&mission.findings[0]]).await;
    object::object(&world, "liaison", &notice, "事实有出入").await.is(303);
    object::review(&world, "chief", &notice, "upheld").await.is(303);
    object::correct(&world, "procurator", &mission.findings[1], "2022-09-01").await.is(303);
    let mut tx = entered(&world, "liaison").await;
    let others: i64 = sqlx::query_scalar(
        "select count(*) from post where facility_id is distinct from (select actor_facility()) and person_id <> (select actor_person())",
    )
    .fetch_one(&mut *tx)
    .await
    .expect("posts");
    assert_eq!(others, 0, "a liaison reads the posts of others");
    let rows = seen(&world, &mut tx).await;
    let allowed = [
        "clock",
        "document",
        "document_finding",
        // what is drawn of it, and its file
        "document_pdf",
        "document_print",
        // one's own forms
        "idempotency",
        "objection",
        "objection_review",
        "reply",
        "service",
        "verification",
        "verification_demand",
    ];
    let more: Vec<_> = beyond_public(rows).into_iter().filter(|table| !allowed.contains(&table.as_str())).collect();
    assert_eq!(more, Vec::<String>::new());
    let served: Vec<Uuid> = sqlx::query_scalar(
        "select document_id from service s join facility f on f.id = s.facility_id where f.code = '450000-JY-01'",
    )
    .fetch_all(&world.db.owner)
    .await
    .expect("what was served");
    let read: Vec<Uuid> = sqlx::query_scalar("select id from document").fetch_all(&mut *tx).await.expect("documents");
    assert!(!read.is_empty() && read.iter().all(|document| served.contains(document)));
    let drawn: Vec<Uuid> =
        sqlx::query_scalar("select document_id from document_print").fetch_all(&mut *tx).await.expect("what is drawn");
    assert!(!drawn.is_empty() && drawn.iter().all(|document| served.contains(document)));
}

/// The web role adds what happened; it never changes or removes it.
#[tokio::test]
async fn what_happened_can_be_neither_changed_nor_removed() {
    let world = World::open().await;
    let kept = [
        "step",
        "record",
        "record_inspector",
        "plan_text",
        "finding_text",
        "service",
        "reply",
        "verification",
        "verification_demand",
        "closing",
        "recheck",
        "objection",
        "objection_review",
        "oral_correction",
        "oral_done",
        "finding_hand",
        "evidence",
        "evidence_void",
        "evidence_access",
    ];
    for table in kept {
        for right in ["update", "delete", "truncate"] {
            let may: bool = sqlx::query_scalar("select has_table_privilege('xunjian_web', $1::text, $2)")
                .bind(table)
                .bind(right)
                .fetch_one(&world.db.owner)
                .await
                .expect("a right");
            assert!(!may, "the web role may {right} {table}");
        }
    }
    // not even the owner changes what is on file; of these there is none here, their own tests try
    let rests = [
        "finding_hand",
        "evidence",
        "evidence_void",
        "evidence_access",
        "objection",
        "objection_review",
        "oral_correction",
        "oral_done",
    ];
    for table in kept.into_iter().filter(|table| !rests.contains(table)) {
        for change in ["update {} set inspection_id = inspection_id", "delete from {}"] {
            // the dates of a service follow its clocks; nothing else of it moves
            let change = change
                .replace("{}", table)
                .replace("service set inspection_id = inspection_id", "service set receiver = '他人'");
            let refused = sqlx::raw_sql(sqlx::AssertSqlSafe(change.clone())).execute(&world.db.owner).await.err();
            let refused = refused
                .as_ref()
                .and_then(sqlx::Error::as_database_error)
                .and_then(|error| error.constraint().map(ToOwned::to_owned));
            assert!(refused.is_some_and(|name| name.ends_with("_append_only")), "{change}");
        }
    }
}

#[tokio::test]
async fn nobody_acts_in_anothers_name() {
    let world = World::open().await;
    let person = world.person("chief").await;
    let mut tx = entered(&world, "city").await;
    let chief: i64 = sqlx::query_scalar("select count(*) from idempotency where person_id = $1")
        .bind(person)
        .fetch_one(&mut *tx)
        .await
        .expect("a count");
    assert_eq!(chief, 0);
    for table in ["account", "session", "trail_entry", "sign_in_guard"] {
        let sql = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
        let rows: i64 = sqlx::query_scalar(sql).fetch_one(&mut *tx).await.expect("a count");
        assert_eq!(rows, 0, "{table}");
    }
    for secret in ["select secret from account", "select value from trail_value"] {
        for username in ["city", "sysadmin", "secadmin", "auditor"] {
            assert!(refusal(&world, username, secret).await.starts_with("permission denied"), "{username}: {secret}");
        }
    }
}

/// Which rule the web role runs into when it tries something behind the application's back, having entered as somebody.
async fn refusal(world: &World, username: &str, attempt: &'static str) -> String {
    let mut tx = entered(world, username).await;
    let refused = sqlx::raw_sql(attempt).execute(&mut *tx).await.and(Ok(()));
    let refused = match refused {
        Ok(()) => tx.commit().await.err(),
        Err(error) => Some(error),
    };
    let refused = refused.as_ref().and_then(sqlx::Error::as_database_error);
    refused
        .map_or_else(String::new, |error| error.constraint().map_or_else(|| error.message().to_owned(), str::to_owned))
}

#[tokio::test]
async fn a_state_goes_forward_only_and_what_was_decided_stays() {
    let world = World::open().await;
    for (attempt, rule) in [
        ("update inspection set state = 'draft', step_no = 1", "inspection_only_forward"),
        ("update finding set status = 'recorded', step_no = 1", "finding_only_forward"),
        ("update document set step_no = 1", "document_only_forward"),
        ("update inspection set number = 'XHJC-1'", "inspection_set_once"),
        ("update inspection set ended_on = ended_on - 1", "inspection_set_once"),
        ("update finding set title = 'nothing'", "finding_frozen"),
        ("update finding set severity = 'minor', depth = 'general'", "finding_frozen"),
        ("update document set body = 'nothing'", "document_frozen"),
    ] {
        assert_eq!(refusal(&world, "chief", attempt).await, rule, "{attempt}");
    }
}

#[tokio::test]
async fn nobody_writes_out_of_reach_or_in_anothers_name() {
    let world = World::open().await;
    Mission::until(&world, State::Submitted).await;
    // what nobody may know of, to be written to all the same
    world.run("create view every_case as select id from inspection; create view every_finding as select id, inspection_id from finding; grant select on every_case, every_finding to xunjian_web").await;
    for (username, attempt, rule) in [
        (
            "city",
            "insert into inspection_clearance select id, actor_person(), 'team', '[2000-01-01,)' from every_case",
            "row-level security",
        ),
        (
            "city",
            "insert into team_member (inspection_id, person_id, place) select id, actor_person(), 'member' from every_case",
            "",
        ),
        ("city", "insert into finding_hand select id, actor_person(), 'close' from every_finding", "permission denied"),
        (
            "supervisor",
            "insert into recheck select gen_random_uuid(), id, inspection_id, 'corrected', '', (select person_id from post where role = 'chief' limit 1), '2022-09-01', '2022-09-01' from every_finding",
            "recheck_own_name",
        ),
        (
            "chief",
            "select trail_write(gen_random_uuid(), '2022-09-01', (select id from person where id <> actor_person() limit 1), null, null, 'seen', 'x', null, null, '{}')",
            "trail_own_name",
        ),
        ("chief", "select finding_settle(id) from finding", "permission denied"),
    ] {
        let refused = refusal(&world, username, attempt).await;
        assert!(!refused.is_empty() && refused.contains(rule), "{attempt}: {refused}");
    }
}
