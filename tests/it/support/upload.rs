//! Forms with files, as a browser sends them, and the files themselves.
use axum::{
    body::{Body, Bytes},
    http::{Method, Request, header},
};

use super::{Browser, Page};

pub const BOUNDARY: &str = "----xunjian";

/// A part of a form, in the order in which it is sent.
pub enum Part<'a> {
    Text(&'a str, &'a str),
    File(&'a str, &'a [u8]),
}

/// The body of a form.
pub fn body(parts: &[Part<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    for part in parts {
        let (head, content) = match part {
            Part::Text(name, value) => (format!("name=\"{name}\"\r\n"), value.as_bytes()),
            Part::File(name, bytes) => {
                (format!("name=\"files\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n"), *bytes)
            }
        };
        body.extend(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n").into_bytes());
        body.extend(content);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    body
}

/// A photograph that says when and where it was taken: 24.51 degrees north, 108.25 east.
pub fn photo() -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&tag.to_be_bytes()[..], &kind.to_be_bytes(), &count.to_be_bytes(), &value].concat()
    };
    let at = |offset: u32| offset.to_be_bytes();
    let degrees = |parts: [u32; 3]| parts.map(|part| [part.to_be_bytes(), at(1)].concat()).concat();
    let words = [
        b"MM\0\x2a\0\0\0\x08\0\x02".to_vec(),
        entry(0x0132, 2, 20, at(38)),
        entry(0x8825, 4, 1, at(58)),
        vec![0; 4],
        b"2022:09:01 10:21:30\0".to_vec(),
        b"\0\x04".to_vec(),
        entry(1, 2, 2, *b"N\0\0\0"),
        entry(2, 5, 3, at(112)),
        entry(3, 2, 2, *b"E\0\0\0"),
        entry(4, 5, 3, at(136)),
        vec![0; 4],
        degrees([24, 30, 36]),
        degrees([108, 15, 0]),
    ];
    let words = [b"Exif\0\0".to_vec(), words.concat()].concat();
    let length = u16::try_from(words.len() + 2).expect("short").to_be_bytes();
    let frame = b"\xff\xc0\0\x0b\x08\0\x03\0\x04\x01\x01\x11\0";
    [b"\xff\xd8\xff\xe1", &length[..], &words, frame, b"\xff\xda\0\x08\x01\x01\0\0\x3f\0coded\xff\xd9"].concat()
}

pub fn request(path: &str, body: impl Into<Body>) -> Request<Body> {
    let request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"));
    request.body(body.into()).expect("a request")
}

impl Browser {
    /// Sends the parts of a form as they are.
    pub async fn send_parts(&mut self, path: &str, parts: &[Part<'_>]) -> Page {
        self.send(request(path, Bytes::from(body(parts)))).await
    }

    /// Opens a page and sends its form with some fields filled in and files chosen.
    pub async fn fill_with_files(
        &mut self,
        page: &str,
        action: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &[u8])],
    ) -> Page {
        let mut form = self.open(page).await.form(action);
        form.retain(|(name, _)| name != "files" && !fields.iter().any(|(given, _)| given == name));
        let mut parts: Vec<Part<'_>> = form.iter().map(|(name, value)| Part::Text(name, value)).collect();
        parts.extend(fields.iter().map(|(name, value)| Part::Text(name, value)));
        parts.extend(files.iter().map(|(name, bytes)| Part::File(name, bytes)));
        self.send_parts(action, &parts).await
    }
}

/// A picture of four pixels by three, whole enough for whoever reads its head.
pub fn png() -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x04\0\0\0\x03\x08\x06\0\0\0\0\0\0\0".to_vec();
    png.extend(b"\0\0\0\0IEND\xaeB`\x82");
    png
}

pub const PDF: &[u8] = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n";
pub const EXE: &[u8] = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0\xb8\0\0\0\0\0\0\0\x40\0\0\0\0\0\0\0\0\0\0\0";
