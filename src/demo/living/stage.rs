//! Where the living cases are played: the application itself, at the hour of each deed, entered by those whose deeds
//! they are.
use std::collections::HashMap;

use anyhow::Context as _;
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Method, Request, StatusCode, header},
};
use tower::ServiceExt as _;
use tracing::{instrument::WithSubscriber as _, subscriber::NoSubscriber};

use super::super::people::People;
use super::super::store;
use super::deed::{Deed, On};
use crate::app::App;
use crate::foundation::{clock::Clock, db::Db, web::cookie};
use crate::people::access::guard;

/// What stands between the parts of a form and in none of them.
const BOUNDARY: &str = "----xunjian-demonstration";

/// The addresses of what a case has made so far.
#[derive(Debug, Default)]
struct Made {
    case: String,
    records: Vec<String>,
    findings: Vec<String>,
    documents: Vec<String>,
    clues: Vec<String>,
}

pub struct Stage {
    app: App,
    router: Router,
    tokens: HashMap<usize, String>,
    made: HashMap<usize, Made>,
}

impl Stage {
    /// Colleagues who act get accounts of their own, whose password nobody knows; all enter before the first deed.
    pub async fn open(app: &App, people: &People, acting: &[usize], script: &[Deed]) -> anyhow::Result<Self> {
        let first = script.first().context("nothing is under way")?.at;
        let mut app = app.clone();
        app.clock = Clock::told(first);
        // what is lost in a crash is the whole demonstration, so no deed waits for the disk
        let web = store::hasty(&app.db.web).await?;
        app.db = Db { web, ..app.db };
        let colleagues = acting.iter().copied().filter(|who| people.0[*who].username.is_none());
        let colleagues: Vec<_> = colleagues.map(|who| (people.0[who].id, format!("colleague{who}"))).collect();
        let mut tokens = HashMap::new();
        let mut tx = app.db.owner.begin().await?;
        store::colleagues(&mut tx, &colleagues, first).await?;
        for who in acting {
            let token = guard::new_token()?;
            store::enter(&mut tx, &guard::token_hash(&token), people.0[*who].id, first).await?;
            tokens.insert(*who, token);
        }
        tx.commit().await?;
        let router = app.router();
        Ok(Self { app, router, tokens, made: HashMap::new() })
    }

    /// Does a deed, as its form would be sent.
    pub async fn take(&mut self, deed: &Deed) -> anyhow::Result<()> {
        self.app.clock.tell(deed.at);
        let path = self.path(deed).await?;
        let (kind, body) = self.form(deed)?;
        let request = Request::builder()
            .method(Method::POST)
            .uri(&path)
            .header(header::CONTENT_TYPE, kind)
            .header(header::COOKIE, format!("{}={}", cookie::SESSION, self.tokens[&deed.who]))
            .body(Body::from(body))?;
        let response = self.router.clone().oneshot(request).with_subscriber(NoSubscriber::new()).await?;
        let leads = response.headers().get(header::LOCATION).and_then(|to| to.to_str().ok()).map(ToOwned::to_owned);
        match (response.status(), leads) {
            (StatusCode::SEE_OTHER, Some(to)) => {
                self.keep(deed, to);
                Ok(())
            }
            (status, _) => {
                let page = to_bytes(response.into_body(), usize::MAX).await?;
                anyhow::bail!("{path} on {}: {status}: {}", deed.at, told(&String::from_utf8_lossy(&page)))
            }
        }
    }

    fn made(&self, deed: &Deed) -> anyhow::Result<&Made> {
        self.made.get(&deed.case).context("the case is not open yet")
    }

    async fn path(&self, deed: &Deed) -> anyhow::Result<String> {
        let (thing, tail) = match deed.on {
            On::Rounds => return Ok("/rounds".to_owned()),
            On::Cases => return Ok("/inspections".to_owned()),
            On::Incidents => return Ok("/incidents".to_owned()),
            On::Case(tail) => (Some(&self.made(deed)?.case), tail),
            On::Record(no, tail) => (self.made(deed)?.records.get(no), tail),
            On::Finding(no, tail) | On::Item(no, tail) => (self.made(deed)?.findings.get(no), tail),
            On::Clue(no, tail) => (self.made(deed)?.clues.get(no), tail),
            On::Document(no, tail) | On::Service(no, tail) | On::Received(no, tail) => {
                (self.made(deed)?.documents.get(no), tail)
            }
        };
        let thing = thing.with_context(|| format!("{:?} is not there yet", deed.on))?;
        let thing = match deed.on {
            On::Item(..) => thing.replace("/findings/", "/liaison/items/"),
            On::Received(..) => thing.replace("/documents/", "/liaison/documents/"),
            On::Service(..) => {
                let document = thing.rsplit('/').next().unwrap_or_default().parse()?;
                format!("/services/{}", store::service(&self.app.db.owner, document).await?)
            }
            On::Rounds
            | On::Cases
            | On::Incidents
            | On::Case(_)
            | On::Record(..)
            | On::Finding(..)
            | On::Clue(..)
            | On::Document(..) => thing.clone(),
        };
        Ok(format!("{thing}/{tail}"))
    }

    /// The form with its media type; only what brings files comes in parts.
    fn form(&self, deed: &Deed) -> anyhow::Result<(String, Vec<u8>)> {
        let mut fields: Vec<(String, String)> =
            deed.fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        for (no, demand) in &deed.raised {
            let finding = self.made(deed)?.findings.get(*no).context("the finding is not there yet")?;
            let id = finding.rsplit('/').next().unwrap_or_default();
            fields.push(("findings".to_owned(), id.to_owned()));
            fields.push((format!("demand-{id}"), demand.clone()));
        }
        if deed.files.is_empty() {
            let body = serde_html_form::to_string(&fields)?;
            return Ok(("application/x-www-form-urlencoded".to_owned(), body.into_bytes()));
        }
        let mut body = Vec::new();
        let mut part = |head: &str, content: &[u8]| {
            let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n");
            body.extend([head.as_bytes(), content, b"\r\n"].concat());
        };
        for (name, value) in &fields {
            part(&format!("name=\"{name}\""), value.as_bytes());
        }
        for file in &deed.files {
            part(&format!("name=\"files\"; filename=\"{}\"", file.name), &file.bytes);
        }
        body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
        Ok((format!("multipart/form-data; boundary={BOUNDARY}"), body))
    }

    /// Remembers what a deed has made by where it leads.
    fn keep(&mut self, deed: &Deed, leads: String) {
        // neither a round nor what happened at a facility is a case
        if matches!(deed.on, On::Rounds | On::Incidents) {
            return;
        }
        let made = self.made.entry(deed.case).or_default();
        match deed.on {
            On::Cases => made.case = leads,
            On::Case("records") => made.records.push(leads),
            On::Case("documents") => made.documents.push(leads),
            On::Case("clues") => made.clues.push(leads),
            On::Record(_, "findings") => made.findings.push(leads),
            On::Rounds
            | On::Incidents
            | On::Case(_)
            | On::Record(..)
            | On::Finding(..)
            | On::Document(..)
            | On::Clue(..)
            | On::Service(..)
            | On::Item(..)
            | On::Received(..) => {}
        }
    }

    /// Everybody leaves; how many cases and findings there are now.
    pub async fn close(self) -> anyhow::Result<(usize, usize)> {
        store::leave(&self.app.db.owner).await?;
        self.app.db.web.close().await;
        Ok((self.made.len(), self.made.values().map(|made| made.findings.len()).sum()))
    }
}

/// The words of a page, for whoever has to find out why it was shown.
fn told(page: &str) -> String {
    let body = page.split_once("<main").map_or(page, |(_, main)| main);
    let words = body.split('>').filter_map(|part| part.split('<').next());
    words.map(str::trim).filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ").chars().take(1500).collect()
}
