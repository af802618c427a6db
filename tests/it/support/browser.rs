//! Somebody at a browser without script: cookies are kept, forms are filled in as the page has them.
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Method, Request, StatusCode, header},
};
use tower::ServiceExt as _;
use xunjian::foundation::web::cookie;

use super::{Page, World};

#[derive(Clone)]
pub struct Browser {
    router: Router,
    cookies: Vec<(String, String)>,
}

impl Browser {
    /// Nobody signed in.
    pub fn of(world: &World) -> Self {
        Self { router: world.app().router(), cookies: Vec::new() }
    }

    /// Whoever holds the token of a session.
    pub fn with_session(world: &World, token: &str) -> Self {
        Self { cookies: vec![(cookie::SESSION.to_owned(), token.to_owned())], ..Self::of(world) }
    }

    /// The same person, cookies and all, before another application or at another hour.
    pub fn before(&self, world: &World) -> Self {
        Self { router: world.app().router(), cookies: self.cookies.clone() }
    }

    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Sends a request as it is, with the cookies, and keeps those that come back.
    pub async fn send(&mut self, mut request: Request<Body>) -> Page {
        let jar: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !jar.is_empty() {
            request.headers_mut().insert(header::COOKIE, jar.join("; ").parse().expect("cookies"));
        }
        let address = request.uri().to_string();
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        for line in response.headers().get_all(header::SET_COOKIE) {
            let (name, rest) = line.to_str().ok().and_then(|line| line.split_once('=')).expect("a cookie");
            let value = rest.split(';').next().unwrap_or_default();
            self.cookies.retain(|(own, _)| own != name);
            if !rest.contains("Max-Age=0") {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.expect("a whole answer");
        Page::new(address, parts.status, parts.headers, &body)
    }

    pub async fn get(&mut self, path: &str) -> Page {
        self.send(Request::get(path).body(Body::empty()).expect("a request")).await
    }

    /// Reads a page that has to be there.
    #[track_caller]
    pub fn open(&mut self, path: &str) -> impl Future<Output = Page> {
        let called = std::panic::Location::caller();
        async move {
            let page = self.get(path).await;
            assert_eq!(page.status, StatusCode::OK, "GET {path} at {called}: {}", page.text());
            page
        }
    }

    /// Posts fields as they are.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = serde_html_form::to_string(fields).expect("a form");
        self.post_raw(path, body).await
    }

    /// Posts fields from an address, with what a proxy or somebody else wrote into `X-Forwarded-For`.
    pub async fn post_from(&mut self, path: &str, fields: &[(&str, &str)], peer: &str, forwarded: &str) -> Page {
        let body = serde_html_form::to_string(fields).expect("a form");
        let peer = std::net::SocketAddr::new(peer.parse().expect("an address"), 40_000);
        let request = Request::post(path)
            .header("x-forwarded-for", forwarded)
            .extension(axum::extract::ConnectInfo(peer))
            .body(Body::from(body));
        self.send(request.expect("a request")).await
    }

    pub async fn post_raw(&mut self, path: &str, body: impl Into<Body>) -> Page {
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body.into());
        self.send(request.expect("a request")).await
    }

    /// Opens a page and sends its form to `action`, with the fields given in place of those that it starts with.
    pub async fn fill(&mut self, page: &str, action: &str, fields: &[(&str, &str)]) -> Page {
        let form = self.open(page).await.form(action);
        self.post_over(action, form, fields).await
    }

    /// Posts what a form held, with some fields filled in otherwise.
    pub async fn post_over(&mut self, action: &str, form: Vec<(String, String)>, fields: &[(&str, &str)]) -> Page {
        let mut all: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        all.retain(|(name, _)| !fields.iter().any(|(given, _)| given == name));
        all.extend(fields);
        self.post(action, &all).await
    }
}
