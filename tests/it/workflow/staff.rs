//! Who carries what, and the hand-over of what a leaver leaves open.
use uuid::Uuid;
use xunjian::workflow::inspection::State;

use crate::support::{World, mission::Mission};

/// A colleague of the first dispatched procuratorate's neighbour, with no part in the mission.
async fn newcomer(world: &World) -> Uuid {
    world
        .one("select p.id from person p join post po on po.person_id = p.id join org o on o.id = po.org_id where o.code = $1 and po.role = 'prosecutor' and p.kind = 'prosecutor' and not exists (select from account a where a.person_id = p.id) order by p.id limit 1", "450000-PCY-02")
        .await
}

#[tokio::test]
async fn a_leavers_places_and_findings_go_to_another_with_a_reason() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let (leaver, heir) = (world.person("procurator").await, newcomer(&world).await.to_string());
    let page = format!("/people/{leaver}/hand-over");
    let mut supervisor = world.enter("supervisor").await;
    let listed = supervisor.open(&format!("/people/{leaver}")).await;
    assert!(listed.rows().contains(&mission.id().to_string()));
    let piece = format!("member.{}", mission.id());
    let form = supervisor.open(&page).await.form(&page);
    assert!(form.iter().any(|(name, value)| name == "piece" && *value == piece));
    supervisor.fill(&page, &page, &[("piece", &piece), ("to", &heir)]).await.is(422);
    supervisor.fill(&page, &page, &[("piece", &piece), ("to", &heir), ("reason", "工作调动")]).await.is(303);
    let team: Vec<Uuid> =
        sqlx::query_scalar("select person_id from team_member where inspection_id = $1 and place = 'member'")
            .bind(mission.id())
            .fetch_all(&world.db.owner)
            .await
            .expect("the team");
    assert!(team.contains(&heir.parse().expect("an id")) && !team.contains(&leaver));
    let reason: String = world.one("select reason from substitution where inspection_id = $1", mission.id()).await;
    assert_eq!(reason, "工作调动");
    let cleared: bool = world
        .one(
            "select exists (select from inspection_clearance where person_id = $1 and during @> '2022-09-01'::date)",
            leaver,
        )
        .await;
    assert!(!cleared, "the leaver is let in no longer");
}

#[tokio::test]
async fn the_frozen_team_gives_way_to_a_substitution_alone() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Approved).await;
    let refused = sqlx::query("delete from team_member where inspection_id = $1 and place = 'member'")
        .bind(mission.id())
        .execute(&world.db.owner)
        .await
        .expect_err("a frozen team");
    let name = refused.as_database_error().and_then(|error| error.constraint()).unwrap_or_default();
    assert_eq!(name, "team_member_frozen");
}

#[tokio::test]
async fn a_sealed_case_is_on_nobodys_load() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Submitted).await;
    let leaver = world.person("procurator").await;
    for username in ["supervisor", "assigner"] {
        let mut reader = world.enter(username).await;
        for page in [format!("/people/{leaver}"), format!("/people/{leaver}/hand-over")] {
            assert!(!reader.open(&page).await.source.contains(&mission.id().to_string()), "{username}: {page}");
        }
    }
    let carried: i64 = world.one("select open_work_of($1)", world.person("dispatched").await).await;
    let without: i64 = world.one("select count(distinct t.inspection_id) from team_member t join inspection i on i.id = t.inspection_id where t.person_id = $1 and i.opened and i.state not in ('closed', 'archived', 'cancelled')", world.person("dispatched").await).await;
    assert!(carried >= without);
}

#[tokio::test]
async fn whoever_still_carries_work_is_not_disabled_unnoticed() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let page = format!("/admin/people/{}/switch", world.person("dispatched").await);
    let warned = world.enter("sysadmin").await.open(&page).await;
    assert!(warned.texts(".notice").join("").contains("未移交"), "{}", warned.text());
    assert!(!warned.source.contains(&mission.id().to_string()));
}
