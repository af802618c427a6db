//! A real browser before an application of its own, and everything that it complains of.
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use chromiumoxide::{
    Browser, BrowserConfig, Page,
    cdp::{
        browser_protocol::{
            emulation::SetDeviceMetricsOverrideParams,
            log::{EventEntryAdded, LogEntryLevel},
            network::{ClearBrowserCookiesParams, EventRequestWillBeSent},
            page::CaptureScreenshotFormat,
            target::SetAutoAttachParams,
        },
        js_protocol::runtime::{ConsoleApiCalledType, EvaluateParams, EventConsoleApiCalled, EventExceptionThrown},
    },
    page::ScreenshotParams,
};
use futures::StreamExt as _;
use serde::de::DeserializeOwned;
use tempfile::TempDir;
use tokio::net::TcpListener;

use crate::support::World;

const AXE: &str = include_str!("axe/axe.min.js");

/// Wide as a desk's screen, narrow as a phone.
pub const WIDTHS: [(i64, i64); 2] = [(1366, 768), (390, 844)];

const PASSWORD: &str = "xunjian-demo-2022";

pub struct Screen {
    browser: Browser,
    page: Page,
    base: String,
    heard: Arc<Mutex<Vec<String>>>,
    profile: Arc<TempDir>,
}

impl Screen {
    /// Serves the world on a port of its own and opens a browser before it.
    pub async fn before(world: &World) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        let service = world.app().router().into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async { axum::serve(listener, service).await });
        Self::at(base, Arc::new(TempDir::new().expect("a directory"))).await
    }

    /// Opens a browser on what an earlier one left behind.
    pub async fn at(base: String, profile: Arc<TempDir>) -> Self {
        let quiet = [
            "disable-gpu",
            "disable-quic",
            "no-first-run",
            "disable-background-networking",
            "disable-component-update",
            "disable-sync",
            "disable-dev-shm-usage",
        ];
        let config = BrowserConfig::builder()
            .chrome_executable("/usr/bin/chromium")
            .new_headless_mode()
            .no_sandbox()
            .user_data_dir(profile.path())
            .args(quiet)
            .launch_timeout(Duration::from_mins(1))
            .viewport(None)
            .build()
            .expect("a browser");
        let (browser, mut events) = Browser::launch(config).await.expect("chromium");
        tokio::spawn(async move { while events.next().await.is_some() {} });
        let page = browser.new_page("about:blank").await.expect("a page");
        page.enable_log().await.expect("its log");
        // workers would wait for a debugger that never comes
        page.execute(SetAutoAttachParams::new(false, false)).await.expect("workers of its own");
        let screen = Self { browser, page, base, heard: Arc::default(), profile };
        screen.listen().await;
        screen
    }

    /// Keeps what the console says and which requests leave for elsewhere.
    async fn listen(&self) {
        self.keep(|event: &EventEntryAdded| {
            let entry = &event.entry;
            // axe tries styles of its own, from no page's address
            let by_axe = entry.url.is_none() && entry.text.starts_with("Applying inline style");
            (entry.level == LogEntryLevel::Error && !by_axe)
                .then(|| format!("{} ({})", entry.text, entry.url.as_deref().unwrap_or_default()))
        })
        .await;
        self.keep(|event: &EventConsoleApiCalled| {
            (event.r#type == ConsoleApiCalledType::Error).then(|| format!("console: {:?}", event.args))
        })
        .await;
        self.keep(|event: &EventExceptionThrown| Some(format!("script: {}", event.exception_details.text))).await;
        let base = self.base.clone();
        self.keep(move |event: &EventRequestWillBeSent| {
            let url = &event.request.url;
            let own = url.starts_with(&base) || url.starts_with("data:") || url.starts_with("about:");
            (!own).then(|| format!("a request to {url}"))
        })
        .await;
    }

    async fn keep<E: chromiumoxide::cdp::IntoEventKind + Send + Sync + Unpin + 'static>(
        &self,
        complaint: impl Fn(&E) -> Option<String> + Send + 'static,
    ) {
        let mut events = self.page.event_listener::<E>().await.expect("events");
        let heard = Arc::clone(&self.heard);
        tokio::spawn(async move {
            while let Some(event) = events.next().await {
                if let (Some(complaint), Ok(mut heard)) = (complaint(&event), heard.lock()) {
                    heard.push(complaint);
                }
            }
        });
    }

    /// What was heard since the last time.
    pub fn heard(&self) -> Vec<String> {
        self.heard.lock().map(|mut heard| std::mem::take(&mut *heard)).unwrap_or_default()
    }

    pub async fn look(&self, (width, height): (i64, i64)) {
        let size = SetDeviceMetricsOverrideParams::new(width, height, 1.0, false);
        self.page.execute(size).await.expect("a size");
    }

    pub async fn open(&self, path: &str) {
        self.page.goto(format!("{}{path}", self.base)).await.expect("a page");
        self.settled().await;
    }

    /// Signs in by the form, whoever was signed in before.
    pub async fn enter(&self, username: &str) {
        self.page.execute(ClearBrowserCookiesParams::default()).await.expect("no cookies");
        self.open("/login").await;
        self.write("/login", "username", username).await;
        self.write("/login", "password", PASSWORD).await;
        self.press("form.form button").await;
        assert!(!self.address().await.starts_with("/login"), "{username} is not let in");
    }

    /// The path that the browser shows.
    pub async fn address(&self) -> String {
        self.ask("location.pathname + location.search").await
    }

    /// Writes into a field of the form that is sent to `action`, or chooses in it.
    pub async fn write(&self, action: &str, name: &str, value: &str) {
        let script = format!(
            "(() => {{
               const fields = [...document.querySelectorAll('form')]
                 .filter((form) => form.getAttribute('action') === {action} && form.getAttribute('method') === 'post')
                 .flatMap((form) => [...form.elements].filter((field) => field.name === {name}));
               for (const field of fields) {{
                 if (field.type === 'radio' || field.type === 'checkbox') {{
                   if (field.value === {value} && !field.checked) field.click();
                 }} else {{
                   field.value = {value};
                   for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, {{ bubbles: true }}));
                 }}
               }}
               return fields.length > 0; }})()",
            action = serde_json::json!(action),
            name = serde_json::json!(name),
            value = serde_json::json!(value),
        );
        assert!(self.ask::<bool>(&script).await, "{} has no field {name}", self.address().await);
    }

    /// Clicks where a person would, and waits for the page that follows.
    pub async fn press(&self, css: &str) {
        self.ask::<bool>("document.left = true").await;
        let Ok(element) = self.page.find_element(css).await else {
            panic!("{} has no {css}: {}", self.address().await, self.text().await);
        };
        element.scroll_into_view().await.expect("in sight");
        element.click().await.expect("a click");
        self.until("!document.left").await;
        self.settled().await;
    }

    /// Keeps what is to be seen without scrolling.
    pub async fn picture(&self, file: &str) {
        let picture = ScreenshotParams::builder().format(CaptureScreenshotFormat::Png).build();
        self.page.save_screenshot(picture, file).await.expect(file);
    }

    pub async fn text(&self) -> String {
        self.ask("document.querySelector('main')?.innerText ?? document.body.innerText").await
    }

    /// The addresses of this site that the page links to.
    pub async fn links(&self) -> Vec<String> {
        self.ask("[...new Set([...document.querySelectorAll('a[href]:not([download], [target])')].filter((a) => a.origin === location.origin).map((a) => a.pathname + a.search))]").await
    }

    pub async fn attributes(&self, css: &str, name: &str) -> Vec<String> {
        let (css, name) = (serde_json::json!(css), serde_json::json!(name));
        self.ask(&format!(
            "[...document.querySelectorAll({css})].map((e) => e.getAttribute({name})).filter((v) => v !== null)"
        ))
        .await
    }

    /// What axe finds, and whether the page scrolls sideways. Colours are those of every width: they take longest, and are looked at
    /// once.
    pub async fn faults(&self) -> Vec<String> {
        let run = format!(
            "(async () => {{
               if (!window.axe) {{ {AXE}; }}
               const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
               const {{ violations }} = await axe.run(document, {{ runOnly: {{ type: 'tag', values: tags }}, rules: {{ 'color-contrast': {{ enabled: innerWidth > 600 }} }}, resultTypes: ['violations'] }});
               const faults = violations.map((v) => `${{v.id}} (${{v.help}}): ${{v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join(', ')}}`);
               const wide = document.scrollingElement.scrollWidth - document.documentElement.clientWidth;
               return wide > 0 ? [...faults, `scrolls sideways by ${{wide}}`] : faults; }})()"
        );
        self.ask(&run).await
    }

    pub async fn ask<T: DeserializeOwned>(&self, script: &str) -> T {
        let answer = self.try_ask(script).await;
        answer.unwrap_or_else(|error| panic!("{script:.200}: {error}"))
    }

    async fn try_ask<T: DeserializeOwned>(&self, script: &str) -> Result<T, String> {
        let asked = EvaluateParams::builder().expression(script).await_promise(true).return_by_value(true).build()?;
        let answer = self.page.evaluate_expression(asked).await.map_err(|error| error.to_string())?;
        answer.into_value().map_err(|error| error.to_string())
    }

    async fn settled(&self) {
        self.until("document.readyState === 'complete'").await;
    }

    /// Waits until a condition holds; while one page gives way to the next there is nobody to ask.
    pub async fn until(&self, condition: &str) {
        let began = Instant::now();
        while self.try_ask::<bool>(condition).await != Ok(true) {
            assert!(began.elapsed() < Duration::from_secs(20), "{condition} does not come to hold: {:?}", self.heard());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// The browser is killed as by a power cut; another may open what it left behind.
    pub async fn kill(mut self) -> Arc<TempDir> {
        self.browser.kill().await.expect("a browser").expect("a signal that cannot be ignored");
        // the lock of a killed browser is in the next one's way
        std::fs::remove_file(self.profile.path().join("SingletonLock")).ok();
        self.profile
    }

    pub async fn close(mut self) {
        self.browser.close().await.ok();
        self.browser.wait().await.ok();
    }
}
