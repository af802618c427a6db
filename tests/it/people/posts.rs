//! A person of several posts acts in one at a time, chooses which, and never loses the session over it.
use uuid::Uuid;

use super::administration::refused;
use crate::support::{Browser, World};

const PASSWORD: &str = "xunjian-demo-2022";

/// Gives a prosecutor of Nanning a second post in Liuzhou.
async fn second_post(world: &World) -> Uuid {
    let person = world.person("city2").await;
    let give = format!("/admin/people/{person}/posts");
    let fields = [("role", "prosecutor"), ("org", "450200-JCY"), ("from", "2022-09-01"), ("title", "挂职检察官")];
    world.enter("sysadmin").await.fill(&format!("{give}/new"), &give, &fields).await.is(303);
    world.one("select id from post where title = $1", "挂职检察官").await
}

/// The facilities that a browser sees.
async fn facilities(browser: &mut Browser) -> Vec<String> {
    browser.open("/facilities?facility_kind=detention_center").await.rows()
}

#[tokio::test]
async fn reach_follows_the_post_that_is_chosen() {
    let world = World::open().await;
    let mut city = world.enter("city2").await;
    // with one post there is nothing to choose
    assert!(!city.open("/account").await.has("form[action='/account/post']"));
    let nanning = facilities(&mut city).await;
    let second = second_post(&world).await;
    let account = city.open("/account").await;
    assert!(account.text().contains("柳州市人民检察院") && account.text().contains("正在使用"));
    city.post("/account/post", &[("post", &second.to_string())]).await.is(303);
    let liuzhou = facilities(&mut city).await;
    assert!(!liuzhou.is_empty() && liuzhou.iter().all(|code| !nanning.contains(code)), "{liuzhou:?}");
    assert!(city.open("/").await.texts(".topbar .unit")[0].contains("柳州市"));
    let kept: i64 =
        world.one("select count(*) from trail_entry where deed = 'post_taken' and subject_id = $1", second).await;
    assert_eq!(kept, 1);
    // the next sign-in begins with the post used last
    Browser::of(&world).post("/login", &[("username", "city2"), ("password", PASSWORD)]).await.is(303);
    let there: i64 = world.one("select count(*) from session where post_id = $1", second).await;
    assert_eq!(there, 2);
}

#[tokio::test]
async fn nobody_acts_in_the_post_of_another_or_in_one_that_is_over() {
    let world = World::open().await;
    second_post(&world).await;
    let foreign: Uuid = world.one("select id from post where person_id = $1", world.person("chief").await).await;
    let mut city = world.enter("city2").await;
    city.post("/account/post", &[("post", &foreign.to_string())]).await.is(409);
    city.post("/account/post", &[("post", "")]).await.is(409);
    // nor behind the application's back
    let owner = format!(
        "update session set post_id = '{foreign}' where person_id = (select person_id from account where username = 'city2')"
    );
    let refusal = sqlx::raw_sql(sqlx::AssertSqlSafe(owner)).execute(&world.db.owner).await.err();
    let refusal = refusal.as_ref().and_then(sqlx::Error::as_database_error).and_then(|error| error.constraint());
    assert_eq!(refusal, Some("session_own_post"));
    let web = format!("update session set post_id = '{foreign}'");
    assert!(refused(&world, "city2", &web).await.contains("permission denied"));
}

#[tokio::test]
async fn a_post_that_ends_leaves_the_session_in_the_other_one_and_says_so() {
    let mut world = World::open().await;
    let second = second_post(&world).await;
    let person = world.person("city2").await;
    let mut city = world.enter("city2").await;
    city.post("/account/post", &[("post", &second.to_string())]).await.is(303);
    let end = format!("/admin/people/{person}/posts/end");
    let mut sysadmin = world.enter("sysadmin").await;
    sysadmin.fill(&format!("{end}?post={second}"), &end, &[("last", "2022-09-01")]).await.is(303);
    world.clock = xunjian::foundation::clock::Clock::parse("fixed:2022-09-02T00:10:00+08:00").expect("a minute");
    world.run("update session set seen_at = '2022-09-02T00:05:00+08:00', ends_at = '2022-09-02T09:00:00+08:00'").await;
    let mut city = city.before(&world);
    // what was filled in as another is not sent as this one
    let refusal = city.post("/inspections", &[]).await.is(409);
    assert!(refusal.text().contains("原来使用的任职已经结束"), "{}", refusal.text());
    let page = city.open("/").await;
    assert!(
        page.text().contains("原来使用的任职已经结束，现在以检察官（南宁市人民检察院）的身份办理"),
        "{}",
        page.text()
    );
    assert!(!city.open("/").await.text().contains("原来使用的任职"));
    // the last one over, the session ends, and the sign-in says why it may be
    world.run("update post set during = daterange(lower(during), '2022-09-02') where upper_inf(during) and person_id = (select person_id from account where username = 'city2')").await;
    let to = city.get("/").await.leads();
    assert!(city.open(&to).await.text().contains("任职结束"));
}

#[tokio::test]
async fn a_closed_facility_gets_no_liaison() {
    let world = World::open().await;
    let facility: Uuid = world.one("select id from facility where code = $1", "450000-JY-05").await;
    let place = format!("/admin/facilities/{facility}");
    world.enter("assigner").await.fill(&place, &format!("{place}/close"), &[]).await.is(303);
    let mut sysadmin = world.enter("sysadmin").await;
    assert!(!sysadmin.open("/admin/people/new").await.has("select[name=facility] option[value='450000-JY-05']"));
    let new = [
        ("name", "周示例"),
        ("kind", "liaison"),
        ("username", "contact5"),
        ("initial_password", "first-password-2022"),
        ("role", "liaison"),
        ("facility", "450000-JY-05"),
        ("from", "2022-09-01"),
    ];
    sysadmin.post("/admin/people", &new).await.is(422);
    let lead = world.person("lead").await;
    let attempt = format!(
        "insert into post (id, person_id, role, facility_id, during, given_by, given_at)
         values (gen_random_uuid(), '{lead}', 'liaison', '{facility}', daterange('2022-09-01', null), actor_person(), '2022-09-01')"
    );
    assert_eq!(refused(&world, "sysadmin", &attempt).await, "post_at_open_place");
}
