//! 不得外泄: nothing that leaves for the facility names who spoke in confidence or whom a clue names.
use xunjian::workflow::inspection::State;

use crate::support::{
    World,
    mission::{Mission, decide, id_of},
};

const NAME: &str = "覃化名";

/// An interview on site, of which the procurator and the lead prosecutor know with whom it was.
async fn interviewed(world: &World, mission: &Mission) {
    let (one, other) = (world.person("procurator").await.to_string(), world.person("dispatched").await.to_string());
    let fields = [
        ("method", "inmate_interview"),
        ("detail_circle-inmate_interview", "complained"),
        ("place", "谈话室"),
        ("body", "谈话对象反映会见被无故取消。"),
        ("who_name", NAME),
        ("who_number", "示例-9017"),
        ("who_ward", "三监区"),
        ("inspectors", one.as_str()),
        ("inspectors", other.as_str()),
    ];
    let record =
        world.enter("procurator").await.fill(&mission.to("records/new"), &mission.to("records"), &fields).await.leads();
    for signer in ["procurator", "dispatched"] {
        crate::support::mission::signs(world, signer, &record).await.is(303);
    }
}

#[tokio::test]
async fn a_feedback_that_names_an_interviewee_is_not_handed_in() {
    let world = World::open().await;
    let mission = Mission::on_site(&world).await;
    interviewed(&world, &mission).await;
    mission.step(&world, "dispatched", "finish").await.is(303);
    let mut lead = world.enter("dispatched").await;
    let mut fields = Mission::answers(&world, "report").with("feedback_text", "经与覃化名谈话，会见记录不全。");
    let back = lead.post(&mission.to("report"), &fields.pairs()).await.is(422);
    let said = back.texts("#feedback_text-error").concat();
    assert!(said.contains("经与【覃化名】谈话"), "the place is shown: {}", back.text());
    assert!(back.source.contains("经与覃化名谈话"), "what was typed is kept");
    assert_eq!(mission.state(&world).await, State::FieldworkDone);
    // what is no name after all is released with a reason, which stays
    fields = fields.with("feedback_release", "该名系会见登记簿上的民警，与谈话对象同名");
    lead.post(&mission.to("report"), &fields.pairs()).await.is(303);
    let released: i64 = world.one("select count(*) from confidence_release where subject_id = $1", mission.id()).await;
    let logged: i64 = world.one("select count(*) from trail_entry where deed = $1", "confidence_released").await;
    assert_eq!((released, logged), (1, 1));
    mission.step(&world, "chief", "approve-feedback").await.is(303);
}

#[tokio::test]
async fn a_notice_that_names_one_is_neither_submitted_nor_issued() {
    let world = World::open().await;
    let mission = Mission::on_site(&world).await;
    interviewed(&world, &mission).await;
    for (who, step) in [
        ("dispatched", "finish"),
        ("dispatched", "report"),
        ("chief", "approve-feedback"),
        ("dispatched", "deliver-feedback"),
    ] {
        mission.step(&world, who, step).await.is(303);
    }
    let notice = mission.drafts(&world, &[&mission.findings[0]]).await.leads();
    let mut lead = world.enter("dispatched").await;
    let edit = format!("{notice}/edit");
    lead.fill(&edit, &notice, &[("body", "示例第一监狱：\n示例-9017反映会见被取消。")]).await.is(303);
    let back = decide(&world, "dispatched", &notice, "submit", &[]).await.is(422);
    assert!(back.texts("#release-error").concat().contains("【示例-9017】"), "{}", back.text());
    // the words are changed, and it goes
    lead.fill(&edit, &notice, &[("body", "示例第一监狱：\n有罪犯反映会见被取消。")]).await.is(303);
    decide(&world, "dispatched", &notice, "submit", &[]).await.is(303);
    // somebody writes it in by another way: the signature is refused all the same
    world.run("alter table document disable trigger user").await;
    world.run("update document set body = '覃化名反映会见被取消' where state = 'submitted'").await;
    world.run("alter table document enable trigger user").await;
    let refused = decide(&world, "chief", &notice, "issue", &[]).await.is(409);
    assert!(!refused.source.contains(NAME) && refused.text().contains("退回主办检察官"), "{}", refused.text());
    let number: String = world.one("select number from document where id = $1", id_of(&notice)).await;
    assert_eq!(number, "", "no number was taken");
}

/// Whom a clue names stays out as well; whoever is not let into it is not told that there is one.
#[tokio::test]
async fn whom_a_clue_names_stays_out_too() {
    let world = World::open().await;
    let mission = Mission::on_site(&world).await;
    mission.notes(&world, "procurator", "abuse_of_power").await.is(303);
    mission.step(&world, "dispatched", "finish").await.is(303);
    let fields = Mission::answers(&world, "report").with("feedback_text", "三监区民警黄示例未按规定清监。");
    let back = world.enter("dispatched").await.post(&mission.to("report"), &fields.pairs()).await.is(422);
    assert!(
        back.texts("#feedback_text-error").concat().contains("【黄示例】"),
        "the leader is let in: {}",
        back.text()
    );
    // the words about posts are no names
    let fields = fields.with("feedback_text", "三监区民警未按规定清监。");
    world.enter("dispatched").await.post(&mission.to("report"), &fields.pairs()).await.is(303);
}
