//! Bad input: whatever a request brings, the answer is a sentence, and nothing is half done.
use axum::{
    body::Body,
    http::{Request, header},
};

use crate::support::{Browser, World};

const FORM: &str = "application/x-www-form-urlencoded";

#[tokio::test]
async fn a_request_from_another_site_is_refused() {
    let world = World::open().await;
    let mut lead = world.enter("dispatched").await;
    let from = |name: &'static str, value: &'static str| {
        let request = Request::post("/account/sessions")
            .header(header::CONTENT_TYPE, FORM)
            .header(header::HOST, "xunjian.example");
        request.header(name, value).body(Body::empty()).expect("a request")
    };
    lead.send(from("sec-fetch-site", "cross-site")).await.is(403);
    lead.send(from("sec-fetch-site", "same-site")).await.is(403);
    lead.send(from("origin", "https://elsewhere.example")).await.is(403);
    lead.send(from("sec-fetch-site", "same-origin")).await.is(303);
    // a script says neither: it is let through to authentication
    lead.post("/account/sessions", &[]).await.is(303);
}

#[tokio::test]
async fn a_form_over_the_limit_is_refused_in_words() {
    let world = World::open().await;
    let mut lead = world.enter("dispatched").await;
    let answer = lead.post_raw("/inspections", format!("basis={}", "x".repeat(1024 * 1024))).await.is(413);
    assert!(!answer.texts("h1").is_empty() && answer.text().chars().count() > 20, "{}", answer.text());
    lead.post_raw("/login", format!("username={}", "x".repeat(1024 * 1024))).await.is(413);
}

#[tokio::test]
async fn text_that_is_no_text_is_refused() {
    let world = World::open().await;
    let mut lead = world.enter("dispatched").await;
    for body in ["basis=%FF%FE", "basis=a%00b", "%FF=1", "basis=%ED%A0%80"] {
        lead.post_raw("/inspections", body).await.is(422);
        lead.post_raw("/login", body).await.is(422);
    }
    lead.post_raw("/inspections", &b"basis=\xff"[..]).await.is(422);
    for query in ["q=%FF", "q=%00", "%FF=1"] {
        lead.get(&format!("/findings?{query}")).await.is(422);
    }
    lead.get("/findings/%FF").await.is(422);
}

#[tokio::test]
async fn a_form_that_is_empty_or_strange_is_sent_back() {
    let world = World::open().await;
    let mut lead = world.enter("dispatched").await;
    let long = "长".repeat(20_001);
    for fields in [
        &[][..],
        &[("kind", "mobile"), ("kind", "cross")],
        &[("facility", "not an id")],
        &[("_key", "not a key"), ("kind", "unheard of")],
        &[("basis", long.as_str())],
    ] {
        lead.post("/inspections", fields).await.is(422);
    }
    lead.post_raw("/inspections", "&&&==&=").await.is(422);
}

#[tokio::test]
async fn an_address_knows_its_methods_and_the_house_its_addresses() {
    let world = World::open().await;
    let mut lead = world.enter("dispatched").await;
    lead.post("/findings", &[]).await.is(405);
    lead.get("/logout").await.is(405);
    let unknown = lead.get("/no/such/page").await.is(404);
    assert_eq!(unknown.texts("h1").len(), 1);
}

#[tokio::test]
async fn every_answer_bears_the_policy_and_no_page_of_a_case_is_kept() {
    let world = World::open().await;
    let mut lead = world.enter("dispatched").await;
    for address in ["/", "/findings", "/nowhere", "/login", "/healthz"] {
        let page = lead.get(address).await;
        let policy = page.header("content-security-policy").expect("a policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'"), "{address}: {policy}");
        assert!(!policy.contains("unsafe"), "{address}: {policy}");
        assert_eq!(page.header("cache-control"), Some("no-store"), "{address}");
        assert_eq!(page.header("x-content-type-options"), Some("nosniff"), "{address}");
    }
    let style = lead.open("/login").await.attributes("link[rel=stylesheet]", "href");
    let asset = lead.open(&style[0]).await;
    assert_eq!(asset.header("cache-control"), Some("public, max-age=31536000, immutable"));
}

#[tokio::test]
async fn the_language_is_switched_and_remembered() {
    let world = World::open().await;
    let mut reader = world.enter("supervisor").await;
    let lang = |page: &crate::support::Page| page.attributes("html", "lang");
    assert_eq!(lang(&reader.open("/findings").await), ["zh-CN"]);
    assert_eq!(lang(&reader.open("/findings?lang=en&severity=serious").await), ["en"]);
    let page = reader.open("/findings?severity=serious").await;
    assert_eq!(lang(&page), ["en"]);
    assert_eq!(page.attributes("a.bar-link[hreflang]", "href"), ["/findings?severity=serious&lang=zh-CN"]);
    assert_eq!(lang(&Browser::of(&world).get("/nowhere?lang=en").await), ["en"]);
}
