//! The organisation's key: what was written in a browser and cannot be sent by its author is sealed to it, and opened here alone.
//! HPKE (RFC 9180), base mode: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
use std::{
    fs,
    io::{self, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use hpke::{
    Deserializable as _, Kem as _, OpModeR, Serializable as _, aead::AesGcm256, kdf::HkdfSha256, kem::DhP256HkdfSha256,
};

type Kem = DhP256HkdfSha256;
type Private = <Kem as hpke::Kem>::PrivateKey;

/// What a sealed key is for; the browser says the same.
const INFO: &[u8] = b"xunjian outbox 1";
const SEED: usize = 32;

/// The key, made when it is first asked for. It lies beside the files, readable by the server alone: whoever backs those up backs
/// it up with them, and whoever loses it loses what is sealed to it.
#[derive(Clone)]
pub struct Letterbox {
    path: PathBuf,
    key: Arc<OnceLock<(Private, Vec<u8>)>>,
}

impl std::fmt::Debug for Letterbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Letterbox").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Letterbox {
    /// The key that lies under a directory.
    pub fn below(directory: &Path) -> Self {
        Self { path: directory.join("outbox.key"), key: Arc::default() }
    }

    /// What a browser seals with: a point of P-256, uncompressed.
    ///
    /// # Errors
    /// The key can be neither read nor made.
    pub fn public(&self) -> io::Result<&[u8]> {
        Ok(&self.key()?.1)
    }

    /// Opens what was sealed for `bound`; none if it was not, or not for that.
    ///
    /// # Errors
    /// The key can be neither read nor made.
    pub fn open(&self, encapsulated: &[u8], sealed: &[u8], bound: &str) -> io::Result<Option<Vec<u8>>> {
        let private = &self.key()?.0;
        let Ok(encapsulated) = <Kem as hpke::Kem>::EncappedKey::from_bytes(encapsulated) else { return Ok(None) };
        let opened = hpke::single_shot_open::<AesGcm256, HkdfSha256, Kem>(
            &OpModeR::Base,
            private,
            &encapsulated,
            INFO,
            sealed,
            bound.as_bytes(),
        );
        Ok(opened.ok())
    }

    fn key(&self) -> io::Result<&(Private, Vec<u8>)> {
        if let Some(known) = self.key.get() {
            return Ok(known);
        }
        let seed = seed(&self.path)?;
        Ok(self.key.get_or_init(|| {
            let (private, public) = Kem::derive_keypair(&seed);
            (private, public.to_bytes().to_vec())
        }))
    }
}

/// Reads the seed, or makes it: whole in its place or not at all, and whoever comes second finds the first's.
fn seed(path: &Path) -> io::Result<Vec<u8>> {
    match fs::read(path) {
        Ok(seed) if seed.len() == SEED => return Ok(seed),
        Ok(_) => return Err(io::Error::other(format!("{} is not a key of ours", path.display()))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    let directory = path.parent().unwrap_or(path);
    if !directory.is_dir() {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(directory)?;
    }
    let mut seed = [0; SEED];
    getrandom::fill(&mut seed).map_err(io::Error::other)?;
    let written = path.with_extension(crate::foundation::id::fresh().simple().to_string());
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&written)?;
    file.write_all(&seed)?;
    file.sync_all()?;
    let linked = fs::hard_link(&written, path);
    fs::remove_file(&written)?;
    fs::File::open(directory)?.sync_all()?;
    match linked {
        Ok(()) => Ok(seed.to_vec()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => fs::read(path),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hpke::{OpModeS, single_shot_seal};

    #[test]
    fn what_is_sealed_for_one_case_opens_for_no_other() {
        let directory = tempfile::tempdir().expect("a directory");
        let letterbox = Letterbox::below(directory.path());
        let public = <Kem as hpke::Kem>::PublicKey::from_bytes(letterbox.public().expect("a key")).expect("a point");
        let (encapsulated, sealed) = single_shot_seal::<AesGcm256, HkdfSha256, Kem>(
            &OpModeS::Base,
            &public,
            INFO,
            b"secret",
            b"case/person/item",
        )
        .expect("sealed");
        // another server on the same directory has the same key
        let other = Letterbox::below(directory.path());
        let open = |bound: &str| other.open(&encapsulated.to_bytes(), &sealed, bound).expect("a key");
        assert_eq!(open("case/person/item").as_deref(), Some(&b"secret"[..]));
        assert_eq!(open("another/person/item"), None);
        assert_eq!(other.open(b"short", &sealed, "case/person/item").expect("a key"), None);
    }

    #[test]
    fn a_damaged_key_is_not_replaced() {
        let directory = tempfile::tempdir().expect("a directory");
        fs::write(directory.path().join("outbox.key"), b"short").expect("written");
        assert!(Letterbox::below(directory.path()).public().is_err());
    }
}
