//! A file that comes in pieces, over as many requests and days as it takes. A piece is on disk for good before it is
//! acknowledged, and whoever asks hears how much is here: that is where a sender goes on after a break.
use std::{
    fs, io,
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
    pin::Pin,
    time::Duration,
};

use bytes::Bytes;
use futures_core::Stream;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    time::timeout,
};
use uuid::Uuid;

use crate::foundation::file::{Files, PIECE, Refusal, TakenIn};

/// How many bytes one person may have here that belong to no case yet.
pub const MOST: u64 = 2 * 1024 * 1024 * 1024;

/// How long nothing may come.
const QUIET: Duration = Duration::from_secs(30);

/// Why a piece is not taken.
#[derive(Debug, thiserror::Error)]
pub enum Gap {
    /// It begins elsewhere than what is here ends, or another delivery of it is under way.
    #[error("{0} bytes are here")]
    Elsewhere(u64),
    #[error("one person's unfinished files are more than {MOST} bytes")]
    Full,
    #[error("the sender broke off after {0} bytes were here")]
    Broken(u64),
    #[error(transparent)]
    Disk(#[from] io::Error),
}

impl Files {
    /// Where what a person sends in pieces waits for its end.
    pub(super) fn staged(&self) -> PathBuf {
        self.root.join("staged")
    }

    fn stage(&self, person: Uuid, id: Uuid) -> PathBuf {
        self.staged().join(person.simple().to_string()).join(id.simple().to_string())
    }

    /// How many bytes of a file are here.
    ///
    /// # Errors
    /// The disk refuses.
    pub async fn here(&self, person: Uuid, id: Uuid) -> io::Result<u64> {
        match tokio::fs::metadata(self.stage(person, id)).await {
            Ok(facts) => Ok(facts.len()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
            Err(error) => Err(error),
        }
    }

    /// Adds a piece that begins at `offset`; returns how many bytes are here then.
    ///
    /// # Errors
    /// It does not follow on what is here; too much is here already; the sender or the disk breaks off. What had arrived stays.
    pub async fn add<E>(
        &self,
        person: Uuid,
        id: Uuid,
        offset: u64,
        mut piece: impl Stream<Item = Result<Bytes, E>> + Unpin,
    ) -> Result<u64, Gap> {
        let path = self.stage(person, id);
        let (file, all) = tokio::task::spawn_blocking(move || open(&path)).await.map_err(io::Error::other)??;
        let mut here = file.metadata()?.len();
        // one delivery at a time: the same piece may come twice at once
        if file.try_lock().is_err() || here != offset {
            return Err(Gap::Elsewhere(here));
        }
        let mut file = tokio::fs::File::from_std(file);
        let mut whole = true;
        while let Some(bytes) = next(&mut piece).await {
            let Some(bytes) = bytes else {
                whole = false;
                break;
            };
            let more = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            if here.saturating_sub(offset).saturating_add(all).saturating_add(more) > MOST {
                file.set_len(offset).await?;
                return Err(Gap::Full);
            }
            file.write_all(&bytes).await?;
            here += more;
        }
        file.flush().await?;
        file.sync_data().await?;
        if whole { Ok(here) } else { Err(Gap::Broken(here)) }
    }

    /// Takes in a file that came in pieces, as if it had come at once. The pieces stay until [`Files::forget`].
    ///
    /// # Errors
    /// Nothing is here; besides as for a file that is sent.
    pub async fn gather(&self, person: Uuid, id: Uuid, name: &str) -> Result<TakenIn, Refusal> {
        let mut file = match tokio::fs::File::open(self.stage(person, id)).await {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(Refusal::Again),
            Err(error) => return Err(error.into()),
        };
        let mut intake = self.begin(name, None).await?;
        let mut piece = vec![0; PIECE];
        loop {
            match file.read(&mut piece).await? {
                0 => return intake.finish().await,
                read => intake.write(piece.get(..read).unwrap_or_default()).await?,
            }
        }
    }

    /// Removes the pieces of a file that is on record now.
    pub fn forget(&self, person: Uuid, id: Uuid) {
        if let Err(error) = fs::remove_file(self.stage(person, id)) {
            tracing::warn!(%error, file = %id, "left for the sweep");
        }
    }
}

/// The next of what comes; none inside where the sender broke off, or has said nothing for too long.
async fn next<E>(piece: &mut (impl Stream<Item = Result<Bytes, E>> + Unpin)) -> Option<Option<Bytes>> {
    let coming = std::future::poll_fn(|context| Pin::new(&mut *piece).poll_next(context));
    match timeout(QUIET, coming).await {
        Ok(bytes) => bytes.map(Result::ok),
        Err(_) => Some(None),
    }
}

/// Opens a file to be added to, and says how much its person has here in all.
fn open(path: &Path) -> io::Result<(fs::File, u64)> {
    let directory = path.parent().unwrap_or(path);
    if !directory.is_dir() {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(directory)?;
    }
    let file = fs::OpenOptions::new().append(true).create(true).mode(0o600).open(path)?;
    let mut all = 0;
    for entry in fs::read_dir(directory)? {
        all += entry?.metadata().map_or(0, |facts| facts.len());
    }
    Ok((file, all))
}
