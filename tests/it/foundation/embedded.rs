//! The house's own PostgreSQL, from outside: what an operator does to it, and what becomes of it.

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    path::PathBuf,
    process::{Child, ChildStdout, Command, Output, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use tempfile::TempDir;

/// An office with a data directory of its own, which the account of the database may reach.
struct Office(TempDir);

/// A server that said it is ready; killed when the test ends.
struct Server {
    process: Child,
    address: String,
    _output: BufReader<ChildStdout>,
}

impl Office {
    fn new() -> Self {
        use std::os::unix::fs::PermissionsExt as _;
        let directory = TempDir::new_in("/tmp").expect("a directory");
        fs::set_permissions(directory.path(), fs::Permissions::from_mode(0o711)).expect("a mode");
        Self(directory)
    }

    fn data(&self) -> PathBuf {
        self.0.path().join("data")
    }

    fn xunjian(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xunjian"));
        command
            .args(arguments)
            .current_dir(self.0.path())
            .env_remove("DATABASE_URL")
            .env("XUNJIAN_DATA", self.data())
            .env("XUNJIAN_LISTEN", "127.0.0.1:0");
        command
    }

    fn serve(&self) -> Server {
        let mut process =
            self.xunjian(&["serve"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("xunjian");
        let mut output = BufReader::new(process.stdout.take().expect("its output"));
        let mut line = String::new();
        output.read_line(&mut line).expect("a line");
        let address =
            line.trim().strip_prefix("xunjian is ready on http://").expect("the line that says it is ready").to_owned();
        Server { process, address, _output: output }
    }

    fn postmaster(&self) -> Option<String> {
        let text = fs::read_to_string(self.data().join("pg/postmaster.pid")).ok()?;
        text.lines().next().map(str::to_owned)
    }
}

impl Server {
    /// Status of `GET /readyz`, or nothing if there was no answer.
    fn readiness(&self) -> Option<String> {
        let mut stream = TcpStream::connect(&self.address).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(10))).ok()?;
        stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: xunjian\r\nConnection: close\r\n\r\n").ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        answer.split(' ').nth(1).map(str::to_owned)
    }

    fn becomes_ready(&self) -> bool {
        within(Duration::from_secs(20), || self.readiness().as_deref() == Some("200"))
    }

    /// Stops it as an operator does, and says with which code it ended.
    fn terminate(mut self) -> Option<i32> {
        signal("TERM", &self.process.id().to_string());
        self.process.wait().expect("its end").code()
    }

    fn kill(mut self) {
        self.process.kill().expect("a signal");
        self.process.wait().expect("its end");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

fn signal(name: &str, pid: &str) {
    // the shell's own: a small machine has no other
    let sent = Command::new("sh").args(["-c", "kill -s \"$0\" \"$1\"", name, pid]).status().expect("sh");
    assert!(sent.success(), "signal {name} to {pid}");
}

fn within(limit: Duration, done: impl Fn() -> bool) -> bool {
    let began = Instant::now();
    while !done() {
        if began.elapsed() > limit {
            return false;
        }
        sleep(Duration::from_millis(50));
    }
    true
}

#[track_caller]
fn refused(output: &Output, sentence: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains(sentence), "{said}");
}

#[test]
fn a_server_asked_to_stop_stops_its_database_and_finds_its_data_again() {
    let office = Office::new();
    let server = office.serve();
    assert!(server.becomes_ready());
    assert_eq!(server.terminate(), Some(0));
    assert_eq!(office.postmaster(), None, "PostgreSQL was stopped in order");
    let again = office.serve();
    assert!(again.becomes_ready());
    assert_eq!(again.terminate(), Some(0));
}

#[test]
fn a_killed_server_is_followed_by_one_that_recovers() {
    let office = Office::new();
    office.serve().kill();
    let server = office.serve();
    assert!(server.becomes_ready());
    let postmaster = office.postmaster().expect("a postmaster");
    signal("KILL", &postmaster);
    server.kill();
    let server = office.serve();
    assert!(server.becomes_ready());
    assert_eq!(server.terminate(), Some(0));
}

#[test]
fn a_killed_database_is_brought_back() {
    let office = Office::new();
    let server = office.serve();
    let first = office.postmaster().expect("a postmaster");
    signal("KILL", &first);
    assert!(within(Duration::from_secs(20), || { office.postmaster().is_some_and(|pid| pid != first) }));
    assert!(server.becomes_ready());
    assert_eq!(server.terminate(), Some(0));
}

#[test]
fn a_lock_left_over_by_a_process_that_is_another_now_is_cleared() {
    let office = Office::new();
    office.serve().terminate();
    let stranger = std::process::id();
    let lock = office.data().join("pg/postmaster.pid");
    fs::write(&lock, format!("{stranger}\n{}\n", office.data().join("pg").display())).expect("a lock");
    let server = office.serve();
    assert!(server.becomes_ready());
}

#[test]
fn a_second_server_is_refused_and_a_command_joins_the_first() {
    let office = Office::new();
    let _server = office.serve();
    let second = office.xunjian(&["serve"]).output().expect("xunjian");
    refused(&second, "another xunjian already uses the data directory");
    refused(&second, &office.data().display().to_string());
    let command = office.xunjian(&["migrate"]).output().expect("xunjian");
    assert!(command.status.success(), "{command:?}");
}

#[test]
fn a_taken_port_stops_the_start_before_anything_is_made() {
    let office = Office::new();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address").to_string();
    let output = office.xunjian(&["serve", "--listen", &address]).output().expect("xunjian");
    refused(&output, "is taken by another program");
    assert!(!office.data().exists());
}

#[test]
fn the_data_of_another_major_version_are_not_touched() {
    let office = Office::new();
    office.serve().terminate();
    fs::write(office.data().join("pg/PG_VERSION"), "9\n").expect("a version");
    let output = office.xunjian(&["serve"]).output().expect("xunjian");
    refused(&output, "belongs to PostgreSQL 9");
}

#[test]
fn a_first_start_that_was_cut_off_is_begun_again() {
    let office = Office::new();
    fs::create_dir_all(office.data().join("pg.tmp/base")).expect("a draft");
    fs::write(office.data().join("pg.tmp/PG_VERSION"), "15\n").expect("a version");
    let server = office.serve();
    assert!(server.becomes_ready());
    assert!(!office.data().join("pg.tmp").exists());
}

#[test]
fn a_missing_server_is_said_with_what_to_do() {
    let office = Office::new();
    let empty = office.0.path().to_str().expect("a path");
    let output = office.xunjian(&["serve", "--pg-bin-dir", empty]).output().expect("xunjian");
    refused(&output, "holds no PostgreSQL server");
}
