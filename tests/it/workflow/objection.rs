//! 异议: the facility objects in writing, the procuratorate looks again within seven days, and its document stands or is
//! withdrawn (刑事诉讼规则 554).
use xunjian::{foundation::web::fields::PROSE, workflow::inspection::State};

use crate::support::{
    World,
    mission::{Mission, decide, id_of},
    object::{clock, object, objection, received, review, service},
    rectify::{answer, close, verify},
    upload::PDF,
};

/// A case in rectification whose serious finding is raised by a notice that was served today, 1 September 2022.
async fn served(world: &World) -> (Mission, String) {
    let mission = Mission::until(world, State::Rectifying).await;
    let notice = mission.serves(world, &[&mission.findings[0]]).await;
    (mission, notice)
}

#[tokio::test]
async fn an_objection_starts_the_seven_days_of_the_review() {
    let mut world = World::open().await;
    let (mission, notice) = served(&world).await;
    let of = service(&world, &notice).await;
    assert_eq!(clock(&world, of, "objection_in").await.as_deref(), Some("2022-09-06 runs"));
    world.turn_to("2022-09-02");
    object(&world, "liaison", &notice, "谈话记录当日已补").await.is(303);
    assert_eq!(clock(&world, of, "objection_in").await.as_deref(), Some("2022-09-06 met"));
    assert_eq!(clock(&world, of, "objection_review").await.as_deref(), Some("2022-09-09 runs"));
    // the time to answer goes on
    assert_eq!(clock(&world, of, "reply_due").await.as_deref(), Some("2022-09-16 runs"));
    // contested is a flag beside where it stands, for both sides
    for (username, page) in [
        ("liaison", received(&notice)),
        ("liaison", "/liaison/items".to_owned()),
        ("liaison", "/liaison/documents".to_owned()),
        ("procurator", notice.clone()),
        ("procurator", mission.case.clone()),
        ("procurator", mission.findings[0].clone()),
        ("procurator", "/rectifications".to_owned()),
        ("supervisor", "/documents".to_owned()),
    ] {
        assert!(world.enter(username).await.open(&page).await.has("[data-status=open]"), "{username} {page}");
    }
    let position: String = world.one("select position from finding where id = $1", id_of(&mission.findings[0])).await;
    assert_eq!(position, "awaiting_plan");
}

#[tokio::test]
async fn whoever_decides_has_it_on_the_desk_with_its_day() {
    let world = World::open().await;
    let (_, notice) = served(&world).await;
    object(&world, "liaison", &notice, "事实有出入").await.is(303);
    let form = format!("{}/review", objection(&world, &notice).await);
    let mut chief = world.enter("chief").await;
    let page = chief.open("/todo?task=review").await;
    assert_eq!(page.rows(), [id_of(&objection(&world, &notice).await).to_string()]);
    assert!(page.source.contains(&form) && page.text().contains("09-08"), "{}", page.text());
    assert!(chief.open(&notice).await.attributes("a", "href").contains(&form));
    for username in ["dispatched", "procurator", "supervisor", "lead"] {
        world.enter(username).await.get(&form).await.is(403);
    }
    for username in ["city", "liaison2", "sysadmin"] {
        let answer = world.enter(username).await.get(&form).await.status.as_u16();
        assert!([403, 404].contains(&answer), "{username}: {answer}");
    }
    review(&world, "chief", &notice, "upheld").await.is(303);
    assert!(chief.open("/todo?task=review").await.rows().is_empty());
}

#[tokio::test]
async fn what_is_upheld_stands_with_its_days() {
    let world = World::open().await;
    let (mission, notice) = served(&world).await;
    object(&world, "liaison", &notice, "事实有出入").await.is(303);
    review(&world, "chief", &notice, "upheld").await.is(303);
    let of = service(&world, &notice).await;
    assert_eq!(clock(&world, of, "objection_review").await.as_deref(), Some("2022-09-08 met"));
    assert_eq!(clock(&world, of, "reply_due").await.as_deref(), Some("2022-09-16 runs"));
    let page = world.enter("liaison").await.open(&received(&notice)).await;
    assert!(page.has("[data-status=upheld]") && page.text().contains("经复核，记录与台账不符"), "{}", page.text());
    // who decided is not the facility's to know
    assert!(
        !page
            .text()
            .contains(&world.one::<String>("select name from person where id = $1", world.person("chief").await).await)
    );
    let demands = world.enter("liaison").await.open(&format!("/liaison/items/{}", id_of(&mission.findings[0]))).await;
    assert!(demands.text().contains("建立定期核对制度"));
}

#[tokio::test]
async fn what_is_withdrawn_asks_for_nothing_any_more() {
    let world = World::open().await;
    let (mission, notice) = served(&world).await;
    let finding = &mission.findings[0];
    let due = "select due_on::text from finding where id = $1";
    // the feedback opinion names the 8th, the notice gives until the 16th
    assert_eq!(world.one::<String>(due, id_of(finding)).await, "2022-09-08");
    object(&world, "liaison", &notice, "事实有出入").await.is(303);
    review(&world, "chief", &notice, "withdrawn").await.is(303);
    let of = service(&world, &notice).await;
    for key in ["reply_due", "escalate_on"] {
        assert!(clock(&world, of, key).await.is_some_and(|clock| clock.ends_with("void")), "{key}");
    }
    // the finding stays under the feedback opinion
    assert_eq!(world.one::<String>(due, id_of(finding)).await, "2022-09-08");
    let mut liaison = world.enter("liaison").await;
    let item = liaison.open(&format!("/liaison/items/{}", id_of(finding))).await;
    assert!(!item.text().contains("建立定期核对制度"), "{}", item.text());
    assert!(liaison.open(&received(&notice)).await.has("[data-status=withdrawn]"));
    // nor is the withdrawn demand verified, and what is serious needs another instrument (36)
    answer(&world, "liaison", finding, "report").await.is(303);
    let form = world.enter("procurator2").await.open(&format!("{finding}/verify")).await;
    assert!(!form.text().contains("建立定期核对制度"), "{}", form.text());
    verify(&world, "procurator2", finding, "met", "done").await.is(303);
    close(&world, "supervisor", finding).await.is(409);
    mission.serves(&world, &[finding]).await;
    close(&world, "supervisor", finding).await.is(303);
}

/// A finding that the withdrawn notice alone had served waits for its service again.
#[tokio::test]
async fn what_nothing_else_serves_is_not_served() {
    let world = World::open().await;
    let (mission, notice) = served(&world).await;
    world.run("begin; set local session_replication_role = replica; delete from service s using document d where d.id = s.document_id and d.kind = 'feedback_opinion' and s.at >= '2022-09-01Z'; commit").await;
    object(&world, "liaison", &notice, "事实有出入").await.is(303);
    review(&world, "chief", &notice, "withdrawn").await.is(303);
    let position: String = world.one("select position from finding where id = $1", id_of(&mission.findings[0])).await;
    assert_eq!(position, "not_served");
    world.enter("liaison").await.get(&format!("/liaison/items/{}", id_of(&mission.findings[0]))).await.is(404);
}

#[tokio::test]
async fn a_document_is_objected_to_once_and_decided_once() {
    let world = World::open().await;
    let (_, notice) = served(&world).await;
    let page = received(&notice);
    let (form, action) = (format!("{page}/object"), format!("{page}/objections"));
    let mut liaison = world.enter("liaison").await;
    let filled = liaison.open(&form).await.form(&action);
    // the same form twice is one objection
    let first = liaison.post_over(&action, filled.clone(), &[("reason", "事实有出入")]).await.leads();
    assert_eq!(liaison.post_over(&action, filled, &[("reason", "事实有出入")]).await.leads(), first);
    let again = liaison.post(&action, &[("reason", "再次提出")]).await.is(409);
    assert!(again.text().contains("再次提出"), "what was typed is lost: {}", again.text());
    liaison.get(&form).await.is(409);
    let of = service(&world, &notice).await;
    world.enter("procurator").await.get(&format!("/services/{of}/objections/new")).await.is(409);
    assert_eq!(world.one::<i64>("select count(*) from objection where service_id = $1", of).await, 1);
    review(&world, "chief", &notice, "upheld").await.is(303);
    let to = format!("{}/review", objection(&world, &notice).await);
    let mut chief = world.enter("chief").await;
    chief.get(&to).await.is(409);
    let late = chief.post(&to, &[("outcome", "withdrawn"), ("why", "改变主意")]).await.is(409);
    assert!(late.text().contains("改变主意"));
    liaison.post(&action, &[("reason", "不服")]).await.is(409);
}

#[tokio::test]
async fn an_objection_says_why_and_a_decision_too() {
    let world = World::open().await;
    let (_, notice) = served(&world).await;
    object(&world, "liaison", &notice, "").await.is(422);
    object(&world, "liaison", &notice, &"异".repeat(PROSE + 1)).await.is(422);
    object(&world, "liaison", &notice, "事实有出入").await.is(303);
    let to = format!("{}/review", objection(&world, &notice).await);
    let mut chief = world.enter("chief").await;
    for fields in [
        [("outcome", "upheld"), ("why", "")],
        [("outcome", "open"), ("why", "未定")],
        [("outcome", ""), ("why", "维持")],
    ] {
        chief.post(&to, &fields).await.is(422);
    }
}

#[tokio::test]
async fn whoever_registers_a_paper_objection_does_not_decide_about_it() {
    let mut world = World::open().await;
    let (_, notice) = served(&world).await;
    world.turn_to("2022-09-05");
    let of = service(&world, &notice).await;
    let (form, action) = (format!("/services/{of}/objections/new"), format!("/services/{of}/objections"));
    let mut inspector = world.enter("procurator").await;
    for day in ["2022-08-31", "2022-09-06"] {
        inspector.fill(&form, &action, &[("reason", "事实有出入"), ("received_on", day)]).await.is(422);
    }
    let fields = [("reason", "事实有出入"), ("received_on", "2022-09-02"), ("their_no", "示一监函〔2022〕9号")];
    inspector.fill(&form, &action, &fields).await.is(303);
    assert_eq!(clock(&world, of, "objection_review").await.as_deref(), Some("2022-09-09 runs"));
    // past the application, the database refuses the same hand
    let refused = sqlx::query(
        "insert into objection_review (objection_id, inspection_id, outcome, reason, person_id, day, at)
         select id, inspection_id, 'upheld', '维持', registered_by, received_on, at from objection where service_id = $1",
    )
    .bind(of)
    .execute(&world.db.owner)
    .await;
    let refused = refused
        .err()
        .and_then(|error| error.as_database_error().and_then(|error| error.constraint().map(ToOwned::to_owned)));
    assert_eq!(refused.as_deref(), Some("objection_review_other_hand"));
    // no role that a team member has decides here; a chief on the team who registered one would not either
    let person = world.person("chief").await;
    sqlx::query("alter table objection disable trigger objection_append_only")
        .execute(&world.db.owner)
        .await
        .expect("the owner");
    sqlx::query("update objection set registered_by = $1").bind(person).execute(&world.db.owner).await.expect("a row");
    let to = format!("{}/review", objection(&world, &notice).await);
    let mut chief = world.enter("chief").await;
    chief.get(&to).await.is(403);
    assert!(chief.open("/todo?task=review").await.rows().is_empty());
    assert!(!chief.open(&notice).await.attributes("a", "href").contains(&to));
}

#[tokio::test]
async fn what_is_handed_in_with_an_objection_is_evidence_of_it() {
    let world = World::open().await;
    let (_, notice) = served(&world).await;
    let page = received(&notice);
    let (form, action) = (format!("{page}/object"), format!("{page}/objections"));
    let mut liaison = world.enter("liaison").await;
    liaison.fill_with_files(&form, &action, &[("reason", "附记录")], &[("记录.pdf", PDF)]).await.is(303);
    let file: uuid::Uuid =
        world.one("select id from evidence where name = $1 and objection_id is not null", "记录.pdf").await;
    assert!(liaison.open(&page).await.text().contains("记录.pdf"));
    assert!(
        liaison.open(&format!("/evidence/{file}")).await.attributes("a", "href").contains(&format!("{page}#objection"))
    );
    let mut chief = world.enter("chief").await;
    assert!(chief.open(&format!("{}/review", objection(&world, &notice).await)).await.text().contains("记录.pdf"));
    chief.open(&format!("/files/{file}")).await;
    for username in ["liaison2", "city"] {
        world.enter(username).await.get(&format!("/files/{file}")).await.is(404);
    }
    // the lead voids nothing of what a facility handed in; after the decision nobody does
    world.enter("dispatched").await.get(&format!("/evidence/{file}/void")).await.is(403);
    review(&world, "chief", &notice, "upheld").await.is(303);
    let void = format!("/evidence/{file}/void");
    liaison.fill(&void, &void, &[("reason", "传错了")]).await.is(409);
}

/// 检察建议: looked at again like a notice, and without the five days (检察建议工作规定 23).
#[tokio::test]
async fn a_recommendation_may_be_objected_to_and_a_feedback_opinion_may_not() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::Rectifying).await;
    let recommendation = mission.recommends(&world, &mission.findings[1]).await;
    let fields = [("served_on", "2022-09-01"), ("manner", "hand"), ("receiver", "张示例")];
    decide(&world, "dispatched", &recommendation, "serve", &fields).await.is(303);
    let of = service(&world, &recommendation).await;
    assert_eq!(clock(&world, of, "objection_in").await, None);
    object(&world, "liaison", &recommendation, "措施已经在做").await.is(303);
    assert_eq!(clock(&world, of, "objection_review").await.as_deref(), Some("2022-09-08 runs"));
    let opinion: uuid::Uuid = world
        .one("select d.id from document d join service s on s.document_id = d.id where d.inspection_id = $1 and d.kind = 'feedback_opinion' and s.facility_id is not null", mission.id())
        .await;
    let mut liaison = world.enter("liaison").await;
    assert!(!liaison.open(&format!("/liaison/documents/{opinion}")).await.source.contains("/object\""));
    liaison.get(&format!("/liaison/documents/{opinion}/object")).await.is(409);
    liaison.post(&format!("/liaison/documents/{opinion}/objections"), &[("reason", "不同意")]).await.is(409);
}

#[tokio::test]
async fn documents_are_found_by_what_was_objected() {
    let world = World::open().await;
    let (_, notice) = served(&world).await;
    object(&world, "liaison", &notice, "事实有出入").await.is(303);
    let listed = async |query: &str| world.enter("supervisor").await.open(&format!("/documents?{query}")).await.rows();
    let own = id_of(&notice).to_string();
    assert_eq!(listed("contest=open").await, std::slice::from_ref(&own));
    assert!(listed("contest=upheld").await.is_empty());
    review(&world, "chief", &notice, "withdrawn").await.is(303);
    assert_eq!(listed("contest=withdrawn").await, [own]);
    assert!(listed("contest=open").await.is_empty() && listed("late=reply").await.is_empty());
    world.enter("supervisor").await.get("/documents?contest=burnt").await.is(422);
}

#[tokio::test]
async fn a_case_ends_after_its_objections_are_decided() {
    let world = World::open().await;
    let (mission, notice) = served(&world).await;
    object(&world, "liaison", &notice, "事实有出入").await.is(303);
    for finding in &mission.findings {
        mission.settles(&world, finding).await;
    }
    let conclude = mission.to("conclude");
    let refused = world.enter("dispatched").await.post(&conclude, &[("conclusion", "均已整改")]).await.is(409);
    assert!(refused.text().contains("第五百五十四条"), "{}", refused.text());
    review(&world, "chief", &notice, "upheld").await.is(303);
    world.enter("dispatched").await.fill(&conclude, &conclude, &[("conclusion", "均已整改")]).await.is(303);
}

#[tokio::test]
async fn another_facility_finds_nothing_to_object_to() {
    let world = World::open().await;
    let (_, notice) = served(&world).await;
    let page = received(&notice);
    let mut other = world.enter("liaison2").await;
    other.get(&format!("{page}/object")).await.is(404);
    other.post(&format!("{page}/objections"), &[("reason", "不同意")]).await.is(404);
    let of = service(&world, &notice).await;
    for username in ["liaison", "liaison2"] {
        let status = world.enter(username).await.post(&format!("/services/{of}/objections"), &[("reason", "x")]).await;
        assert!([403, 404].contains(&status.status.as_u16()), "{username}: {}", status.status);
    }
    assert_eq!(world.one::<i64>("select count(*) from objection where service_id = $1", of).await, 0);
}
