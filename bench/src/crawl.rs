//! Every link of the demonstration, as every account: how long the server takes for each kind of page.
use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    time::Duration,
};

use crate::{browser::Browser, cost::Meter, quantile, server::Server};

const ACCOUNTS: [&str; 15] = [
    "chief",
    "supervisor",
    "assigner",
    "lead",
    "procurator",
    "procurator2",
    "dispatched",
    "city",
    "city2",
    "resident",
    "liaison",
    "liaison2",
    "sysadmin",
    "secadmin",
    "auditor",
];
/// Pages of one kind that are followed for each account.
const OF_A_KIND: usize = 12;

/// How long an answer took, what it cost both processors, and for whom.
type Answer = (Duration, Duration, &'static str);

pub async fn walk(server: &Server, most: usize) -> anyhow::Result<()> {
    let mut kinds: BTreeMap<String, Vec<Answer>> = BTreeMap::new();
    let mut memory = 0;
    for account in ACCOUNTS {
        let mut browser = Browser::enter(server.address, account)?.plain();
        let mut meter = Meter::new(server).await?;
        let (mut seen, mut waiting) = (BTreeSet::new(), VecDeque::from(["/".to_owned(), "/account".to_owned()]));
        let mut of_a_kind: BTreeMap<String, usize> = BTreeMap::new();
        while let Some(path) = waiting.pop_front() {
            let kind = kind(&path);
            let done = of_a_kind.entry(kind.clone()).or_default();
            if *done >= OF_A_KIND.min(most) || !seen.insert(path.clone()) {
                continue;
            }
            *done += 1;
            browser.ask(&format!("GET {path}"), "")?;
            if browser.status != 200 {
                continue;
            }
            for _ in 0..3 {
                let before = meter.together().await?;
                let took = browser.ask(&format!("GET {path}"), "")?;
                kinds.entry(kind.clone()).or_default().push((
                    took,
                    meter.together().await?.saturating_sub(before),
                    account,
                ));
            }
            waiting.extend(links(&String::from_utf8_lossy(&browser.body)));
        }
        memory = memory.max(meter.memory()?);
    }
    println!("| kind of page | asked | p50 ms | p95 ms | CPU p50 ms | CPU p95 ms | slowest for |");
    println!("|---|--:|--:|--:|--:|--:|---|");
    let mut rows: Vec<_> = kinds.into_iter().collect();
    for (_, took) in &mut rows {
        took.sort_unstable();
    }
    rows.sort_by_key(|(_, took)| std::cmp::Reverse(took.last().copied()));
    for (kind, took) in rows {
        let mut durations: Vec<Duration> = took.iter().map(|(took, ..)| *took).collect();
        let mut costs: Vec<Duration> = took.iter().map(|(_, cost, _)| *cost).collect();
        let ms = |duration: Duration| duration.as_secs_f64() * 1000.0;
        println!(
            "| `{kind}` | {} | {:.1} | {:.1} | {:.1} | {:.1} | {} |",
            durations.len(),
            ms(quantile(&mut durations, 0.5)),
            ms(quantile(&mut durations, 0.95)),
            ms(quantile(&mut costs, 0.5)),
            ms(quantile(&mut costs, 0.95)),
            took.last().map_or("", |(.., account)| account)
        );
    }
    println!("\nmemory of the server at most: {memory} MB");
    Ok(())
}

/// The address without ids, and with the names of its query.
fn kind(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let parts: Vec<&str> = path
        .split('/')
        .map(|part| if part.len() == 36 && part.matches('-').count() == 4 { "{id}" } else { part })
        .collect();
    let names: BTreeSet<&str> =
        query.split('&').filter_map(|pair| pair.split('=').next()).filter(|name| !name.is_empty()).collect();
    let query = names.into_iter().collect::<Vec<_>>().join("&");
    if query.is_empty() { parts.join("/") } else { format!("{}?{query}", parts.join("/")) }
}

fn links(html: &str) -> Vec<String> {
    html.split(" href=\"/")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(|link| format!("/{}", link.split('#').next().unwrap_or_default().replace("&amp;", "&")))
        .filter(|link| !link.starts_with("/static") && !link.contains("lang="))
        .collect()
}
