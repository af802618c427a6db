//! The demonstration grown: rows as the application would have written them.
use xunjian::demo::{Grown, grow};

use crate::support::World;

/// Rows of which there is none: what triggers would have written is written, and they are all back.
const NONE: [(&str, &str); 4] = [
    (
        "findings that stand elsewhere than their facts put them",
        "select count(*) from finding f cross join lateral finding_place_in_rectification(f) p where (f.position, f.due_on) is distinct from (p.place, p.due) and f.no > $1",
    ),
    (
        "replies without a hand",
        "select count(*) from reply r where r.cycle > $1
            and not exists (select from finding_hand h where h.finding_id = r.finding_id and h.person_id = coalesce(r.registered_by, r.author_id) and h.hand = 'input')",
    ),
    (
        "closings without a hand",
        "select count(*) from closing c where c.cycle > $1
            and not exists (select from finding_hand h where h.finding_id = c.finding_id and h.person_id = c.person_id and h.hand = 'close')",
    ),
    ("triggers out of force", "select count(*) from pg_trigger where tgenabled = 'D' and tgtype > $1"),
];

#[tokio::test]
async fn what_is_grown_stands_where_its_facts_put_it() {
    let world = World::open().await;
    let app = world.app();
    let grown = grow(&app, 6000, 7).await.expect("growth");
    let Grown::By { inspections, findings: 6000 } = grown else { panic!("{grown}") };
    assert!((400..900).contains(&inspections), "{inspections}");
    let positions: i64 = world
        .one("select count(distinct position) from finding f join step s on s.subject_id = f.id where s.system_cause = $1", "loaded as history")
        .await;
    assert_eq!(positions, 8, "in all positions");
    for (what, sql) in NONE {
        assert_eq!(world.one::<i64>(sql, 0).await, 0, "{what}");
    }
    assert_eq!(grow(&app, 6000, 7).await.expect("an answer"), Grown::Before { key: 7 });
    world.enter("supervisor").await.get("/findings?status=rebounded").await.is(200);
    world.enter("procurator").await.get("/").await.is(200);
}
