//! Taking a file in: written beside its place while it comes, looked at when it is whole, then moved into its place.
use std::{
    fs, io,
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt as _;

use crate::foundation::{
    file::{Files, Kind, Refusal, Shot, look, name, shot},
    id::{self, EvidenceId},
};

/// How much of the beginning is kept for the look at the content.
const HEAD: usize = 8 * 1024;

/// A file on disk that goes away again unless somebody keeps it.
#[derive(Debug)]
struct Guard {
    path: PathBuf,
    kept: bool,
}

impl Drop for Guard {
    fn drop(&mut self) {
        if !self.kept
            && let Err(error) = fs::remove_file(&self.path)
        {
            tracing::warn!(%error, path = %self.path.display(), "left for the sweep");
        }
    }
}

/// A file that is coming in.
#[derive(Debug)]
pub struct Intake {
    files: Files,
    id: EvidenceId,
    /// The sender made the id, and may send the file again under it.
    named: bool,
    name: String,
    kind: Kind,
    written: Guard,
    file: tokio::fs::File,
    hash: Sha256,
    size: u64,
    head: Vec<u8>,
    /// No byte so far that a text does not have.
    plain: bool,
}

/// A file in its place. Dropped before [`TakenIn::keep`], it is removed again.
#[derive(Debug)]
pub struct TakenIn {
    pub id: EvidenceId,
    pub name: String,
    pub kind: Kind,
    pub size: i64,
    pub sha256: Vec<u8>,
    /// What the picture says of itself.
    pub shot: Shot,
    placed: Guard,
}

impl TakenIn {
    /// From now on the file stays: the row that speaks of it is about to commit.
    pub fn keep(&mut self) {
        self.placed.kept = true;
    }
}

impl Intake {
    pub(super) async fn begin(files: &Files, sent: &str, id: Option<EvidenceId>) -> Result<Self, Refusal> {
        let name = name::clean(sent)?;
        let kind = Kind::said_by(&name).ok_or(Refusal::Ending)?;
        // two that are sent under one id at a time do not meet while they come
        let path = files.incoming().join(id::fresh().simple().to_string());
        let file = {
            let path = path.clone();
            blocking(move || {
                make_directory(path.parent().unwrap_or(&path))?;
                Ok(fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?)
            })
            .await?
        };
        Ok(Self {
            files: files.clone(),
            named: id.is_some(),
            id: id.unwrap_or_else(|| EvidenceId(id::fresh())),
            name,
            kind,
            written: Guard { path, kept: false },
            file: tokio::fs::File::from_std(file),
            hash: Sha256::new(),
            size: 0,
            head: Vec::new(),
            plain: true,
        })
    }

    /// The next piece.
    ///
    /// # Errors
    /// It goes over the limit; the disk refuses.
    pub async fn write(&mut self, piece: &[u8]) -> Result<(), Refusal> {
        let limit = self.files.limits.of(self.kind);
        self.size += u64::try_from(piece.len()).unwrap_or(u64::MAX);
        if self.size > limit {
            return Err(Refusal::TooLarge(limit));
        }
        self.head.extend(piece.iter().take(HEAD.saturating_sub(self.head.len())));
        self.plain = self.plain && piece.iter().all(|byte| *byte >= b' ' || b"\t\n\r\x0c".contains(byte));
        self.hash.update(piece);
        Ok(self.file.write_all(piece).await?)
    }

    /// The end: on disk for good, looked at, and put in its place.
    ///
    /// # Errors
    /// The content is refused; the disk refuses.
    pub async fn finish(mut self) -> Result<TakenIn, Refusal> {
        if self.size == 0 {
            return Err(Refusal::Empty);
        }
        self.file.flush().await?;
        self.file.sync_all().await?;
        let place = self.files.place(self.id);
        let (written, placed) = (self.written.path.clone(), place.clone());
        let (kind, head, plain) = (self.kind, self.head, self.plain);
        let sha256 = self.hash.finalize().to_vec();
        let own = sha256.clone();
        let shot = blocking(move || {
            look::look(&written, kind, &head, plain)?;
            if placed.exists() {
                // nothing is overwritten but by itself, which then is young again for the sweep
                super::checked(&placed, &own).map_err(|_| Refusal::Taken)?;
            }
            let directory = placed.parent().unwrap_or(&placed);
            make_directory(directory)?;
            let shot = shot::read(&written, kind);
            fs::rename(&written, &placed)?;
            fs::File::open(directory)?.sync_all()?;
            Ok(shot)
        })
        .await?;
        self.written.kept = true;
        Ok(TakenIn {
            id: self.id,
            name: self.name,
            kind: self.kind,
            size: i64::try_from(self.size).unwrap_or(i64::MAX),
            sha256,
            shot,
            // what its sender may send again is not taken away under another sending; what no row speaks of is swept later
            placed: Guard { path: place, kept: self.named },
        })
    }
}

/// Makes a directory that is nobody else's, and its entry lasting.
fn make_directory(directory: &Path) -> io::Result<()> {
    if directory.is_dir() {
        return Ok(());
    }
    fs::DirBuilder::new().recursive(true).mode(0o700).create(directory)?;
    directory.parent().map_or(Ok(()), |parent| fs::File::open(parent)?.sync_all())
}

/// Work on the disk, off the threads that serve.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, Refusal> + Send + 'static) -> Result<T, Refusal> {
    tokio::task::spawn_blocking(work).await.map_err(io::Error::other)?
}
