//! Between the application and PostgreSQL: hears the statements of one request and says the same again, bare, over the
//! same connection of the same pool.
use std::{
    io::{ErrorKind, Read, Write},
    net::TcpStream,
    os::unix::net::{UnixListener, UnixStream},
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail, ensure};

use crate::{
    browser::Browser,
    cost::{Meter, Writes},
    server::Server,
};

/// What the application says until it waits for an answer.
type Turn = Vec<u8>;

/// Of which request the statements are heard.
#[derive(Debug, Clone, Copy)]
pub enum Heard {
    /// Of one for which nothing can be recalled.
    All,
    /// Of one before which nobody wrote.
    Quiet,
    /// Of the first after somebody wrote.
    Written,
}

/// Turns to be said again, how often, and who is told how long that took.
type Again = (Vec<Turn>, usize, mpsc::Sender<Vec<Duration>>);

trait Stream: Read + Write + Send {}
impl<S: Read + Write + Send> Stream for S {}

#[derive(Default)]
struct Link {
    heard: Mutex<Vec<Turn>>,
    again: Mutex<Option<Again>>,
}

pub struct Wire {
    pub url: String,
    links: Arc<Mutex<Vec<Arc<Link>>>>,
    directory: tempfile::TempDir,
}

fn held<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Wire {
    pub async fn listen(server: &Server) -> anyhow::Result<Self> {
        let options = server.options.clone();
        let directory = tempfile::tempdir()?;
        let listener = UnixListener::bind(directory.path().join(".s.PGSQL.5432"))?;
        let links: Arc<Mutex<Vec<Arc<Link>>>> = Arc::default();
        let known = links.clone();
        let database = options.get_database().unwrap_or("postgres").to_owned();
        let url =
            format!("postgres://{}@localhost/{database}?host={}", options.get_username(), directory.path().display());
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let link = Arc::new(Link::default());
                held(&known).push(link.clone());
                let socket = options.get_socket().map(|path| path.join(format!(".s.PGSQL.{}", options.get_port())));
                let joined = match socket {
                    Some(path) => UnixStream::connect(path).and_then(|stream| {
                        stream.set_read_timeout(Some(Duration::from_millis(5)))?;
                        Ok((Box::new(stream.try_clone()?) as Box<dyn Stream>, Box::new(stream) as Box<dyn Stream>))
                    }),
                    None => TcpStream::connect((options.get_host(), options.get_port())).and_then(|stream| {
                        stream.set_nodelay(true)?;
                        stream.set_read_timeout(Some(Duration::from_millis(5)))?;
                        Ok((Box::new(stream.try_clone()?) as Box<dyn Stream>, Box::new(stream) as Box<dyn Stream>))
                    }),
                };
                let (Ok((up, down)), Ok(reader)) = (joined, client.try_clone()) else { continue };
                let own = link.clone();
                thread::spawn(move || listen_up(reader, up, &own));
                thread::spawn(move || speak_down(client, down, &link));
            }
        });
        Ok(Self { url, links, directory })
    }

    /// Asks for a page once, and says its statements again without the application; how long that took in the middle.
    pub async fn bare(
        &self,
        meter: &mut Meter,
        browser: &mut Browser,
        address: &str,
        times: usize,
        heard: Heard,
    ) -> anyhow::Result<Duration> {
        for _ in 0..5 {
            browser.get(address)?;
        }
        let links = held(&self.links).clone();
        for link in &links {
            held(&link.heard).clear();
        }
        match heard {
            Heard::All => meter.forget().await?,
            Heard::Quiet => {}
            Heard::Written => meter.write(0).await?,
        }
        browser.get(address)?;
        let Some((link, turns)) = links
            .iter()
            .map(|link| (link, std::mem::take(&mut *held(&link.heard))))
            .max_by_key(|(_, turns)| turns.len())
        else {
            bail!("nothing was heard on {}", self.directory.path().display())
        };
        ensure!(!turns.is_empty(), "no statement was heard for {address}");
        let (done, wait) = mpsc::channel();
        let mut all = Vec::new();
        meter
            .drive(1, Writes::Never, |_| {
                *held(&link.again) = Some((turns.clone(), times, done.clone()));
                all = wait.recv_timeout(Duration::from_mins(2)).context("no answer")?;
                ensure!(all.len() == times, "a statement could not be said again for {address}");
                Ok(all.iter().sum())
            })
            .await?;
        Ok(crate::quantile(&mut all, 0.5))
    }
}

/// What the application says goes up, and is kept turn by turn. Greetings bear no letter: they begin with their length.
fn listen_up(mut client: UnixStream, mut up: Box<dyn Stream>, link: &Link) {
    let (mut rest, mut turn, mut buffer) = (Vec::new(), Vec::new(), vec![0; 1 << 16]);
    while let Ok(length) = client.read(&mut buffer) {
        if length == 0 || up.write_all(&buffer[..length]).is_err() {
            return;
        }
        rest.extend_from_slice(&buffer[..length]);
        while let Some(message) = message(&mut rest) {
            if message[0] == 0 {
                continue;
            }
            let last = matches!(message[0], b'S' | b'Q');
            turn.extend_from_slice(&message);
            if last {
                held(&link.heard).push(std::mem::take(&mut turn));
            }
        }
    }
}

/// What PostgreSQL says goes down, unless turns are to be said again.
fn speak_down(mut client: UnixStream, mut down: Box<dyn Stream>, link: &Link) {
    let mut buffer = vec![0; 1 << 16];
    loop {
        match down.read(&mut buffer) {
            Ok(0) => return,
            Ok(length) => {
                if client.write_all(&buffer[..length]).is_err() {
                    return;
                }
            }
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                if let Some((turns, times, done)) = held(&link.again).take() {
                    done.send((0..times).map_while(|_| say(down.as_mut(), &turns, &mut buffer)).collect()).ok();
                }
            }
            Err(_) => return,
        }
    }
}

/// Says all turns, each when the one before is answered.
fn say(down: &mut dyn Stream, turns: &[Turn], buffer: &mut [u8]) -> Option<Duration> {
    let begun = Instant::now();
    for turn in turns {
        down.write_all(turn).ok()?;
        let mut rest = Vec::new();
        'answer: loop {
            match down.read(buffer) {
                Ok(0) => return None,
                Ok(length) => rest.extend_from_slice(&buffer[..length]),
                Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
                Err(_) => return None,
            }
            while let Some(message) = message(&mut rest) {
                if message[0] == b'Z' {
                    break 'answer;
                }
            }
        }
    }
    Some(begun.elapsed())
}

/// Takes a whole message: a letter, its length without the letter, and the rest.
fn message(bytes: &mut Vec<u8>) -> Option<Vec<u8>> {
    let letter = usize::from(*bytes.first()? != 0);
    let length = u32::from_be_bytes(bytes.get(letter..letter + 4)?.try_into().ok()?) as usize + letter;
    (bytes.len() >= length).then(|| bytes.drain(..length).collect())
}
