//! Figures that were counted before, for as long as nothing that they are counted from has changed.
//!
//! What is remembered bears the database's own snapshot. Before any of it is shown, the database is asked, in the
//! reader's transaction, whether it sees a change that this snapshot did not: so a figure is what counting would give.
use std::{
    any::Any,
    collections::HashMap,
    fmt::Debug,
    sync::{Arc, Mutex, OnceLock, PoisonError},
    time::{Duration, Instant},
};

use sha2::{Digest as _, Sha256};
use sqlx::PgPool;

use super::Tx;

/// How many answers are kept; with one more, all are let go.
const MOST: usize = 128;
/// A snapshot is not older than this. Changes are kept for longer: see [`forget`].
const OLDEST: Duration = Duration::from_mins(10);

type Key = [u8; 32];

/// What this process remembers, for all who read.
#[derive(Clone, Default)]
pub struct Memo(Arc<Mutex<Remembered>>);

impl Debug for Memo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Memo")
    }
}

#[derive(Default)]
struct Remembered {
    /// Counts the snapshots: an answer belongs to one of them.
    age: u64,
    snapshot: Option<(String, Instant)>,
    answers: HashMap<Key, Arc<dyn Any + Send + Sync>>,
}

/// What one request may recall. The database is asked once, when the first figure is.
#[derive(Clone, Debug, Default)]
pub struct Recall {
    memo: Memo,
    age: OnceLock<u64>,
}

/// Where an answer is to be kept.
pub struct Slot<'a> {
    recall: &'a Recall,
    age: u64,
    key: Key,
}

impl Memo {
    pub fn recall(&self) -> Recall {
        Recall { memo: self.clone(), age: OnceLock::new() }
    }

    fn held(&self) -> std::sync::MutexGuard<'_, Remembered> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Recall {
    /// The answer to `question` if it still holds, or where to keep it once it is found. The question says all that the
    /// answer depends on besides the data: who reads, what, on which day.
    pub async fn ask<T: Clone + Send + Sync + 'static>(
        &self,
        tx: &mut Tx,
        question: &impl Debug,
    ) -> Result<Result<T, Slot<'_>>, sqlx::Error> {
        let age = match self.age.get() {
            Some(age) => *age,
            None => {
                let age = self.hold(tx).await?;
                *self.age.get_or_init(|| age)
            }
        };
        let key = Sha256::digest(format!("{} {question:?}", std::any::type_name::<T>())).into();
        let memo = self.memo.held();
        let known = (memo.age == age).then(|| memo.answers.get(&key)).flatten();
        Ok(match known.and_then(|answer| answer.downcast_ref::<T>()) {
            Some(answer) => Ok(answer.clone()),
            None => Err(Slot { recall: self, age, key }),
        })
    }

    /// The age whose answers hold in this transaction.
    async fn hold(&self, tx: &mut Tx) -> Result<u64, sqlx::Error> {
        let (age, known) = {
            let memo = self.memo.held();
            let fresh = memo.snapshot.as_ref().filter(|(_, taken)| taken.elapsed() < OLDEST);
            (memo.age, fresh.map(|(snapshot, _)| snapshot.clone()))
        };
        let begun = Instant::now();
        let now = sqlx::query!(
            r#"select pg_current_snapshot()::text as "snapshot!", coalesce(figures_hold($1::text::pg_snapshot), false) as "hold!""#,
            known
        )
        .fetch_one(&mut **tx)
        .await?;
        if now.hold {
            return Ok(age);
        }
        let mut memo = self.memo.held();
        memo.age += 1;
        memo.snapshot = Some((now.snapshot, begun));
        memo.answers.clear();
        Ok(memo.age)
    }
}

impl Slot<'_> {
    /// Keeps the answer, unless the data has changed since the question was asked.
    pub fn keep<T: Clone + Send + Sync + 'static>(self, answer: T) -> T {
        let mut memo = self.recall.memo.held();
        if memo.age == self.age {
            if memo.answers.len() >= MOST {
                memo.answers.clear();
            }
            memo.answers.insert(self.key, Arc::new(answer.clone()));
        }
        answer
    }
}

/// Lets go of the changes before `horizon`, and says from where to let go the next time: called at intervals far longer
/// than any process keeps a snapshot.
pub async fn forget(owner: &PgPool, horizon: Option<&str>) -> Result<String, sqlx::Error> {
    if let Some(horizon) = horizon {
        sqlx::query!("delete from figure_change where xid < pg_snapshot_xmin($1::text::pg_snapshot)", horizon)
            .execute(owner)
            .await?;
    }
    sqlx::query_scalar!(r#"select pg_current_snapshot()::text as "snapshot!""#).fetch_one(owner).await
}
