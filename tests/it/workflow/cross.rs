//! 交叉巡回检察: others than the supervisor inspect, after talks, under recusal, and look again within three months.
use chrono::NaiveDate;
use uuid::Uuid;

use crate::support::{
    World,
    cross::{SMALL, begun, drafted, join, planned, step, went},
    mission::{PRISON, id_of},
    prepare,
};

#[tokio::test]
async fn a_cross_inspection_is_seen_from_its_draft_on_and_begins_after_talks() {
    let world = World::open().await;
    let case = drafted(&world, "450000-JY-01", &["procurator", "procurator2"]).await;
    world.enter("supervisor").await.get(&case).await.is(200);
    // usually fifteen (20): fewer is explained
    step(&world, "lead", &case, "submit", &[]).await.is(422);
    step(&world, "lead", &case, "submit", &[SMALL]).await.is(303);
    step(&world, "chief", &case, "approve", &[("opinion", "同意")]).await.is(303);
    let refused = world.enter("lead").await.open(&format!("{case}/prepare")).await;
    for article in ["第二十七条", "第二十八条", "第三十三条"] {
        assert!(refused.text().contains(article), "{article}: {}", refused.text());
    }
    // a talk that the other side does not support yet opens nothing
    prepare::gather(&world, "lead", &case).await;
    prepare::talk(&world, "lead", &case, "pending").await.is(303);
    world.enter("lead").await.post(&format!("{case}/prepare"), &[]).await.is(409);
    // nor does one with the prison itself
    prepare::talk_with(&world, "lead", &case, "facility", "supported").await.is(303);
    world.enter("lead").await.post(&format!("{case}/prepare"), &[]).await.is(409);
    prepare::talk(&world, "lead", &case, "supported").await.is(303);
    step(&world, "lead", &case, "prepare", &[]).await.is(303);
    // the notice gives its three days, whatever day was planned (29)
    let notice = [
        ("served_on", "2022-09-01"),
        ("notice_time", "五日起"),
        ("notice_people", "检察组"),
        ("notice_content", "全面"),
        ("notice_contact", "周示例"),
    ];
    step(&world, "lead", &case, "notify", &notice).await.is(303);
    let early = [("started_on", "2022-09-01"), ("kickoff", "已召开")];
    let refused = step(&world, "lead", &case, "start", &early).await.is(422);
    assert!(refused.text().contains("不足规定的天数"), "{}", refused.text());
}

/// Members of the supervising procuratorate stay away, unless the approver says why not.
#[tokio::test]
async fn a_member_of_the_supervising_procuratorate_joins_only_by_the_approvers_reason() {
    let world = World::open().await;
    let case = drafted(&world, "450000-JY-01", &["procurator"]).await;
    let mut lead = world.enter("lead").await;
    let refused = join(&world, &mut lead, &case, "dispatched", "member").await.is(422);
    assert!(refused.has("#person-error") && refused.has("[data-status=own_unit]"), "{}", refused.text());
    let (page, to) =
        (format!("{case}/waivers/new?person={}", world.person("dispatched").await), format!("{case}/waivers"));
    lead.get(&page).await.is(403);
    let mut chief = world.enter("chief").await;
    chief.fill(&page, &to, &[]).await.is(422);
    chief.fill(&page, &to, &[("reason", "熟悉情况，不承担结论性工作")]).await.is(303);
    join(&world, &mut lead, &case, "dispatched", "member").await.is(303);
    step(&world, "lead", &case, "submit", &[SMALL]).await.is(303);
    step(&world, "chief", &case, "approve", &[("opinion", "同意")]).await.is(303);
}

/// What the approver did not let go, because it came up later, the approval still asks about.
#[tokio::test]
async fn what_comes_up_after_joining_is_asked_at_the_approval() {
    let world = World::open().await;
    let case = drafted(&world, "450000-JY-01", &["procurator", "procurator2"]).await;
    step(&world, "lead", &case, "submit", &[SMALL]).await.is(303);
    world
        .run(
            "insert into career (id, person_id, org_id, during, at)
             select gen_random_uuid(), a.person_id, o.id, daterange('2018-01-01', '2021-01-01'), '2022-09-01T01:00:00Z'
               from account a, org o where a.username = 'procurator' and o.code = '450000-PCY-01'",
        )
        .await;
    let refused = step(&world, "chief", &case, "approve", &[("opinion", "同意")]).await.is(422);
    assert!(refused.has("#override_reason-error"), "{}", refused.text());
    let reasoned = [("opinion", "同意"), ("override_reason", "两年前已离开，不承担结论性工作")];
    step(&world, "chief", &case, "approve", &reasoned).await.is(303);
}

#[tokio::test]
async fn a_city_holds_no_cross_inspection_of_a_prison() {
    let world = World::open().await;
    let mut city = world.enter("city2").await;
    let page = city.open("/inspections/new").await;
    let centre: Uuid = world.one("select f.id from facility f join org o on o.id = f.supervisor_id where o.code = $1 and f.kind = 'detention_center' limit 1", "450100-JCY").await;
    let fields = [
        ("kind", "interprovincial_cross"),
        ("facility", &centre.to_string()),
        ("basis", "计划"),
        ("planned_from", "2022-09-05"),
        ("planned_to", "2022-10-08"),
    ];
    city.post_over("/inspections", page.form("/inspections"), &fields).await.is(422);
}

/// Both clocks start at the end of fieldwork: feedback in thirty days, the follow-up in three months (35, 40).
#[tokio::test]
async fn the_follow_up_is_due_three_months_after_the_end() {
    let mut world = World::open().await;
    let case = begun(&mut world).await.case;
    world.turn_to("2022-09-30");
    // a month at least (11): ended sooner only by exemption
    let early = [("ended_on", "2022-09-30"), ("days_on_site", "20")];
    step(&world, "lead", &case, "finish", &early).await.is(422);
    world.turn_to("2022-10-14");
    step(&world, "lead", &case, "finish", &[("ended_on", "2022-10-14"), ("days_on_site", "20")]).await.is(303);
    let due = async |column: &'static str| -> NaiveDate { world.one(column, id_of(&case)).await };
    // thirty days end on Sunday 13 November; three months on Saturday 14 January
    assert_eq!(due("select feedback_due from inspection where id = $1").await.to_string(), "2022-11-14");
    assert_eq!(due("select follow_up_due from inspection where id = $1").await.to_string(), "2023-01-16");
}

/// Past the application too: no step of a cross-inspection without its talk, none on site without a kick-off meeting.
#[tokio::test]
async fn the_database_knows_what_stands_before_the_first_day() {
    let world = World::open().await;
    let case = drafted(&world, PRISON, &["procurator", "procurator2"]).await;
    step(&world, "lead", &case, "submit", &[SMALL]).await.is(303);
    step(&world, "chief", &case, "approve", &[("opinion", "同意")]).await.is(303);
    let lead = world.person("lead").await;
    let taken = async |step: &str, from: &str, to: &str| {
        let written = sqlx::query(
            "insert into step (subject, subject_id, no, step, from_state, to_state, inspection_id, actor_id, at, day)
             values ('inspection', $1, 4, $2, $3, $4, $1, $5, $6, $7)",
        )
        .bind(id_of(&case))
        .bind(step)
        .bind(from)
        .bind(to)
        .bind(lead)
        .bind(world.clock.now())
        .bind(world.today())
        .execute(&world.db.owner)
        .await;
        let refused = written.expect_err("a step without what it needs");
        refused.as_database_error().and_then(|error| error.constraint()).map(ToOwned::to_owned)
    };
    assert_eq!(taken("prepare", "approved", "prepared").await.as_deref(), Some("step_communication"));
    assert_eq!(taken("notify", "prepared", "notified").await.as_deref(), Some("step_communication"));
    assert_eq!(taken("start", "notified", "in_progress").await.as_deref(), Some("step_kickoff"));
}

/// Twelve days on site where twenty are asked: stopped until it is filed above, and good at the end as well (12).
#[tokio::test]
async fn a_shortened_inspection_waits_for_its_filing() {
    let mut world = World::open().await;
    let case = drafted(&world, PRISON, &["procurator", "procurator2"]).await;
    planned(&mut world.enter("lead").await, &case, "12").await.is(303);
    let refused = world.enter("lead").await.open(&format!("{case}/submit")).await;
    assert!(refused.text().contains("第十二条"), "{}", refused.text());
    assert!(refused.has(&format!("a[href='{case}/exemptions/new']")));
    world.enter("lead").await.post(&format!("{case}/submit"), &[SMALL]).await.is(409);
    // what is filed has to cover what is planned, and to be less than the rule
    prepare::exempt(&world, "lead", &case, "20").await.is(422);
    prepare::exempt(&world, "lead", &case, "15").await.is(303);
    world.enter("lead").await.post(&format!("{case}/submit"), &[SMALL]).await.is(409);
    prepare::exempt(&world, "lead", &case, "12").await.is(303);
    step(&world, "lead", &case, "submit", &[SMALL]).await.is(303);
    step(&world, "chief", &case, "approve", &[("opinion", "同意")]).await.is(303);
    let begun = went(&mut world, case).await;
    world.turn_to("2022-10-14");
    let ended = |days| [("ended_on", "2022-10-14"), ("days_on_site", days)];
    step(&world, "lead", &begun.case, "finish", &ended("11")).await.is(422);
    step(&world, "lead", &begun.case, "finish", &ended("12")).await.is(303);
}

/// What was put on record stays; who is not of the team puts nothing there.
#[tokio::test]
async fn preparation_is_the_teams_and_is_told_with_rule_and_proof() {
    let world = World::open().await;
    let case = drafted(&world, PRISON, &["procurator"]).await;
    for username in ["supervisor", "chief", "procurator2"] {
        let refused = world.enter(username).await.get(&format!("{case}/contacts/new")).await;
        assert!(matches!(refused.status.as_u16(), 403 | 404), "{username}: {}", refused.status);
    }
    prepare::item_of(&world, "lead", &case, "population", "held").await.is(422);
    prepare::item_of(&world, "lead", &case, "population", "unavailable").await.is(303);
    prepare::item_of(&world, "lead", &case, "population", "received").await.is(303);
    let rows: i64 = world.one("select count(*) from preparation where inspection_id = $1", id_of(&case)).await;
    assert_eq!(rows, 2);
    let page = world.enter("supervisor").await.open(&format!("{case}/preparation")).await;
    assert_eq!(page.attributes("[data-item=population] [data-status]", "data-status"), ["received"]);
    assert!(page.has("#gates tr[data-status=open]") && page.text().contains("第三十三条"), "{}", page.text());
}
