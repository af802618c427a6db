//! The facility's shell: what awaits an answer, everything that was served, who answers; and nothing else of anybody.
use xunjian::{
    foundation::word::Word as _,
    workflow::{finding::Position, inspection::State},
};

use crate::support::{
    Browser, Page, World,
    mission::{Mission, id_of},
    rectify::{answer, verify},
};

async fn length(browser: &mut Browser, list: &str) -> i64 {
    let (mut rows, mut next) = (Vec::new(), Some(list.to_owned()));
    while let Some(address) = next {
        let page = browser.open(&address).await;
        rows.extend(page.rows());
        next = page.attributes("a[rel=next]", "href").into_iter().next();
    }
    let all = rows.len();
    rows.sort();
    rows.dedup();
    assert_eq!(rows.len(), all, "{list} shows something twice");
    i64::try_from(all).expect("a length")
}

/// What the menu counts beside the first page, and whether it is red.
fn menu(page: &Page) -> (i64, bool) {
    let count = page.texts("nav.side a[href='/liaison'] .count").into_iter().next().unwrap_or_default();
    let n = count.split_whitespace().next().map_or(0, |n| n.parse().expect("a number"));
    (n, page.has("nav.side a[href='/liaison'] .count.late"))
}

#[tokio::test]
async fn the_first_page_lists_what_awaits_an_answer_and_nothing_else() {
    let mut world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    mission.serves(&world, &[&mission.findings[0]]).await;
    let mut liaison = world.enter("liaison").await;
    let page = liaison.open("/liaison").await;
    let [first, second, of_office] = &mission.findings[..] else { unreachable!("three findings") };
    let rows = page.rows();
    assert!([first, second].iter().all(|finding| rows.contains(&id_of(finding).to_string())), "{rows:?}");
    assert!(!rows.contains(&id_of(of_office).to_string()), "what concerns the resident office was not served here");
    assert_eq!(menu(&page), (i64::try_from(rows.len()).expect("a length"), false));
    assert_eq!(page.figure("waiting"), length(&mut liaison, &page.figure_leads("waiting")).await);
    answer(&world, "liaison", second, "report").await.is(303);
    let page = liaison.open("/liaison").await;
    assert!(!page.rows().contains(&id_of(second).to_string()), "it was answered");
    assert!(liaison.open("/liaison/items").await.rows().contains(&id_of(second).to_string()));
    // red only once something is overdue, and the page says how late
    world.turn_to("2022-09-12");
    let page = world.enter("liaison").await.open("/liaison").await;
    assert!(menu(&page).1 && page.text().contains("逾期 4 天"), "{}", page.text());
}

#[tokio::test]
async fn an_answer_that_was_returned_is_marked_with_the_reason() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let finding = &mission.findings[1];
    answer(&world, "liaison", finding, "report").await.is(303);
    verify(&world, "procurator2", finding, "unmet", "insufficient").await.is(303);
    let page = world.enter("liaison").await.open("/liaison").await;
    let row = page.texts(&format!("tr[data-id='{}']", id_of(finding))).join(" ");
    for said in ["退回补正", "核对台账原件", "09-11"] {
        assert!(row.contains(said), "{said}: {row}");
    }
}

#[tokio::test]
async fn every_day_stands_beside_its_reason() {
    let world = World::on("2022-09-08").await;
    let mission = Mission::until(&world, State::Rectifying).await;
    // the feedback names the 15th; with a notice alone the day is the rule's
    world.run("begin; set local session_replication_role = replica; delete from service s using document d where d.id = s.document_id and d.kind = 'feedback_opinion' and s.at >= '2022-09-01Z'; commit").await;
    mission.serves(&world, &[&mission.findings[0]]).await;
    let mut liaison = world.enter("liaison").await;
    for list in ["/liaison", "/liaison/items", "/liaison/documents"] {
        let why = liaison.open(list).await.texts("details.why").join(" ");
        for said in ["第三十七条", "送达", "2022", "节假日历"] {
            assert!(why.contains(said), "{list} does not say {said}: {why}");
        }
    }
    assert!(liaison.open("/liaison").await.text().contains("09-23"));
}

#[tokio::test]
async fn the_tabs_count_what_they_lead_to() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    answer(&world, "liaison", &mission.findings[1], "report").await.is(303);
    let mut liaison = world.enter("liaison").await;
    for list in ["/liaison/items", "/liaison/items?q=%E8%B0%88%E8%AF%9D", "/liaison/items?status=to_verify"] {
        let page = liaison.open(list).await;
        for name in page.shown_figures() {
            let leads = page.figure_leads(&name);
            assert_eq!(page.figure(&name), length(&mut liaison, &leads).await, "{name} of {list} leads to {leads}");
        }
        assert!(page.figure("items") > 0 && page.figure("to_verify") > 0, "{list}");
    }
    assert!(liaison.open("/liaison/items?q=%E6%B2%A1%E6%9C%89%E8%BF%99%E4%B8%AA%E8%AF%8D").await.rows().is_empty());
    for address in [
        "/liaison/items?status=burnt",
        "/liaison/items?colour=red",
        "/liaison/items?after=x",
        "/liaison/documents?after=x",
    ] {
        liaison.get(address).await.is(422);
    }
}

/// A facility with far more than one page holds sees all of it, page by page.
#[tokio::test]
async fn nothing_is_cut_off() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    mission.serves(&world, &[&mission.findings[0]]).await;
    let before = length(&mut world.enter("liaison").await, "/liaison/items").await;
    world.run(
        "begin; set local session_replication_role = replica;
         create temp table more on commit drop as
           select gen_random_uuid() as id, f.id as of, n from finding f join inspection i on i.id = f.inspection_id and not i.history, generate_series(1, 620) n where f.no = 1;
         insert into finding (id, inspection_id, record_id, facility_id, no, prov_id, city_id, unit_id, office_id, own_level, opened, told, facility_kind, inspection_kind, concerns,
                              found_on, title, category_id, taxonomy_id, severity, depth, follow_up_owner_id, author_id, status, step_no, position, due_on)
           select m.id, f.inspection_id, f.record_id, f.facility_id, 100 + m.n, f.prov_id, f.city_id, f.unit_id, f.office_id, f.own_level, true, true, f.facility_kind, f.inspection_kind,
                  f.concerns, f.found_on, f.title, f.category_id, f.taxonomy_id, 'minor', 'general', f.follow_up_owner_id, f.author_id, 'confirmed', 2, 'awaiting_plan', date '2022-09-20' + m.n % 7
             from more m join finding f on f.id = m.of;
         insert into document_finding (document_id, finding_id, inspection_id, facility_id, no, title, facts, legal_basis, demand)
           select d.document_id, m.id, d.inspection_id, d.facility_id, 100 + m.n, d.title || m.n, d.facts, d.legal_basis, d.demand from more m join document_finding d on d.finding_id = m.of
            join document t on t.id = d.document_id and t.kind = 'correction_notice';
         insert into figure_change default values;
         commit",
    )
    .await;
    let mut liaison = world.enter("liaison").await;
    assert_eq!(length(&mut liaison, "/liaison/items").await, before + 620);
    assert_eq!(
        length(&mut liaison, "/liaison/items?status=awaiting_plan").await,
        liaison.open("/liaison/items").await.figure("awaiting_plan")
    );
    assert_eq!(length(&mut liaison, "/liaison").await, menu(&liaison.open("/liaison/people").await).0);
}

#[tokio::test]
async fn every_document_is_read_page_by_page() {
    let world = World::open().await;
    Mission::until(&world, State::Rectifying).await;
    let mut liaison = world.enter("liaison").await;
    let served: i64 = world
        .one("select count(*) from service s join facility f on f.id = s.facility_id where f.code = $1", "450000-JY-01")
        .await;
    assert_eq!(length(&mut liaison, "/liaison/documents").await, served);
    let first = liaison.open("/liaison/documents").await.rows();
    let lately = liaison.open("/liaison").await.attributes("#lately a", "href");
    assert_eq!(lately.first(), first.first().map(|id| format!("/liaison/documents/{id}")).as_ref());
}

#[tokio::test]
async fn a_facility_reads_its_own_contacts_and_nobody_elses_post() {
    let world = World::open().await;
    let page = world.enter("liaison").await.open("/liaison/people").await;
    assert_eq!(page.rows(), [world.person("liaison").await.to_string()]);
    let other = world.person("liaison2").await;
    assert!(!page.rows().contains(&other.to_string()));
    assert!(page.has("nav.side a[href='/liaison/people'][aria-current=page]"));
    for username in ["chief", "supervisor", "sysadmin", "auditor"] {
        world.enter(username).await.get("/liaison/people").await.is(403);
    }
}

#[tokio::test]
async fn another_facilitys_addresses_are_not_there() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let notice = mission.serves(&world, &[&mission.findings[0]]).await;
    let (item, document) =
        (format!("/liaison/items/{}", id_of(&mission.findings[0])), format!("/liaison/documents/{}", id_of(&notice)));
    let mut other = world.enter("liaison2").await;
    for address in [item.clone(), document.clone(), format!("{document}/object")] {
        other.get(&address).await.is(404);
    }
    other.post(&format!("{item}/replies"), &[("kind", "report"), ("body", "x")]).await.is(404);
    other.post(&format!("{document}/objections"), &[("reason", "x")]).await.is(404);
    // a key out of another list shows nothing of it
    let after = format!("2022-09-01~{}", id_of(&mission.findings[0]));
    for list in ["/liaison", "/liaison/items", "/liaison/documents"] {
        let rows = other.open(&format!("{list}?after={after}")).await.rows();
        assert!(
            !rows.contains(&id_of(&mission.findings[0]).to_string()) && !rows.contains(&id_of(&notice).to_string())
        );
    }
}

/// The rule stands twice, in the database and in the program: both say the same.
#[tokio::test]
async fn the_database_knows_what_awaits_an_answer() {
    let world = World::open().await;
    for position in Position::ALL {
        let awaits: bool = world.one("select awaits_answer($1)", position.code()).await;
        assert_eq!(awaits, position.awaits_answer(), "{position}");
    }
}
