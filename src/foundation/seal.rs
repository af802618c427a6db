//! Sealing what the database must not read: `XChaCha20-Poly1305` under a key that lies in the data directory alone, made when it is
//! first needed. Whoever has a copy of the database without that file has nothing of what is sealed.
use std::{
    fmt, fs,
    io::{self, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::Path,
    sync::{Arc, OnceLock},
};

use chacha20poly1305::{
    XChaCha20Poly1305,
    aead::{Aead as _, KeyInit as _, Payload},
};

/// The first byte of what is sealed: another way of sealing gets another.
const VERSION: u8 = 1;
const NONCE: usize = 24;
const KEY: usize = 32;

/// What seals and opens.
#[derive(Clone)]
pub struct Seal {
    path: Arc<Path>,
    key: Arc<OnceLock<[u8; KEY]>>,
}

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Seal").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Seal {
    /// With the key below a data directory.
    pub fn below(data: &Path) -> Self {
        Self { path: data.join("keys").join("interviewees").into(), key: Arc::default() }
    }

    /// Where the key lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn has_key(&self) -> bool {
        self.path.is_file()
    }

    /// Makes the key where there is none yet.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn ready(&self) -> io::Result<()> {
        self.key().map(|_| ())
    }

    fn key(&self) -> io::Result<&[u8; KEY]> {
        if let Some(key) = self.key.get() {
            return Ok(key);
        }
        let key = match fs::read(&self.path) {
            Ok(read) => read.try_into().map_err(|_| io::Error::other("the key has another length"))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => self.make()?,
            Err(error) => return Err(error),
        };
        Ok(self.key.get_or_init(|| key))
    }

    /// Makes the key, or reads the one that another process made at the same moment. It is whole before it has its name.
    fn make(&self) -> io::Result<[u8; KEY]> {
        let directory = self.path.parent().unwrap_or(&self.path);
        fs::DirBuilder::new().recursive(true).mode(0o700).create(directory)?;
        let mut key = [0; KEY];
        getrandom::fill(&mut key).map_err(io::Error::other)?;
        let mut own = [0; 8];
        getrandom::fill(&mut own).map_err(io::Error::other)?;
        let written = self.path.with_extension(hex::encode(own));
        let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&written)?;
        file.write_all(&key)?;
        file.sync_all()?;
        let linked = fs::hard_link(&written, &self.path);
        fs::remove_file(&written)?;
        match linked {
            Ok(()) => fs::File::open(directory)?.sync_all().map(|()| key),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                fs::read(&self.path)?.try_into().map_err(|_| io::Error::other("the key has another length"))
            }
            Err(error) => Err(error),
        }
    }

    fn cipher(&self) -> anyhow::Result<XChaCha20Poly1305> {
        XChaCha20Poly1305::new_from_slice(self.key()?).map_err(|_| anyhow::anyhow!("the key has another length"))
    }

    /// Seals words, bound to what they are about: under another they do not open.
    ///
    /// # Errors
    /// There is no key, or no chance.
    pub fn seal(&self, words: &[u8], about: &[u8]) -> anyhow::Result<Vec<u8>> {
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).map_err(io::Error::other)?;
        let sealed = self.cipher()?.encrypt(&nonce.into(), Payload { msg: words, aad: about });
        let sealed = sealed.map_err(|_| anyhow::anyhow!("the words cannot be sealed"))?;
        Ok([&[VERSION], nonce.as_slice(), &sealed].concat())
    }

    /// Opens what was sealed.
    ///
    /// # Errors
    /// It was sealed under another key, about something else, or somebody changed it.
    pub fn open(&self, sealed: &[u8], about: &[u8]) -> anyhow::Result<Vec<u8>> {
        let refusal = || anyhow::anyhow!("what is sealed does not open");
        let (version, rest) = sealed.split_first().ok_or_else(refusal)?;
        let (nonce, words) = rest.split_at_checked(NONCE).ok_or_else(refusal)?;
        let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| refusal())?;
        if *version != VERSION {
            return Err(refusal());
        }
        self.cipher()?.decrypt(&nonce.into(), Payload { msg: words, aad: about }).map_err(|_| refusal())
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn what_is_sealed_opens_under_its_own_key_and_about_its_own_thing() -> anyhow::Result<()> {
        let (here, there) = (tempfile::tempdir()?, tempfile::tempdir()?);
        let seal = Seal::below(here.path());
        let sealed = seal.seal("黄示例".as_bytes(), b"one")?;
        assert!(!sealed.windows(3).any(|window| window == "黄".as_bytes()));
        assert_ne!(sealed, seal.seal("黄示例".as_bytes(), b"one")?);
        // another process reads the same key
        assert_eq!(Seal::below(here.path()).open(&sealed, b"one")?, "黄示例".as_bytes());
        assert!(seal.open(&sealed, b"other").is_err());
        assert!(Seal::below(there.path()).open(&sealed, b"one").is_err());
        let mut changed = sealed.clone();
        if let Some(last) = changed.last_mut() {
            *last ^= 1;
        }
        assert!(seal.open(&changed, b"one").is_err());
        assert!(seal.open(b"", b"one").is_err());
        Ok(())
    }

    #[test]
    fn the_key_is_its_owners_alone() -> anyhow::Result<()> {
        let place = tempfile::tempdir()?;
        let seal = Seal::below(place.path());
        assert!(!seal.has_key());
        seal.seal(b"x", b"")?;
        let mode = |path: &Path| fs::metadata(path).map(|facts| facts.permissions().mode() & 0o777);
        assert_eq!(mode(seal.path())?, 0o600);
        assert_eq!(mode(&place.path().join("keys"))?, 0o700);
        assert_eq!(fs::read_dir(place.path().join("keys"))?.count(), 1);
        Ok(())
    }
}
