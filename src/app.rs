//! The application: its state, and the middleware around every route.
use std::sync::Arc;

use axum::{
    Router,
    extract::State,
    http::{StatusCode, request::Parts},
    middleware,
    response::{IntoResponse, Response},
    routing::get,
};
use tower_http::{
    CompressionLevel,
    catch_panic::CatchPanicLayer,
    compression::{CompressionLayer, DefaultPredicate, Predicate as _, predicate::NotForContentType},
    csrf::CsrfLayer,
};

use crate::{
    config::{Config, PublicUrl},
    foundation::{
        clock::Clock,
        db::Db,
        error::AppError,
        file::Files,
        letterbox::Letterbox,
        print::Press,
        seal::Seal,
        web::{asset, error_page, header, source},
    },
    law::checklist::Editions,
    routes,
};

/// The largest form, in bytes; files have their own way.
pub const FORM_LIMIT: usize = 1024 * 1024;

/// What every request may use.
#[derive(Debug, Clone)]
pub struct App {
    pub db: Db,
    pub clock: Clock,
    pub form_limit: usize,
    pub files: Files,
    pub letterbox: Letterbox,
    /// Draws documents.
    pub press: Press,
    /// Seals what the database must not read.
    pub seal: Seal,
    /// The checklists that were read.
    pub checklists: Editions,
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    demo: bool,
    public_url: Option<PublicUrl>,
    secure: bool,
    trusted_proxies: Vec<source::Network>,
}

impl App {
    /// Puts the application together. `demo` tells whether the database holds the demonstration.
    pub fn build(db: Db, clock: Clock, config: &Config, demo: bool) -> Self {
        Self {
            db,
            clock,
            form_limit: FORM_LIMIT,
            inner: Arc::new(Inner {
                demo,
                public_url: config.public_url.clone(),
                secure: config.secure_cookies(),
                trusted_proxies: config.trusted_proxies.clone(),
            }),
            seal: Seal::below(&config.data),
            checklists: Editions::default(),
            files: Files::below(config.data.join("files"), config.files),
            letterbox: Letterbox::below(&config.data.join("keys")),
            press: Press::with(config.fonts.clone()),
        }
    }

    pub fn demo(&self) -> bool {
        self.inner.demo
    }

    /// Scheme, host and port under which people reach this installation, where it was told.
    pub fn site(&self) -> Option<&str> {
        self.inner.public_url.as_ref().map(PublicUrl::origin)
    }

    /// Whether cookies go over HTTPS only.
    pub fn secure(&self) -> bool {
        self.inner.secure
    }

    /// Where a request comes from, for the lock after failed sign-ins and for the trail.
    pub fn source(&self, parts: &Parts) -> String {
        source::of(parts, &self.inner.trusted_proxies)
    }

    /// Every route behind every layer.
    pub fn router(&self) -> Router {
        let mut router = Router::new();
        for route in routes::table() {
            router = router.route(route.path, route.handler);
        }
        let mut cross_site = CsrfLayer::new();
        if let Some(url) = &self.inner.public_url {
            cross_site = cross_site.add_trusted_origin(url.origin()).unwrap_or_default();
        }
        router
            .layer(cross_site.with_rejection_response(|_| AppError::CrossSite.into_response()))
            // files come as they are: most are compressed already, and all say their length
            .layer(
                // pages are made for one reader: a stronger level costs more than it saves on the way
                CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(
                    DefaultPredicate::new()
                        .and(NotForContentType::const_new("application/"))
                        .and(NotForContentType::const_new("audio/"))
                        .and(NotForContentType::const_new("video/")),
                ),
            )
            .route("/static/{tree}/{*path}", get(asset::serve))
            .route("/healthz", get(|| async { "ok" }))
            .route("/readyz", get(ready))
            .layer(CatchPanicLayer::custom(|_| {
                AppError::Internal(anyhow::anyhow!("a handler panicked")).into_response()
            }))
            .layer(middleware::from_fn_with_state((error_page::Demo(self.demo()), self.secure()), error_page::speak))
            .layer(middleware::from_fn(header::secure))
            .with_state(self.clone())
    }
}

async fn ready(State(app): State<App>) -> Response {
    if app.db.is_ready().await {
        "ready".into_response()
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "the database cannot be reached or its schema is not current").into_response()
    }
}
