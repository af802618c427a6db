//! Assets: compiled in, served under a hash of the whole tree, so that a browser may keep them for ever.
use std::sync::LazyLock;

use axum::{
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

#[derive(RustEmbed)]
#[folder = "static/"]
struct Static;

/// One hash for the tree: style sheets and modules refer to each other by relative addresses.
static TREE: LazyLock<String> = LazyLock::new(|| {
    let mut names: Vec<_> = Static::iter().collect();
    names.sort();
    let mut hash = Sha256::new();
    for name in names {
        hash.update(name.as_bytes());
        if let Some(file) = Static::get(&name) {
            hash.update(file.metadata.sha256_hash());
        }
    }
    hex::encode(&hash.finalize()[..6])
});

/// The address of an asset.
pub fn address(path: &str) -> String {
    format!("/static/{}/{path}", *TREE)
}

/// The addresses of all assets, for a browser that is to work without network.
pub fn addresses() -> Vec<String> {
    Static::iter().map(|path| address(&path)).collect()
}

/// An asset as text, to be served under another address.
pub fn text(path: &str) -> String {
    Static::get(path).map(|file| String::from_utf8_lossy(&file.data).into_owned()).unwrap_or_default()
}

fn media(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        _ => "text/plain; charset=utf-8",
    }
}

/// `GET /static/{tree}/{*path}`
pub async fn serve(Path((tree, path)): Path<(String, String)>) -> Response {
    match Static::get(&path) {
        // an address of another version gets the present file, which must not be kept under the old name
        Some(file) => {
            let keep = if tree == *TREE { "public, max-age=31536000, immutable" } else { "no-cache" };
            ([(header::CONTENT_TYPE, media(&path)), (header::CACHE_CONTROL, keep)], file.data).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
