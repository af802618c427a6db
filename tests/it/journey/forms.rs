//! Every form, sent empty and sent with nonsense: answered with 422, a summary whose lines lead to their fields and name
//! them, and what was typed.
use std::collections::BTreeSet;

use xunjian::workflow::inspection::State;

use crate::support::{Browser, World, mission::Mission, prepare::gather, rectify::serve};

const NONSENSE: &str = "〇〇 not a value";

/// Sends the form of a page with the same text in every field that is typed or chosen.
async fn send(browser: &mut Browser, page: &str, action: &str, text: &str) {
    let open = browser.open(page).await;
    let form = format!("form[action='{action}']");
    let hidden: BTreeSet<String> = open.attributes(&format!("{form} input[type=hidden]"), "name").into_iter().collect();
    let named = open.attributes(&format!("{form} :is(input, textarea, select)[name]"), "name");
    let kept = open.form(action).into_iter().filter(|(name, _)| hidden.contains(name));
    let typed: BTreeSet<String> = named.into_iter().filter(|name| !hidden.contains(name)).collect();
    let mut fields: Vec<(String, String)> = kept.collect();
    fields.extend(typed.iter().map(|name| (name.clone(), text.to_owned())));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = browser.post(action, &fields).await;
    assert_eq!(answer.status.as_u16(), 422, "{action} with {text:?}: {}", answer.text());
    let lines = answer.attributes(".error-summary a", "href");
    assert!(!lines.is_empty(), "{action} with {text:?}: no summary: {}", answer.text());
    for line in &lines {
        let field = line.trim_start_matches('#');
        assert!(answer.has(&format!("[id='{field}']")), "{action}: {line} leads nowhere");
    }
    for line in answer.texts(".error-summary li") {
        assert!(line.contains('：'), "{action}: {line} names no field");
    }
    if text == NONSENSE {
        let inputs = answer.attributes(&format!("{form} input[type=text].input"), "value");
        let areas = answer.texts(&format!("{form} textarea"));
        assert!(inputs.iter().chain(&areas).all(|value| value == NONSENSE), "{action}: {inputs:?} {areas:?}");
    }
}

async fn empty(world: &World, username: &str, page: &str, action: &str) {
    send(&mut world.enter(username).await, page, action, "").await;
}

async fn both(world: &World, username: &str, page: &str, action: &str) {
    empty(world, username, page, action).await;
    send(&mut world.enter(username).await, page, action, NONSENSE).await;
}

#[tokio::test]
async fn the_forms_of_a_case_before_fieldwork() {
    let world = World::open().await;
    both(&world, "dispatched", "/inspections/new", "/inspections").await;
    let mission = Mission::drafted(&world).await;
    both(&world, "dispatched", &mission.to("team"), &mission.to("team")).await;
    mission.step(&world, "dispatched", "submit").await.is(303);
    for step in ["approve", "return", "cancel"] {
        empty(&world, "chief", &mission.to(step), &mission.to(step)).await;
    }
    mission.step(&world, "chief", "approve").await.is(303);
    both(&world, "dispatched", &mission.to("gathered/new?item=training"), &mission.to("gathered")).await;
    both(&world, "dispatched", &mission.to("epidemic/new"), &mission.to("epidemic")).await;
    gather(&world, "dispatched", &mission.case).await;
    mission.step(&world, "dispatched", "prepare").await.is(303);
    both(&world, "dispatched", &mission.to("notify"), &mission.to("notify")).await;
    mission.step(&world, "dispatched", "notify").await.is(303);
    both(&world, "dispatched", &mission.to("start"), &mission.to("start")).await;
}

#[tokio::test]
async fn the_forms_of_fieldwork_and_of_findings() {
    let world = World::open().await;
    let mission = Mission::on_site(&world).await;
    empty(&world, "chief", &mission.to("suspend"), &mission.to("suspend")).await;
    both(&world, "procurator", &mission.to("records/new"), &mission.to("records")).await;
    let log = format!("{}/findings", mission.record);
    both(&world, "procurator", &format!("{log}/new"), &log).await;
    let finding = mission.logs(&world, "procurator", "minor", "FC-JY-0203").await.leads();
    for deed in ["drop", "merge"] {
        let to = format!("{finding}/{deed}");
        empty(&world, "dispatched", &to, &to).await;
    }
    for deed in ["edit", "confirm"] {
        let to = format!("{finding}/{deed}");
        both(&world, "dispatched", &to, &to).await;
    }
    both(&world, "dispatched", &mission.to("finish"), &mission.to("finish")).await;
}

#[tokio::test]
async fn the_forms_of_documents_and_of_rectification() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let new = mission.to("documents/new");
    empty(&world, "dispatched", &new, &mission.to("documents")).await;
    let notice = mission.drafts(&world, &[&mission.findings[0]]).await.leads();
    empty(&world, "dispatched", &format!("{notice}/edit"), &notice).await;
    let notice = mission.issues(&world, &[&mission.findings[0]]).await;
    let to = format!("{notice}/serve");
    both(&world, "dispatched", &to, &to).await;
    serve(&world, &notice, "2022-09-01").await.is(303);
    let finding = &mission.findings[1];
    both(&world, "procurator2", &format!("{finding}/replies/new"), &format!("{finding}/replies")).await;
}
