//! The machine loses power while people write: what was acknowledged is there, once; what was not can be sent again.
use std::{
    collections::BTreeMap,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use scraper::{Html, Selector};
use tempfile::TempDir;
use uuid::Uuid;

const WRITERS: usize = 4;
/// How often the program is killed under them.
const KILLS: usize = 3;

/// A program that serves the demonstration on a database of its own, until it is killed.
struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start(office: &TempDir) -> Self {
        let mut process = program(office)
            .args(["serve", "--demo"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("xunjian");
        let mut line = String::new();
        BufReader::new(process.stdout.take().expect("its output")).read_line(&mut line).expect("a line");
        let address = line.trim().strip_prefix("xunjian is ready on http://").expect("that it is ready").to_owned();
        Self { process, address }
    }

    fn kill(&mut self) {
        self.process.kill().expect("a signal that cannot be ignored");
        self.process.wait().expect("its end");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

/// An answer as it came over the wire; none where the connection broke.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }
}

fn ask(address: &str, method: &str, path: &str, cookie: &str, body: &str) -> Option<Answer> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    // 1.0: the answer ends with the connection
    let request = format!(
        "{method} {path} HTTP/1.0\r\nhost: xunjian\r\ncookie: {cookie}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Answer { status, head: head.to_owned(), body: body.to_owned() })
}

/// Signs `dispatched` in and returns the cookie.
fn sign_in(address: &str) -> Option<String> {
    let answer = ask(address, "POST", "/login", "", "username=dispatched&password=xunjian-demo-2022")?;
    answer.header("set-cookie")?.split(';').next().map(str::to_owned)
}

/// A prison that the form offers.
fn prison(address: &str, cookie: &str) -> String {
    let page = ask(address, "GET", "/inspections/new", cookie, "").expect("the form");
    let offered = Selector::parse("select[name=facility] option[value]").expect("a selector");
    let html = Html::parse_document(&page.body);
    let mut values = html.select(&offered).filter_map(|option| option.attr("value")).filter(|value| !value.is_empty());
    values.next().expect("a prison").to_owned()
}

fn form(key: Uuid, prison: &str) -> String {
    let fields = [
        ("_key", key.to_string()),
        ("kind", "mobile".to_owned()),
        ("facility", prison.to_owned()),
        ("basis", format!("线索 {key}")),
        ("planned_from", "2030-01-07".to_owned()),
        ("planned_to", "2030-01-11".to_owned()),
    ];
    serde_html_form::to_string(fields).expect("a form")
}

/// Writes one case after the other until told to stop; a case is sent again, under the same key, until it is acknowledged.
fn write(address: &std::sync::Mutex<String>, prison: &str, stop: &AtomicBool) -> BTreeMap<Uuid, String> {
    let mut acknowledged = BTreeMap::new();
    let mut cookie = None;
    while !stop.load(Ordering::Relaxed) {
        let key = Uuid::now_v7();
        loop {
            let address = address.lock().expect("an address").clone();
            if cookie.is_none() {
                cookie = sign_in(&address);
            }
            let sent = cookie.as_ref().and_then(|own| ask(&address, "POST", "/inspections", own, &form(key, prison)));
            match sent {
                Some(answer) if answer.status == 303 => {
                    acknowledged.insert(key, answer.header("location").expect("a place").to_owned());
                    break;
                }
                Some(answer) => assert!([401, 500, 503].contains(&answer.status), "{} {}", answer.status, answer.body),
                None => thread::sleep(Duration::from_millis(20)),
            }
        }
    }
    acknowledged
}

#[test]
fn what_was_acknowledged_survives_a_kill_and_is_there_once() {
    let office = office();
    let mut server = Server::start(&office);
    let address = Arc::new(std::sync::Mutex::new(server.address.clone()));
    let cookie = sign_in(&server.address).expect("a session");
    let prison = prison(&server.address, &cookie);
    let before = count(&server.address, &cookie);
    let stop = Arc::new(AtomicBool::new(false));
    let writers: Vec<_> = (0..WRITERS)
        .map(|_| {
            let (address, prison, stop) = (Arc::clone(&address), prison.clone(), Arc::clone(&stop));
            thread::spawn(move || write(&address, &prison, &stop))
        })
        .collect();
    for _ in 0..KILLS {
        thread::sleep(Duration::from_millis(700));
        server.kill();
        server = Server::start(&office);
        address.lock().expect("an address").clone_from(&server.address);
    }
    thread::sleep(Duration::from_millis(300));
    stop.store(true, Ordering::Relaxed);
    let acknowledged: BTreeMap<Uuid, String> =
        writers.into_iter().flat_map(|writer| writer.join().expect("a writer")).collect();
    assert!(acknowledged.len() > KILLS * WRITERS, "{} written is no test", acknowledged.len());
    let cookie = sign_in(&server.address).expect("a session");
    for (key, case) in &acknowledged {
        let page = ask(&server.address, "GET", case, &cookie, "").expect("the case file");
        assert!(page.status == 200 && page.body.contains(&key.to_string()), "{case} is lost");
    }
    assert_eq!(count(&server.address, &cookie) - before, acknowledged.len(), "each once, and nothing besides");
    // the embedded database has one master at a time
    server.kill();
    let verified = program(&office).args(["audit", "verify"]).output().expect("xunjian audit verify");
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
}

/// How many cases `dispatched` counts.
fn count(address: &str, cookie: &str) -> usize {
    let page = ask(address, "GET", "/inspections?status=draft", cookie, "").expect("the list");
    let figure = Selector::parse("data[data-figure=inspections]").expect("a selector");
    let html = Html::parse_document(&page.body);
    html.select(&figure).next().and_then(|data| data.attr("value")?.parse().ok()).expect("a figure")
}

/// The program in an office of its own.
fn program(office: &TempDir) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xunjian"));
    command
        .current_dir(office.path())
        .env_remove("DATABASE_URL")
        .env("XUNJIAN_DATA", office.path().join("data"))
        .env("XUNJIAN_LISTEN", "127.0.0.1:0");
    command
}

/// A directory that the account of the database may reach.
fn office() -> TempDir {
    use std::os::unix::fs::PermissionsExt as _;
    let directory = TempDir::new_in("/tmp").expect("a directory");
    std::fs::set_permissions(directory.path(), std::fs::Permissions::from_mode(0o711)).expect("a mode");
    directory
}
