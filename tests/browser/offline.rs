//! Records in the field with the network down and the browser killed: all there, once, in order, and every file as it was.
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
use tokio::net::{TcpListener, TcpStream};
use xunjian::workflow::inspection::State;

use crate::{
    screen::Screen,
    support::{World, mission::Mission},
};

const RECORDS: usize = 20;

/// The way to the server, which can be cut.
struct Network {
    base: String,
    up: Arc<AtomicBool>,
}

impl Network {
    async fn to(world: &World) -> Self {
        let inside = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let server = inside.local_addr().expect("an address");
        let service = world.app().router().into_make_service_with_connect_info::<std::net::SocketAddr>();
        tokio::spawn(async { axum::serve(inside, service).await });
        let outside = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let base = format!("http://{}", outside.local_addr().expect("an address"));
        let up = Arc::new(AtomicBool::new(true));
        let open = Arc::clone(&up);
        tokio::spawn(async move {
            while let Ok((mut from, _)) = outside.accept().await {
                let open = Arc::clone(&open);
                tokio::spawn(async move {
                    if !open.load(Ordering::Relaxed) {
                        return;
                    }
                    let mut to = TcpStream::connect(server).await.expect("the server");
                    let cut = async {
                        while open.load(Ordering::Relaxed) {
                            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
                        }
                    };
                    tokio::select! {
                        _ = tokio::io::copy_bidirectional(&mut from, &mut to) => {}
                        () = cut => {}
                    }
                });
            }
        });
        Self { base, up }
    }

    fn set(&self, up: bool) {
        self.up.store(up, Ordering::Relaxed);
    }
}

/// Photos of the nth record: thirty of twenty records.
const fn photos_of(n: usize) -> usize {
    if n.is_multiple_of(2) { 2 } else { 1 }
}

/// What the person does at the form of a case: writes the nth record, with photos, and a finding in some.
fn writes(n: usize, inspectors: &[String]) -> String {
    let finding = n % 10 < 3;
    let photos = photos_of(n);
    format!(
        r#"(async () => {{
          const form = document.querySelector("form[data-outbox]");
          const set = (name, value) => {{ const field = form.elements.namedItem(name); field.value = value; field.dispatchEvent(new Event("input", {{ bubbles: true }})); }};
          set("place", "{n} 监区"); set("body", "第 {n} 条检察情况");
          form.querySelector("input[name=method][value=site_visit]").checked = true;
          for (const box of form.querySelectorAll("input[name=inspectors]")) box.checked = {inspectors}.includes(box.value);
          const box = form.elements.namedItem("finding"); box.checked = {finding};
          if ({finding}) set("category", form.querySelector("select[name=category] option[value^=FC]").value);
          const chosen = new DataTransfer();
          for (let photo = 0; photo < {photos}; photo += 1) chosen.items.add(new File([{png}("{n}/" + photo)], `{n}-${{photo}}.png`, {{ type: "image/png" }}));
          const input = form.querySelector("input[type=file]");
          input.files = chosen.files; input.dispatchEvent(new Event("change", {{ bubbles: true }}));
          const line = form.querySelector("[data-saved]"); line.textContent = "";
          form.requestSubmit(form.querySelector("[data-next]"));
          while (line.textContent === "" || form.dataset.keeping) await new Promise((resolve) => setTimeout(resolve, 10));
          return line.textContent; }})()"#,
        inspectors = serde_json::json!(inspectors),
        png = PNG,
    )
}

/// A small picture that bears a text, so that no two are the same.
const PNG: &str = r"((text) => {
  const head = [0x89, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 4, 0, 0, 0, 3, 8, 6, 0, 0, 0, 0, 0, 0, 0];
  const said = [...new TextEncoder().encode(text)];
  return new Uint8Array([...head, 0, 0, 0, said.length, 116, 69, 88, 116, ...said, 0, 0, 0, 0, 0, 0, 0, 0, 73, 69, 78, 68, 0xae, 0x42, 0x60, 0x82]);
})";

/// The same picture.
fn png(text: &str) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x04\0\0\0\x03\x08\x06\0\0\0\0\0\0\0".to_vec();
    bytes.extend([0, 0, 0, u8::try_from(text.len()).expect("a short text")]);
    bytes.extend(b"tEXt");
    bytes.extend(text.as_bytes());
    bytes.extend([0; 8]);
    bytes.extend(b"IEND\xaeB`\x82");
    bytes
}

/// Sends the browser back to the form, which comes from the server or from what was taken along.
async fn opens(network: &Network, profile: Arc<TempDir>, path: &str) -> Screen {
    let screen = Screen::at(network.base.clone(), profile).await;
    screen.open(path).await;
    screen.until("document.querySelector('form[data-outbox]') !== null").await;
    screen
}

/// A browser in which somebody has signed in and taken the case along.
async fn takes_along(network: &Network, form: &str) -> Screen {
    let profile = Arc::new(TempDir::new().expect("a directory"));
    let screen = Screen::at(network.base.clone(), profile).await;
    screen.enter("procurator").await;
    screen.open(form).await;
    screen.until("navigator.serviceWorker.controller !== null").await;
    screen.ask::<bool>("(document.querySelector('[data-along]').click(), true)").await;
    let taken = "document.querySelector('[data-along]').getAttribute('aria-busy') === null && /[0-9]{2}:[0-9]{2}/.test(document.querySelector('[data-along]').innerText)";
    screen.until(taken).await;
    screen
}

/// How much lies in a store of the browser's own database.
fn count(store: &str) -> String {
    format!(
        r#"(async () => {{
          const answer = (asked) => new Promise((resolve) => {{ asked.onsuccess = () => resolve(asked.result); }});
          const db = await answer(indexedDB.open("xunjian"));
          return answer(db.transaction("{store}").objectStore("{store}").count()); }})()"#
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sheet_is_entered_by_the_outbox_and_the_next_record_is_not_of_it() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::InProgress).await;
    let network = Network::to(&world).await;
    let inspectors = [world.person("procurator").await.to_string(), world.person("procurator2").await.to_string()];
    let packs = mission.to("packs");
    world.enter("procurator").await.fill(&packs, &packs, &[("record", "1"), ("interview", "0")]).await.is(303);
    let key: String = world.one("select key from sheet where inspection_id = $1", mission.id()).await;
    let profile = Arc::new(TempDir::new().expect("a directory"));
    let screen = Screen::at(network.base.clone(), profile).await;
    screen.enter("procurator").await;
    screen.open(&format!("{}?sheet={key}", mission.to("records/new"))).await;
    screen.until("document.querySelector('#paper') !== null").await;
    for n in 0..2 {
        let said: String = screen.ask(&writes(n, &inspectors)).await;
        assert!(said.contains("送达"), "{n}: {said}");
        assert!(!screen.ask::<bool>("document.querySelector('#paper') !== null").await, "the sheet is done with");
    }
    screen.close().await;
    let entered: String = world
        .one("select r.place || '|' || e.no_scan from sheet_entry e join record r on r.id = e.record_id where r.inspection_id = $1", mission.id())
        .await;
    let records: i64 = world.one("select count(*) from record where inspection_id = $1", mission.id()).await;
    assert_eq!((entered.as_str(), records), ("0 监区|", 2));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_closed_account_reads_nothing_here_any_more_and_loses_nothing() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::InProgress).await;
    let network = Network::to(&world).await;
    let inspectors = [world.person("procurator").await.to_string(), world.person("procurator2").await.to_string()];
    let form = mission.to("records/new");
    let screen = takes_along(&network, &form).await;
    network.set(false);
    screen.ask::<String>(&writes(0, &inspectors)).await;
    assert!(screen.ask::<i64>(&count("pages")).await > 3, "the case was taken along");

    world.run("update account set disabled = true where username = 'procurator'").await;
    network.set(true);
    screen.open("/login").await;
    screen.until("document.querySelector('[data-left]').hidden === false").await;
    for gone in ["keys", "pages"] {
        assert_eq!(screen.ask::<i64>(&count(gone)).await, 0, "{gone}");
    }
    for stays in ["items", "pieces"] {
        assert!(screen.ask::<i64>(&count(stays)).await > 0, "{stays}");
    }
    assert!(screen.ask::<bool>("document.querySelector('[data-left] [data-export]').hidden === false").await);
    // let in again, the author finds it sealed: it waits for the leader, and stands in nobody's way
    world.run("update account set disabled = false where username = 'procurator'").await;
    screen.enter("procurator").await;
    screen.open("/outbox").await;
    screen.until("document.querySelector('[data-items] [data-state=refused]') !== null").await;
    assert!(screen.text().await.contains("密封包仍可由组长打开"), "{}", screen.text().await);
    screen.close().await;
    let kept: i64 = world.one("select count(*) from record where inspection_id = $1", mission.id()).await;
    assert_eq!(kept, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twenty_records_without_network_and_a_killed_browser_lose_nothing() {
    let world = World::open().await;
    let mission = Mission::until(&world, State::InProgress).await;
    let network = Network::to(&world).await;
    let inspectors = [world.person("procurator").await.to_string(), world.person("procurator2").await.to_string()];
    let form = mission.to("records/new");

    let screen = takes_along(&network, &form).await;

    network.set(false);
    for n in 0..RECORDS / 2 {
        let said: String = screen.ask(&writes(n, &inspectors)).await;
        assert!(said.contains("本机"), "{n}: {said}");
    }
    // the power goes, the network is still down
    let profile = screen.kill().await;
    let screen = opens(&network, profile, &form).await;
    for n in RECORDS / 2..RECORDS {
        let said: String = screen.ask(&writes(n, &inspectors)).await;
        assert!(said.contains("本机"), "{n}: {said}");
    }
    let kept: i64 = world.one("select count(*) from record where inspection_id = $1", mission.id()).await;
    assert_eq!(kept, 0, "nothing can have arrived");

    // back, signed in again, and killed once more in the middle of sending
    network.set(true);
    screen.enter("procurator").await;
    screen.open("/outbox").await;
    while world.one::<i64>("select count(*) from record where inspection_id = $1", mission.id()).await < 5 {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let profile = screen.kill().await;
    let screen = Screen::at(network.base.clone(), profile).await;
    screen.enter("procurator").await;
    screen.open("/outbox").await;
    let began = std::time::Instant::now();
    while screen.ask::<usize>("document.querySelectorAll('[data-items] > li').length").await > 0
        || !screen.ask::<bool>("document.querySelector('[data-none]')?.hidden === false").await
    {
        assert!(began.elapsed().as_secs() < 90, "{}", screen.text().await);
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    screen.close().await;

    let places: Vec<String> = sqlx::query_scalar("select place from record where inspection_id = $1 order by no")
        .bind(mission.id())
        .fetch_all(&world.db.owner)
        .await
        .expect("records");
    let written: Vec<String> = (0..RECORDS).map(|n| format!("{n} 监区")).collect();
    assert_eq!(places, written, "all there, once, in order");
    let findings: i64 = world.one("select count(*) from finding where inspection_id = $1", mission.id()).await;
    assert_eq!(findings, 6);
    let mut hashes: Vec<Vec<u8>> = sqlx::query_scalar("select sha256 from evidence where inspection_id = $1")
        .bind(mission.id())
        .fetch_all(&world.db.owner)
        .await
        .expect("files");
    let photos = (0..RECORDS).flat_map(|n| (0..photos_of(n)).map(move |photo| format!("{n}/{photo}")));
    let mut taken: Vec<Vec<u8>> = photos.map(|text| Sha256::digest(png(&text)).to_vec()).collect();
    assert_eq!(taken.len(), 30);
    hashes.sort_unstable();
    taken.sort_unstable();
    assert_eq!(hashes, taken, "each photo once, as it was");
}
