//! Handing a file out: under its own kind, as a stream, and never as a page of this site.
use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use bytes::Bytes;
use tokio_util::io::ReaderStream;

use crate::foundation::file::Kind;

/// What a downloaded file, or a picture looked at, may do: nothing.
const SANDBOX: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";
/// A browser's own PDF viewer does not start in a sandbox; it may still load nothing.
const VIEWER: &str = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// Pieces in which a file is sent.
const PIECE: usize = 64 * 1024;

/// What is handed out.
#[derive(Debug)]
pub enum Content {
    File(tokio::fs::File),
    /// A copy that leaves something out.
    Copy(Bytes),
}

/// A file for downloading, or for looking at in the browser.
pub fn answer(content: Content, name: &str, kind: Kind, size: i64, look: bool) -> Response {
    let (size, body) = match content {
        Content::File(file) => (size, Body::from_stream(ReaderStream::with_capacity(file, PIECE))),
        Content::Copy(copy) => (i64::try_from(copy.len()).unwrap_or(i64::MAX), Body::from(copy)),
    };
    let mut response = body.into_response();
    let policy = if look && kind == Kind::Pdf { VIEWER } else { SANDBOX };
    let how = if look { "inline" } else { "attachment" };
    let named = format!("{how}; filename=\"file.{}\"; filename*=UTF-8''{}", ending(name), percent(name));
    let headers: [(HeaderName, Option<HeaderValue>); 4] = [
        (header::CONTENT_TYPE, Some(HeaderValue::from_static(kind.media()))),
        (header::CONTENT_LENGTH, Some(HeaderValue::from(size))),
        (header::CONTENT_SECURITY_POLICY, Some(HeaderValue::from_static(policy))),
        (header::CONTENT_DISPOSITION, HeaderValue::from_str(&named).ok()),
    ];
    for (name, value) in headers {
        if let Some(value) = value {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// For programs that do not read the name in UTF-8.
fn ending(name: &str) -> String {
    let ending = name.rsplit('.').next().unwrap_or_default();
    ending.chars().filter(char::is_ascii_alphanumeric).collect()
}

/// RFC 5987.
fn percent(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    name.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_travels_in_utf_8_and_breaks_no_header() {
        assert_eq!(percent("照 片\"\r\n.jpg"), "%E7%85%A7%20%E7%89%87%22%0D%0A.jpg");
        assert_eq!(ending("照片.jpg\"; x=\"y"), "jpgxy");
    }
}
