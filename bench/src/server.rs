//! The server that is measured, on a database of its own that has been grown to the scale.
use std::{
    io::{BufRead as _, BufReader},
    net::SocketAddr,
    path::PathBuf,
    process::{Child, Command, Stdio},
    str::FromStr as _,
};

use anyhow::{Context as _, bail, ensure};
use sqlx::{ConnectOptions as _, PgConnection, postgres::PgConnectOptions};
use xunjian::foundation::db::embedded;

use crate::{Task, wire::Wire};

/// Ids that stand for words in braces of an address.
pub struct Ids(Vec<(&'static str, String)>);

impl Ids {
    pub fn fill(&self, path: &str) -> String {
        self.0.iter().fold(path.to_owned(), |path, (word, id)| path.replace(&format!("{{{word}}}"), id))
    }
}

/// Which rows the pages of one row show.
const IDS: [(&str, &str); 5] = [
    ("inspection", "select id::text from inspection where state = 'archived' and prov_id is not null order by day desc, id limit 1"),
    ("facility", "select facility_id::text from inspection where prov_id is not null group by 1 order by count(*) desc, 1 limit 1"),
    ("finding", "select id::text from finding where position = 'closed' and prov_id is not null order by found_on desc, id limit 1"),
    (
        "record",
        "select r.id::text from record r join inspection i on i.id = r.inspection_id join team_member t on t.inspection_id = i.id join account a on a.person_id = t.person_id
          where a.username = 'procurator' and t.place = 'member' and i.state = 'in_progress' order by i.day desc, r.id limit 1",
    ),
    ("category", "select c.code from category c join inspection i on i.facility_kind = c.facility_kind join record r on r.inspection_id = i.id
          where r.id::text = $1 and c.concerns = 'facility' order by c.id limit 1"),
];

/// A server and the database behind it.
pub struct Server {
    process: Child,
    pub address: SocketAddr,
    pub options: PgConnectOptions,
    /// What loading the scale said.
    pub loaded: String,
}

impl Drop for Server {
    /// Asked to end, so that it stops a database that it started.
    fn drop(&mut self) {
        Command::new("kill").arg(self.process.id().to_string()).status().ok();
        self.process.wait().ok();
    }
}

impl Server {
    pub async fn start(task: &Task) -> anyhow::Result<Self> {
        #[expect(clippy::disallowed_methods, reason = "a measurement has no settings of its own")]
        let url = std::env::var("DATABASE_URL").ok();
        let loaded = if task.demo {
            seed(task, &["seed", "demo"])?
        } else {
            seed(task, &["seed", "scale", "--findings", &task.findings.to_string()])?
        };
        let (process, address) = serve(&task.data, url.as_deref())?;
        let options = match url {
            Some(url) => PgConnectOptions::from_str(&url)?,
            None => embedded::beside(&task.data)?,
        };
        Ok(Self { process, address, options, loaded })
    }

    /// Another server on the same database, which reaches it through `wire`.
    pub fn behind(&self, wire: &Wire) -> anyhow::Result<Self> {
        let (process, address) = serve(&PathBuf::from("target/bench"), Some(&wire.url))?;
        Ok(Self { process, address, options: self.options.clone(), loaded: String::new() })
    }

    pub fn pid(&self) -> u32 {
        self.process.id()
    }

    pub async fn connect(&self) -> anyhow::Result<PgConnection> {
        Ok(self.options.clone().connect().await?)
    }

    pub async fn ids(&self) -> anyhow::Result<Ids> {
        let mut connection = self.connect().await?;
        let mut ids = Vec::new();
        for (word, query) in IDS {
            // each may look at the one before it
            let last = ids.last().map(|(_, id): &(&str, String)| id.clone());
            let mut asked = sqlx::query_scalar::<_, String>(query);
            if query.contains("$1") {
                asked = asked.bind(last);
            }
            let id = asked.fetch_optional(&mut connection).await?;
            ids.push((word, id.with_context(|| format!("there is no {word}"))?));
        }
        Ok(Ids(ids))
    }
}

fn command(data: &PathBuf, arguments: &[&str]) -> Command {
    // it lies beside this program
    let program = std::env::current_exe().unwrap_or_default().with_file_name("xunjian");
    let mut command = Command::new(program);
    command.args(arguments).env("XUNJIAN_DATA", data).env("RUST_LOG", "warn");
    command
}

fn seed(task: &Task, arguments: &[&str]) -> anyhow::Result<String> {
    let begun = std::time::Instant::now();
    let output = command(&task.data, arguments).stderr(Stdio::inherit()).output()?;
    ensure!(output.status.success(), "the scale could not be loaded");
    let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    Ok(format!("{said} ({:.0} s)", begun.elapsed().as_secs_f64()))
}

fn serve(data: &PathBuf, url: Option<&str>) -> anyhow::Result<(Child, SocketAddr)> {
    // one browser needs no more connections to the database than these, and all of them have soon planned what it asks
    let mut command = command(data, &["serve", "--no-work", "--listen", "127.0.0.1:0", "--db-connections", "2"]);
    if let Some(url) = url {
        command.env("DATABASE_URL", url);
    }
    let mut process = command.stdout(Stdio::piped()).spawn()?;
    let said = process.stdout.take().context("no output")?;
    for line in BufReader::new(said).lines() {
        if let Some((_, address)) = line?.split_once("http://") {
            return Ok((process, address.parse()?));
        }
    }
    bail!("the server did not start")
}
