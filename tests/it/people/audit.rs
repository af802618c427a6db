//! 操作审计 and what leads to it: filters, the state of the chain, exports under their seal, the delegation of approval.
use sha2::{Digest as _, Sha256};
use uuid::Uuid;
use xunjian::{foundation::trail, workflow::inspection::State};

use crate::support::{World, mission::Mission};

#[tokio::test]
async fn the_auditor_reads_who_did_what_from_where_and_never_what() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Approved).await;
    let mut auditor = world.enter("auditor").await;
    assert_eq!(auditor.get("/").await.leads(), "/audit");
    let all = auditor.open("/audit").await;
    assert_eq!(all.rows().len(), 50);
    let more = all.attributes("a[rel=next]", "href").remove(0);
    let next = auditor.open(&more).await;
    assert!(next.rows().iter().all(|row| !all.rows().contains(row)));
    let of_case = auditor.open(&format!("/audit?id={}", mission.id())).await;
    assert!(of_case.text().contains("提交审批") && of_case.text().contains("批准方案"), "{}", of_case.text());
    // the basis of the case is in the value of an entry, and on no page of the audit
    assert!(!of_case.source.contains("日常监督发现线索"));
    let person: String = world
        .one("select p.name from person p join account a on a.person_id = p.id where a.username = $1", "chief")
        .await;
    let by_chief = auditor.open(&format!("/audit?deed=approve&who={person}")).await;
    assert_eq!(by_chief.rows().len(), 1);
    assert!(auditor.open("/audit?to=2019-01-01").await.rows().is_empty());
    auditor.get("/audit?from=yesterday").await.is(422);
}

#[tokio::test]
async fn a_broken_chain_is_told_in_red_with_its_first_bad_link() {
    let world = World::open().await;
    while trail::seal(&world.db).await.expect("a seal") > 0 {}
    let mut auditor = world.enter("auditor").await;
    auditor.fill("/audit", "/audit/verify", &[]).await.is(303);
    assert!(auditor.open("/audit").await.has("[data-status=whole]"));
    world.run("alter table trail_link disable trigger all; delete from trail_link where shard = 0 and no = 2").await;
    auditor.fill("/audit", "/audit/verify", &[]).await.is(303);
    let page = auditor.open("/audit").await;
    assert!(page.has("[role=alert] [data-status=broken]"));
    assert!(page.texts("[role=alert]").join("").contains("第 0 分片第 3 环"), "{:?}", page.texts("[role=alert]"));
}

#[tokio::test]
async fn an_export_is_kept_under_its_seal_and_leaves_an_entry() {
    let world = World::open().await;
    let mut auditor = world.enter("auditor").await;
    auditor.fill("/audit?deed=loaded", "/audit/exports", &[]).await.is(303);
    let exports = auditor.open("/audit/exports").await;
    let id = exports.rows().remove(0);
    let seal = exports.texts("td code").remove(0);
    let file = auditor.open(&format!("/audit/exports/{id}")).await;
    assert_eq!(hex::encode(Sha256::digest(file.source.as_bytes())), seal);
    assert!(file.header("content-type").is_some_and(|kind| kind.starts_with("text/csv")));
    assert!(file.source.contains("deed=loaded") && file.source.contains("inspection"));
    let of_it = auditor.open(&format!("/audit?id={id}")).await;
    assert_eq!(of_it.rows().len(), 2, "exported and fetched");
    for username in ["sysadmin", "secadmin", "chief"] {
        world.enter(username).await.get(&format!("/audit/exports/{id}")).await.is(404);
    }
}

#[tokio::test]
async fn the_security_administrator_reviews_changes_of_rights_and_nothing_else() {
    let world = World::open().await;
    let lead = world.person("lead").await;
    let page = format!("/admin/people/{lead}");
    let form = format!("{page}/switch");
    world.enter("sysadmin").await.fill(&form, &form, &[]).await.is(303);
    let mut secadmin = world.enter("secadmin").await;
    let rights = secadmin.open("/audit/rights").await;
    assert!(rights.text().contains("停用账户"), "{}", rights.text());
    secadmin.get("/audit").await.is(403);
}

#[tokio::test]
async fn a_deputy_approves_on_the_days_of_the_delegation_and_not_after_it_is_taken_back() {
    let mut world = World::open().await;
    let mission = Mission::until(&world, State::Submitted).await;
    let supervisor = world.person("supervisor").await.to_string();
    let mut chief = world.enter("chief").await;
    let fields = [
        ("org", "450000-PCY-01"),
        ("person", supervisor.as_str()),
        ("from", "2022-09-02"),
        ("to", "2022-09-03"),
        ("reason", "外出学习"),
    ];
    chief.fill("/admin/delegations", "/admin/delegations", &fields).await.is(303);
    let backward = [fields[0], fields[1], ("from", "2022-09-05"), ("to", "2022-09-04"), fields[4]];
    chief.fill("/admin/delegations", "/admin/delegations", &backward).await.is(422);
    let delegation: Uuid = world.one("select id from delegation where reason = $1", "外出学习").await;
    let delegated = async |world: &World| -> bool {
        let mut tx = world.db.web.begin().await.expect("a transaction");
        let token = world.session("supervisor").await;
        let hash = xunjian::people::access::guard::token_hash(&token);
        let actor = xunjian::people::access::store::enter(&mut tx, &hash, "", world.clock.now()).await;
        !actor.expect("an answer").expect("somebody").delegated.is_empty()
    };
    assert!(!delegated(&world).await, "not before its first day");
    world.turn_to("2022-09-02");
    assert!(delegated(&world).await);
    world.turn_to("2022-09-04");
    assert!(!delegated(&world).await, "not after its last day");
    world.turn_to("2022-09-02");
    let mut chief = world.enter("chief").await;
    chief.fill("/admin/delegations", &format!("/admin/delegations/{delegation}/end"), &[]).await.is(303);
    assert!(!delegated(&world).await, "not once taken back");
    drop(mission);
}
