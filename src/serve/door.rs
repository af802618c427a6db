//! The front door: it stands from the first moment, and says "wait" until the house behind it is open.

use std::{
    io,
    net::SocketAddr,
    sync::{Arc, OnceLock},
};

use axum::{
    Router,
    extract::{Request, State},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
    serve::ListenerExt as _,
};
use tokio::net::TcpListener;
use tower::ServiceExt as _;

use super::Shutdown;

/// A browser asks again by itself after so many seconds.
const AGAIN: &str = "2";

#[derive(Clone, Default)]
pub struct Door(Arc<OnceLock<Router>>);

impl Door {
    /// From now on requests go through to the application.
    pub fn open(&self, app: Router) {
        self.0.get_or_init(|| app);
    }

    /// Answers until asked to stop, then lets the requests under way finish.
    pub async fn serve(self, listener: TcpListener, shutdown: Shutdown) -> io::Result<()> {
        let router = Router::new().fallback(answer).with_state(self);
        // an answer that is streamed in parts does not wait for the reader to acknowledge the part before
        let listener = listener.tap_io(|stream| {
            if let Err(error) = stream.set_nodelay(true) {
                tracing::debug!(%error, "a connection keeps its delay");
            }
        });
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(listener, service).with_graceful_shutdown(async move { shutdown.asked().await }).await
    }
}

async fn answer(State(door): State<Door>, request: Request) -> Response {
    if let Some(app) = door.0.get() {
        return app.clone().oneshot(request).await.into_response();
    }
    if request.uri().path() == "/healthz" {
        return "starting\n".into_response();
    }
    (
        StatusCode::SERVICE_UNAVAILABLE,
        [(header::RETRY_AFTER, AGAIN), (header::REFRESH, AGAIN), (header::CACHE_CONTROL, "no-store")],
        "系统正在启动，页面将自动刷新。\nXunjian is starting; this page will reload by itself.\n",
    )
        .into_response()
}
