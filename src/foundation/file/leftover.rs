//! Leftovers: what a crash or a lost connection left behind, and nobody speaks of.
use std::{
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use uuid::Uuid;

use crate::foundation::file::Files;

/// Younger files may belong to somebody who is still sending, or about to commit.
const OLD: Duration = Duration::from_hours(24);
/// What comes in pieces may wait for a network as long as a team is on site.
const LONG: Duration = Duration::from_hours(60 * 24);

impl Files {
    /// Removes what is old and what `known` does not claim, a directory at a time; returns how many.
    ///
    /// # Errors
    /// The disk refuses, or the rows cannot be read: then nothing more is removed.
    pub async fn sweep<F, E>(&self, known: impl Fn(Vec<Uuid>) -> F) -> anyhow::Result<usize>
    where
        F: Future<Output = Result<Vec<Uuid>, E>>,
        anyhow::Error: From<E>,
    {
        let mut removed = 0;
        for directory in directories(&self.staged())? {
            for (_, path) in old(&directory, LONG)? {
                fs::remove_file(path)?;
                removed += 1;
            }
        }
        for directory in directories(&self.root)?.into_iter().filter(|directory| *directory != self.staged()) {
            let old = old(&directory, OLD)?;
            let ids = old.iter().map(|(id, _)| *id).collect();
            let claimed = if directory == self.incoming() || old.is_empty() { Vec::new() } else { known(ids).await? };
            for (_, path) in old.iter().filter(|(id, _)| !claimed.contains(id)) {
                fs::remove_file(path)?;
                removed += 1;
            }
        }
        Ok(removed)
    }
}

fn directories(root: &Path) -> io::Result<Vec<PathBuf>> {
    match fs::read_dir(root) {
        Ok(entries) => entries.map(|entry| Ok(entry?.path())).collect(),
        // nothing was ever sent
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// The files of ours that have lain there for long, by the machine's own clock, which dated them.
fn old(directory: &Path, than: Duration) -> io::Result<Vec<(Uuid, PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        let id = entry.file_name().to_str().and_then(|name| Uuid::try_parse(name).ok());
        // another process may have moved it since
        let age = entry.metadata().ok().and_then(|facts| facts.modified().ok()?.elapsed().ok());
        if let (Some(id), true) = (id, age.is_some_and(|age| age > than)) {
            found.push((id, entry.path()));
        }
    }
    Ok(found)
}
