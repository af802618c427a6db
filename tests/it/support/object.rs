//! 异议 and 口头纠正, each by the person whose part it is.
use uuid::Uuid;

use super::{
    Page, World,
    mission::{decide, id_of},
};

/// A document's page as the facility reads it.
pub fn received(document: &str) -> String {
    format!("/liaison/documents/{}", id_of(document))
}

/// A liaison objects to a document.
pub async fn object(world: &World, username: &str, document: &str, reason: &str) -> Page {
    let page = received(document);
    let (form, action) = (format!("{page}/object"), format!("{page}/objections"));
    world.enter(username).await.fill(&form, &action, &[("reason", reason)]).await
}

/// The objection to a document.
pub async fn objection(world: &World, document: &str) -> String {
    let sql = "select o.id from objection o join service s on s.id = o.service_id where s.document_id = $1";
    let id: Uuid = world.one(sql, id_of(document)).await;
    format!("/objections/{id}")
}

/// Somebody decides about the objection to a document.
pub async fn review(world: &World, username: &str, document: &str, outcome: &str) -> Page {
    let to = format!("{}/review", objection(world, document).await);
    let fields = [("outcome", outcome), ("why", "经复核，记录与台账不符")];
    world.enter(username).await.fill(&to, &to, &fields).await
}

/// An inspector corrects a finding orally on a day.
pub async fn correct(world: &World, username: &str, finding: &str, on: &str) -> Page {
    let fields = [
        ("made_on", on),
        ("to_name", "张示例"),
        ("to_post", "监区长"),
        ("demand", "当场补齐登记"),
        ("assent", "confirmed"),
    ];
    decide(world, username, finding, "oral", &fields).await
}

/// An inspector sees that it is put right.
pub async fn settle(world: &World, username: &str, finding: &str, on: &str) -> Page {
    decide(world, username, finding, "oral/done", &[("done_on", on), ("seen", "登记已经补齐，签字完整")]).await
}

/// One clock of a subject: its last day, and whether it runs, is met or fell away.
pub async fn clock(world: &World, subject: Uuid, key: &str) -> Option<String> {
    sqlx::query_scalar(
        "select due_on || ' ' || case when met_on is not null then 'met' when void_on is not null then 'void' else 'runs' end
           from clock where subject_id = $1 and key = $2",
    )
    .bind(subject)
    .bind(key)
    .fetch_optional(&world.db.owner)
    .await
    .expect("the register")
}

/// The service of a document.
pub async fn service(world: &World, document: &str) -> Uuid {
    world.one("select id from service where document_id = $1", id_of(document)).await
}
