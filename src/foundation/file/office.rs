//! Office files: archives and compound files that are looked into, so that neither a bomb nor a program hides in one.
use std::{
    fs::File,
    io::{self, BufReader, Read as _},
    path::Path,
};

use crate::foundation::file::{
    Kind, Refusal,
    look::{ZIP_END, ZIP_TAIL, tail},
};

/// How a compound file of the older Office begins.
pub const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Parts of the largest document that people write.
const MOST_PARTS: u16 = 5_000;
/// What it may become when unpacked: this many bytes, and above the second number this many times its size.
const MOST_UNPACKED: u64 = 512 * 1024 * 1024;
const UNPACKED_FREELY: u64 = 32 * 1024 * 1024;
const MOST_TIMES: u64 = 100;

/// What a zipped document is. It is unpacked into nothing, and counted, since what it says of itself may be a lie.
///
/// # Errors
/// It holds macros, or would grow beyond all reason.
pub fn zipped(path: &Path) -> Result<Option<Kind>, Refusal> {
    // the reader keeps every part in memory: their number first
    if parts(path)?.is_none_or(|parts| parts > MOST_PARTS) {
        return Err(Refusal::Bomb);
    }
    let packed = path.metadata()?.len();
    let Ok(mut archive) = zip::ZipArchive::new(BufReader::new(File::open(path)?)) else { return Ok(None) };
    let names: Vec<String> = archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
    if names.iter().any(|name| name.to_ascii_lowercase().ends_with("vbaproject.bin")) {
        return Err(Refusal::Macros);
    }
    let most = MOST_UNPACKED.min(UNPACKED_FREELY.max(packed.saturating_mul(MOST_TIMES)));
    let mut unpacked = 0;
    for at in 0..archive.len() {
        let Ok(part) = archive.by_index(at) else { return Ok(None) };
        if unpacked + part.size() > most {
            return Err(Refusal::Bomb);
        }
        match io::copy(&mut part.take(most - unpacked + 1), &mut io::sink()) {
            Ok(bytes) => unpacked += bytes,
            // what cannot be unpacked is no document
            Err(_) => return Ok(None),
        }
        if unpacked > most {
            return Err(Refusal::Bomb);
        }
    }
    let has = |part: &str| names.iter().any(|name| name == part);
    let kinds =
        [("word/document.xml", Kind::Docx), ("xl/workbook.xml", Kind::Xlsx), ("ppt/presentation.xml", Kind::Pptx)];
    Ok(kinds.into_iter().find(|(part, _)| has(part) && has("[Content_Types].xml")).map(|(_, kind)| kind))
}

/// How many parts an archive says that it has; none where it has no end.
fn parts(path: &Path) -> Result<Option<u16>, Refusal> {
    let tail = tail(path, ZIP_TAIL)?;
    let end = tail.windows(4).rposition(|window| window == ZIP_END);
    let count = end.and_then(|at| tail.get(at + 10..at + 12)).and_then(|two| two.try_into().ok());
    Ok(count.map(u16::from_le_bytes))
}

/// What a compound file is: a document or a workbook of the older Office; an installer is one too.
///
/// # Errors
/// It holds macros.
pub fn compound(path: &Path) -> Result<Option<Kind>, Refusal> {
    let Ok(file) = cfb::open(path) else { return Ok(None) };
    if ["Macros", "_VBA_PROJECT_CUR", "VBA"].iter().any(|storage| file.is_storage(storage)) {
        return Err(Refusal::Macros);
    }
    let has = |stream: &str| file.is_stream(stream);
    Ok(if has("WordDocument") {
        Some(Kind::Doc)
    } else if has("Workbook") || has("Book") {
        Some(Kind::Xls)
    } else {
        None
    })
}
