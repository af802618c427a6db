//! Speed is designed: at 50,000 findings no list and no figure reads the table from end to end, and a page reads a page.
use xunjian::{
    foundation::{
        db::{Memo, Recall, Tx},
        text::Lang,
        web::{
            fields::Fields,
            paging::{After, PAGE},
        },
    },
    people::access::{Actor, guard, store},
    workflow::{
        desk::{
            form::{Asked, Span},
            store::read as desk,
        },
        statistics::{
            Filters, On, Stand, analysis, facility, figure,
            filter::View,
            ledger::store::read as ledger,
            list::store::read as list,
            store::read::{Reader, filters},
        },
    },
};

use crate::support::World;

/// The demonstration with 50,000 findings more, dealt over its inspections and days; two of three belong to another province.
async fn grown() -> World {
    let world = World::open().await;
    world
        .run(
            "alter table finding disable trigger user;
             alter table step disable trigger user;
             create temp table more as
               select gen_random_uuid() as id, i.id as inspection_id, i.facility_id, 1000 + g as no, i.own_level,
                      case g % 3 when 0 then i.prov_id else -1 end as prov_id, case g % 3 when 0 then i.city_id else -1 end as city_id,
                      case g % 3 when 0 then i.unit_id end as unit_id, case g % 3 when 0 then i.office_id end as office_id,
                      i.facility_kind, i.kind, least(i.started_on + (g % 20), i.ended_on) as found_on, i.ended_on, c.category_id, c.taxonomy_id, g
                 from (select row_number() over (order by id) - 1 as place, count(*) over () as cases, * from inspection) i
                 join generate_series(1, 50000) g on g % i.cases = i.place
                 join (select e.category_id, e.taxonomy_id, k.facility_kind, row_number() over kinds - 1 as place, count(*) over (partition by k.facility_kind) as kinds
                         from category_entry e join category k on k.id = e.category_id window kinds as (partition by k.facility_kind order by k.id)) c
                   on c.facility_kind = i.facility_kind and c.place = (g / i.cases) % c.kinds;
             insert into step (subject, subject_id, no, step, from_state, to_state, inspection_id, system_cause, at, day)
               select 'finding', id, 1, 'log', '-', 'recorded', inspection_id, 'grown', '2022-08-01', '2022-08-01' from more;
             insert into step (subject, subject_id, no, step, from_state, to_state, inspection_id, system_cause, at, day)
               select 'finding', id, 2, 'confirm', 'recorded', 'confirmed', inspection_id, 'grown', '2022-08-01', '2022-08-01' from more;
             insert into finding (id, inspection_id, facility_id, no, prov_id, city_id, unit_id, office_id, own_level, opened, told, facility_kind, inspection_kind,
                                  concerns, found_on, ended_on, title, category_id, taxonomy_id, severity, depth, follow_up_owner_id, status, step_no, position, due_on)
               select id, inspection_id, facility_id, no, prov_id, city_id, unit_id, office_id, own_level, true, true, facility_kind, kind, 'facility', found_on, ended_on,
                      '问题' || g, category_id, taxonomy_id, (array['minor', 'moderate', 'serious', 'critical'])[1 + g % 4], 'general',
                      (select person_id from account where username = 'lead'), 'confirmed', 2,
                      case when g % 50 = 0 then 'rectifying' else 'closed' end, case when g % 50 = 0 then found_on + 30 end
                 from more",
        )
        .await;
    world.run("vacuum analyze finding").await;
    world.run("analyze step").await;
    let findings: i64 = world.one("select count(*) from finding where title like $1", "问题%").await;
    assert_eq!(findings, 50_000);
    world
}

/// How often this connection has read the findings from end to end so far, and how many rows it fetched by an index.
async fn reads(tx: &mut Tx) -> (i64, i64) {
    sqlx::query_as("select seq_scan, idx_tup_fetch from pg_stat_xact_user_tables where relname = 'finding'")
        .fetch_one(&mut **tx)
        .await
        .expect("what was read")
}

async fn entered(world: &World, username: &str) -> (Tx, Actor) {
    let token = world.session(username).await;
    let mut tx = world.db.web.begin().await.expect("a transaction");
    let actor =
        store::enter(&mut tx, &guard::token_hash(&token), "192.0.2.1", world.clock.now()).await.expect("an answer");
    (tx, actor.expect("let in"))
}

const ADDRESSES: [&str; 8] = [
    "",
    "from=2021-01-01&to=2021-12-31",
    "inspection_kind=cross&facility_kind=prison",
    "severity=critical",
    "status=rectifying",
    "overdue=yes",
    "org=450100-JCY",
    "q=%E9%97%AE%E9%A2%9849",
];

#[tokio::test]
async fn fifty_thousand_findings_are_never_read_from_end_to_end() {
    let world = grown().await;
    let mut complaints = Vec::new();
    for username in ["supervisor", "city", "dispatched"] {
        for address in ADDRESSES {
            let fields = Fields::parse(address.as_bytes()).expect("an address");
            for what in
                ["findings", "figures", "categories", "facilities", "facility figures", "analysis", "inspections"]
            {
                let (mut tx, actor) = entered(&world, username).await;
                let reader = Reader::of(&actor, world.today());
                let on = if what == "inspections" { On::Inspections } else { On::Findings };
                let filters = filters(&mut tx, &fields, on, Lang::Zh).await.expect("filters");
                let (before, _) = reads(&mut tx).await;
                match what {
                    "findings" => drop(list::findings(&mut tx, &reader, &filters, None).await.expect("rows")),
                    "figures" => drop(figure::figures(&mut tx, &reader, &filters).await.expect("figures")),
                    "categories" => drop(list::categories(&mut tx, &reader, &filters.counted()).await.expect("rows")),
                    "facilities" => {
                        drop(facility::store::read::facilities(&mut tx, &reader, &filters, "").await.expect("rows"));
                    }
                    "facility figures" => {
                        figure::facilities(&mut tx, &reader, &filters).await.expect("a figure");
                    }
                    "analysis" => drop(analysis::store::read::found(&mut tx, &reader, &filters).await.expect("parts")),
                    _ => drop(list::inspections(&mut tx, &reader, &filters, None).await.expect("rows")),
                }
                let (whole, _) = reads(&mut tx).await;
                if whole > before {
                    complaints.push(format!("{username}: {what} of ?{address}"));
                }
            }
        }
    }
    assert!(complaints.is_empty(), "read from end to end:\n{}", complaints.join("\n"));
}

/// Wherever in the list a page begins, about as much is fetched for it as it shows: with one row in three of the own
/// province, the planner may as well walk them all.
#[tokio::test]
async fn a_page_reads_a_page() {
    let world = grown().await;
    let most = i64::try_from(PAGE + 1).expect("a page") * 4;
    for username in ["supervisor", "city", "dispatched"] {
        for day in [None, Some("2021-06-15"), Some("2019-09-01")] {
            let (mut tx, actor) = entered(&world, username).await;
            let reader = Reader::of(&actor, world.today());
            let after = day.map(|day| After { day: day.parse().expect("a day"), id: uuid::Uuid::max() });
            let none = filters(&mut tx, &Fields::default(), On::Findings, Lang::Zh).await.expect("filters");
            let (whole_before, before) = reads(&mut tx).await;
            list::findings(&mut tx, &reader, &none, after).await.expect("rows");
            let (whole, fetched) = reads(&mut tx).await;
            assert!(
                whole == whole_before && fetched - before <= most,
                "{username} after {day:?}: {} rows fetched",
                fetched - before
            );
        }
    }
}

/// After a change at one facility, figures read what lies there and not what lies elsewhere.
#[tokio::test]
async fn a_change_is_counted_again_where_it_was_made() {
    let world = grown().await;
    world.run("alter table finding enable trigger user; alter table step enable trigger user").await;
    let memo = Memo::default();
    let mut counted = Vec::new();
    for _ in 0..2 {
        let (mut tx, actor) = entered(&world, "supervisor").await;
        let reader = Reader::of(&actor, world.today()).recalling(memo.recall());
        let all = Filters::default();
        let (_, before) = reads(&mut tx).await;
        let figures = figure::figures(&mut tx, &reader, &all).await.expect("figures");
        list::categories(&mut tx, &reader, &all.counted()).await.expect("rows");
        analysis::store::read::found(&mut tx, &reader, &all.counted()).await.expect("parts");
        let (whole, fetched) = reads(&mut tx).await;
        counted.push((figures.findings, whole, fetched - before));
        drop(tx);
        world.run("update finding set status = 'withdrawn' where id = (select id from finding where status = 'confirmed' and prov_id > 0 and no > 1000 order by id limit 1)").await;
    }
    let [(first, ..), (second, whole, fetched)] = counted[..] else { panic!("{counted:?}") };
    assert_eq!(second, first - 1);
    assert!(whole == 0 && fetched < first / 3, "{whole} whole, {fetched} rows of {first}");
}

/// Rows that a morning page may fetch for one panel: what is open, which is one finding in fifty here, and never the rest.
const OPEN: i64 = 4_000;

#[tokio::test]
async fn the_morning_reads_what_is_open_and_no_more() {
    let world = grown().await;
    let mut complaints = Vec::new();
    for username in ["supervisor", "lead", "city", "dispatched"] {
        for what in ["menu", "to-dos", "standing", "tabs", "days", "overdue", "ledger", "facility", "mine", "lately"] {
            let (mut tx, actor) = entered(&world, username).await;
            let reader = Reader::of(&actor, world.today());
            let (whole_before, before) = reads(&mut tx).await;
            let view = match what {
                "overdue" => Some(View::Overdue),
                "mine" => Some(View::Mine),
                _ => None,
            };
            let filters = Filters { view, ..Filters::default() };
            match what {
                "menu" => {
                    drop(store::waiting(&mut tx, &Recall::default(), &actor, world.today()).await.expect("counts"));
                }
                "to-dos" => {
                    drop(desk::todo(&mut tx, &reader, &Asked::default(), None, false).await.expect("rows"));
                }
                "standing" => drop(ledger::standing(&mut tx, &reader).await.expect("rows")),
                "tabs" => {
                    ledger::tabs(&mut tx, &reader, &filters).await.expect("counts");
                }
                "days" => drop(desk::days(&mut tx, &reader, Span::ahead(world.today())).await.expect("days")),
                "lately" => drop(desk::lately(&mut tx, &reader).await.expect("rows")),
                "facility" => {
                    let place: uuid::Uuid =
                        world.one("select facility_id from inspection where history = $1 limit 1", true).await;
                    let closed = filters.standing(Stand::CLOSED);
                    let year = Filters { from: "2022-01-01".parse().ok(), ..closed };
                    drop(desk::closed(&mut tx, &reader, &year, &[place]).await.expect("counts"));
                }
                _ => drop(ledger::rows(&mut tx, &reader, &filters, None).await.expect("rows")),
            }
            let (whole, fetched) = reads(&mut tx).await;
            if whole > whole_before || fetched - before > OPEN {
                complaints.push(format!(
                    "{username}: {what}: {} whole, {} rows",
                    whole - whole_before,
                    fetched - before
                ));
            }
        }
    }
    assert!(complaints.is_empty(), "more than what is open:\n{}", complaints.join("\n"));
}
