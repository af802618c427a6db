//! Every address of the application: method, path, action, handler, one row each.
use axum::{
    extract::{Request, State},
    http::Method,
    response::{IntoResponse, Response},
    routing::{MethodFilter, MethodRouter, on},
};

use crate::{
    app::App,
    foundation::{
        error::{AppError, Result},
        text::Lang,
    },
    people::access::{Action, Deed, Permit, Posted, page as access},
    workflow::statistics::{analysis::page as analysis, facility::page as facility, list::page as list},
};

/// One row of the table.
pub struct Route {
    pub method: Method,
    pub path: &'static str,
    /// None where nobody needs to be signed in.
    pub action: Option<Action>,
    pub handler: MethodRouter<App>,
}

/// The table.
pub fn table() -> Vec<Route> {
    vec![
        // signing in and one's own account
        open(Method::GET, "/login", access::sign_in_form),
        open(Method::POST, "/login", access::sign_in),
        open(Method::POST, "/logout", access::sign_out),
        see("/account", access::account),
        act("/account/password", access::change_password),
        act("/account/sessions", access::sign_out_elsewhere),
        act("/session/extend", access::extend),
        // across cases
        see("/inspections", list::inspections),
        see("/findings", list::findings),
        see("/categories", list::categories),
        see("/analysis", analysis::analysis),
        see("/facilities", facility::facilities),
        see("/facilities/{id}", facility::facility),
    ]
}

/// A page for somebody signed in. The action is the deed's, so table and handler cannot disagree.
fn see<D, F, Fut>(path: &'static str, handler: F) -> Route
where
    D: Deed,
    F: Fn(Permit<D>) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = Result<Response>> + Send + 'static,
{
    let answer = move |State(app): State<App>, request: Request| {
        let handler = handler.clone();
        async move {
            let here = request.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
            let answer = async { handler(Permit::admit(&app, request).await?).await }.await;
            match answer {
                Err(AppError::SignIn) => access::to_sign_in(&here),
                answer => answer.into_response(),
            }
        }
    };
    Route { method: Method::GET, path, action: Some(D::ACTION), handler: on(MethodFilter::GET, answer) }
}

/// A deed of somebody signed in.
fn act<D, F, Fut>(path: &'static str, handler: F) -> Route
where
    D: Deed,
    F: Fn(Posted<D>) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = Result<Response>> + Send + 'static,
{
    let answer = move |State(app): State<App>, request: Request| {
        let handler = handler.clone();
        async move {
            match Posted::admit(&app, request).await {
                Ok(Ok(posted)) => handler(posted).await.into_response(),
                Ok(Err(response)) => response,
                Err(error) => error.into_response(),
            }
        }
    };
    Route { method: Method::POST, path, action: Some(D::ACTION), handler: on(MethodFilter::POST, answer) }
}

/// An address that anybody may ask.
fn open<F, Fut>(method: Method, path: &'static str, handler: F) -> Route
where
    F: Fn(App, Lang, Request) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = Result<Response>> + Send + 'static,
{
    let answer = move |State(app): State<App>, request: Request| {
        let handler = handler.clone();
        async move {
            let l = request.extensions().get::<Lang>().copied().unwrap_or_default();
            handler(app, l, request).await.into_response()
        }
    };
    let filter = if method == Method::POST { MethodFilter::POST } else { MethodFilter::GET };
    Route { method, path, action: None, handler: on(filter, answer) }
}
