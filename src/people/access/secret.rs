//! Passwords: argon2id, and what a password must be.
use std::sync::{Mutex, PoisonError};

use argon2::{
    Algorithm, Argon2, Block, Params, Version,
    password_hash::phc::{Output, ParamsString, PasswordHash, Salt},
};
use tokio::sync::Semaphore;

/// Shortest password, in characters.
pub const SHORTEST: usize = 12;
pub const LONGEST: usize = 200;

/// How many are hashed at a time: each takes 19 MiB, and anybody may ask for one.
const AT_ONCE: usize = 2;
static TURN: Semaphore = Semaphore::const_new(AT_ONCE);

/// What is hashed in, kept from one to the next: taken anew each time, it would stay with the allocator many times over.
static MEMORY: Mutex<Vec<Vec<Block>>> = Mutex::new(Vec::new());

/// OWASP's second recommendation: 19 MiB, two passes, one lane.
fn params() -> Params {
    Params::new(19 * 1024, 2, 1, None).unwrap_or_default()
}

/// Does what takes a password's time, when it is its turn, on a thread where it holds nobody up.
async fn in_turn<T: Send + 'static>(work: impl FnOnce(&mut Vec<Block>) -> T + Send + 'static) -> anyhow::Result<T> {
    let _turn = TURN.acquire().await?;
    let free = || MEMORY.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(tokio::task::spawn_blocking(move || {
        let mut memory = free().pop().unwrap_or_default();
        let done = work(&mut memory);
        free().push(memory);
        done
    })
    .await?)
}

fn output(
    (algorithm, version, params): (Algorithm, Version, Params),
    password: &str,
    salt: &Salt,
    memory: &mut Vec<Block>,
) -> anyhow::Result<Output> {
    memory.resize(memory.len().max(params.block_count()), Block::new());
    let mut out = [0; Output::MAX_LENGTH];
    let out = out.get_mut(..params.output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN)).unwrap_or_default();
    let hasher = Argon2::new(algorithm, version, params);
    hasher.hash_password_into_with_memory(password.as_bytes(), salt, out, memory).map_err(refused)?;
    Output::new(out).map_err(refused)
}

fn refused(error: impl std::fmt::Display) -> anyhow::Error {
    anyhow::anyhow!("argon2: {error}")
}

/// The PHC string of a password.
///
/// # Errors
/// No random bytes for the salt.
pub async fn hash(password: String) -> anyhow::Result<String> {
    let mut salt = [0; Salt::RECOMMENDED_LENGTH];
    getrandom::fill(&mut salt).map_err(|error| anyhow::anyhow!("no random bytes: {error}"))?;
    let salt = Salt::new(&salt).map_err(refused)?;
    let hash = in_turn(move |memory| output((Algorithm::Argon2id, Version::V0x13, params()), &password, &salt, memory));
    let phc = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(&params()).map_err(refused)?,
        salt: Some(salt),
        hash: Some(hash.await??),
    };
    Ok(phc.to_string())
}

/// Why a password cannot be taken, as message key; none if it can.
pub fn problem(wanted: &str) -> Option<&'static str> {
    let fits = (SHORTEST..=LONGEST).contains(&wanted.chars().count());
    (!fits).then_some("problem-password")
}

/// A password to begin with, for somebody else: four groups of letters and digits that are not mistaken for one another.
///
/// # Errors
/// No random bytes.
pub fn suggestion() -> anyhow::Result<String> {
    const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("no random bytes: {error}"))?;
    let signs = bytes.map(|byte| char::from(SIGNS[usize::from(byte % 32)]));
    Ok(signs.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-"))
}

/// Whether a password is the one of a PHC string. Takes as long for an unknown account, which has `None`.
pub async fn is_right(password: String, phc: Option<String>) -> bool {
    const NOBODY: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$9Qk3QyyuUqfuVlvq0XEhbTzkH9pBTfcR7T2oZlYvGVM";
    let known = phc.is_some();
    let right = in_turn(move |memory| compares(&password, phc.as_deref().unwrap_or(NOBODY), memory));
    matches!(right.await, Ok(Ok(true))) && known
}

fn compares(password: &str, phc: &str, memory: &mut Vec<Block>) -> anyhow::Result<bool> {
    let kept = PasswordHash::new(phc).map_err(refused)?;
    let (Some(salt), Some(hash)) = (&kept.salt, kept.hash) else { return Ok(false) };
    let algorithm = Algorithm::try_from(kept.algorithm.as_str()).map_err(refused)?;
    let version = kept.version.map_or(Ok(Version::default()), Version::try_from).map_err(refused)?;
    let params = Params::try_from(&kept).map_err(refused)?;
    // in a time that does not tell how much of it is right
    Ok(output((algorithm, version, params), password, salt, memory)? == hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_opens() {
        let is_right = |password: &str, phc: Option<&String>| is_right(password.to_owned(), phc.cloned());
        let phc = hash("xunjian-demo-2022".to_owned()).await.expect("hash");
        assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(is_right("xunjian-demo-2022", Some(&phc)).await);
        assert!(!is_right("xunjian-demo-2023", Some(&phc)).await);
        assert!(!is_right("xunjian-demo-2022", None).await);
    }

    #[tokio::test]
    async fn what_others_wrote_by_the_same_rule_is_read() {
        // written by the reference implementation: `echo -n password | argon2 somesalt -id -t 2 -k 256 -p 1 -l 32`
        let phc = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
        assert!(is_right("password".to_owned(), Some(phc.to_owned())).await);
    }

    #[tokio::test]
    async fn any_number_at_once_is_hashed_in_the_same_memory() {
        let many: Vec<_> = (0..8).map(|_| tokio::spawn(is_right("xunjian-demo-2022".to_owned(), None))).collect();
        for one in many {
            assert!(!one.await.expect("compared"));
        }
        assert!(MEMORY.lock().expect("memory").len() <= AT_ONCE);
    }
}
