//! 被监督单位的维护: facilities are made, renamed, closed and passed on from a day; nothing is deleted.
use uuid::Uuid;

use crate::support::{World, mission::Mission};

const LIST: &str = "/admin/facilities";
const NEW: [(&str, &str); 7] = [
    ("code", "450000-JY-90"),
    ("kind", "prison"),
    ("name_zh", "示例新监狱"),
    ("name_en", "Example New Prison"),
    ("division", "450100"),
    ("org", "450000-PCY-01"),
    ("from", "2022-09-01"),
];

/// The code of the procuratorate that a column of a case leads to.
async fn code(world: &World, sql: &'static str, id: Uuid) -> String {
    world.one(sql, id).await
}

#[tokio::test]
async fn a_facility_is_made_renamed_and_closed() {
    let mut world = World::open().await;
    let mut assigner = world.enter("assigner").await;
    assigner.open("/admin").await.is(200);
    let place = assigner.fill(&format!("{LIST}/new"), LIST, &NEW).await.leads();
    let id: Uuid = place.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an id");
    assert_eq!(assigner.open(&format!("{LIST}?q=JY-90")).await.rows(), [id.to_string()]);
    // the code is taken now
    let twice = assigner.fill(&format!("{LIST}/new"), LIST, &NEW).await.is(422);
    assert!(twice.text().contains("这个编码已经使用"), "{}", twice.text());
    // an office of another procuratorate, and a division that is none
    let mut wrong = NEW.to_vec();
    wrong[0] = ("code", "450000-JY-91");
    wrong[4] = ("division", "4501");
    wrong.push(("office", "450000-JY-05-PZS"));
    let refused = assigner.fill(&format!("{LIST}/new"), LIST, &wrong).await.is(422);
    assert_eq!(refused.attributes(".error-summary a", "href"), ["#division", "#office"]);
    assigner.fill(&place, &place, &[("name_zh", "")]).await.is(422);
    assigner.fill(&place, &place, &[("name_zh", "示例更名监狱"), ("capacity", "900")]).await.is(303);
    assert!(assigner.open(&place).await.text().contains("示例更名监狱"));
    let offered = format!("select[name=facility] option[value='{id}']");
    assert!(world.enter("dispatched").await.open("/inspections/new").await.has(&offered));
    assigner.fill(&place, &format!("{place}/close"), &[]).await.is(303);
    assigner.post(&format!("{place}/close"), &[]).await.is(409);
    // it lasts until the end of the day
    assert!(world.enter("dispatched").await.open("/inspections/new").await.has(&offered));
    world.pass(24 * 60);
    assert!(!world.enter("dispatched").await.open("/inspections/new").await.has(&offered));
    assert!(world.enter("assigner").await.open(&place).await.text().contains("2022-09-02 起停用"));
    let kept: i64 = world.one("select count(*) from trail_entry where subject_id = $1", id).await;
    assert_eq!(kept, 3);
}

#[tokio::test]
async fn a_facility_passes_to_another_procuratorate_from_a_day_and_its_open_case_follows() {
    let world = World::open().await;
    let mission = Mission::opened(&world).await;
    let case: Uuid = mission.case.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an id");
    let prison: Uuid = world.one("select facility_id from inspection where id = $1", case).await;
    let place = format!("{LIST}/{prison}");
    let pass_on = format!("{place}/supervision");
    let mut assigner = world.enter("assigner").await;
    let next = |from| [("org", "450000-PCY-02"), ("office", ""), ("from", from)];
    // neither before the present supervision began nor on a day to come
    for from in ["1990-01-01", "2022-09-02", ""] {
        let refused = assigner.fill(&place, &pass_on, &next(from)).await.is(422);
        assert_eq!(refused.attributes(".error-summary a", "href"), ["#from"], "{from}");
    }
    assigner.fill(&place, &pass_on, &next("2022-09-01")).await.is(303);
    // a day has one supervisor
    assigner.fill(&place, &pass_on, &next("2022-09-01")).await.is(422);
    let spans: String = world
        .one("select string_agg(o.code || ' ' || coalesce(upper(s.during)::text, '-'), ', ' order by lower(s.during)) from facility_supervision s join org o on o.id = s.org_id where s.facility_id = $1", prison)
        .await;
    assert_eq!(spans, "450000-PCY-01 2022-09-01, 450000-PCY-02 -");
    let at = "select o.code from inspection i join org o on o.id = i.city_id where i.id = $1";
    assert_eq!(code(&world, at, case).await, "450000-PCY-02");
    // figures count by the supervisor of the day on which it was opened
    let by = "select o.code from inspection i join org o on o.id = i.supervisor_id where i.id = $1";
    assert_eq!(code(&world, by, case).await, "450000-PCY-01");
    assert!(
        world
            .enter("supervisor")
            .await
            .open(&format!("/facilities/{prison}"))
            .await
            .text()
            .contains("第二刑事执行派出检察院")
    );
}

#[tokio::test]
async fn facilities_are_kept_by_the_business_administrator_alone() {
    let world = World::open().await;
    let prison: Uuid = world.one("select id from facility where code = $1", "450000-JY-01").await;
    for username in ["sysadmin", "secadmin", "dispatched", "chief"] {
        let mut other = world.enter(username).await;
        for path in [LIST.to_owned(), format!("{LIST}/new")] {
            other.get(&path).await.is(403);
        }
        other.post(LIST, &NEW).await.is(403);
        let status = other.post(&format!("{LIST}/{prison}/close"), &[]).await.status.as_u16();
        assert!([403, 404].contains(&status), "{username}: {status}");
    }
    let deletes: bool = world
        .one(
            "select bool_or(has_table_privilege('xunjian_web', t, 'delete')) from unnest($1::text[]) t",
            vec!["facility", "facility_supervision", "org"],
        )
        .await;
    assert!(!deletes);
}
