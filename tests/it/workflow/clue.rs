//! 线索: from its first note to what came of it, each step by the person whose step it is; for all others there is none.
use uuid::Uuid;
use xunjian::{
    foundation::db::Tx,
    people::access::{guard, store},
    workflow::inspection::State,
};

use crate::support::{
    World,
    clue::{PERSONS, SUMMARY, step, until},
    mission::{Mission, PRISON, id_of},
};

/// Everybody who is not let into a clue that `procurator` put down: the team's other member too, and whoever oversees the region.
const OUTSIDE: [&str; 12] = [
    "procurator2",
    "supervisor",
    "assigner",
    "lead",
    "city",
    "city2",
    "resident",
    "liaison",
    "liaison2",
    "sysadmin",
    "secadmin",
    "auditor",
];

#[tokio::test]
async fn a_clue_is_registered_approved_sent_and_followed() {
    let world = World::open().await;
    let mission = Mission::on_site(&world).await;
    mission.notes(&world, "procurator2", "").await.is(422);
    mission.notes(&world, "chief", "abuse_of_power").await.is(403);
    let clue = mission.notes(&world, "procurator", "abuse_of_power").await.leads();
    // whoever put it down rewrites it until it is registered
    let edit = format!("{clue}/edit");
    world.enter("procurator").await.fill(&edit, &edit, &[("risk", "可能串供")]).await.is(303);
    world.enter("chief").await.get(&edit).await.is(403);
    // the lead registers, nobody else
    step(&world, "procurator", &clue, "register").await.is(403);
    step(&world, "chief", &clue, "approve").await.is(409);
    step(&world, "dispatched", &clue, "register").await.is(303);
    world.enter("procurator").await.get(&edit).await.is(409);
    step(&world, "chief", &clue, "return").await.is(303);
    assert!(world.enter("dispatched").await.open(&clue).await.text().contains("退回补充"));
    step(&world, "dispatched", &clue, "register").await.is(303);
    step(&world, "dispatched", &clue, "approve").await.is(403);
    let waits = world.enter("chief").await.open("/clues").await;
    assert_eq!(waits.attributes("tr[data-id]", "data-status"), ["registered"]);
    assert_eq!(waits.texts("nav a[href='/clues'] .count"), ["1 项待办"]);
    step(&world, "chief", &clue, "approve").await.is(303);
    // what the procuratorate may file on goes to the province, and nowhere else
    step(&world, "dispatched", &clue, "send_other").await.is(409);
    step(&world, "dispatched", &clue, "send_province").await.is(303);
    for (what, state) in [("accept", "accepted"), ("file", "filed"), ("conclude", "result")] {
        step(&world, "procurator", &clue, what).await.is(403);
        step(&world, "dispatched", &clue, what).await.is(303);
        assert_eq!(
            world.enter("procurator").await.open("/clues").await.attributes("tr[data-id]", "data-status"),
            [state]
        );
    }
    let row = world.enter("chief").await.open("/clues").await.text();
    for said in [SUMMARY, "滥用职权罪", "接收机关", "函〔2022〕1号", "依照规定办理"] {
        assert!(row.contains(said), "{said} is not in {row}");
    }
    step(&world, "dispatched", &clue, "conclude").await.is(409);
}

#[tokio::test]
async fn what_is_none_of_the_fourteen_goes_to_the_body_that_may() {
    let world = World::open().await;
    let mission = Mission::on_site(&world).await;
    let clue = mission.notes(&world, "procurator", "other").await.leads();
    step(&world, "dispatched", &clue, "register").await.is(303);
    step(&world, "chief", &clue, "approve").await.is(303);
    step(&world, "dispatched", &clue, "send_province").await.is(409);
    step(&world, "dispatched", &clue, "send_other").await.is(303);
    // given back, it is rewritten and decided about again
    step(&world, "dispatched", &clue, "refuse").await.is(303);
    let edit = format!("{clue}/edit");
    let fields = [("offence", "favouritism"), ("other_offence", "")];
    world.enter("dispatched").await.fill(&edit, &edit, &fields).await.is(303);
    until(&world, &clue, "accept").await;
    let shown = world.enter("procurator").await.open(&clue).await;
    assert!(shown.text().contains("徇私舞弊减刑"), "{}", shown.text());
}

#[tokio::test]
async fn two_who_rewrite_it_lose_nothing() {
    let world = World::open().await;
    let mission = Mission::on_site(&world).await;
    let clue = mission.notes(&world, "procurator", "neglect_of_duty").await.leads();
    let edit = format!("{clue}/edit");
    let mut slow = world.enter("dispatched").await;
    let form = slow.open(&edit).await.form(&edit);
    world.enter("procurator").await.fill(&edit, &edit, &[("proof", "监控录像一段")]).await.is(303);
    let both = slow.post_over(&edit, form, &[("proof", "谈话笔录二份")]).await.is(409);
    assert!(both.text().contains("监控录像一段") && both.text().contains("谈话笔录二份"), "{}", both.text());
    // set aside, it is over
    step(&world, "dispatched", &clue, "set_aside").await.is(303);
    step(&world, "dispatched", &clue, "register").await.is(409);
}

/// Whoever put it down or registered it never approves it: not by a delegation, and not past the application either.
#[tokio::test]
async fn whoever_drafts_never_approves() {
    let world = World::open().await;
    let mission = Mission::on_site(&world).await;
    let clue = mission.notes(&world, "procurator", "abuse_of_power").await.leads();
    step(&world, "dispatched", &clue, "register").await.is(303);
    let person = world.person("dispatched").await.to_string();
    let until = (world.today() + chrono::Days::new(20)).to_string();
    let (today, delegations) = (world.today().to_string(), "/admin/delegations");
    let fields = [
        ("org", "450000-PCY-01"),
        ("person", person.as_str()),
        ("from", &today),
        ("to", &until),
        ("reason", "外出学习"),
    ];
    world.enter("chief").await.fill(delegations, delegations, &fields).await.is(303);
    step(&world, "dispatched", &clue, "approve").await.is(403);
    let refused = sqlx::query(
        "insert into clue.step (clue_id, no, step, from_state, to_state, actor_id, at, day) select $1, 3, 'approve', 'registered', 'approved', $2, '2022-09-01Z', '2022-09-01'",
    )
    .bind(id_of(&clue))
    .bind(world.person("procurator").await)
    .execute(&world.db.owner)
    .await;
    assert!(refused.expect_err("it is approved").to_string().contains("does not approve"));
    // and no step leaves its edge or its chain
    for (from, to, what) in [("registered", "result", "conclude"), ("approved", "sent_to_province", "send_province")] {
        let wrong = sqlx::query(
            "insert into clue.step (clue_id, no, step, from_state, to_state, actor_id, at, day, done_on, receiver, number, reason)
             select $1, 3, $2, $3, $4, $5, '2022-09-01Z', '2022-09-01', '2022-09-01', case when $2 like 'send%' then 'x' else '' end, 'x', 'x'",
        )
        .bind(id_of(&clue))
        .bind(what)
        .bind(from)
        .bind(to)
        .bind(world.person("chief").await)
        .execute(&world.db.owner)
        .await;
        assert!(wrong.is_err(), "{what} from {from}");
    }
}

#[tokio::test]
async fn nobody_else_finds_it_at_any_address() {
    let world = World::open().await;
    let mission = Mission::on_site(&world).await;
    let clue = mission.notes(&world, "procurator", "abuse_of_power").await.leads();
    until(&world, &clue, "approve").await;
    for username in OUTSIDE {
        let mut browser = world.enter(username).await;
        for page in [
            "",
            "/persons",
            "/edit",
            "/handle?what=send_province",
            "/decide?what=approve",
            "/follow?what=accept",
            "/tracker",
        ] {
            browser.get(&format!("{clue}{page}")).await.is(404);
        }
        for deed in ["edit", "handle", "decide", "follow", "tracker"] {
            browser.post(&format!("{clue}/{deed}"), &[("what", "approve")]).await.is(404);
        }
        // whoever leads a case of another has the register, without this clue
        let register = browser.get("/clues").await;
        assert!(matches!(register.status.as_u16(), 200 | 404), "{username}: {}", register.status);
        assert!(!register.text().contains(SUMMARY) && register.rows().is_empty(), "{username}");
        for page in ["/", mission.findings[0].as_str(), &mission.case] {
            let page = browser.get(page).await;
            assert!(!page.text().contains(SUMMARY) && !page.has(&format!("a[href='{clue}']")), "{username}");
        }
    }
    for username in ["supervisor", "procurator2", "assigner", "resident", "auditor"] {
        let mut browser = world.enter(username).await;
        browser.get("/clues").await.is(404);
        assert!(!browser.get("/account").await.has("a[href='/clues']"), "{username} has the entry");
    }
    for username in ["procurator", "dispatched", "chief"] {
        let mut browser = world.enter(username).await;
        assert_eq!(browser.open("/clues").await.rows(), [id_of(&clue).to_string()], "{username}");
        assert!(browser.open(&mission.findings[0]).await.has(&format!("#clues a[href='{clue}']")), "{username}");
    }
}

/// Who follows a clue sees it, and only as long.
#[tokio::test]
async fn whoever_is_named_sees_it_until_another_takes_over() {
    let world = World::open().await;
    let mission = Mission::on_site(&world).await;
    let clue = mission.notes(&world, "dispatched", "abuse_of_power").await.leads();
    let colleague: Uuid = world
        .one("select p.person_id from post p join org o on o.id = p.org_id where o.code = $1 and p.role = 'prosecutor' and not exists (select from account a where a.person_id = p.person_id) order by p.person_id limit 1", "450000-PCY-01")
        .await;
    world.run("insert into account (person_id, username, secret, secret_changed_at, created_at) select p.person_id, 'tracker', 'x', '2022-07-24Z', '2022-07-24Z' from post p join org o on o.id = p.org_id where o.code = '450000-PCY-01' and p.role = 'prosecutor' and not exists (select from account a where a.person_id = p.person_id) order by p.person_id limit 1").await;
    world.enter("tracker").await.get("/clues").await.is(404);
    step(&world, "dispatched", &clue, "register").await.is(303);
    let (form, to, person) = (format!("{clue}/decide?what=approve"), format!("{clue}/decide"), colleague.to_string());
    world.enter("chief").await.fill(&form, &to, &[("what", "approve")]).await.is(422);
    world.enter("chief").await.fill(&form, &to, &[("what", "approve"), ("tracker", &person)]).await.is(303);
    assert!(world.enter("tracker").await.open("/clues").await.has(&format!("a[href='{clue}']")));
    step(&world, "dispatched", &clue, "send_province").await.is(303);
    step(&world, "dispatched", &clue, "accept").await.is(403);
    step(&world, "tracker", &clue, "accept").await.is(303);
    let (tracker, lead) = (format!("{clue}/tracker"), world.person("dispatched").await.to_string());
    world.enter("dispatched").await.get(&tracker).await.is(403);
    world.enter("chief").await.fill(&tracker, &tracker, &[("tracker", &lead)]).await.is(422);
    world.enter("chief").await.fill(&tracker, &tracker, &[("tracker", &lead), ("reason", "工作调整")]).await.is(303);
    world.enter("tracker").await.get(&clue).await.is(404);
    world.enter("tracker").await.get("/clues").await.is(404);
    step(&world, "dispatched", &clue, "conclude").await.is(303);
}

#[tokio::test]
async fn every_look_is_logged_and_the_names_lie_apart() {
    let world = World::open().await;
    let mission = Mission::on_site(&world).await;
    let clue = mission.notes(&world, "procurator", "abuse_of_power").await.leads();
    let mut chief = world.enter("chief").await;
    assert!(!chief.open(&clue).await.text().contains(PERSONS));
    assert!(chief.open(&format!("{clue}/persons")).await.text().contains(PERSONS));
    chief.open("/clues").await;
    let seen: Vec<(String, Uuid)> =
        sqlx::query_as("select what, person_id from clue.look where clue_id = $1 order by at, id")
            .bind(id_of(&clue))
            .fetch_all(&world.db.owner)
            .await
            .expect("the looks");
    let person = world.person("chief").await;
    assert_eq!(seen, ["opened", "persons", "listed"].map(|what| (what.to_owned(), person)));
    assert_eq!(chief.open(&clue).await.texts("#looks li").len(), 4);
    // the trail has each of them, of no case and under no id of the clue
    let entries: Vec<(String, Option<Uuid>, bool)> = sqlx::query_as(
        "select e.subject, e.inspection_id, e.subject_id = $1 from trail_entry e where e.deed = 'confidential'",
    )
    .bind(id_of(&clue))
    .fetch_all(&world.db.owner)
    .await
    .expect("the trail");
    assert_eq!(entries.len(), 5);
    assert!(entries.iter().all(|(subject, case, same)| subject == "confidential" && case.is_none() && !same));
    let told = world.enter("auditor").await.open("/audit?deed=confidential").await;
    assert!(told.text().contains("办理限制知悉事项") && !told.source.contains(&id_of(&clue).to_string()));
}

async fn entered(world: &World, username: &str) -> Tx {
    let token = world.session(username).await;
    let mut tx = world.db.web.begin().await.expect("a transaction");
    store::enter(&mut tx, &guard::token_hash(&token), "192.0.2.1", world.clock.now()).await.expect("an answer");
    tx
}

/// Past every page: what the web role reads, and what anything outside the schema could tell.
#[tokio::test]
async fn the_database_shows_it_to_nobody_else_and_points_at_it_from_nowhere() {
    let world = World::open().await;
    let mission = Mission::on_site(&world).await;
    let marks = async || -> (String, String) {
        let at = "select xmin::text || '/' || xmax::text from finding where id = $1";
        let case =
            "select string_agg(t.xmin::text || '/' || t.xmax::text, ' ') from record t where t.inspection_id = $1";
        (world.one(at, id_of(&mission.findings[0])).await, world.one(case, mission.id()).await)
    };
    let before = marks().await;
    let clue = mission.notes(&world, "procurator", "abuse_of_power").await.leads();
    assert_eq!(marks().await, before, "the finding bears a mark of it");
    until(&world, &clue, "approve").await;
    for username in OUTSIDE.into_iter().chain([""]) {
        let mut tx = if username.is_empty() {
            world.db.web.begin().await.expect("a transaction")
        } else {
            entered(&world, username).await
        };
        for table in ["entry", "text", "persons", "step", "tracker", "look"] {
            let count = sqlx::AssertSqlSafe(format!("select count(*) from clue.{table}"));
            let rows: i64 = sqlx::query_scalar(count).fetch_one(&mut *tx).await.expect("a count");
            assert_eq!(rows, 0, "{username} sees {table}");
        }
    }
    let mut own = entered(&world, "procurator").await;
    let rows: i64 = sqlx::query_scalar("select count(*) from clue.entry").fetch_one(&mut *own).await.expect("a count");
    assert_eq!(rows, 1);
    let pointing: Vec<String> = sqlx::query_scalar(
        "select conrelid::regclass::text from pg_constraint c join pg_class t on t.oid = c.confrelid where c.contype = 'f'
            and t.relnamespace = 'clue'::regnamespace and (select r.relnamespace from pg_class r where r.oid = c.conrelid) <> t.relnamespace",
    )
    .fetch_all(&world.db.owner)
    .await
    .expect("the keys");
    assert_eq!(pointing, Vec::<String>::new());
    // no row of the public schema names it, its words or its persons, but the values of the trail, which nobody reads
    let tables: Vec<String> = sqlx::query_scalar(
        "select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not in ('trail_value', 'idempotency') order by 1",
    )
    .fetch_all(&world.db.owner)
    .await
    .expect("the tables");
    for table in tables {
        for word in [id_of(&clue).to_string(), SUMMARY.to_owned(), PERSONS.to_owned()] {
            let found =
                sqlx::AssertSqlSafe(format!("select count(*) from {table} t where t::text like '%' || $1 || '%'"));
            let rows: i64 = sqlx::query_scalar(found).bind(&word).fetch_one(&world.db.owner).await.expect("a count");
            assert_eq!(rows, 0, "{table} tells of {word}");
        }
    }
}

/// 风险: the term is there for whoever holds a right to the register, of those clues that they are let into.
#[tokio::test]
async fn the_risk_has_clues_as_a_term_for_those_with_the_right() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let prison: Uuid = world.one("select id from facility where code = $1", PRISON).await;
    let cell = format!(".coverage tr[data-id='{prison}'] .risk");
    let risk =
        async |username: &str| world.enter(username).await.open("/analysis/coverage").await.texts(&cell)[0].clone();
    let outside = [risk("supervisor").await, risk("assigner").await];
    let (own, leading) = (risk("dispatched").await, risk("lead").await);
    mission.notes(&world, "dispatched", "abuse_of_power").await.leads();
    assert_eq!([risk("supervisor").await, risk("assigner").await], outside);
    assert!(!outside.iter().any(|risk| risk.contains("线索")), "{outside:?}");
    assert_eq!(risk("lead").await, leading, "a right to other clues tells of this one");
    assert!(own.contains("三年内线索 0 × 5 = 0"), "{own}");
    for username in ["dispatched", "chief"] {
        assert!(risk(username).await.contains("三年内线索 1 × 5 = 5"), "{username}: {}", risk(username).await);
    }
}

/// 另行处理 tells no cause: it looks the same whatever it is, and the facility does not read it.
#[tokio::test]
async fn a_finding_says_that_it_is_dealt_with_otherwise_and_never_why() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let (finding, form) = (&mission.findings[0], format!("{}/otherwise", mission.findings[0]));
    for username in ["procurator", "supervisor", "chief"] {
        world.enter(username).await.get(&form).await.is(403);
    }
    let count = world.enter("supervisor").await.open(&mission.case).await.texts("#findings .note");
    world.enter("dispatched").await.fill(&form, &form, &[]).await.is(303);
    world.enter("dispatched").await.get(&form).await.is(409);
    let told = world.enter("supervisor").await.open(finding).await;
    assert!(told.texts(".title-row").join("").contains("另行处理"), "{}", told.text());
    assert_eq!(world.enter("supervisor").await.open(&mission.case).await.texts("#findings .note"), count);
    let item = world.enter("liaison").await.open(&format!("/liaison/items/{}", id_of(finding))).await;
    assert!(!item.text().contains("另行处理"));
}
