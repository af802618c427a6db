//! 工作日历: a published version never changes; publishing one moves every running date that it counts differently.
use chrono::NaiveDate;
use uuid::Uuid;
use xunjian::{
    foundation::calendar::{Roll, Unit},
    law::period,
    workflow::inspection::State,
};

use crate::support::{
    Browser, Page, World,
    mission::{Mission, id_of},
    rectify::{answer, serve},
};

const INDEX: &str = "/admin/calendar";

/// Drafts a version of a layer: the lines of a year as they stand, and some more.
async fn draft(browser: &mut Browser, layer: &str, year: i32, more: &str, fields: &[(&str, &str)]) -> Page {
    let form = browser.open(&format!("{INDEX}/new?layer={layer}&year={year}")).await.form(INDEX);
    let lines = form.iter().find(|(name, _)| name == "days").map_or("", |(_, lines)| lines.as_str());
    let days = format!("{lines}\n{more}");
    let mut all = vec![("days", days.as_str()), ("source", "国办发明电〔2022〕99号"), ("reason", "放假安排调整")];
    all.extend(fields);
    browser.post_over(INDEX, form, &all).await
}

async fn publish(browser: &mut Browser, version: &str) -> Page {
    let to = format!("{version}/publish");
    browser.fill(&to, &to, &[]).await
}

/// The notice of a mission in rectification, served on a day.
async fn served(world: &World, on: &str) -> (Mission, String) {
    let mission = Mission::until(world, State::Rectifying).await;
    let notice = mission.issues(world, &[&mission.findings[0]]).await;
    serve(world, &notice, on).await.is(303);
    (mission, notice)
}

async fn reply_due(world: &World, notice: &str) -> String {
    world.one::<NaiveDate>("select reply_due from service where document_id = $1", id_of(notice)).await.to_string()
}

/// The vectors of the rules, by the calendar that lies in the database.
#[tokio::test]
async fn periods_end_by_the_calendar_in_the_database() {
    let world = World::open().await;
    let mut tx = world.db.owner.begin().await.expect("a transaction");
    let edition = period::calendar(&mut tx).await.expect("the calendar");
    assert_eq!((edition.nation, edition.region), (1, 0));
    for (start, amount, unit, end) in [
        ("2022-09-28", 7, Unit::Day, "2022-10-08"),
        ("2022-04-13", 20, Unit::Day, "2022-05-05"),
        ("2022-01-21", 10, Unit::Day, "2022-02-07"),
        ("2022-07-31", 2, Unit::Month, "2022-09-30"),
        ("2022-12-31", 2, Unit::Month, "2023-02-28"),
        ("2022-02-28", 1, Unit::Month, "2022-03-31"),
        ("2022-09-26", 10, Unit::WorkingDay, "2022-10-13"),
        ("2022-09-08", 15, Unit::Day, "2022-09-23"),
    ] {
        let due = edition.calendar.due(start.parse().expect("a day"), amount, unit, Roll::Forward);
        assert_eq!(due.on.to_string(), end, "{amount} {unit:?} from {start}");
    }
    let custody = edition.calendar.due("2022-09-28".parse().expect("a day"), 7, Unit::Day, Roll::Stay);
    assert_eq!(custody.on.to_string(), "2022-10-05");
}

#[tokio::test]
async fn a_new_version_moves_page_liaison_and_database_alike_and_the_trail_tells() {
    let world = World::on("2022-09-08").await;
    let (mission, notice) = served(&world, "2022-09-08").await;
    assert_eq!(reply_due(&world, &notice).await, "2022-09-23");
    let mut admin = world.enter("assigner").await;
    let version = draft(&mut admin, "nation", 2022, "2022-09-23,off,示例节", &[]).await.leads();
    let preview = admin.open(&format!("{version}/publish")).await;
    let moved = preview.texts("#moves tbody tr").join("\n");
    assert!(moved.contains("2022-09-23") && moved.contains("2022-09-26"), "{moved}");
    assert_eq!(reply_due(&world, &notice).await, "2022-09-23", "a draft moves nothing");
    publish(&mut admin, &version).await.is(303);

    assert_eq!(reply_due(&world, &notice).await, "2022-09-26");
    let escalate: NaiveDate = world.one("select escalate_on from service where document_id = $1", id_of(&notice)).await;
    assert_eq!(escalate.to_string(), "2022-09-26");
    let told = "国家 v2：2022-09-23 → 2022-09-26";
    let page = world.enter("dispatched").await.open(&notice).await;
    assert!(page.texts("[data-clock=reply_due]").join(" ").contains(told), "{}", page.text());
    let finding = world.enter("dispatched").await.open(&mission.findings[0]).await;
    assert!(finding.text().contains(told), "{}", finding.text());
    let item = format!("/liaison/items/{}", id_of(&mission.findings[0]));
    let item = world.enter("liaison").await.open(&item).await;
    assert!(item.text().contains(told) && !item.has("[data-clock=escalate_on]"), "{}", item.text());
    let entries: i64 = world
        .one(
            "select count(*) from trail_entry e join service s on s.id = e.subject_id where e.deed = 'clock_moved' and s.document_id = $1",
            id_of(&notice),
        )
        .await;
    assert_eq!(entries, 2, "the answer and the report upwards");
}

/// What was answered before stays as it was.
#[tokio::test]
async fn what_is_met_does_not_move() {
    let world = World::on("2022-09-08").await;
    let (mission, notice) = served(&world, "2022-09-08").await;
    answer(&world, "liaison", &mission.findings[0], "report").await.is(303);
    let met: Option<NaiveDate> = world
        .one("select c.met_on from clock c join service s on s.id = c.subject_id where s.document_id = $1 and c.key = 'reply_due'", id_of(&notice))
        .await;
    assert_eq!(met.map(|day| day.to_string()).as_deref(), Some("2022-09-08"));
    // nobody need report upwards any more, and there is nothing left to object to
    let fallen: i64 = world
        .one("select count(*) from clock c join service s on s.id = c.subject_id where s.document_id = $1 and c.void_on = '2022-09-08'", id_of(&notice))
        .await;
    assert_eq!(fallen, 2);
    let mut admin = world.enter("assigner").await;
    let version = draft(&mut admin, "nation", 2022, "2022-09-23,off,示例节", &[]).await.leads();
    publish(&mut admin, &version).await.is(303);
    assert_eq!(reply_due(&world, &notice).await, "2022-09-23");
}

/// A sealed case moves with the others, and the preview of somebody who is not let in does not tell of it.
#[tokio::test]
async fn the_preview_does_not_betray_a_sealed_case() {
    let world = World::on("2022-09-08").await;
    let mission = Mission::until(&world, State::Approved).await;
    world
        .one::<Uuid>(
            "insert into clock (subject_id, key, inspection_id, event, started_on, parameter_id, due_on)
             select $1, 'report_target', $1, 'ended', date '2022-09-08', p.id, date '2022-09-23' from parameter p where p.key = 'report_target'
             returning subject_id",
            mission.id(),
        )
        .await;
    let mut admin = world.enter("assigner").await;
    let version = draft(&mut admin, "nation", 2022, "2022-09-23,off,示例节", &[]).await.leads();
    let preview = admin.open(&format!("{version}/publish")).await;
    assert!(!preview.has("#moves tbody tr"), "{}", preview.text());
    publish(&mut admin, &version).await.is(303);
    let due: NaiveDate =
        world.one("select due_on from clock where subject_id = $1 and key = 'report_target'", mission.id()).await;
    assert_eq!(due.to_string(), "2022-09-26");
}

#[tokio::test]
async fn a_year_not_announced_is_provisional_until_its_days_are_published() {
    let world = World::on("2026-12-21").await;
    let (_, notice) = served(&world, "2026-12-21").await;
    // the fifteenth day is Tuesday 5 January 2027
    assert_eq!(reply_due(&world, &notice).await, "2027-01-05");
    let page = world.enter("dispatched").await.open(&notice).await;
    assert!(page.has("[data-clock=reply_due] [data-provisional]"), "{}", page.text());
    let mut admin = world.enter("assigner").await;
    let days = "2027-01-01,off,元旦\n2027-01-05,off,示例节";
    let version = draft(&mut admin, "nation", 2027, days, &[]).await.leads();
    publish(&mut admin, &version).await.is(303);
    assert_eq!(reply_due(&world, &notice).await, "2027-01-06");
    let page = world.enter("dispatched").await.open(&notice).await;
    assert!(!page.has("[data-clock=reply_due] [data-provisional]"), "{}", page.text());
}

/// The region's days count among working days; whether they postpone a statutory period is switched, and both days are shown.
#[tokio::test]
async fn the_regions_days_postpone_only_where_the_office_says_so() {
    let world = World::on("2024-03-27").await;
    let (_, notice) = served(&world, "2024-03-27").await;
    assert_eq!(reply_due(&world, &notice).await, "2024-04-11");
    let mut admin = world.enter("assigner").await;
    let days = "2024-04-11,off,壮族三月三\n2024-04-12,off,壮族三月三";
    let version = draft(&mut admin, "region", 2024, days, &[]).await.leads();
    publish(&mut admin, &version).await.is(303);
    assert_eq!(reply_due(&world, &notice).await, "2024-04-11");
    let page = world.enter("dispatched").await.open(&notice).await;
    let shown = page.texts("[data-clock=reply_due]").join(" ");
    assert!(shown.contains("2024-04-15") && shown.contains("国家 v1 + 广西 v1"), "{shown}");
    let version = draft(&mut admin, "region", 2024, "", &[("rolls", "yes")]).await.leads();
    publish(&mut admin, &version).await.is(303);
    assert_eq!(reply_due(&world, &notice).await, "2024-04-15");
}

#[tokio::test]
async fn publishing_twice_is_once_and_an_overtaken_draft_is_refused() {
    let world = World::open().await;
    let mut admin = world.enter("assigner").await;
    let first = draft(&mut admin, "nation", 2022, "2022-09-23,off,示例节", &[]).await.leads();
    let second = draft(&mut admin, "nation", 2022, "2022-09-22,off,示例节", &[]).await.leads();
    let to = format!("{first}/publish");
    let form = admin.open(&to).await.form(&to);
    let late = format!("{second}/publish");
    let late_form = admin.open(&late).await.form(&late);
    admin.post_over(&to, form.clone(), &[]).await.is(303);
    // the same form again gets the same answer, another one is told
    admin.post_over(&to, form, &[]).await.is(303);
    admin.post(&to, &[]).await.is(409);
    admin.post_over(&late, late_form, &[]).await.is(409);
    let versions: i64 =
        world.one("select count(*) from calendar_version where layer = $1 and no is not null", "nation").await;
    assert_eq!(versions, 2);
}

#[tokio::test]
async fn faulty_lines_are_told_and_everything_typed_is_kept() {
    let world = World::open().await;
    let mut admin = world.enter("assigner").await;
    let lines = "2022-09-31,off,示例节\n2022-09-23,rest,示例节";
    let page = draft(&mut admin, "nation", 2022, lines, &[]).await.is(422);
    let told = page.texts(".error-summary li").join("\n");
    assert!(told.contains("2022-09-31") && told.contains("rest"), "{told}");
    let kept = page.form(INDEX);
    let days = kept.iter().find(|(name, _)| name == "days").map(|(_, days)| days.as_str());
    assert!(days.is_some_and(|days| days.ends_with(lines)), "{days:?}");
    assert!(kept.iter().any(|(name, reason)| name == "reason" && reason == "放假安排调整"), "{kept:?}");
    // as it stands, there is nothing to save
    draft(&mut admin, "nation", 2022, "", &[]).await.is(422);
}

#[tokio::test]
async fn only_the_business_administrator_keeps_the_calendar() {
    let world = World::open().await;
    for username in ["chief", "supervisor", "procurator", "resident", "liaison", "sysadmin", "secadmin", "auditor"] {
        let mut browser = world.enter(username).await;
        browser.get(INDEX).await.is(403);
        browser.post(INDEX, &[("layer", "nation"), ("year", "2022")]).await.is(403);
    }
}
