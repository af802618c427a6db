//! Files: taken in as a stream, hashed, known by their content, never overwritten, checked again whenever they are read.
//!
//! A file lies under the data directory by its id, so that equal contents in two cases know nothing of each other. It
//! is whole, synced and in its place before the row that speaks of it commits: what was acknowledged is there.
mod intake;
mod kind;
mod leftover;
mod look;
mod name;
mod office;
mod refusal;
mod shot;
mod staged;

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use bytes::Bytes;
use sha2::{Digest, Sha256};
use tokio::io::AsyncReadExt as _;

pub use intake::{Intake, TakenIn};
pub use kind::{Kind, endings};
pub use name::shown;
pub use refusal::{Refusal, megabytes};
pub use shot::Shot;
pub use staged::Gap;

use crate::foundation::id::EvidenceId;

/// How much of a file is read or written at once.
const PIECE: usize = 64 * 1024;

/// How large files may be, in bytes, and how many one form takes.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    pub file: u64,
    pub video: u64,
    pub count: usize,
}

impl Limits {
    /// The most that a file of a kind may hold.
    pub const fn of(&self, kind: Kind) -> u64 {
        if kind.is_video() { self.video } else { self.file }
    }

    /// The most that a form with its files may hold: beyond that it is not even read past.
    pub fn form(&self) -> u64 {
        let count = u64::try_from(self.count).unwrap_or(u64::MAX);
        self.video.saturating_add(self.file.saturating_mul(count))
    }
}

/// The place where files lie.
#[derive(Debug, Clone)]
pub struct Files {
    root: Arc<Path>,
    pub limits: Limits,
}

/// Why a file cannot be handed out: it is not what was taken in.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    #[error("its content is not what was taken in")]
    Changed,
    #[error("it cannot be read: {0}")]
    Unreadable(#[from] io::Error),
}

impl Files {
    /// The files below a directory, which is made with the first of them.
    pub fn below(root: PathBuf, limits: Limits) -> Self {
        Self { root: root.into(), limits }
    }

    /// Begins to take a file in under the name that it was given, and under the id that its sender made, if there is one.
    ///
    /// # Errors
    /// The name cannot be kept or does not say a kind that is taken; the disk refuses.
    pub async fn begin(&self, name: &str, id: Option<EvidenceId>) -> Result<Intake, Refusal> {
        Intake::begin(self, name, id).await
    }

    /// Takes in what is already at hand whole.
    ///
    /// # Errors
    /// As for a file that is sent.
    pub async fn store(&self, name: &str, bytes: &[u8]) -> Result<TakenIn, Refusal> {
        let mut intake = self.begin(name, None).await?;
        for piece in bytes.chunks(PIECE) {
            intake.write(piece).await?;
        }
        intake.finish().await
    }

    /// Whether there is anything in the place of a file.
    pub fn has(&self, id: EvidenceId) -> bool {
        self.place(id).is_file()
    }

    /// Opens a file for reading, once its content was found to be what was taken in.
    ///
    /// # Errors
    /// It is gone, or somebody changed it.
    pub async fn open(&self, id: EvidenceId, sha256: &[u8]) -> Result<tokio::fs::File, Broken> {
        let (path, sha256) = (self.place(id), sha256.to_vec());
        let checked = tokio::task::spawn_blocking(move || checked(&path, &sha256)).await;
        checked.map_err(io::Error::other)?.map(tokio::fs::File::from_std)
    }

    /// A copy of an open picture for somebody outside; nothing where none can be made.
    ///
    /// # Errors
    /// The disk refuses.
    pub async fn bare(&self, mut file: tokio::fs::File, kind: Kind) -> io::Result<Option<Bytes>> {
        let mut picture = Vec::new();
        file.read_to_end(&mut picture).await?;
        tokio::task::spawn_blocking(move || shot::bare(picture.into(), kind)).await.map_err(io::Error::other)
    }

    /// Where they lie.
    pub fn root(&self) -> &Path {
        &self.root
    }

    fn incoming(&self) -> PathBuf {
        self.root.join("incoming")
    }

    /// The last digits of an id are random: directories fill evenly.
    fn place(&self, id: EvidenceId) -> PathBuf {
        let name = id.0.simple().to_string();
        self.root.join(name.get(30..).unwrap_or_default()).join(name)
    }
}

/// The file that is read again is the one that was checked.
fn checked(path: &Path, sha256: &[u8]) -> Result<fs::File, Broken> {
    use io::{Read as _, Seek as _};
    let mut file = fs::File::open(path)?;
    let (mut hash, mut piece) = (Sha256::new(), vec![0; PIECE]);
    loop {
        match file.read(&mut piece)? {
            0 => break,
            read => hash.update(piece.get(..read).unwrap_or_default()),
        }
    }
    if hash.finalize().as_slice() != sha256 {
        return Err(Broken::Changed);
    }
    file.rewind()?;
    Ok(file)
}

#[cfg(test)]
mod tests;
