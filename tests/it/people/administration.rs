//! 三员分立: who makes accounts, who gives posts, who reads what was done; and what none of them can do.
use uuid::Uuid;
use xunjian::people::access::{guard, store};

use crate::support::{Browser, Page, World};

const PASSWORD: &str = "xunjian-demo-2022";
const FIRST: &str = "first-password-2022";
const OWN: &str = "一个只有本人知道的密码-2022";

async fn sign_in(browser: &mut Browser, username: &str, password: &str) -> Page {
    browser.post("/login", &[("username", username), ("password", password)]).await
}

/// Adds somebody by the form of the system administrator; returns the page of the person.
async fn added(world: &World, username: &str, kind: &str, role: &str, org: &str) -> String {
    let fields = [
        ("name", "钱示例"),
        ("kind", kind),
        ("username", username),
        ("initial_password", FIRST),
        ("role", role),
        ("org", org),
    ];
    world.enter("sysadmin").await.fill("/admin/people/new", "/admin/people", &fields).await.leads()
}

/// Signs in with the first password and takes the account over.
async fn taken_over(world: &World, username: &str) -> Browser {
    let mut browser = Browser::of(world);
    sign_in(&mut browser, username, FIRST).await.is(303);
    let change = [("present_password", FIRST), ("wanted_password", OWN), ("again_password", OWN)];
    browser.fill("/account", "/account/password", &change).await.is(303);
    browser
}

#[tokio::test]
async fn a_new_prosecutor_signs_in_at_once_and_ends_at_the_next_request_when_disabled() {
    let world = World::open().await;
    let person = added(&world, "newcomer", "prosecutor", "prosecutor", "450100-JCY").await;
    let mut newcomer = Browser::of(&world);
    sign_in(&mut newcomer, "newcomer", FIRST).await.is(303);
    // whoever knows the first password does nothing with it but change it
    assert_eq!(newcomer.get("/inspections").await.leads(), "/account");
    assert_eq!(newcomer.get("/").await.leads(), "/account");
    newcomer.post("/inspections", &[]).await.is(403);
    let change = [("present_password", FIRST), ("wanted_password", OWN), ("again_password", OWN)];
    newcomer.fill("/account", "/account/password", &change).await.is(303);
    newcomer.open("/inspections").await;
    world.enter("sysadmin").await.fill(&format!("{person}/switch"), &format!("{person}/switch"), &[]).await.is(303);
    assert!(newcomer.get("/inspections").await.leads().starts_with("/login"));
    sign_in(&mut Browser::of(&world), "newcomer", OWN).await.is(401);
    world.enter("sysadmin").await.fill(&format!("{person}/switch"), &format!("{person}/switch"), &[]).await.is(303);
    sign_in(&mut Browser::of(&world), "newcomer", OWN).await.is(303);
}

#[tokio::test]
async fn a_post_that_ends_and_a_password_that_is_reset_end_the_session() {
    let world = World::open().await;
    let person = added(&world, "newcomer", "prosecutor", "prosecutor", "450100-JCY").await;
    let mut newcomer = taken_over(&world, "newcomer").await;
    newcomer.open("/").await;
    let mut sysadmin = world.enter("sysadmin").await;
    let reset = format!("{person}/password");
    sysadmin.fill(&reset, &reset, &[("initial_password", "another-first-2022")]).await.is(303);
    newcomer.get("/").await.is(303);
    let mut newcomer = Browser::of(&world);
    sign_in(&mut newcomer, "newcomer", "another-first-2022").await.is(303);
    let post = sysadmin.open(&person).await.rows().remove(0);
    let end = format!("{person}/posts/end");
    sysadmin.fill(&format!("{end}?post={post}"), &end, &[("last", "2022-08-31")]).await.is(422);
    // begun today, it is held today
    sysadmin.fill(&format!("{end}?post={post}"), &end, &[("last", "2022-09-01")]).await.is(303);
    newcomer.open("/account").await;
    let mut world = world;
    world.pass(24 * 60);
    sign_in(&mut Browser::of(&world), "newcomer", "another-first-2022").await.is(401);
}

#[tokio::test]
async fn a_lock_is_lifted_and_a_session_ended_by_either_administrator() {
    let world = World::open().await;
    let lead: Uuid = world.person("lead").await;
    let page = format!("/admin/people/{lead}");
    for username in ["sysadmin", "secadmin"] {
        for _ in 0..5 {
            sign_in(&mut Browser::of(&world), "lead", "not the password").await;
        }
        sign_in(&mut Browser::of(&world), "lead", PASSWORD).await.is(429);
        let mut administrator = world.enter(username).await;
        administrator.fill(&page, &format!("{page}/unlock"), &[]).await.is(303);
        let mut lead = Browser::of(&world);
        sign_in(&mut lead, "lead", PASSWORD).await.is(303);
        administrator.fill(&page, &format!("{page}/sessions"), &[]).await.is(303);
        lead.get("/").await.is(303);
    }
}

#[tokio::test]
async fn the_three_administrators_posts_come_from_the_security_administrator_with_a_new_password() {
    let world = World::open().await;
    let person = added(&world, "newauditor", "administrator", "", "").await;
    // no post, no sign-in
    sign_in(&mut Browser::of(&world), "newauditor", FIRST).await.is(401);
    let give = format!("{person}/posts");
    let fields = [("role", "auditor"), ("org", "450000-JCY"), ("from", "2022-09-01")];
    world.enter("sysadmin").await.post(&give, &fields).await.is(422);
    let sealed = [fields[0], fields[1], ("initial_password", "known to secadmin alone")];
    world.enter("secadmin").await.fill(&format!("{give}/new"), &give, &sealed).await.is(303);
    // the system administrator made the account, but does not know its password any more
    sign_in(&mut Browser::of(&world), "newauditor", FIRST).await.is(401);
    let mut auditor = Browser::of(&world);
    sign_in(&mut auditor, "newauditor", "known to secadmin alone").await.is(303);
    // nor can it be reset
    let mut sysadmin = world.enter("sysadmin").await;
    let reset = [("initial_password", "known to sysadmin now")];
    sysadmin.post(&format!("{person}/password"), &reset).await.is(403);
    sysadmin.post(&format!("{person}/switch"), &[("state", "disabled")]).await.is(403);
    // and nobody holds two
    let case = [("role", "prosecutor"), ("org", "450000-JCY"), ("from", "2022-09-01")];
    sysadmin.post(&give, &case).await.is(403);
}

#[tokio::test]
async fn nobody_handles_the_own_account() {
    let world = World::open().await;
    for username in ["sysadmin", "secadmin"] {
        let own = format!("/admin/people/{}", world.person(username).await);
        let mut administrator = world.enter(username).await;
        assert_eq!(administrator.open(&own).await.attributes("main form", "action"), Vec::<String>::new());
        for deed in ["posts", "switch", "unlock", "sessions", "posts/end"] {
            administrator.post(&format!("{own}/{deed}"), &[]).await.is(403);
        }
    }
}

#[tokio::test]
async fn no_administrator_reads_a_case() {
    let world = World::open().await;
    let case: Uuid = world.one("select id from inspection where kind = $1 limit 1", "cross").await;
    for username in ["sysadmin", "secadmin", "auditor"] {
        let mut administrator = world.enter(username).await;
        administrator.get(&format!("/inspections/{case}")).await.is(404);
        for list in ["/inspections", "/findings", "/analysis", "/facilities"] {
            administrator.get(list).await.is(403);
        }
    }
}

/// What the database answers when the web role tries it behind the application's back.
pub async fn refused(world: &World, username: &str, sql: &str) -> String {
    let token = world.session(username).await;
    let mut tx = world.db.web.begin().await.expect("a transaction");
    let entered = store::enter(&mut tx, &guard::token_hash(&token), "192.0.2.1", world.clock.now()).await;
    assert!(entered.expect("an answer").is_some());
    let refused = sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut *tx).await.err();
    let refused = refused.as_ref().and_then(sqlx::Error::as_database_error);
    refused
        .map_or_else(String::new, |error| error.constraint().map_or_else(|| error.message().to_owned(), str::to_owned))
}

fn post(of: &str, role: &str, by: &str) -> String {
    format!(
        "insert into post (id, person_id, role, org_id, during, given_by, given_at)
         values (gen_random_uuid(), {of}, '{role}', (select id from org where code = '450000-JCY'), daterange('2022-01-01', null), {by}, '2022-09-01')"
    )
}

#[tokio::test]
async fn the_database_keeps_the_three_apart() {
    let world = World::open().await;
    let lead = format!("'{}'", world.person("lead").await);
    let own = "actor_person()";
    for role in ["system_admin", "security_admin", "auditor"] {
        let attempt = post(&lead, role, own);
        assert_eq!(refused(&world, "sysadmin", &attempt).await, "post_by_its_administrator", "{role}");
        assert_eq!(refused(&world, "secadmin", &attempt).await, "post_three_administrators", "{role}");
        for username in ["sysadmin", "secadmin", "auditor"] {
            assert_eq!(refused(&world, username, &post(own, role, own)).await, "post_never_own", "{username}: {role}");
        }
    }
    for role in ["prosecutor", "chief"] {
        assert_eq!(refused(&world, "secadmin", &post(&lead, role, own)).await, "post_by_its_administrator");
        assert_eq!(refused(&world, "auditor", &post(&lead, role, own)).await, "post_by_its_administrator");
        assert_eq!(refused(&world, "chief", &post(&lead, role, own)).await, "post_by_its_administrator");
    }
    assert_eq!(refused(&world, "sysadmin", &post(&lead, "prosecutor", &lead)).await, "post_by_its_administrator");
    let auditor = world.person("auditor").await;
    let take = format!(
        "update account set secret = 'x', secret_changed_at = '2022-09-01', must_change = true where person_id = '{auditor}'"
    );
    for username in ["sysadmin", "secadmin"] {
        assert_eq!(refused(&world, username, &take).await, "account_secret_of_administrator", "{username}");
    }
    let disable = format!("update account set disabled = true, status_at = '2022-09-01' where person_id = '{auditor}'");
    assert_eq!(refused(&world, "sysadmin", &disable).await, "account_by_its_administrator");
    assert_eq!(refused(&world, "secadmin", &disable).await, "");
}

#[tokio::test]
async fn wrong_present_passwords_are_counted_like_wrong_sign_ins() {
    let world = World::open().await;
    let mut lead = world.enter("lead").await;
    let guess = [("present_password", "a guess of mine"), ("wanted_password", OWN), ("again_password", OWN)];
    for _ in 0..5 {
        lead.fill("/account", "/account/password", &guess).await.is(422);
    }
    let right = [("present_password", PASSWORD), ("wanted_password", OWN), ("again_password", OWN)];
    let answer = lead.fill("/account", "/account/password", &right).await.is(422);
    assert!(answer.text().contains("09:15"), "{}", answer.text());
    sign_in(&mut Browser::of(&world), "lead", PASSWORD).await.is(429);
}

/// Behind a trusted proxy each sender is counted on its own; what others write into the header counts for nothing.
#[tokio::test]
async fn the_source_is_the_sender_behind_the_trusted_proxy() {
    let world = World::open().await;
    let fields = [("username", "lead"), ("password", PASSWORD)];
    Browser::of(&world).post_from("/login", &fields, "10.0.0.7", "198.51.100.9, 192.0.2.1").await.is(303);
    Browser::of(&world).post_from("/login", &fields, "203.0.113.5", "192.0.2.1").await.is(303);
    let sources: Vec<String> = sqlx::query_scalar(
        "select source from trail_entry where deed = 'signed_in' and source is not null order by source",
    )
    .fetch_all(&world.db.owner)
    .await
    .expect("the entries");
    assert_eq!(sources, ["192.0.2.1", "203.0.113.5"]);
}

#[tokio::test]
async fn accounts_that_ask_for_a_hand_are_counted_where_their_administrator_begins() {
    let world = World::open().await;
    world.run("update account set must_change = true where username in ('city', 'city2')").await;
    let mut sysadmin = world.enter("sysadmin").await;
    let page = sysadmin.open("/admin").await;
    assert_eq!(page.figure("fresh"), 2);
    let list = page.figure_leads("fresh");
    assert_eq!(sysadmin.open(&list).await.rows().len(), 2);
}
