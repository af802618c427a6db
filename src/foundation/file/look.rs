//! What a file is by its content, whatever its name says.
//!
//! Decided here: what is two things at once is refused, where the other is a program, a page, an archive or a document that
//! readers look for elsewhere than at the beginning. What cameras hang behind a picture, further pictures and their own words,
//! is taken: it is handed out under its own kind, for download, and never as a page.
use std::{
    fs::File,
    io::{BufRead as _, BufReader, Read as _, Seek as _, SeekFrom},
    path::Path,
};

use infer::MatcherType;

use crate::foundation::file::{Kind, Refusal, office};

/// Pixels of the largest picture: a sheet of A2 at 600 dots an inch.
const MOST_PIXELS: u64 = 140_000_000;

/// The end of a ZIP archive: its mark, and the farthest that it may stand from the end of the file.
pub const ZIP_END: &[u8] = b"PK\x05\x06";
pub const ZIP_TAIL: i64 = 22 + 65_535;

/// Looks at a whole file.
///
/// # Errors
/// It is not what its ending says, or what it is is not taken.
pub fn look(path: &Path, said: Kind, head: &[u8], plain: bool) -> Result<(), Refusal> {
    if is_script(head) {
        return Err(Refusal::Script);
    }
    if said.is_text() {
        return if plain { Ok(()) } else { Err(forbidden(head).unwrap_or(Refusal::Other(said))) };
    }
    let fits = match said {
        Kind::Jpeg
        | Kind::Png
        | Kind::Webp
        | Kind::Heic
        | Kind::Pdf
        | Kind::Mp3
        | Kind::M4a
        | Kind::Wav
        | Kind::Mp4 => by_head(head) == Some(said),
        Kind::Docx | Kind::Xlsx | Kind::Pptx => head.starts_with(b"PK\x03\x04") && office::zipped(path)? == Some(said),
        Kind::Doc | Kind::Xls => head.starts_with(office::OLE) && office::compound(path)? == Some(said),
        Kind::Txt | Kind::Csv => plain,
    };
    if !fits {
        return Err(forbidden(head).unwrap_or(Refusal::Other(said)));
    }
    if Kind::has_preview(said) {
        if ends_as_archive(path)? {
            return Err(Refusal::Archive);
        }
        if said != Kind::Pdf && says_pdf(head) || carries_another(path, said)? {
            return Err(Refusal::Double);
        }
    }
    if Kind::is_picture(said) {
        pixels(path, said)?;
    }
    Ok(())
}

/// The kind that the first bytes say.
fn by_head(head: &[u8]) -> Option<Kind> {
    match infer::get(head)?.mime_type() {
        "image/jpeg" => Some(Kind::Jpeg),
        "image/png" => Some(Kind::Png),
        "image/webp" => Some(Kind::Webp),
        "image/heif" => Some(Kind::Heic),
        "application/pdf" => Some(Kind::Pdf),
        "audio/mpeg" => Some(Kind::Mp3),
        "audio/m4a" => Some(Kind::M4a),
        "audio/x-wav" => Some(Kind::Wav),
        "video/mp4" => Some(Kind::Mp4),
        _ => None,
    }
}

/// What is refused by its content, under whatever name it comes.
fn forbidden(head: &[u8]) -> Option<Refusal> {
    match infer::get(head)?.matcher_type() {
        MatcherType::App => Some(Refusal::Program),
        // an office file of the old kind is a container, and says so by its name
        MatcherType::Archive if by_head(head).is_none() && !head.starts_with(office::OLE) => Some(Refusal::Archive),
        MatcherType::Text => Some(Refusal::Script),
        MatcherType::Archive
        | MatcherType::Audio
        | MatcherType::Book
        | MatcherType::Doc
        | MatcherType::Font
        | MatcherType::Image
        | MatcherType::Video
        | MatcherType::Custom => None,
    }
}

/// Text that a browser would run as a page or a drawing, or a shell as a command.
fn is_script(head: &[u8]) -> bool {
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let lower = start.get(..start.len().min(64)).unwrap_or_default().to_ascii_lowercase();
    [&b"#!"[..], b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<svg", b"<?xml", b"<?php", b"<!--", b"@echo"]
        .iter()
        .any(|mark| lower.starts_with(mark))
}

/// Readers of PDF take one whose first mark stands within this many bytes.
const PDF_MARK_WITHIN: usize = 1_024;

fn says_pdf(head: &[u8]) -> bool {
    head.get(..head.len().min(PDF_MARK_WITHIN)).unwrap_or(head).windows(5).any(|mark| mark == b"%PDF-")
}

/// Bytes behind a mark of the end that are looked at, and bytes that are searched for it at a time.
const BEHIND: u64 = 256;
const PIECE: u64 = 64 * 1024;

/// Whether something that is refused begins behind the end of what the file is.
fn carries_another(path: &Path, said: Kind) -> Result<bool, Refusal> {
    let ends: [(Kind, &[u8]); 3] = [(Kind::Jpeg, b"\xff\xd9"), (Kind::Png, b"IEND\xaeB`\x82"), (Kind::Pdf, b"%%EOF")];
    let Some((_, mark)) = ends.into_iter().find(|(kind, _)| *kind == said) else { return Ok(false) };
    let mut file = BufReader::new(File::open(path)?);
    let last = mark.last().copied().unwrap_or_default();
    // the bytes before the piece that is at hand: a mark may lie across two
    let mut before: Vec<u8> = Vec::new();
    loop {
        let read = file.by_ref().take(PIECE).read_until(last, &mut before)?;
        if read == 0 {
            return Ok(false);
        }
        if before.ends_with(mark) {
            let mut behind = Vec::new();
            file.by_ref().take(BEHIND).read_to_end(&mut behind)?;
            let start = behind.iter().position(|byte| *byte != 0 && !byte.is_ascii_whitespace());
            let other = behind.get(start.unwrap_or(behind.len())..).unwrap_or_default();
            if forbidden(other).is_some() || is_script(other) || (said != Kind::Pdf && other.starts_with(b"%PDF-")) {
                return Ok(true);
            }
            file.seek_relative(-i64::try_from(behind.len()).unwrap_or_default())?;
        }
        before.drain(..before.len().saturating_sub(mark.len()));
    }
}

/// Whether the file is a whole ZIP archive when it is read from its end, as unpackers do.
fn ends_as_archive(path: &Path) -> Result<bool, Refusal> {
    let tail = tail(path, ZIP_TAIL)?;
    let ends = |(at, window): (usize, &[u8])| {
        let comment = tail.get(at + 20..at + 22).and_then(|two| Some(u16::from_le_bytes(two.try_into().ok()?)));
        window == ZIP_END && comment.is_some_and(|length| at + 22 + usize::from(length) == tail.len())
    };
    Ok(tail.windows(4).enumerate().any(ends))
}

/// The last bytes of a file.
pub fn tail(path: &Path, most: i64) -> Result<Vec<u8>, Refusal> {
    let mut file = File::open(path)?;
    let length = i64::try_from(file.metadata()?.len()).unwrap_or(i64::MAX);
    file.seek(SeekFrom::End(-length.min(most)))?;
    let mut tail = Vec::new();
    file.read_to_end(&mut tail)?;
    Ok(tail)
}

/// A picture says how large it is without being decoded.
fn pixels(path: &Path, said: Kind) -> Result<(), Refusal> {
    let size = imagesize::reader_size(BufReader::new(File::open(path)?)).map_err(|_| Refusal::Other(said))?;
    let edge = |side: usize| u64::try_from(side).unwrap_or(u64::MAX);
    if edge(size.width).saturating_mul(edge(size.height)) > MOST_PIXELS {
        return Err(Refusal::Pixels);
    }
    Ok(())
}
