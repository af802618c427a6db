//! No step can be skipped, done by the wrong person, or done twice.
use xunjian::workflow::inspection::State;

use crate::support::{World, mission::Mission};

#[tokio::test]
async fn a_step_out_of_order_is_refused_and_what_was_typed_is_shown() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Approved).await;
    let mut lead = world.enter("dispatched").await;
    lead.get(&mission.to("finish")).await.is(409);
    let answer = lead.post(&mission.to("report"), &[("report_basics", "写了很久的基本情况")]).await.is(409);
    assert!(answer.text().contains("写了很久的基本情况"), "{}", answer.text());
    assert_eq!(mission.state(&world).await, State::Approved);
}

#[tokio::test]
async fn two_clicks_are_one_step_with_one_answer() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Approved).await;
    let mut lead = world.enter("dispatched").await;
    let form = lead.open(&mission.to("prepare")).await.form(&mission.to("prepare"));
    let answers = Mission::answers(&world, "prepare");
    let (mut first, mut second) = (lead.clone(), lead.clone());
    let to = mission.to("prepare");
    let pairs = answers.pairs();
    let (one, other) = tokio::join!(first.post_over(&to, form.clone(), &pairs), second.post_over(&to, form, &pairs));
    assert_eq!(one.leads(), other.leads());
    let taken: i64 =
        world.one("select count(*) from step where subject_id = $1 and step = 'prepare'", mission.id()).await;
    assert_eq!(taken, 1);
}

/// Nothing that matters lives in one process: two of them on one database behave as one.
#[tokio::test]
async fn a_click_at_each_of_two_processes_is_one_step_with_one_answer() {
    let world = World::open().await;
    let mut lead = world.enter("dispatched").await;
    let prison: uuid::Uuid =
        world.one("select id from facility where code = $1", crate::support::mission::PRISON).await;
    let form = lead.open("/inspections/new").await.form("/inspections");
    let fields = [
        ("kind", "mobile"),
        ("facility", &prison.to_string()),
        ("basis", "线索"),
        ("planned_from", "2022-09-01"),
        ("planned_to", "2022-09-09"),
    ];
    let (mut first, mut second) = (lead.before(&world), lead.before(&world));
    let (one, other) = tokio::join!(
        first.post_over("/inspections", form.clone(), &fields),
        second.post_over("/inspections", form, &fields)
    );
    let case = one.leads();
    assert_eq!(case, other.leads());
    // a session that ends at one process has ended at the other
    first.post("/logout", &[]).await.is(303);
    second.get(&case).await.is(303);
}

#[tokio::test]
async fn the_back_button_takes_no_step_twice() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Approved).await;
    let mut lead = world.enter("dispatched").await;
    let to = mission.to("prepare");
    let form = lead.open(&to).await.form(&to);
    let answers = Mission::answers(&world, "prepare");
    let first = lead.post_over(&to, form.clone(), &answers.pairs()).await.leads();
    mission.step(&world, "dispatched", "notify").await.is(303);
    // the page is sent again from the browser's memory, when the case has long moved on
    assert_eq!(lead.post_over(&to, form, &answers.pairs()).await.leads(), first);
    assert_eq!(mission.state(&world).await, State::Notified);
}

#[tokio::test]
async fn not_even_the_owner_of_the_database_takes_an_illegal_step() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Submitted).await;
    let jump = sqlx::query("update inspection set state = 'archived' where id = $1")
        .bind(mission.id())
        .execute(&world.db.owner)
        .await;
    assert!(jump.is_err());
    assert_eq!(mission.state(&world).await, State::Submitted);
}

#[tokio::test]
async fn a_case_is_cancelled_only_before_it_begins() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Notified).await;
    let mut chief = world.enter("chief").await;
    chief.fill(&mission.to("cancel"), &mission.to("cancel"), &[("reason", "疫情")]).await.is(303);
    assert_eq!(mission.state(&world).await, State::Cancelled);
    let mission = Mission::until(&world, State::InProgress).await;
    world.enter("chief").await.post(&mission.to("cancel"), &[("reason", "疫情")]).await.is(409);
}

#[tokio::test]
async fn nothing_is_written_while_an_inspection_is_suspended() {
    let world = World::open().await;
    let mission = Mission::on_site(&world).await;
    let mut chief = world.enter("chief").await;
    chief.fill(&mission.to("suspend"), &mission.to("suspend"), &[("reason", "突发疫情")]).await.is(303);
    let mut member = world.enter("procurator").await;
    member.get(&mission.to("records/new")).await.is(409);
    member.get(&format!("{}/findings/new", mission.record)).await.is(409);
    // whoever reads the case reads why, by whom and when
    let case = member.open(&mission.case).await;
    let banner = case.texts(".notice[data-status=suspended]").join(" ");
    assert!(banner.contains("突发疫情") && banner.contains("2022-09-01"), "{}", case.text());
    // the planned end moves with the days lost, never into the past
    let early = [("reason", "恢复"), ("planned_to", "2022-08-31")];
    let told = chief.fill(&mission.to("resume"), &mission.to("resume"), &early).await.is(422);
    assert!(told.has(".error-summary a[href='#planned_to']"), "{}", told.text());
    chief
        .fill(&mission.to("resume"), &mission.to("resume"), &[("reason", ""), ("planned_to", "2022-09-12")])
        .await
        .is(422);
    let moved = [("reason", "疫情解除"), ("planned_to", "2022-09-12")];
    chief.fill(&mission.to("resume"), &mission.to("resume"), &moved).await.is(303);
    let planned_to: chrono::NaiveDate =
        world.one("select planned_to from inspection where id = $1", mission.id()).await;
    assert_eq!(planned_to.to_string(), "2022-09-12");
    let case = member.open(&mission.case).await;
    assert!(!case.has(".notice[data-status=suspended]") && case.text().contains("疫情解除"));
    member.get(&mission.to("records/new")).await.is(200);
}

/// Who decides is the approver, with a reason; the lead asks and waits.
#[tokio::test]
async fn only_the_approver_suspends_resumes_and_cancels_and_says_why() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::InProgress).await;
    for step in ["suspend", "cancel"] {
        for username in ["dispatched", "procurator"] {
            world.enter(username).await.post(&mission.to(step), &[("reason", "x")]).await.is(403);
        }
    }
    let mut chief = world.enter("chief").await;
    let told = chief.fill(&mission.to("suspend"), &mission.to("suspend"), &[("reason", "  ")]).await.is(422);
    assert!(told.has(".error-summary a[href='#reason']"));
    chief.fill(&mission.to("suspend"), &mission.to("suspend"), &[("reason", "突发疫情")]).await.is(303);
    world
        .enter("dispatched")
        .await
        .post(&mission.to("resume"), &[("reason", "x"), ("planned_to", "2022-09-12")])
        .await
        .is(403);
    // a suspended case goes no way but on
    world.enter("dispatched").await.post(&mission.to("finish"), &[("ended_on", "2022-09-01")]).await.is(409);
    chief.post(&mission.to("cancel"), &[("reason", "x")]).await.is(409);
}

/// Cancelled before it was opened, a sealed case stays sealed; its own people read why.
#[tokio::test]
async fn a_sealed_case_that_is_cancelled_stays_sealed() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Prepared).await;
    let mut chief = world.enter("chief").await;
    chief.fill(&mission.to("cancel"), &mission.to("cancel"), &[("reason", "线索已由他案查处")]).await.is(303);
    assert_eq!(mission.state(&world).await, State::Cancelled);
    let case = world.enter("dispatched").await.open(&mission.case).await;
    let banner = case.texts(".notice[data-status=cancelled]").join(" ");
    assert!(banner.contains("线索已由他案查处"), "{}", case.text());
    for username in ["supervisor", "assigner", "city", "resident", "liaison"] {
        assert!(
            matches!(world.enter(username).await.get(&mission.case).await.status.as_u16(), 403 | 404),
            "{username}"
        );
    }
    let listed = world.enter("supervisor").await.open("/inspections?status=cancelled").await;
    assert!(!listed.rows().contains(&mission.id().to_string()));
    let number: Option<String> = world.one("select number from inspection where id = $1", mission.id()).await;
    assert_eq!(number, None);
}

#[tokio::test]
async fn feedback_waits_for_its_approval_and_the_approval_for_the_report() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::FieldworkDone).await;
    world.enter("chief").await.post(&mission.to("approve-feedback"), &[("hearing", "同意")]).await.is(409);
    mission.step(&world, "dispatched", "report").await.is(303);
    world.enter("dispatched").await.post(&mission.to("deliver-feedback"), &[("minutes", "纪要")]).await.is(409);
}
