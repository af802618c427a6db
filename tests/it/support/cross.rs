//! A cross inspection of a prison by the region, walked by its lead prosecutor and the chief.
use uuid::Uuid;

use super::{
    Browser, Page, World,
    mission::{PRISON, signs},
    prepare,
};

/// Opens a cross inspection of a prison as its lead prosecutor, with plan and team.
pub async fn drafted(world: &World, prison: &str, team: &[&str]) -> String {
    let mut lead = world.enter("lead").await;
    let prison: Uuid = world.one("select id from facility where code = $1", prison).await;
    let fields = [
        ("kind", "cross"),
        ("facility", &prison.to_string()),
        ("basis", "年度计划"),
        ("planned_from", "2022-09-05"),
        ("planned_to", "2022-10-08"),
    ];
    let case = lead.fill("/inspections/new", "/inspections", &fields).await.leads();
    planned(&mut lead, &case, "20").await.is(303);
    join(world, &mut lead, &case, "lead", "team_leader").await.is(303);
    for username in team {
        join(world, &mut lead, &case, username, "member").await.is(303);
    }
    case
}

/// Writes the plan, with so many days on site.
pub async fn planned(lead: &mut Browser, case: &str, on_site: &str) -> Page {
    let parts = ["personnel", "object", "content", "methods", "schedule", "duties", "logistics"];
    let mut fields: Vec<_> = parts.into_iter().map(|part| (part, "内容")).collect();
    fields.push(("on_site_days", on_site));
    lead.fill(&format!("{case}/plan/edit"), &format!("{case}/plan"), &fields).await
}

/// Has the lead add somebody to the team.
pub async fn join(world: &World, lead: &mut Browser, case: &str, username: &str, place: &str) -> Page {
    let person = world.person(username).await.to_string();
    let team = format!("{case}/team");
    lead.fill(&team, &team, &[("person", &person), ("place", place)]).await
}

pub async fn step(world: &World, username: &str, case: &str, step: &str, fields: &[(&str, &str)]) -> Page {
    let to = format!("{case}/{step}");
    world.enter(username).await.fill(&to, &to, fields).await
}

/// Usually fifteen (巡回检察工作规定 20): fewer is explained.
pub const SMALL: (&str, &str) = ("team_size_reason", "人手所限");

/// Prepared after talks, notified three days before, begun on 5 September 2022 with one record.
pub async fn begun(world: &mut World) -> Begun {
    let case = drafted(world, PRISON, &["procurator", "procurator2"]).await;
    step(world, "lead", &case, "submit", &[SMALL]).await.is(303);
    step(world, "chief", &case, "approve", &[("opinion", "同意")]).await.is(303);
    went(world, case).await
}

/// Approved before: prepared, notified, begun.
pub async fn went(world: &mut World, case: String) -> Begun {
    prepare::talk(world, "lead", &case, "supported").await.is(303);
    prepare::gather(world, "lead", &case).await;
    step(world, "lead", &case, "prepare", &[]).await.is(303);
    let notice = [
        ("served_on", "2022-09-01"),
        ("notice_time", "五日起"),
        ("notice_people", "检察组"),
        ("notice_content", "全面"),
        ("notice_contact", "周示例"),
    ];
    step(world, "lead", &case, "notify", &notice).await.is(303);
    world.turn_to("2022-09-05");
    step(world, "lead", &case, "start", &[("started_on", "2022-09-05"), ("kickoff", "已召开")]).await.is(303);
    let mut member = world.enter("procurator").await;
    let to = format!("{case}/records");
    let form = member.open(&format!("{to}/new")).await.form(&to);
    let (one, other) = (world.person("procurator").await.to_string(), world.person("lead").await.to_string());
    let fields = [
        ("day", "2022-09-05"),
        ("method", "site_visit"),
        ("place", "会见室"),
        ("body", "查看"),
        ("inspectors", one.as_str()),
        ("inspectors", other.as_str()),
    ];
    let record = member.post_over(&to, form, &fields).await.leads();
    for username in ["procurator", "lead"] {
        signs(world, username, &record).await.is(303);
    }
    Begun { case, record }
}

/// Addresses of a case that has begun, and of its first record.
pub struct Begun {
    pub case: String,
    pub record: String,
}
