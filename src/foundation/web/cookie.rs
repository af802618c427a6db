//! Cookies: the session's token, the language, one message for the next page.
use axum::http::{HeaderMap, HeaderValue, header};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};

pub const SESSION: &str = "xunjian_session";
pub const LANG: &str = "xunjian_lang";
pub const FLASH: &str = "xunjian_flash";

/// The value of a cookie of the request.
pub fn read(headers: &HeaderMap, name: &str) -> Option<String> {
    CookieJar::from_headers(headers).get(name).map(|cookie| cookie.value().to_owned())
}

/// A `Set-Cookie` line; `None` as value takes the cookie back. `days` makes it outlive the browser.
pub fn line(name: &'static str, value: Option<&str>, secure: bool, days: Option<i64>) -> Option<HeaderValue> {
    let mut cookie = Cookie::build((name, value.unwrap_or_default().to_owned()))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(secure)
        .build();
    let mut text = match (value, days) {
        (None, _) => {
            cookie.set_value("");
            format!("{cookie}; Max-Age=0")
        }
        (Some(_), Some(days)) => format!("{cookie}; Max-Age={}", days * 86_400),
        (Some(_), None) => cookie.to_string(),
    };
    text.retain(|c| c != '\r' && c != '\n');
    HeaderValue::from_str(&text).ok()
}

/// Adds a `Set-Cookie` line to a response.
pub fn set(headers: &mut HeaderMap, name: &'static str, value: Option<&str>, secure: bool, days: Option<i64>) {
    if let Some(line) = line(name, value, secure, days) {
        headers.append(header::SET_COOKIE, line);
    }
}
