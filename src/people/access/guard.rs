//! Sign-in: tokens that are never stored, and the lock after failures.
use chrono::{DateTime, Duration, Utc};
use sha2::{Digest, Sha256};

/// Failures after which a name or a source is locked.
pub const FAILURES: i32 = 5;
/// Failures after which a source address is locked: many people may share one.
pub const SOURCE_FAILURES: i32 = 50;
/// Characters of a submitted name that are looked at: one more than a username may have.
pub const LONGEST_NAME: usize = 41;
/// Hours after which a session ends however busy it is.
pub const ABSOLUTE_HOURS: i64 = 12;

/// How long the nth lock lasts: 15 minutes, doubling, a day at most.
pub fn lock_minutes(locks: i32) -> i64 {
    let doublings = u32::try_from(locks.saturating_sub(1)).unwrap_or_default().min(7);
    (15 * (1_i64 << doublings)).min(24 * 60)
}

/// A new session token: 32 random bytes as hex.
///
/// # Errors
/// The system gives no random bytes.
pub fn new_token() -> anyhow::Result<String> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("no random bytes: {error}"))?;
    Ok(hex::encode(bytes))
}

/// What the database knows of a token.
pub fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// What is known of the failures of a name or a source.
#[derive(Debug, Clone, Default)]
pub struct Failures {
    pub failures: i32,
    pub locks: i32,
    pub locked_until: Option<DateTime<Utc>>,
}

impl Failures {
    pub fn is_locked(&self, now: DateTime<Utc>) -> bool {
        self.locked_until.is_some_and(|until| until > now)
    }

    /// One more failure; at the limit a lock begins and the count starts again.
    #[must_use]
    pub fn one_more(&self, limit: i32, now: DateTime<Utc>) -> Self {
        let failures = self.failures + 1;
        if failures < limit {
            return Self { failures, ..self.clone() };
        }
        let locks = self.locks + 1;
        Self { failures: 0, locks, locked_until: Some(now + Duration::minutes(lock_minutes(locks))) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_failures_lock_for_fifteen_minutes_then_thirty() {
        let now = DateTime::<Utc>::UNIX_EPOCH;
        let mut failures = Failures::default();
        for _ in 0..4 {
            failures = failures.one_more(FAILURES, now);
            assert!(!failures.is_locked(now));
        }
        failures = failures.one_more(FAILURES, now);
        assert_eq!(failures.locked_until, Some(now + Duration::minutes(15)));
        for _ in 0..5 {
            failures = failures.one_more(FAILURES, now);
        }
        assert_eq!(failures.locked_until, Some(now + Duration::minutes(30)));
        assert_eq!(lock_minutes(40), 24 * 60);
    }
}
