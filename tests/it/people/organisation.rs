//! 检察机关的维护: organs are made below others, renamed and closed by the system administrator; the tree stays a tree.
use uuid::Uuid;

use super::administration::refused;
use crate::support::{World, mission::Mission};

const LIST: &str = "/admin/organisations";
/// The region's first dispatched procuratorate.
const FIRST: &str = "450000-PCY-01";

/// The page of an organ.
async fn page(world: &World, code: &str) -> String {
    let uid: Uuid = world.one("select uid from org where code = $1", code).await;
    format!("{LIST}/{uid}")
}

async fn name(world: &World, code: &str) -> String {
    world.one("select name_zh from org where code = $1", code).await
}

#[tokio::test]
async fn the_tree_shows_every_organ_and_a_filter_finds_one_with_its_place() {
    let world = World::open().await;
    let mut sysadmin = world.enter("sysadmin").await;
    assert!(sysadmin.open("/admin").await.has(&format!("a[href='{LIST}']")));
    let tree = sysadmin.open(LIST).await;
    let all: i64 = world.one("select count(*) from org where level >= $1", 0_i16).await;
    assert_eq!(tree.attributes("main li[data-id]", "data-id").len(), usize::try_from(all).expect("a number"));
    let found = sysadmin.open(&format!("{LIST}?q=450102")).await;
    assert!(found.text().contains("广西壮族自治区人民检察院 › 南宁市人民检察院"), "{}", found.text());
    assert_eq!(sysadmin.open(&format!("{LIST}?kind=dispatched")).await.rows().len(), 5);
    // the Supreme People's Procuratorate is above the region's administrator
    sysadmin.get(&page(&world, "000000-JCY").await).await.is(404);
    for username in ["assigner", "chief", "secadmin", "auditor", "liaison"] {
        world.enter(username).await.get(LIST).await.is(403);
    }
}

#[tokio::test]
async fn a_dispatched_procuratorate_and_its_office_are_made_and_used() {
    let world = World::open().await;
    let mut sysadmin = world.enter("sysadmin").await;
    // nothing stands below an office, a dispatched procuratorate not below a county
    let wrong = sysadmin.open(&format!("{LIST}/new?kind=dispatched&below=450102-JCY")).await;
    assert_eq!(wrong.attributes(".error-summary a", "href"), ["#below"]);
    let form = format!("{LIST}/new?kind=dispatched&below=450000-JCY");
    let new = [("code", "450000-pcy-06"), ("name_zh", "第六刑事执行派出检察院"), ("name_en", "Sixth Procuratorate")];
    let sixth = sysadmin.fill(&form, LIST, &new).await.leads();
    assert!(sysadmin.open(&sixth).await.text().contains("450000-PCY-06"));
    let twice = sysadmin.fill(&form, LIST, &new).await.is(422);
    assert!(twice.text().contains("这个编码已经使用"), "{}", twice.text());
    let region: i32 = world.one("select id from org where code = $1", "450000-JCY").await;
    let approver: i32 = world.one("select approver_id from org where code = $1", "450000-PCY-06").await;
    assert_eq!(approver, region);
    // an office stands at a facility of its procuratorate that has none
    let office = format!("{LIST}/new?kind=resident_office&below=450000-PCY-06");
    let fields = [("code", "450000-JY-01-PZS-2"), ("name_zh", "驻示例检察室"), ("name_en", "An Office")];
    let none = sysadmin.fill(&office, LIST, &fields).await.is(422);
    assert_eq!(none.attributes(".error-summary a", "href"), ["#facility"]);
    let prison: Uuid = world.one("select id from facility where code = $1", "450000-JY-01").await;
    let pass_on = [("org", "450000-PCY-06"), ("office", ""), ("from", "2022-09-01")];
    let place = format!("/admin/facilities/{prison}");
    world.enter("assigner").await.fill(&place, &format!("{place}/supervision"), &pass_on).await.is(303);
    let mut fields = fields.to_vec();
    fields.push(("facility", "450000-JY-01"));
    let made = sysadmin.fill(&office, LIST, &fields).await.leads();
    let stands: String =
        world.one("select o.code from facility f join org o on o.id = f.office_id where f.id = $1", prison).await;
    assert_eq!(stands, "450000-JY-01-PZS-2");
    assert!(sysadmin.open(&made).await.text().contains("示例第一监狱"));
    let kept: i64 = world.one("select count(*) from trail_entry where deed = $1", "org_added").await;
    assert_eq!(kept, 2);
}

#[tokio::test]
async fn a_new_name_holds_from_now_on_and_what_was_issued_keeps_the_old_one() {
    let world = World::open().await;
    let mission = Mission::until(&world, xunjian::workflow::inspection::State::Rectifying).await;
    let notice = mission.serves(&world, &[&mission.findings[0]]).await;
    let case = mission.id();
    let organiser: String =
        world.one("select o.code from inspection i join org o on o.id = i.organiser_id where i.id = $1", case).await;
    let before = name(&world, &organiser).await;
    let rename = format!("{}/rename", page(&world, &organiser).await);
    let mut sysadmin = world.enter("sysadmin").await;
    sysadmin.fill(&rename, &rename, &[("reason", "机构改革")]).await.is(422);
    let new = [("name_zh", "更名后的检察院"), ("name_en", "Renamed Procuratorate"), ("reason", "机构改革")];
    let organ = sysadmin.fill(&rename, &rename, &new).await.leads();
    assert!(sysadmin.open(&organ).await.text().contains(&before));
    let issued = world.enter("lead").await.open(&notice).await;
    assert_eq!(issued.texts(".paper .issuer"), std::slice::from_ref(&before));
    let list = world.enter("lead").await.open("/inspections").await;
    assert!(list.text().contains("更名后的检察院") && !list.text().contains(&before), "{}", list.text());
    let kept: i64 = world.one("select count(*) from trail_entry where deed = $1", "org_renamed").await;
    assert_eq!(kept, 1);
    // the row says why, and nothing else changes a name
    let update = format!("update org set name_zh = 'x' where code = '{organiser}'");
    assert!(refused(&world, "sysadmin", &update).await.contains("permission denied"));
    let other = format!(
        "insert into org_renaming (id, org_id, to_zh, to_en, reason, day, by_id, at)
         select gen_random_uuid(), id, 'x', 'x', 'x', '2022-09-01', actor_person(), '2022-09-01' from org where code = '{organiser}'"
    );
    assert!(refused(&world, "assigner", &other).await.contains("row-level security"));
    assert_eq!(refused(&world, "sysadmin", &other).await, "");
}

#[tokio::test]
async fn an_organ_in_use_says_what_stands_in_the_way_and_closes_once_nothing_does() {
    let mut world = World::open().await;
    let first = page(&world, FIRST).await;
    let close = format!("{first}/close");
    let mut sysadmin = world.enter("sysadmin").await;
    let ties = sysadmin.open(&close).await;
    let dispatched = world.person("dispatched").await;
    assert!(ties.has(&format!("main a[href='/admin/people/{dispatched}']")));
    assert!(ties.has(&format!("main a[href='{}']", page(&world, "450000-JY-01-PZS").await)));
    assert!(ties.text().contains("示例第一监狱"));
    let refusal = sysadmin.post(&close, &[("from", "2022-09-02"), ("reason", "撤销")]).await.is(422);
    assert!(refusal.text().contains("还有任职、下设机关或对口单位"), "{}", refusal.text());
    let attempt = format!("update org set closed_on = '2022-09-02' where code = '{FIRST}'");
    assert_eq!(refused(&world, "sysadmin", &attempt).await, "org_closed_empty");
    // an office at which nobody works and which stands nowhere any more
    let office = "450000-JY-03-PZS";
    let prison: Uuid = world.one("select id from facility where code = $1", "450000-JY-03").await;
    let place = format!("/admin/facilities/{prison}");
    let leave = [("org", FIRST), ("office", ""), ("from", "2022-09-01")];
    world.enter("assigner").await.fill(&place, &format!("{place}/supervision"), &leave).await.is(303);
    let close = format!("{}/close", page(&world, office).await);
    sysadmin.fill(&close, &close, &[("from", "2022-08-31"), ("reason", "撤销")]).await.is(422);
    let closed = sysadmin.fill(&close, &close, &[("reason", "撤销")]).await.leads();
    assert!(sysadmin.open(&closed).await.text().contains("2022-09-02 起停用"));
    sysadmin.get(&close).await.is(409);
    sysadmin.post(&close, &[("from", "2022-09-03"), ("reason", "撤销")]).await.is(409);
    // nothing begins there any more
    let lead = world.person("lead").await;
    let post = [("role", "resident"), ("org", office), ("from", "2022-09-01")];
    sysadmin.post(&format!("/admin/people/{lead}/posts"), &post).await.is(422);
    let attempt = format!(
        "insert into post (id, person_id, role, org_id, during, given_by, given_at)
         values (gen_random_uuid(), '{lead}', 'resident', (select id from org where code = '{office}'), daterange('2022-09-01', null), actor_person(), '2022-09-01')"
    );
    assert_eq!(refused(&world, "sysadmin", &attempt).await, "post_at_open_place");
    world.turn_to("2022-10-01");
    let kept: i64 = world.one("select count(*) from trail_entry where deed = $1", "org_closed").await;
    assert_eq!(kept, 1);
}

#[tokio::test]
async fn a_dispatched_procuratorate_may_have_a_chief_of_its_own_whom_its_offices_follow() {
    let world = World::open().await;
    let mut sysadmin = world.enter("sysadmin").await;
    let choose = format!("{}/approver", page(&world, FIRST).await);
    sysadmin.fill(&choose, &choose, &[("approver", "450000-JCY"), ("reason", "不变")]).await.is(422);
    sysadmin.fill(&choose, &choose, &[("approver", FIRST), ("reason", "配齐检察长")]).await.is(303);
    let own: i64 =
        world.one("select count(*) from org o join org a on a.id = o.approver_id where a.code = $1", FIRST).await;
    // itself and its four offices
    assert_eq!(own, 5);
    // a city's own chief approves, and no other
    sysadmin.get(&format!("{}/approver", page(&world, "450100-JCY").await)).await.is(409);
    let attempt =
        "update org set approver_id = (select id from org where code = '450000-JCY') where code = '450100-JCY'";
    assert_eq!(refused(&world, "sysadmin", attempt).await, "org_approver");
}

#[tokio::test]
async fn the_tree_never_becomes_a_circle_and_only_its_administrator_grows_it() {
    let world = World::open().await;
    let moves = [
        ("450000-JCY", "450100-JCY"),
        ("450100-JCY", "450102-JCY"),
        ("450102-JCY", "450102-JCY"),
        (FIRST, "450000-JY-01-PZS"),
    ];
    for (code, below) in moves {
        let attempt =
            format!("update org set parent_id = (select id from org where code = '{below}') where code = '{code}'");
        let refusal = sqlx::raw_sql(sqlx::AssertSqlSafe(attempt)).execute(&world.db.owner).await.err();
        let refusal = refusal.as_ref().and_then(sqlx::Error::as_database_error).and_then(|error| error.constraint());
        assert_eq!(refusal, Some("org_in_tree"), "{code} below {below}");
    }
    let add = |kind: &str, level: i16, below: &str| {
        format!(
            "insert into org (code, kind, level, parent_id, name_zh, name_en)
             select '450000-X', '{kind}', {level}, id, 'x', 'x' from org where code = '{below}'"
        )
    };
    assert!(refused(&world, "assigner", &add("dispatched", 2, "450000-JCY")).await.contains("row-level security"));
    assert!(refused(&world, "sysadmin", &add("city", 2, "450000-JCY")).await.contains("row-level security"));
    assert_eq!(refused(&world, "sysadmin", &add("dispatched", 3, "450000-JCY")).await, "org_in_tree");
    assert_eq!(refused(&world, "sysadmin", &add("dispatched", 2, "450000-JCY")).await, "");
}
