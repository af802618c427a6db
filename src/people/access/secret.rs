//! Passwords: argon2id, and what a password must be.
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};

/// Shortest password, in characters.
pub const SHORTEST: usize = 12;
pub const LONGEST: usize = 200;

fn argon2() -> Argon2<'static> {
    // OWASP's second recommendation: 19 MiB, two passes, one lane
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(19 * 1024, 2, 1, None).unwrap_or_default())
}

/// The PHC string of a password.
///
/// # Errors
/// No random bytes for the salt.
pub fn hash(password: &str) -> anyhow::Result<String> {
    argon2()
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|error| anyhow::anyhow!("argon2: {error}"))
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
pub fn is_right(password: &str, phc: Option<&str>) -> bool {
    const NOBODY: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$9Qk3QyyuUqfuVlvq0XEhbTzkH9pBTfcR7T2oZlYvGVM";
    let known = phc.is_some();
    let Ok(hash) = PasswordHash::new(phc.unwrap_or(NOBODY)) else { return false };
    let right = Argon2::default().verify_password(password.as_bytes(), &hash).is_ok();
    right && known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_password_opens() {
        let phc = hash("xunjian-demo-2022").expect("hash");
        assert!(phc.starts_with("$argon2id$"));
        assert!(is_right("xunjian-demo-2022", Some(&phc)));
        assert!(!is_right("xunjian-demo-2023", Some(&phc)));
        assert!(!is_right("xunjian-demo-2022", None));
    }
}
