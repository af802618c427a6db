//! What was written without network arrives whole, once, and from nobody else (待传).
use std::task::Poll;

use axum::{
    body::Body,
    http::{Method, Request, header},
};
use hpke::{Deserializable as _, OpModeS, Serializable as _, aead::AesGcm256, kdf::HkdfSha256, kem::DhP256HkdfSha256};
use uuid::Uuid;
use xunjian::workflow::inspection::State;

use crate::support::{
    Browser, Page, World,
    mission::Mission,
    upload::{EXE, PDF, png},
};

/// Sends a piece of a file.
async fn piece(browser: &mut Browser, id: Uuid, offset: usize, bytes: &[u8]) -> Page {
    let request = Request::post(format!("/uploads/{id}?offset={offset}")).body(Body::from(bytes.to_vec()));
    browser.send(request.expect("a request")).await
}

fn here(page: &Page) -> u64 {
    let said: serde_json::Value = serde_json::from_str(&page.source).expect("an answer for a program");
    said["here"].as_u64().expect("how much is here")
}

/// Posts as the outbox of the browser does.
async fn sends(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Page {
    let request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(header::ACCEPT, "application/json")
        // as browsers do: what was packed of the page is not what is answered
        .header(header::ACCEPT_ENCODING, "gzip")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(serde_html_form::to_string(fields).expect("a form")));
    let page = browser.send(request.expect("a request")).await;
    assert_eq!(page.header("content-encoding"), None, "{path}");
    page
}

fn led(page: &Page) -> Option<String> {
    let said: serde_json::Value = serde_json::from_str(&page.source).ok()?;
    said["to"].as_str().map(ToOwned::to_owned)
}

/// The fields of a record, and its key.
async fn record(world: &World, key: &str, place: &str) -> Vec<(&'static str, String)> {
    let (one, other) = (world.person("procurator").await, world.person("procurator2").await);
    vec![
        ("_key", key.to_owned()),
        ("day", world.today().to_string()),
        ("method", "site_visit".to_owned()),
        ("place", place.to_owned()),
        ("body", "查看监舍".to_owned()),
        ("inspectors", one.to_string()),
        ("inspectors", other.to_string()),
        ("then", "kept".to_owned()),
    ]
}

async fn writes(world: &World, browser: &mut Browser, mission: &Mission, key: &str, place: &str) -> Page {
    let fields = record(world, key, place).await;
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    sends(browser, &mission.to("records"), &fields).await
}

#[tokio::test]
async fn a_file_in_pieces_goes_on_where_it_stopped() {
    let world = World::open().await;
    let mission = Mission::on_site(&world).await;
    let mut member = world.enter("procurator").await;
    let id = Uuid::now_v7();
    assert_eq!(here(&member.open(&format!("/uploads/{id}")).await), 0);
    assert_eq!(here(&piece(&mut member, id, 0, &PDF[..10]).await.is(200)), 10);
    // the answer was lost, and the piece comes again
    assert_eq!(here(&piece(&mut member, id, 0, &PDF[..10]).await.is(409)), 10);
    // a gap would be a hole
    assert_eq!(here(&piece(&mut member, id, 20, &PDF[20..]).await.is(409)), 10);
    assert_eq!(here(&piece(&mut member, id, 10, &PDF[10..]).await.is(200)), u64::try_from(PDF.len()).expect("small"));
    let to = format!("{}/evidence", mission.record);
    let (key, name) = (id.to_string(), "台账.pdf");
    let fields = [("_key", key.as_str()), ("staged", &key), ("staged_name", name)];
    let first = led(&sends(&mut member, &to, &fields).await.is(200)).expect("where it led");
    // twice is once, though the pieces are gone
    assert_eq!(led(&sends(&mut member, &to, &fields).await.is(200)), Some(first));
    let files: i64 = world.one("select count(*) from evidence where inspection_id = $1", mission.id()).await;
    assert_eq!(files, 1);
    assert_eq!(here(&member.open(&format!("/uploads/{id}")).await), 0, "the pieces are not kept");
}

#[tokio::test]
async fn nobody_adds_to_or_takes_what_another_sends() {
    let world = World::open().await;
    let mission = Mission::on_site(&world).await;
    let (mut one, mut other) = (world.enter("procurator").await, world.enter("procurator2").await);
    let id = Uuid::now_v7();
    piece(&mut one, id, 0, PDF).await.is(200);
    assert_eq!(here(&other.open(&format!("/uploads/{id}")).await), 0);
    let key = id.to_string();
    let fields = [("_key", key.as_str()), ("staged", &key), ("staged_name", "台账.pdf")];
    sends(&mut other, &format!("{}/evidence", mission.record), &fields).await.is(422);
    for outsider in ["liaison", "assigner", "auditor", "sysadmin"] {
        let mut outsider = world.enter(outsider).await;
        piece(&mut outsider, id, 0, PDF).await.is(403);
    }
    piece(&mut Browser::of(&world), id, 0, PDF).await.is(401);
}

/// What came in pieces is judged as what came at once.
#[tokio::test]
async fn a_renamed_program_is_refused_in_pieces_too() {
    let world = World::open().await;
    let mission = Mission::on_site(&world).await;
    let mut member = world.enter("procurator").await;
    let id = Uuid::now_v7();
    piece(&mut member, id, 0, EXE).await.is(200);
    let key = id.to_string();
    let fields = [("_key", key.as_str()), ("staged", &key), ("staged_name", "照片.jpg")];
    sends(&mut member, &format!("{}/evidence", mission.record), &fields).await.is(422);
    let wrong = [("_key", key.as_str()), ("staged", &key), ("staged_name", "照片.jpg"), ("_sha256", "00")];
    sends(&mut member, &format!("{}/evidence", mission.record), &wrong).await.is(422);
}

#[tokio::test]
async fn the_outbox_hears_where_a_post_led_or_why_not() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::InProgress).await;
    let mut member = world.enter("procurator").await;
    let key = Uuid::now_v7().to_string();
    let to = led(&writes(&world, &mut member, &mission, &key, "一监区").await.is(200)).expect("where it led");
    assert_eq!(to, format!("/records/{key}"), "the record has the id that it was given without network");
    assert_eq!(led(&writes(&world, &mut member, &mission, &key, "一监区").await.is(200)), Some(to));
    let empty = sends(&mut member, &mission.to("records"), &[("_key", &Uuid::now_v7().to_string())]).await.is(422);
    assert_eq!(led(&empty), None);
    let late = writes(&world, &mut Browser::of(&world), &mission, &key, "一监区").await;
    assert_eq!(late.status, 401, "whoever is signed out hears that, and not that it was taken");
}

/// What comes of a work that is dropped when it has waited so many times; nothing, if it was not done by then.
/// Counted in waits and not in time, so that a fast machine dies as often in the middle as a slow one.
async fn dies_after<T>(waits: usize, work: impl Future<Output = T>) -> Option<T> {
    let mut work = std::pin::pin!(work);
    let mut left = waits;
    std::future::poll_fn(move |context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending if left == 0 => Poll::Ready(None),
        Poll::Pending => {
            left -= 1;
            Poll::Pending
        }
    })
    .await
}

/// A thousand deliveries that fail, come twice or are cut off, from two devices, to a server that dies in the middle again and again:
/// nothing acknowledged is lost, nothing is there twice.
#[tokio::test]
async fn a_thousand_mishaps_lose_and_double_nothing() {
    const ROUNDS: usize = 1000;
    const ITEMS: usize = 60;
    let world = World::open().await;
    let mission = Mission::until(&world, State::InProgress).await;
    let mut devices = [world.enter("procurator").await, world.enter("procurator").await];
    let mut seed = 0x5eed_u64;
    let mut draw = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).expect("31 bits") % below
    };
    // what each device believes: its record, and the file with what it was told is here
    let items: Vec<(String, Uuid)> = (0..ITEMS).map(|_| (Uuid::now_v7().to_string(), Uuid::now_v7())).collect();
    let content = png();
    let mut acknowledged = std::collections::BTreeSet::new();
    let mut killed = 0;
    for round in 0..ROUNDS {
        let (n, which) = (draw(ITEMS), draw(2));
        let (key, file) = &items[n];
        let place = format!("{n} 监区");
        // the server dies: what it was doing ends wherever it was, and another one starts
        if draw(10) == 0 {
            // what is there already is answered in a few waits, a first delivery in many
            let steps = draw(if acknowledged.contains(&format!("/records/{key}")) { 8 } else { 40 });
            let device = &mut devices[which];
            if let Some(answer) = dies_after(steps, writes(&world, device, &mission, key, &place)).await {
                acknowledged.insert(led(&answer.is(200)).expect("where it led"));
            } else {
                killed += 1;
            }
            devices = [world.enter("procurator").await, world.enter("procurator").await];
            continue;
        }
        let device = &mut devices[which];
        // an answer that is lost on the way is not heard
        let heard = draw(3) > 0;
        if round < ITEMS * 2 || draw(2) == 0 {
            let answer = writes(&world, device, &mission, key, &place).await.is(200);
            if heard {
                acknowledged.insert(led(&answer).expect("where it led"));
            }
            continue;
        }
        let known = here(&device.open(&format!("/uploads/{file}")).await);
        let at = usize::try_from(known).expect("small");
        if at < content.len() {
            // the connection breaks after some bytes of the piece
            let until = at + 1 + draw(content.len() - at);
            piece(device, *file, at, &content[at..until]).await;
            // and the same piece arrives once more
            piece(device, *file, at, &content[at..until]).await;
            continue;
        }
        let to = format!("/records/{key}/evidence");
        let id = file.to_string();
        let fields = [("_key", id.as_str()), ("staged", &id), ("staged_name", "照片.png")];
        let answer = sends(device, &to, &fields).await;
        if heard && answer.status == 200 {
            acknowledged.insert(id);
        }
    }
    let records: Vec<Uuid> = sqlx::query_scalar("select id from record where inspection_id = $1")
        .bind(mission.id())
        .fetch_all(&world.db.owner)
        .await
        .expect("records");
    let files: Vec<String> =
        sqlx::query_scalar("select i.key::text from idempotency i where i.route like '%/evidence'")
            .fetch_all(&world.db.owner)
            .await
            .expect("files");
    let there: i64 = world.one("select count(*) from evidence where inspection_id = $1", mission.id()).await;
    assert_eq!(usize::try_from(there).expect("few"), files.len(), "no file twice");
    let known: std::collections::BTreeSet<String> =
        records.iter().map(|id| format!("/records/{id}")).chain(files).collect();
    assert_eq!(known.len(), records.len() + usize::try_from(there).expect("few"), "no record twice");
    let lost: Vec<_> = acknowledged.difference(&known).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    assert!(
        acknowledged.len() > ITEMS && killed > 20,
        "{} acknowledged, {killed} killed is no test",
        acknowledged.len()
    );
}

/// What a session left on a machine may be read there until the session is ended from elsewhere, or its account closed.
#[tokio::test]
async fn reading_ends_with_the_session_or_the_account() {
    let world = World::open().await;
    let mut stranger = Browser::of(&world);
    let left = async |username: &str| -> String {
        let page = world.enter(username).await.open("/outbox/key").await;
        let told: serde_json::Value = serde_json::from_str(&page.source).expect("what to seal with");
        format!("/outbox/reading?session={}", told["session"].as_str().expect("a session"))
    };
    let (first, second, other) = (left("procurator").await, left("procurator").await, left("lead").await);
    for asked in [&first, &second, &other] {
        stranger.get(asked).await.is(204);
    }
    let mut elsewhere = world.enter("procurator").await;
    elsewhere.fill("/account", "/account/sessions", &[]).await.is(303);
    for asked in [&first, &second] {
        stranger.get(asked).await.is(410);
    }
    stranger.get(&other).await.is(204);
    world.run("update account set disabled = true where username = 'lead'").await;
    stranger.get(&other).await.is(410);
    for none in ["/outbox/reading", "/outbox/reading?session=", "/outbox/reading?session=0123456789abcdef"] {
        stranger.get(none).await.is(410);
    }
}

/// A sealed package: only whoever leads the case has its keys opened, for the case, the author and the item that it was sealed for.
#[tokio::test]
async fn a_sealed_item_opens_for_whoever_leads_its_case_alone() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::InProgress).await;
    let author = world.person("procurator").await.to_string();
    let item = Uuid::now_v7().to_string();
    let told: serde_json::Value =
        serde_json::from_str(&world.enter("procurator").await.open("/outbox/key").await.source).expect("a key");
    let public = decode(told["key"].as_str().expect("a key"));
    let public = <DhP256HkdfSha256 as hpke::Kem>::PublicKey::from_bytes(&public).expect("a point");
    let bound = format!("{}/{author}/{item}", mission.id());
    let (enc, data) = hpke::single_shot_seal::<AesGcm256, HkdfSha256, DhP256HkdfSha256>(
        &OpModeS::Base,
        &public,
        b"xunjian outbox 1",
        b"0123456789abcdef0123456789abcdef",
        bound.as_bytes(),
    )
    .expect("sealed");
    let (enc, data) = (encode(&enc.to_bytes()), encode(&data));
    let fields = [("item", item.as_str()), ("account", &author), ("enc", &enc), ("data", &data)];
    let to = mission.to("unseal");
    for other in ["procurator", "procurator2"] {
        world.enter(other).await.post(&to, &fields).await.is(403);
    }
    for outsider in ["liaison", "sysadmin", "city"] {
        assert!(
            [403, 404].contains(&world.enter(outsider).await.post(&to, &fields).await.status.as_u16()),
            "{outsider}"
        );
    }
    let opened = world.enter("dispatched").await.post(&to, &fields).await.is(200);
    let key: serde_json::Value = serde_json::from_str(&opened.source).expect("a key");
    assert_eq!(decode(key["key"].as_str().expect("a key")), b"0123456789abcdef0123456789abcdef");
    let noted: i64 = world
        .one(
            "select count(*) from trail_entry where deed = 'sealed_opened' and subject_id = $1::uuid",
            Uuid::parse_str(&item).expect("an id"),
        )
        .await;
    assert_eq!(noted, 1, "that it was opened is on record");
    let another = world.person("procurator2").await.to_string();
    let forged = [("item", item.as_str()), ("account", &another), ("enc", &enc), ("data", &data)];
    world.enter("dispatched").await.post(&to, &forged).await.is(409);
}

fn decode(text: &str) -> Vec<u8> {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    STANDARD.decode(text).expect("base64")
}

fn encode(bytes: &[u8]) -> String {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    STANDARD.encode(bytes)
}

#[tokio::test]
async fn what_is_discarded_leaves_who_and_why() {
    let world = World::open().await;
    let mut member = world.enter("procurator").await;
    let item = Uuid::now_v7().to_string();
    let key = Uuid::now_v7().to_string();
    sends(&mut member, "/outbox/discarded", &[("_key", &key), ("item", &item), ("reason", ""), ("files", "2")])
        .await
        .is(422);
    let fields = [("_key", key.as_str()), ("item", &item), ("reason", "重复记录"), ("files", "2")];
    sends(&mut member, "/outbox/discarded", &fields).await.is(200);
    let noted: i64 = world
        .one(
            "select count(*) from trail_entry where deed = 'outbox_discarded' and subject_id = $1",
            Uuid::parse_str(&item).expect("an id"),
        )
        .await;
    assert_eq!(noted, 1);
}
