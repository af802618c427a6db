//! The roster: absences, kin, those from outside, and recusals up to the review.
use uuid::Uuid;

use crate::support::{
    Browser, Page, World,
    cross::{SMALL, drafted, join, step},
    mission::id_of,
};

async fn person(world: &World, username: &str) -> String {
    format!("/people/{}", world.person(username).await)
}

async fn add(browser: &mut Browser, person: &str, fact: &str, fields: &[(&str, &str)]) -> Page {
    let to = format!("{person}/{fact}");
    browser.fill(&format!("{to}/new"), &to, fields).await
}

/// The constraint that refuses a statement of the owner's.
async fn refused(world: &World, sql: &'static str, case: Uuid, person: Uuid) -> String {
    let error = sqlx::query(sql).bind(case).bind(person).execute(&world.db.owner).await.expect_err(sql);
    error.as_database_error().and_then(|error| error.constraint()).unwrap_or_default().to_owned()
}

const JOINS: &str = "insert into team_member (inspection_id, person_id, place) values ($1, $2, 'member')";

#[tokio::test]
async fn nobody_is_away_twice_at_once() {
    let world = World::open().await;
    let page = person(&world, "procurator").await;
    let mut own = world.enter("procurator").await;
    let backward = [("reason", "leave"), ("from", "2022-09-10"), ("last", "2022-09-09")];
    assert!(add(&mut own, &page, "absences", &backward).await.is(422).has("#last-error"));
    let week = [("reason", "leave"), ("from", "2022-09-05"), ("last", "2022-09-09")];
    add(&mut own, &page, "absences", &week).await.is(303);
    let mut keeper = world.enter("assigner").await;
    let training = [("reason", "training"), ("from", "2022-09-09"), ("last", "2022-09-12")];
    add(&mut keeper, &page, "absences", &training).await.is(409);
    let id: Uuid = world.one("select id from absence where reason = $1", "leave").await;
    let (form, to) = (format!("{page}/void?fact=absences.{id}"), format!("{page}/void"));
    own.fill(&form, &to, &[]).await.is(422);
    own.fill(&form, &to, &[("why", "改期")]).await.is(303);
    add(&mut keeper, &page, "absences", &training).await.is(303);
    // whoever is away is told as not available, and joins with a reason alone
    let case = drafted(&world, "450000-JY-02", &[]).await;
    let mut lead = world.enter("lead").await;
    let warned = join(&world, &mut lead, &case, "procurator", "member").await.is(422);
    assert!(warned.has("#reason-error") && warned.has("[data-status=busy]"), "{}", warned.text());
    assert!(!warned.text().contains("培训"), "what keeps somebody busy is told to nobody");
    lead.get(&page).await.is(403);
}

#[tokio::test]
async fn kin_are_named_to_few_and_keep_everybody_out() {
    let world = World::open().await;
    let page = person(&world, "procurator").await;
    let mut own = world.enter("procurator").await;
    let name: String = world.one("select name from person where id = $1", world.person("procurator").await).await;
    let tie = [("relation", "sibling"), ("tie", "works"), ("place", "facility.450000-JY-05"), ("from", "2018-01-01")];
    let with = |name| [&[("name", name)], &tie[..]].concat();
    add(&mut own, &page, "kin", &with(&name)).await.is(422);
    add(&mut own, &page, "kin", &with("何示例庚")).await.is(303);
    for (username, sees) in [("procurator", true), ("assigner", true), ("chief", true), ("supervisor", false)] {
        let seen = world.enter(username).await.open(&page).await;
        assert_eq!(seen.source.contains("何示例庚"), sees, "{username}");
    }
    let case = drafted(&world, "450000-JY-05", &[]).await;
    let mut lead = world.enter("lead").await;
    let barred = join(&world, &mut lead, &case, "procurator", "member").await.is(422);
    assert!(barred.has("[data-status=kin]") && !barred.source.contains("何示例庚"), "{}", barred.text());
    let constraint = refused(&world, JOINS, id_of(&case), world.person("procurator").await).await;
    assert_eq!(constraint, "team_member_kin");
}

/// Without a pledge nobody joins from outside; what is seen ends with the last day.
#[tokio::test]
async fn an_experts_access_ends_by_itself() {
    let mut world = World::open().await;
    let mut keeper = world.enter("assigner").await;
    let fields = [
        ("name", "孟示例辛"),
        ("capacity", "expert"),
        ("employer", "示例司法鉴定中心"),
        ("skills", "forensic"),
        ("username", "forensic1"),
        ("initial_password", "a long enough password"),
    ];
    let page = keeper.fill("/people/outsiders/new", "/people/outsiders", &fields).await.leads();
    let listed = keeper.open("/people/outsiders").await;
    assert!(listed.rows().contains(&id_of(&page).to_string()) && listed.has("[data-status=unpledged]"));
    let case = drafted(&world, "450000-JY-02", &["procurator", "procurator2"]).await;
    let mut lead = world.enter("lead").await;
    let barred = join(&world, &mut lead, &case, "forensic1", "expert").await.is(422);
    assert!(barred.has("[data-status=pledge]"), "{}", barred.text());
    add(&mut keeper, &page, "pledges", &[("given_on", "2022-09-02")]).await.is(422);
    add(&mut keeper, &page, "pledges", &[("given_on", "2022-09-01")]).await.is(303);
    assert!(join(&world, &mut lead, &case, "forensic1", "member").await.is(422).has("#place-error"));
    join(&world, &mut lead, &case, "forensic1", "expert").await.is(303);
    step(&world, "lead", &case, "submit", &[SMALL]).await.is(303);
    step(&world, "chief", &case, "approve", &[("opinion", "同意")]).await.is(303);
    world.run("update account set must_change = false where username = 'forensic1'").await;
    let mut expert = world.enter("forensic1").await;
    expert.open(&case).await;
    expert.open(&page).await;
    let other: Uuid = world.one("select id from inspection where kind = $1 limit 1", "cross").await;
    expert.get(&format!("/inspections/{other}")).await.is(404);
    for closed in ["/inspections", "/findings", "/analysis", "/facilities", "/people", "/todo"] {
        expert.get(closed).await.is(403);
    }
    // planned until 8 October
    world.turn_to("2022-10-08");
    world.enter("forensic1").await.get(&case).await.is(200);
    world.turn_to("2022-10-09");
    world.enter("forensic1").await.get(&case).await.is(404);
}

async fn file(browser: &mut Browser, page: &str, subject: &str, more: &[(&str, &str)]) -> Page {
    let to = format!("{page}/recusals");
    let fields = [&[("subject", subject), ("ground", "interest"), ("reason", "有利害关系")], more].concat();
    browser.fill(&format!("{to}/new"), &to, &fields).await
}

async fn decide(world: &World, username: &str, recusal: &str, act: &str, fields: &[(&str, &str)]) -> Page {
    let to = format!("{recusal}/{act}");
    world.enter(username).await.fill(recusal, &to, fields).await
}

const GRANTED: [(&str, &str); 2] = [("outcome", "granted"), ("why", "属实")];
const REFUSED: [(&str, &str); 2] = [("outcome", "refused"), ("why", "不属实")];

#[tokio::test]
async fn whoever_is_recused_is_kept_out_without_exception() {
    let world = World::open().await;
    let case = drafted(&world, "450000-JY-02", &["procurator", "procurator2"]).await;
    let page = person(&world, "procurator").await;
    let mut own = world.enter("procurator").await;
    let recusal = file(&mut own, &page, "facility.450000-JY-02", &[]).await.leads();
    own.post(&format!("{recusal}/decide"), &GRANTED).await.is(403);
    let waiting = world.enter("chief").await.open("/todo?task=recuse").await;
    assert!(waiting.rows().contains(&id_of(&recusal).to_string()), "{}", waiting.text());
    // a facility's recusals are the chief's and the administrator's to read
    world.enter("supervisor").await.get(&recusal).await.is(404);
    decide(&world, "chief", &recusal, "decide", &GRANTED).await.is(303);
    world.enter("chief").await.post(&format!("{recusal}/decide"), &REFUSED).await.is(409);
    let mut lead = world.enter("lead").await;
    // nothing goes on before the team is changed
    lead.post(&format!("{case}/submit"), &[SMALL]).await.is(409);
    let id = world.person("procurator").await;
    lead.post(&format!("{case}/team/remove"), &[("person", &id.to_string()), ("place", "member")]).await.is(303);
    let barred = join(&world, &mut lead, &case, "procurator", "member").await.is(422);
    assert!(barred.has("[data-status=recused]"), "{}", barred.text());
    assert_eq!(refused(&world, JOINS, id_of(&case), id).await, "team_member_recused");
    // a substitution does not let anybody in either
    let way = "insert into substitution (id, inspection_id, place, from_id, to_id, reason, by_id, day, at)
               select gen_random_uuid(), t.inspection_id, t.place, t.person_id, $2, '更换', t.person_id, '2022-09-01', '2022-09-01T01:00:00Z'
                 from team_member t where t.inspection_id = $1 and t.place = 'member' limit 1";
    assert_eq!(refused(&world, way, id_of(&case), id).await, "team_member_recused");
    assert!(world.enter("chief").await.open(&case).await.has("#recusals [data-status=granted]"));
}

#[tokio::test]
async fn the_committee_decides_about_the_chief_and_a_refusal_is_reviewed_once() {
    let mut world = World::open().await;
    let own = person(&world, "chief").await;
    let recusal = file(&mut world.enter("chief").await, &own, "facility.450000-JY-03", &[]).await.leads();
    world.enter("chief").await.post(&format!("{recusal}/decide"), &GRANTED).await.is(403);
    let ahead = [&GRANTED[..], &[("decided_on", "2022-09-02")]].concat();
    decide(&world, "assigner", &recusal, "decide", &ahead).await.is(422);
    let decided = [&GRANTED[..], &[("decided_on", "2022-09-01")]].concat();
    decide(&world, "assigner", &recusal, "decide", &decided).await.is(303);

    let other = person(&world, "procurator").await;
    let applied = [("origin", "applied"), ("applicant", "示例第四监狱")];
    let mut keeper = world.enter("assigner").await;
    file(&mut keeper, &other, "facility.450000-JY-04", &[("origin", "applied")]).await.is(422);
    let recusal = file(&mut keeper, &other, "facility.450000-JY-04", &applied).await.leads();
    keeper.post(&format!("{recusal}/decide"), &GRANTED).await.is(403);
    decide(&world, "chief", &recusal, "decide", &REFUSED).await.is(303);
    // five days from 1 September end on the 6th
    world.turn_to("2022-09-07");
    let late = [("reason", "坚持申请"), ("asked_on", "2022-09-07")];
    decide(&world, "assigner", &recusal, "review", &late).await.is(422);
    let in_time = [("reason", "坚持申请"), ("asked_on", "2022-09-06")];
    decide(&world, "assigner", &recusal, "review", &in_time).await.is(303);
    let due: String = world.one("select due_on::text from recusal_review where recusal_id = $1", id_of(&recusal)).await;
    assert_eq!(due, "2022-09-09");
    decide(&world, "chief", &recusal, "answer", &GRANTED).await.is(303);
    let stands: bool = world.one("select recusal_stands($1)", id_of(&recusal)).await;
    assert!(stands);
}
