//! The figures of Guangxi, each counted from rows, and each the length of the list that it leads to.
use std::collections::BTreeSet;

use crate::support::{Browser, World};

const CROSS: &str = "from=2019-01-01&to=2022-05-31&inspection_kind=cross&facility_kind=prison";
const DETENTION: &str = "from=2019-01-01&to=2022-07-23&facility_kind=detention_center";

/// Every row of a list, over all its pages.
async fn rows(browser: &mut Browser, list: &str) -> Vec<String> {
    let (mut found, mut next) = (Vec::new(), Some(list.to_owned()));
    while let Some(address) = next {
        let page = browser.open(&address).await;
        found.extend(page.rows());
        next = page.attributes("a[rel=next]", "href").into_iter().next();
    }
    let distinct: BTreeSet<_> = found.iter().collect();
    assert_eq!(distinct.len(), found.len(), "{list} shows a row twice");
    found
}

async fn figures(browser: &mut Browser, address: &str, names: &[&str]) -> Vec<i64> {
    let page = browser.open(address).await;
    names.iter().map(|name| page.figure(name)).collect()
}

#[tokio::test]
async fn the_figures_of_guangxi_are_counted() {
    let world = World::open().await;
    let mut supervisor = world.enter("supervisor").await;
    let names = ["facilities", "categories", "findings"];
    assert_eq!(figures(&mut supervisor, &format!("/analysis?{CROSS}"), &names).await, [12, 77, 146]);
    let names = ["inspections", "findings"];
    assert_eq!(figures(&mut supervisor, &format!("/analysis?{DETENTION}"), &names).await, [39, 330]);
    assert_eq!(figures(&mut supervisor, "/facilities?facility_kind=prison", &["facilities"]).await, [19]);
    assert_eq!(figures(&mut supervisor, "/facilities?facility_kind=detention_center", &["facilities"]).await, [96]);
}

#[tokio::test]
async fn every_figure_is_the_length_of_the_list_that_it_leads_to() {
    let world = World::open().await;
    for (username, queries) in [
        (
            "supervisor",
            &[CROSS, DETENTION, "severity=serious", "status=closed&depth=general", "q=%E8%AE%B0%E5%BD%95"][..],
        ),
        ("city", &["", DETENTION][..]),
    ] {
        let mut browser = world.enter(username).await;
        for query in queries {
            for list in ["/analysis", "/findings", "/inspections", "/facilities"] {
                let page = browser.get(&format!("{list}?{query}")).await;
                // a list of cases has its own words for where a case stands
                if page.status == 422 {
                    continue;
                }
                for name in page.is(200).shown_figures() {
                    let page = browser.open(&format!("{list}?{query}")).await;
                    let (value, leads) = (page.figure(&name), page.figure_leads(&name));
                    let length = i64::try_from(rows(&mut browser, &leads).await.len()).expect("a length");
                    assert_eq!(length, value, "{username}: {name} of {list}?{query} leads to {leads}");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_finding_that_is_withdrawn_leaves_every_figure() {
    let world = World::open().await;
    let mut supervisor = world.enter("supervisor").await;
    let list = format!("/findings?{CROSS}");
    let all = rows(&mut supervisor, &list).await;
    world.run(
        "update finding set status = 'withdrawn' where id = (select id from finding where inspection_kind = 'cross' and facility_kind = 'prison' and status = 'confirmed'
            and category_id in (select category_id from finding where inspection_kind = 'cross' and facility_kind = 'prison' group by 1 having count(*) > 1) order by id limit 1)",
    )
    .await;
    for address in [format!("/analysis?{CROSS}"), list.clone()] {
        let page = supervisor.open(&address).await;
        assert_eq!((page.figure("findings"), page.figure("categories")), (145, 77), "{address}");
        assert_eq!(page.figure("closed"), 145, "{address}");
    }
    assert_eq!(rows(&mut supervisor, &format!("{list}&status=confirmed")).await.len(), 145);
    assert_eq!(rows(&mut supervisor, &format!("{list}&status=withdrawn")).await.len(), 1);
    assert_eq!(all.len(), 146, "the list of all was whole before");
    // the columns of the other lists add up to the same
    let mut sum = 0;
    for row in supervisor.open(&format!("/categories?{CROSS}")).await.texts("tbody tr[data-id] td:last-of-type") {
        sum += row.parse::<i64>().expect("a number");
    }
    assert_eq!(sum, 145);
}

#[tokio::test]
async fn a_page_begins_after_a_row_or_not_at_all() {
    let world = World::open().await;
    let mut supervisor = world.enter("supervisor").await;
    for list in ["/findings", "/inspections"] {
        for after in ["yesterday", "2022-01-01", "2022-01-01~x", "99999-01-01~01a20953-f1db-73c9-9c4b-f8a372eeec72"] {
            supervisor.get(&format!("{list}?after={after}")).await.is(422);
        }
    }
}

#[tokio::test]
async fn a_city_counts_its_own() {
    let world = World::open().await;
    let region = world.enter("supervisor").await.open(&format!("/analysis?{DETENTION}")).await.figure("findings");
    let city = world.enter("city").await.open(&format!("/analysis?{DETENTION}")).await.figure("findings");
    assert!(0 < city && city < region, "{city} of {region}");
    let narrowed = world.enter("supervisor").await.open(&format!("/analysis?{DETENTION}&org=450100-JCY")).await;
    assert_eq!(narrowed.figure("findings"), city);
}

#[tokio::test]
async fn a_filter_that_there_is_not_is_said_and_never_ignored() {
    let world = World::open().await;
    let mut supervisor = world.enter("supervisor").await;
    for list in ["/findings", "/inspections", "/analysis", "/facilities", "/categories"] {
        for query in [
            "severity=grave",
            "colour=red",
            "from=2022-02-30",
            "to=1066-10-14",
            "org=nobody",
            "facility=nowhere",
            "category=FC-XX-9999",
            "depth=deep&depth=major",
        ] {
            supervisor.get(&format!("{list}?{query}")).await.is(422);
        }
        supervisor.open(&format!("{list}?severity=&from=&q=")).await;
    }
}

/// Rows, columns and the corner of the matrix say the same, and each number is the length of its list.
#[tokio::test]
async fn the_matrix_sums_by_row_and_by_column() {
    let world = World::open().await;
    let mut reader = world.enter("supervisor").await;
    let page = reader.open(&format!("/analysis?{CROSS}")).await;
    let numbers = |css: &str| -> i64 { page.texts(css).iter().filter_map(|text| text.parse::<i64>().ok()).sum() };
    for css in [".heat tbody td:not(.total) a", ".heat tbody td.total", ".heat tfoot td.total:not(:last-child)"] {
        assert_eq!(numbers(css), 146, "{css}");
    }
    assert_eq!(page.texts(".heat tfoot td:last-child"), ["146"]);
    // prisons without a crossed inspection are hatched and hold no number
    assert_eq!(page.texts(".heat tbody tr").len(), 19);
    assert!(page.has(".heat td.none") && !page.has(".heat td.none a"));
    let squares = ".heat tbody tr:first-child td a, .heat tfoot td a";
    for (list, number) in page.attributes(squares, "href").iter().zip(page.texts(squares)) {
        assert_eq!(reader.open(list).await.figure("findings").to_string(), number, "{list}");
    }
}
