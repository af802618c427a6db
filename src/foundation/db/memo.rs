//! Figures that were counted before, for as long as nothing that they are counted from has changed.
//!
//! What is remembered bears the database's own snapshot. Before any of it is shown, the database is asked, in the
//! reader's transaction, what it sees changed that this snapshot did not: so a figure is what counting would give. What is
//! counted facility by facility is counted again only where something changed.
use std::{
    any::Any,
    collections::HashMap,
    fmt::Debug,
    sync::{Arc, Mutex, OnceLock, PoisonError},
    time::{Duration, Instant},
};

use sha2::{Digest as _, Sha256};
use sqlx::{PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use super::Tx;

/// How many answers are kept, and how many rows in all of them; with more, all are let go.
const MOST: usize = 256;
const MOST_ROWS: usize = 400_000;
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

/// An answer and the age that it was found at.
#[derive(Debug, Clone)]
struct Answer {
    age: u64,
    rows: usize,
    value: Arc<dyn Any + Send + Sync>,
}

/// Ages count the changes that were met. An answer holds if what it rests on has not changed since its own.
#[derive(Default)]
struct Remembered {
    age: u64,
    snapshot: Option<(String, Instant)>,
    /// When anything was last found changed.
    any: u64,
    /// When something was that every count may rest on.
    all: u64,
    /// When something was at a facility.
    places: HashMap<Uuid, u64>,
    answers: HashMap<Key, Answer>,
}

/// What an answer rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rests {
    /// On names and the tree of procuratorates alone.
    OnReference,
    /// On anything.
    OnAll,
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

type Parts<T> = HashMap<Uuid, Arc<[T]>>;

/// What was counted at each facility, as far as it still holds.
pub struct Places<'a, T> {
    slot: Slot<'a>,
    parts: Parts<T>,
    /// Where it is to be counted again; everywhere if nothing was counted yet.
    again: Option<Vec<Uuid>>,
}

impl Memo {
    pub fn recall(&self) -> Recall {
        Recall { memo: self.clone(), age: OnceLock::new() }
    }

    fn held(&self) -> std::sync::MutexGuard<'_, Remembered> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Remembered {
    /// Takes note of what has changed by the time of `snapshot`.
    fn change(&mut self, snapshot: String, taken: Instant, everything: bool, places: &[Uuid]) -> u64 {
        self.age += 1;
        self.any = self.age;
        self.snapshot = Some((snapshot, taken));
        if everything {
            self.all = self.age;
            self.places.clear();
            self.answers.clear();
        } else {
            self.places.extend(places.iter().map(|place| (*place, self.age)));
        }
        self.age
    }

    fn keep(&mut self, key: Key, answer: Answer) {
        let rows: usize = self.answers.values().map(|known| known.rows).sum();
        if self.answers.len() >= MOST || rows + answer.rows > MOST_ROWS {
            self.answers.clear();
        }
        let newer = self.answers.get(&key).is_some_and(|known| known.age > answer.age);
        if !newer && answer.age >= self.all {
            self.answers.insert(key, answer);
        }
    }
}

impl Recall {
    /// The answer to `question` if it still holds, or where to keep it once it is found. The question says all that the
    /// answer depends on besides the data: who reads, what, on which day.
    pub async fn ask<T: Clone + Send + Sync + 'static>(
        &self,
        tx: &mut Tx,
        rests: Rests,
        question: &impl Debug,
    ) -> Result<Result<T, Slot<'_>>, sqlx::Error> {
        let slot = self.slot::<T>(tx, question).await?;
        let memo = self.memo.held();
        let since = if rests == Rests::OnReference { memo.all } else { memo.any };
        let known = memo.answers.get(&slot.key).filter(|answer| answer.age >= since);
        Ok(match known.and_then(|answer| answer.value.downcast_ref::<T>()) {
            Some(answer) => Ok(answer.clone()),
            None => Err(slot),
        })
    }

    /// What was counted for `question` at each facility, less what has changed there.
    pub async fn places<T: Send + Sync + 'static>(
        &self,
        tx: &mut Tx,
        question: &impl Debug,
    ) -> Result<Places<'_, T>, sqlx::Error> {
        let slot = self.slot::<Parts<T>>(tx, question).await?;
        let memo = self.memo.held();
        let known = memo.answers.get(&slot.key).filter(|answer| answer.age >= memo.all);
        let parts = known.and_then(|answer| Some((answer.age, answer.value.downcast_ref::<Parts<T>>()?)));
        Ok(match parts {
            Some((age, parts)) => {
                let changed = memo.places.iter().filter(|(_, at)| **at > age).map(|(place, _)| *place);
                Places { slot, parts: parts.clone(), again: Some(changed.collect()) }
            }
            None => Places { slot, parts: Parts::new(), again: None },
        })
    }

    async fn slot<T: 'static>(&self, tx: &mut Tx, question: &impl Debug) -> Result<Slot<'_>, sqlx::Error> {
        let age = if let Some(age) = self.age.get() {
            *age
        } else {
            let age = self.look(tx).await?;
            *self.age.get_or_init(|| age)
        };
        let key = Sha256::digest(format!("{} {question:?}", std::any::type_name::<T>())).into();
        Ok(Slot { recall: self, age, key })
    }

    /// Asks the database what has changed since it was last asked; the age of what is found in this transaction.
    async fn look(&self, tx: &mut Tx) -> Result<u64, sqlx::Error> {
        let (age, known) = {
            let memo = self.memo.held();
            let fresh = memo.snapshot.as_ref().filter(|(_, taken)| taken.elapsed() < OLDEST);
            (memo.age, fresh.map(|(snapshot, _)| snapshot.clone()))
        };
        let begun = Instant::now();
        let now = sqlx::query!(
            r#"select pg_current_snapshot()::text as "snapshot!", c.anything as "anything!", c.everything as "everything!", c.touched as "touched!"
                 from figure_changes_since(coalesce($1::text::pg_snapshot, pg_current_snapshot())) c"#,
            known
        )
        .fetch_one(&mut **tx)
        .await?;
        if known.is_some() && !now.anything {
            return Ok(age);
        }
        Ok(self.memo.held().change(now.snapshot, begun, known.is_none() || now.everything, &now.touched))
    }
}

impl Slot<'_> {
    /// Keeps the answer for as long as it holds.
    pub fn keep<T: Clone + Send + Sync + 'static>(self, answer: T) -> T {
        let value = Arc::new(answer.clone());
        self.recall.memo.held().keep(self.key, Answer { age: self.age, rows: 0, value });
        answer
    }
}

impl<T: Send + Sync + 'static> Places<'_, T> {
    /// Narrows a query to the facilities where it is to be counted again.
    pub fn narrow(&self, query: &mut QueryBuilder<Postgres>, column: &str) {
        if let Some(again) = &self.again {
            query.push(format_args!(" and {column} = any(")).push_bind(again.clone()).push(")");
        }
    }

    /// Keeps what was counted again beside what holds; all of it, facility by facility.
    pub fn keep(mut self, rows: Vec<(Uuid, T)>) -> Vec<(Uuid, Arc<[T]>)> {
        for place in self.again.iter().flatten() {
            self.parts.remove(place);
        }
        let mut counted: HashMap<Uuid, Vec<T>> = HashMap::new();
        for (place, row) in rows {
            counted.entry(place).or_default().push(row);
        }
        self.parts.extend(counted.into_iter().map(|(place, rows)| (place, rows.into())));
        let rows = self.parts.values().map(|rows| rows.len()).sum();
        let value = Arc::new(self.parts.clone());
        self.slot.recall.memo.held().keep(self.slot.key, Answer { age: self.slot.age, rows, value });
        self.parts.into_iter().collect()
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
