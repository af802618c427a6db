//! An unannounced inspection before it is opened: for whom it is not, it does not exist, in no list, no count, no number, no
//! search, no answer, and not in the work that an answer takes.
use std::{
    collections::BTreeMap,
    fmt::{Debug, Write as _},
    sync::{Arc, Mutex},
};

use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{Layer, layer::Context, layer::SubscriberExt as _, util::SubscriberInitExt as _};
use uuid::Uuid;
use xunjian::{routes, workflow::inspection::State};

use crate::support::{Browser, World, mission::Mission, mission::PRISON};

/// Everybody whom a mobile inspection of 示例第一监狱 is none of the business of, the prison's own people first.
const OUTSIDE: [&str; 8] = ["liaison", "resident", "supervisor", "assigner", "lead", "city", "city2", "liaison2"];

/// Everything that an account can read without naming a record, and what is said of the prison and of the team.
async fn readable(world: &World, username: &str) -> BTreeMap<String, String> {
    let mut addresses: Vec<String> = routes::table()
        .iter()
        .filter(|route| route.method == axum::http::Method::GET && !route.path.contains('{'))
        // one's own sessions, which the test itself makes more of
        .filter(|route| route.path != "/account")
        .map(|route| route.path.to_owned())
        .collect();
    let prison: Uuid = world.one("select id from facility where code = $1", PRISON).await;
    addresses.push(format!("/facilities/{prison}"));
    for list in ["/inspections", "/findings", "/analysis", "/facilities"] {
        addresses.push(format!("{list}?facility={prison}&inspection_kind=mobile"));
        addresses.push(format!("{list}?org=450000-PCY-01"));
    }
    addresses.push("/inspections?q=XHJC-450000-PCY-01-2022-0001".to_owned());
    addresses.push("/inspections?status=prepared".to_owned());
    // it names the session, which is another at each sign-in, and nothing else
    addresses.retain(|address| address != "/outbox/key");
    let mut browser = world.enter(username).await;
    let mut said = BTreeMap::new();
    for address in addresses {
        let page = browser.get(&address).await;
        // keys of forms are new on each page
        said.insert(address, format!("{} {}", page.status.as_u16(), page.texts("body").join(" ")));
    }
    said
}

#[tokio::test]
async fn no_page_says_anything_else_after_it_was_prepared() {
    let world = World::open().await;
    let mut before = BTreeMap::new();
    for username in OUTSIDE {
        before.insert(username, readable(&world, username).await);
    }
    Mission::until(&world, State::Prepared).await;
    for username in OUTSIDE {
        for (address, said) in readable(&world, username).await {
            assert_eq!(before[username][&address], said, "{address} as {username}");
        }
    }
}

/// Every statement that one request sends, and how many rows it brings.
#[derive(Clone, Default)]
struct Statements(Arc<Mutex<Vec<String>>>);

impl Statements {
    fn taken(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().expect("what was sent"))
    }
}

impl<S: Subscriber> Layer<S> for Statements {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() != "sqlx::query" {
            return;
        }
        let mut line = Line::default();
        event.record(&mut line);
        self.0.lock().expect("what was sent").push(line.0);
    }
}

#[derive(Default)]
struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if ["summary", "db.statement", "rows_returned", "rows_affected"].contains(&field.name()) {
            write!(self.0, "{value:?}; ").expect("text");
        }
    }
}

/// What an answer is made of, its own reference number and the address left out.
async fn answer(
    browser: &mut Browser,
    statements: &Statements,
    method: &str,
    path: &str,
    id: Uuid,
) -> (u16, String, Vec<String>) {
    let address = path.replace("{id}", &id.to_string());
    statements.taken();
    let page = if method == "POST" { browser.post(&address, &[]).await } else { browser.get(&address).await };
    let sent = statements.taken();
    let text = page.texts("main").join(" ").replace(&id.to_string(), "");
    (page.status.as_u16(), text, sent)
}

/// A request for the case takes the same statements, with as many rows, as one for a case that never was: nobody learns of it
/// by an answer, nor by how long it takes.
#[tokio::test]
async fn asking_for_it_is_asking_for_nothing() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Prepared).await;
    let statements = Statements::default();
    let _listening = tracing_subscriber::registry().with(statements.clone()).set_default();
    for username in OUTSIDE {
        let mut browser = world.enter(username).await;
        for route in routes::table().iter().filter(|route| route.path.starts_with("/inspections/{id}")) {
            let method = route.method.as_str();
            let absent = answer(&mut browser, &statements, method, route.path, Uuid::now_v7()).await;
            let sealed = answer(&mut browser, &statements, method, route.path, mission.id()).await;
            assert_eq!(absent.0, 404, "{method} {} as {username}", route.path);
            assert!(!absent.2.is_empty(), "nothing was listened to");
            assert_eq!(absent, sealed, "{method} {} as {username}", route.path);
        }
    }
}

/// A clue leaves every page as it was, to whoever is not let into it: the team's other member and the region's supervisor read
/// the same before and after it was put down, registered and approved.
#[tokio::test]
async fn no_page_says_anything_else_after_a_clue() {
    let world = World::open().await;
    let mission = Mission::on_site(&world).await;
    let outside = ["procurator2", "supervisor", "assigner", "resident", "liaison", "lead", "sysadmin"];
    let read = async || {
        let mut said = BTreeMap::new();
        for username in outside {
            for (address, text) in readable(&world, username).await {
                said.insert((username, address), text);
            }
            let mut browser = world.enter(username).await;
            let search = format!("/findings?q={}", "轻便岗位");
            for address in [&mission.case, &mission.record, &mission.findings[0], &search] {
                let page = browser.get(address).await;
                said.insert((username, address.clone()), page.texts("body").join(" "));
            }
        }
        said
    };
    let before = read().await;
    let clue = mission.notes(&world, "procurator", "abuse_of_power").await.leads();
    crate::support::clue::until(&world, &clue, "approve").await;
    for (asked, said) in read().await {
        assert_eq!(before[&asked], said, "{asked:?}");
    }
}
