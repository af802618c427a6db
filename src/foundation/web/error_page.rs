//! The error page: what happened, whether the input is safe, the next step, the number to quote.
use askama::Template;
use axum::{
    extract::{Request, State},
    http::{Method, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};

use crate::foundation::{
    error::{AppError, Facts, Typed},
    text::Lang,
    web::{cookie, fields, program, shell::Shell},
};

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    shell: Shell,
    status: u16,
    detail: Option<String>,
    number: Option<String>,
    typed: Vec<String>,
    /// The record or list that the address belongs to, and what it is called.
    back: Option<(String, &'static str)>,
}

/// Where an address leads back to: from a form or a part of a record to the record, from a record to its list. What
/// cannot be found is not led back to.
fn back(here: &str, status: StatusCode) -> Option<(String, &'static str)> {
    /// First parts of addresses: the list, its name, how many parts name a record.
    const PLACES: [(&str, &str, &str, usize); 8] = [
        ("inspections", "/inspections", "nav-inspections", 2),
        ("records", "/inspections", "nav-inspections", 2),
        ("documents", "/inspections", "nav-inspections", 2),
        ("findings", "/findings", "nav-findings", 2),
        ("facilities", "/facilities", "nav-facilities", 2),
        ("liaison", "/liaison", "nav-served", 3),
        ("categories", "/categories", "list-categories", 1),
        ("analysis", "/analysis", "nav-analysis", 1),
    ];
    let path = here.split('?').next().unwrap_or_default();
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let (_, list, name, of_record) = PLACES.into_iter().find(|(first, ..)| parts.first() == Some(first))?;
    // new, for example, is no record
    let is_record = parts.get(of_record - 1).is_some_and(|id| id.len() == 36);
    if is_record && parts.len() > of_record && status != StatusCode::NOT_FOUND {
        return Some((
            format!("/{}", parts.iter().take(of_record).copied().collect::<Vec<_>>().join("/")),
            "error-record",
        ));
    }
    (path != list).then(|| (list.to_owned(), name))
}

/// Whether the pages say that all is made up. The only thing that the error page must know of the application.
#[derive(Debug, Clone, Copy)]
pub struct Demo(pub bool);

/// The language that a request asks for: its query, else the cookie, else Chinese.
pub fn language(request: &axum::http::request::Parts) -> Lang {
    request
        .uri
        .query()
        .and_then(|query| query.split('&').find_map(|pair| pair.strip_prefix("lang=")).and_then(Lang::parse))
        .or_else(|| cookie::read(&request.headers, cookie::LANG).and_then(|tag| Lang::parse(&tag)))
        .unwrap_or_default()
}

/// Knows the reader's language: remembers a switch, refuses addresses that are not text, and gives errors their page.
pub async fn speak(State((demo, secure)): State<(Demo, bool)>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let l = language(&parts);
    let switched = parts.uri.query().is_some_and(|query| {
        query.split('&').any(|pair| Lang::ALL.iter().any(|lang| pair == format!("lang={}", lang.tag())))
    });
    let here = parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
    parts.extensions.insert(l);
    let for_program = parts.method == Method::POST && program::asks(&parts.headers);
    let readable = fields::is_utf8(here.as_bytes()) && !here.contains("%00");
    let mut response = if readable {
        next.run(Request::from_parts(parts, body)).await
    } else {
        AppError::Unreadable("error-unreadable-text", Vec::new()).into_response()
    };
    let facts = facts(&mut response);
    if for_program {
        return program::answer(&response, facts.as_ref(), l);
    }
    if let Some(facts) = facts {
        let Typed(typed) = response.extensions_mut().remove().unwrap_or_default();
        response = render(&facts, typed, l, demo.0, &here, &response);
    }
    if switched {
        cookie::set(response.headers_mut(), cookie::LANG, Some(l.tag()), secure, Some(365));
    }
    response
}

/// The facts of an error, also of those that the framework answers by itself.
fn facts(response: &mut Response) -> Option<Facts> {
    if let Some(facts) = response.extensions_mut().remove::<Facts>() {
        return Some(facts);
    }
    if response.headers().contains_key(header::CONTENT_TYPE) {
        return None;
    }
    let error = match response.status() {
        StatusCode::NOT_FOUND => AppError::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => AppError::Method,
        StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge,
        StatusCode::GATEWAY_TIMEOUT | StatusCode::SERVICE_UNAVAILABLE => AppError::Unavailable,
        _ => return None,
    };
    error.into_response().extensions_mut().remove::<Facts>()
}

fn render(facts: &Facts, typed: Vec<String>, l: Lang, demo: bool, here: &str, from: &Response) -> Response {
    let page = ErrorPage {
        shell: Shell::bare(l, demo, here),
        status: facts.status.as_u16(),
        detail: facts.detail.as_ref().map(|(key, args)| l.with(key, args)),
        number: facts.reference.clone(),
        typed,
        back: back(here, facts.status),
    };
    let mut response = match page.render() {
        Ok(html) => (facts.status, Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%error, "the error page does not render");
            facts.status.into_response()
        }
    };
    for (name, value) in from.headers() {
        if name != header::CONTENT_LENGTH && name != header::CONTENT_TYPE {
            response.headers_mut().append(name, value.clone());
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_leads_back_to_the_record_or_to_its_list() {
        let id = "0191f0c0-0000-7000-8000-000000000000";
        let to = |path: &str, status| back(path, status).map(|(href, _)| href);
        let (gone, conflict) = (StatusCode::NOT_FOUND, StatusCode::CONFLICT);
        assert_eq!(to(&format!("/findings/{id}/verify?x=1"), conflict), Some(format!("/findings/{id}")));
        assert_eq!(to(&format!("/liaison/items/{id}/replies"), conflict), Some(format!("/liaison/items/{id}")));
        assert_eq!(to(&format!("/findings/{id}/verify"), gone), Some("/findings".to_owned()));
        assert_eq!(to(&format!("/documents/{id}"), conflict), Some("/inspections".to_owned()));
        assert_eq!(to("/inspections/new", conflict), Some("/inspections".to_owned()));
        assert_eq!(to("/inspections", conflict), None);
        assert_eq!(to("/nowhere", gone), None);
    }
}
