//! Answers for a program: where a post led, or why it was not taken, in place of a page. The outbox of the browser asks so.
use axum::{
    Json,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

use crate::foundation::{error::Facts, text::Lang};

/// Whether a request asks to be answered so.
pub fn asks(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).is_some_and(|kind| kind == "application/json")
}

/// What became of a post. `to` is where it led; `why` a sentence, where there is one; what else there is to say stands on the
/// page that a browser would have got.
pub fn answer(response: &Response, facts: Option<&Facts>, l: Lang) -> Response {
    let to = response.headers().get(header::LOCATION).and_then(|to| to.to_str().ok());
    let mut answer = match (response.status(), to) {
        (StatusCode::SEE_OTHER, Some(to)) if to.starts_with("/login") => StatusCode::UNAUTHORIZED.into_response(),
        (StatusCode::SEE_OTHER, Some(to)) => Json(json!({ "to": to })).into_response(),
        (status, _) => {
            let why = facts.and_then(|facts| facts.detail.as_ref()).map(|(key, args)| l.with(key, args));
            (status, Json(json!({ "why": why }))).into_response()
        }
    };
    for (name, value) in response.headers() {
        // what is said of the page's body is not true of this one, and the message for the next page would be shown on one that nobody asked for
        let own = [
            header::CONTENT_LENGTH,
            header::CONTENT_TYPE,
            header::CONTENT_ENCODING,
            header::LOCATION,
            header::SET_COOKIE,
        ];
        if !own.contains(name) {
            answer.headers_mut().append(name, value.clone());
        }
    }
    answer
}
