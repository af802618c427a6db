//! A browser of the plainest kind: one connection, kept alive, with a session.
use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    time::{Duration, Instant},
};

use anyhow::{Context as _, ensure};
use xunjian::demo::PASSWORD;

pub struct Browser {
    connection: BufReader<TcpStream>,
    cookie: String,
    pub status: u16,
    pub body: Vec<u8>,
    location: String,
    encoding: &'static str,
}

impl Browser {
    /// Signs in.
    pub fn enter(address: SocketAddr, account: &str) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).context("the server does not answer")?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        let mut browser = Self {
            connection: BufReader::new(stream),
            cookie: String::new(),
            status: 0,
            body: Vec::new(),
            location: String::new(),
            encoding: "gzip",
        };
        browser.post("/login", &format!("username={account}&password={PASSWORD}"))?;
        ensure!(!browser.cookie.is_empty(), "{account} could not sign in: {}", browser.status);
        Ok(browser)
    }

    /// Reads pages as they are, to see their links.
    pub fn plain(mut self) -> Self {
        self.encoding = "identity";
        self
    }

    /// Asks for a page; how long the answer took.
    pub fn get(&mut self, path: &str) -> anyhow::Result<Duration> {
        let took = self.ask(&format!("GET {path}"), "")?;
        ensure!(self.status == 200, "GET {path} answered {}", self.status);
        Ok(took)
    }

    /// Sends a form.
    pub fn post(&mut self, path: &str, form: &str) -> anyhow::Result<Duration> {
        let took = self.ask(&format!("POST {path}"), form)?;
        ensure!(self.status == 303, "POST {path} answered {}", self.status);
        Ok(took)
    }

    /// Asks, whatever the answer.
    pub fn ask(&mut self, line: &str, form: &str) -> anyhow::Result<Duration> {
        let request = format!(
            "{line} HTTP/1.1\r\nhost: bench\r\naccept: text/html\r\naccept-encoding: {}\r\ncookie: {}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
            self.encoding,
            self.cookie,
            form.len()
        );
        let begun = Instant::now();
        self.connection.get_mut().write_all(request.as_bytes())?;
        self.answer()?;
        Ok(begun.elapsed())
    }

    fn answer(&mut self) -> anyhow::Result<()> {
        let status = self.line()?;
        self.status = status.split(' ').nth(1).and_then(|code| code.parse().ok()).context("no answer")?;
        let (mut length, mut chunked) = (0, false);
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(": ") else { break };
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.parse()?,
                "transfer-encoding" => chunked = true,
                "location" => value.clone_into(&mut self.location),
                "set-cookie" if value.starts_with("xunjian_session=") => {
                    self.cookie = value.split(';').next().unwrap_or_default().to_owned();
                }
                _ => {}
            }
        }
        self.body.clear();
        if !chunked {
            return self.take(length);
        }
        loop {
            let size = usize::from_str_radix(self.line()?.trim(), 16)?;
            self.take(size)?;
            self.line()?;
            if size == 0 {
                return Ok(());
            }
        }
    }

    fn take(&mut self, length: usize) -> anyhow::Result<()> {
        let from = self.body.len();
        self.body.resize(from + length, 0);
        Ok(self.connection.read_exact(&mut self.body[from..])?)
    }

    fn line(&mut self) -> anyhow::Result<String> {
        let mut line = String::new();
        self.connection.read_line(&mut line)?;
        Ok(line.trim_end().to_owned())
    }
}
