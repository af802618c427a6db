//! Signing in, staying signed in, and every way in which a session ends.
use xunjian::foundation::web::cookie;

use crate::support::{Browser, Page, World};

const PASSWORD: &str = "xunjian-demo-2022";

async fn sign_in(browser: &mut Browser, username: &str, password: &str) -> Page {
    browser.post("/login", &[("username", username), ("password", password)]).await
}

/// A name with as many failures as it takes to lock it.
async fn lock(world: &World, username: &str) {
    for attempt in 1..=5 {
        let answer = sign_in(&mut Browser::of(world), username, "not the password").await;
        answer.is(if attempt < 5 { 401 } else { 429 });
    }
}

#[tokio::test]
async fn signing_in_opens_the_desk_and_signing_out_closes_it() {
    let world = World::open().await;
    let mut browser = Browser::of(&world);
    assert_eq!(browser.get("/findings?severity=serious").await.leads(), "/login?next=%2Ffindings%3Fseverity%3Dserious");
    assert_eq!(sign_in(&mut browser, "supervisor", PASSWORD).await.leads(), "/");
    let token = browser.cookie(cookie::SESSION).expect("a session").to_owned();
    browser.open("/").await;
    browser.post("/logout", &[]).await.is(303);
    assert_eq!(browser.cookie(cookie::SESSION), None);
    let mut thief = Browser::with_session(&world, &token);
    thief.get("/").await.is(303);
}

#[tokio::test]
async fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    let world = World::open().await;
    let answer = sign_in(&mut Browser::of(&world), "supervisor", PASSWORD).await;
    let cookie = answer.header("set-cookie").expect("a cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
}

#[tokio::test]
async fn signing_in_leads_to_where_one_wanted_to_go_and_never_elsewhere() {
    let world = World::open().await;
    for (next, leads) in [
        ("/findings?depth=deep", "/findings?depth=deep"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example", "/"),
        // browsers drop the tab
        ("/\t/elsewhere.example", "/"),
    ] {
        let fields = [("username", "supervisor"), ("password", PASSWORD), ("next", next)];
        assert_eq!(Browser::of(&world).post("/login", &fields).await.leads(), leads);
    }
}

#[tokio::test]
async fn five_failures_lock_a_name_for_a_quarter_of_an_hour_then_for_half() {
    let mut world = World::open().await;
    lock(&world, "supervisor").await;
    sign_in(&mut Browser::of(&world), "supervisor", PASSWORD).await.is(429);
    sign_in(&mut Browser::of(&world), "chief", PASSWORD).await.is(303);
    world.pass(14);
    sign_in(&mut Browser::of(&world), "supervisor", PASSWORD).await.is(429);
    world.pass(1);
    lock(&world, "supervisor").await;
    world.pass(29);
    sign_in(&mut Browser::of(&world), "supervisor", PASSWORD).await.is(429);
    world.pass(1);
    sign_in(&mut Browser::of(&world), "supervisor", PASSWORD).await.is(303);
}

/// Guesses that are all under way before the first of them has failed count like any others.
#[tokio::test]
async fn guessing_at_once_opens_no_more_than_guessing_in_turn() {
    let world = World::open().await;
    let mut guesses = tokio::task::JoinSet::new();
    for guess in 0..12 {
        let mut browser = Browser::of(&world);
        guesses
            .spawn(async move { sign_in(&mut browser, "supervisor", &format!("guess {guess}")).await.status.as_u16() });
    }
    let answers = guesses.join_all().await;
    assert_eq!(answers.iter().filter(|status| **status == 401).count(), 4, "{answers:?}");
    sign_in(&mut Browser::of(&world), "supervisor", PASSWORD).await.is(429);
}

#[tokio::test]
async fn a_day_without_failures_forgets_those_before() {
    let mut world = World::open().await;
    lock(&world, "supervisor").await;
    world.pass(26 * 60);
    lock(&world, "supervisor").await;
    world.pass(15);
    sign_in(&mut Browser::of(&world), "supervisor", PASSWORD).await.is(303);
}

#[tokio::test]
async fn a_name_too_long_to_be_one_is_refused_like_any_other() {
    let world = World::open().await;
    sign_in(&mut Browser::of(&world), &"名".repeat(20_000), PASSWORD).await.is(401);
}

#[tokio::test]
async fn a_name_that_nobody_bears_is_treated_like_any_other() {
    let world = World::open().await;
    let mut sentences = Vec::new();
    for username in ["supervisor", "nobody"] {
        let answer = sign_in(&mut Browser::of(&world), username, "not the password").await.is(401);
        sentences.push(answer.texts(".error-summary"));
        for _ in 0..4 {
            sign_in(&mut Browser::of(&world), username, "not the password").await;
        }
        sign_in(&mut Browser::of(&world), username, PASSWORD).await.is(429);
    }
    assert_eq!(sentences[0], sentences[1]);
}

#[tokio::test]
async fn a_session_that_nobody_uses_ends_after_half_an_hour_an_officers_after_a_quarter() {
    let mut world = World::open().await;
    let (supervisor, officer) = (world.enter("supervisor").await, world.enter("auditor").await);
    world.pass(14);
    officer.before(&world).get("/account").await.is(200);
    world.pass(15);
    officer.before(&world).get("/account").await.is(303);
    supervisor.before(&world).get("/").await.is(200);
    world.pass(30);
    supervisor.before(&world).get("/").await.is(303);
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours_however_busy() {
    let mut world = World::open().await;
    let supervisor = world.enter("supervisor").await;
    for _ in 0..28 {
        world.pass(25);
        supervisor.before(&world).get("/").await.is(200);
    }
    world.pass(20);
    supervisor.before(&world).get("/").await.is(303);
}

#[tokio::test]
async fn an_account_that_is_disabled_ends_at_its_next_request() {
    let world = World::open().await;
    let mut lead = world.enter("lead").await;
    lead.open("/").await;
    world.run("update account set disabled = true where username = 'lead'").await;
    lead.get("/").await.is(303);
    sign_in(&mut Browser::of(&world), "lead", PASSWORD).await.is(401);
}

#[tokio::test]
async fn a_post_that_ends_takes_its_rights_along() {
    let world = World::open().await;
    let mut lead = world.enter("lead").await;
    lead.open("/inspections").await;
    world.run("update post set during = daterange(lower(during), '2022-09-01') where person_id = (select person_id from account where username = 'lead')").await;
    lead.get("/inspections").await.is(303);
}

#[tokio::test]
async fn signing_out_elsewhere_ends_all_the_others() {
    let world = World::open().await;
    let (mut here, mut there) = (world.enter("lead").await, world.enter("lead").await);
    there.open("/").await;
    here.fill("/account", "/account/sessions", &[]).await.is(303);
    here.open("/").await;
    there.get("/").await.is(303);
}

#[tokio::test]
async fn a_new_password_ends_every_other_session() {
    let world = World::open().await;
    let (mut here, mut there) = (world.enter("lead").await, world.enter("lead").await);
    let new = "一个新的足够长的密码";
    let change = [("present_password", PASSWORD), ("wanted_password", "short"), ("again_password", "short")];
    here.fill("/account", "/account/password", &change).await.is(422);
    let change =
        [("present_password", "wrong"), ("wanted_password", "long enough 1"), ("again_password", "long enough 1")];
    here.fill("/account", "/account/password", &change).await.is(422);
    let change =
        [("present_password", PASSWORD), ("wanted_password", "long enough 1"), ("again_password", "long enough 2")];
    here.fill("/account", "/account/password", &change).await.is(422);
    let new = format!("{new}-2022");
    let change = [("present_password", PASSWORD), ("wanted_password", &new), ("again_password", &new)];
    here.fill("/account", "/account/password", &change).await.is(303);
    here.open("/").await;
    there.get("/").await.is(303);
    sign_in(&mut Browser::of(&world), "lead", PASSWORD).await.is(401);
    sign_in(&mut Browser::of(&world), "lead", &new).await.is(303);
}

#[tokio::test]
async fn what_was_typed_when_the_session_ended_is_kept_through_the_sign_in() {
    let mut world = World::open().await;
    let mut lead = world.enter("dispatched").await;
    let form = lead.open("/inspections/new").await.form("/inspections");
    world.pass(60);
    let mut lead = lead.before(&world);
    let kept = lead.post_over("/inspections", form, &[("basis", "线索：一监区监控录像中断三日未修复")]).await.is(401);
    let form = kept.form("/login");
    let resumed = lead.post_over("/login", form, &[("username", "dispatched"), ("password", PASSWORD)]).await.is(200);
    assert!(resumed.text().contains("线索：一监区监控录像中断三日未修复"), "{}", resumed.text());
    let form = resumed.form("/inspections");
    // the form arrives where it was meant to, as typed
    let answer = lead.post_over("/inspections", form, &[]).await.is(422);
    assert_eq!(answer.texts("textarea[name=basis]"), ["线索：一监区监控录像中断三日未修复"]);
}
