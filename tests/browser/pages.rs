//! Every page that an account meets, wide and narrow: nothing for axe to complain of, nothing on the console, no request to
//! anybody else, no scrolling sideways.
use std::collections::{BTreeSet, VecDeque};

use xunjian::workflow::inspection::State;

use crate::{
    screen::{Screen, WIDTHS},
    support::{World, mission::Mission, mission::id_of},
};

/// Pages of one kind differ in their rows, not in how they are made: one or two of each are looked at.
const EACH: usize = 1;
const MOST: usize = 18;

/// Who has the role of another account meets pages of the same make.
const FEWER: usize = 12;

/// The kind of page at an address: ids and queries left out.
fn kind(address: &str) -> String {
    let path = address.split('?').next().unwrap_or_default();
    let parts = path.split('/').map(|part| if part.len() == 36 && part.contains('-') { "{id}" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

/// Cases at three stages, so that every form is open to somebody.
async fn furnish(world: &World) -> Vec<String> {
    let draft = Mission::drafted(world).await;
    let on_site = Mission::on_site(world).await;
    let logged = on_site.logs(world, "procurator", "minor", "FC-JY-0202").await.leads();
    let clue = on_site.notes(world, "procurator", "abuse_of_power").await.leads();
    crate::support::clue::until(world, &clue, "approve").await;
    let served = Mission::until(world, State::Rectifying).await;
    let notice = served.serves(world, &[&served.findings[0]]).await;
    let second = served.drafts(world, &[&served.findings[1]]).await.leads();
    crate::support::rectify::answer(world, "liaison", &served.findings[1], "report").await.is(303);
    crate::support::object::object(world, "liaison", &notice, "事实有出入").await.is(303);
    crate::support::object::correct(world, "procurator", &on_site.findings[1], "2022-09-01").await.is(303);
    vec![
        draft.case,
        on_site.case.clone(),
        on_site.to("review"),
        clue,
        logged,
        served.case,
        notice.clone(),
        second,
        served.findings[0].clone(),
        served.findings[1].clone(),
        format!("/liaison/items/{}", id_of(&served.findings[0])),
        crate::support::object::objection(world, &notice).await + "/review",
    ]
}

async fn tour(username: &str, lang: &str, most: usize) {
    let world = World::open().await;
    let furnished = furnish(&world).await;
    let screen = Screen::before(&world).await;
    let mut complaints = Vec::new();
    screen.look(WIDTHS[0]).await;
    screen.open("/login").await;
    complaints.extend(screen.faults().await.into_iter().map(|fault| format!("/login: {fault}")));
    screen.enter(username).await;
    screen.heard();
    screen.open(&format!("/account?lang={lang}")).await;
    let mut sessions = world.enter(username).await;
    let mut waiting: VecDeque<String> = [screen.address().await, "/".to_owned()].into();
    // what nobody links to any more, or not yet
    waiting.extend(furnished);
    let mut met: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    while let Some(address) = waiting.pop_front().filter(|_| met.len() < most) {
        let kind = kind(&address);
        let again = met.iter().filter(|known| **known == kind).count() >= EACH && !kind.ends_with("{id}");
        if again || met.iter().filter(|known| **known == kind).count() >= 3 || !seen.insert(address.clone()) {
            continue;
        }
        if address.starts_with("/static/") || address.contains("lang=") {
            continue;
        }
        // files are looked at elsewhere
        let got = sessions.get(&address).await;
        if got.status != 200 || !got.header("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
            continue;
        }
        met.push(kind);
        screen.open(&address).await;
        complaints.extend(screen.heard().into_iter().map(|heard| format!("{address}: {heard}")));
        for size in WIDTHS {
            screen.look(size).await;
            let faults = screen.faults().await;
            complaints.extend(faults.into_iter().map(|fault| format!("{address} at {}: {fault}", size.0)));
        }
        let shown = screen.text().await;
        complaints.extend(untold(&shown).map(|key| format!("{address}: shows the key {key}")));
        complaints.extend(screen.heard().into_iter().map(|heard| format!("{address}: {heard}")));
        waiting.extend(screen.links().await);
    }
    screen.close().await;
    complaints.sort();
    complaints.dedup();
    assert!(complaints.is_empty(), "{username} met {} pages:\n{}", met.len(), complaints.join("\n"));
}

/// Message keys that reached the page in place of their messages.
fn untold(text: &str) -> impl Iterator<Item = &str> {
    let families = [
        "ask-",
        "gate-",
        "effect-",
        "waiting-",
        "refused-",
        "problem-",
        "event-",
        "filter-",
        "inspection-",
        "finding-",
        "document-",
        "list-",
    ];
    text.split_whitespace().filter(move |word| families.iter().any(|family| word.starts_with(family)))
}

macro_rules! tours {
    ($($username:ident in $lang:literal of $most:ident),+ $(,)?) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $username() {
            tour(stringify!($username), $lang, $most).await;
        }
    )+};
}

tours! {
    chief in "zh-CN" of MOST,
    supervisor in "en" of MOST,
    assigner in "zh-CN" of MOST,
    lead in "en" of MOST,
    procurator in "zh-CN" of MOST,
    procurator2 in "en" of FEWER,
    dispatched in "zh-CN" of MOST,
    city in "zh-CN" of MOST,
    city2 in "en" of FEWER,
    resident in "zh-CN" of MOST,
    liaison in "zh-CN" of MOST,
    liaison2 in "en" of FEWER,
    sysadmin in "zh-CN" of FEWER,
    secadmin in "en" of FEWER,
    auditor in "zh-CN" of FEWER,
}
