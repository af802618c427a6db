//! Making the file: one zip whose every piece stands in `SHA256SUMS`, so that `unzip` and `sha256sum -c` say whether it is whole.
use std::io::{Seek as _, Write as _};

use sha2::{Digest as _, Sha256};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::{
    foundation::{file::Files, print::Press, text::Lang, word::Word as _},
    workflow::volume::{
        model::{Content, Piece},
        store::Traced,
    },
};

/// How much is copied at once.
const AT_ONCE: usize = 64 * 1024;

/// A piece with its bytes at hand.
enum Ready {
    Bytes(Vec<u8>, &'static str),
    File(std::fs::File, String),
    /// It is not what was taken in any more: the catalogue says so, and the rest is filed.
    Broken,
}

/// A volume under way: the file, what was written, the lines of the catalogue.
struct Volume {
    zip: ZipWriter<std::fs::File>,
    sums: String,
    catalogue: csv::Writer<Vec<u8>>,
}

/// Makes a volume as a file without a name, which goes when it is closed; and its size.
///
/// # Errors
/// The disk refuses, or a form does not fit.
pub async fn pack(
    files: &Files,
    press: &Press,
    pieces: Vec<Piece>,
    trail: Vec<Traced>,
    about: String,
) -> anyhow::Result<(tokio::fs::File, u64)> {
    let mut ready = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let content = match &piece.content {
            Content::Bytes(bytes) => Ready::Bytes(bytes.clone(), "pdf"),
            Content::Paper(paper) => {
                let day = piece.day.unwrap_or_default();
                Ready::Bytes(press.print(paper, day).await?.pdf, "pdf")
            }
            Content::File { id, sha256, ending } => match files.open(*id, sha256).await {
                Ok(file) => Ready::File(file.into_std().await, ending.clone()),
                Err(error) => {
                    tracing::error!(%error, file = %id, "a file of a volume is not what was taken in");
                    Ready::Broken
                }
            },
        };
        ready.push((piece, content));
    }
    let root = files.root().to_owned();
    let made = tokio::task::spawn_blocking(move || write(&root, ready, &trail, &about)).await??;
    Ok((tokio::fs::File::from_std(made.0), made.1))
}

fn write(
    root: &std::path::Path,
    ready: Vec<(Piece, Ready)>,
    trail: &[Traced],
    about: &str,
) -> anyhow::Result<(std::fs::File, u64)> {
    std::fs::create_dir_all(root)?;
    let place = root.join(format!(".volume-{}", uuid::Uuid::now_v7()));
    let file = std::fs::File::options().read(true).write(true).create_new(true).open(&place)?;
    // it lives as long as somebody reads it
    std::fs::remove_file(&place)?;
    let mut volume =
        Volume { zip: ZipWriter::new(file), sums: String::new(), catalogue: csv::Writer::from_writer(Vec::new()) };
    let l = Lang::Zh;
    let heads = ["no", "part", "title", "number", "day", "file", "size", "sha256", "note"];
    volume.catalogue.write_record(heads.map(|head| l.t(&format!("volume-col-{head}"))))?;
    for (n, (piece, content)) in ready.into_iter().enumerate() {
        volume.file(n + 1, &piece, content)?;
    }
    let csv = volume.catalogue.into_inner().map_err(|error| anyhow::anyhow!(error.to_string()))?;
    let (mut zip, mut sums) = (volume.zip, volume.sums);
    for (name, bytes) in
        [("catalogue.csv", with_mark(&csv)), ("trail.csv", with_mark(&table(trail)?)), ("README.txt", about.into())]
    {
        add(&mut zip, &mut sums, name, &mut bytes.as_slice(), CompressionMethod::Deflated)?;
    }
    zip.start_file("SHA256SUMS", options(CompressionMethod::Deflated))?;
    zip.write_all(sums.as_bytes())?;
    let mut file = zip.finish()?;
    let size = file.seek(std::io::SeekFrom::End(0))?;
    file.rewind()?;
    Ok((file, size))
}

/// Spreadsheets in China take a file without this mark for GBK.
fn with_mark(csv: &[u8]) -> Vec<u8> {
    [b"\xef\xbb\xbf".as_slice(), csv].concat()
}

fn table(trail: &[Traced]) -> anyhow::Result<Vec<u8>> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(["at", "who", "deed", "subject", "subject_id", "value_sha256", "sha256"])?;
    for one in trail {
        let subject = one.subject_id.map(|id| id.to_string()).unwrap_or_default();
        let (at, who) = (one.at.to_rfc3339(), one.who.clone().unwrap_or_default());
        let hashes = [&one.value_sha256, &one.sha256].map(hex::encode);
        csv.write_record([&at, &who, &one.deed, &one.subject, &subject, &hashes[0], &hashes[1]])?;
    }
    csv.into_inner().map_err(|error| anyhow::anyhow!(error.to_string()))
}

fn options(method: CompressionMethod) -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(method).large_file(true).unix_permissions(0o644)
}

impl Volume {
    /// Names are plain letters, so that every unzip has them alike; what a piece is called says the catalogue.
    fn file(&mut self, n: usize, piece: &Piece, content: Ready) -> anyhow::Result<()> {
        let (l, folder) = (Lang::Zh, piece.part.code());
        let (name, size, sum) = match content {
            Ready::Bytes(bytes, ending) => {
                let name = format!("{folder}/{n:04}.{ending}");
                let (size, sum) =
                    add(&mut self.zip, &mut self.sums, &name, &mut bytes.as_slice(), CompressionMethod::Stored)?;
                (name, size, sum)
            }
            Ready::File(mut file, ending) => {
                let name = format!("{folder}/{n:04}.{ending}");
                // pictures and videos are compressed already
                let (size, sum) = add(&mut self.zip, &mut self.sums, &name, &mut file, CompressionMethod::Stored)?;
                (name, size, sum)
            }
            Ready::Broken => (String::new(), 0, String::new()),
        };
        let note = if name.is_empty() { l.t("volume-broken") } else { piece.note.clone() };
        let day = piece.day.map(|day| day.to_string()).unwrap_or_default();
        let part = l.word(piece.part);
        let (no, size) = (n.to_string(), size.to_string());
        self.catalogue.write_record([&no, &part, &piece.title, &piece.number, &day, &name, &size, &sum, &note])?;
        Ok(())
    }
}

/// Writes one file and its line of sums; its size and hash.
fn add(
    zip: &mut ZipWriter<std::fs::File>,
    sums: &mut String,
    name: &str,
    from: &mut dyn std::io::Read,
    method: CompressionMethod,
) -> anyhow::Result<(u64, String)> {
    zip.start_file(name, options(method))?;
    let (mut hash, mut size, mut piece) = (Sha256::new(), 0_u64, vec![0; AT_ONCE]);
    loop {
        let read = from.read(&mut piece)?;
        if read == 0 {
            break;
        }
        let Some(bytes) = piece.get(..read) else { break };
        hash.update(bytes);
        zip.write_all(bytes)?;
        size += u64::try_from(read).unwrap_or_default();
    }
    let sum = hex::encode(hash.finalize());
    sums.extend([&sum, "  ", name, "\n"]);
    Ok((size, sum))
}
