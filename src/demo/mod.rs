//! The demonstration: made-up people and facilities, and Guangxi's inspections from 2019 to 2022 as rows from which every figure is counted.
mod answer;
mod basis;
mod case;
mod course;
mod days;
mod draw;
mod facts;
mod found;
mod instrument;
mod people;
mod rows;
mod scale;
mod schedule;
mod store;
mod team;
mod write;

use anyhow::Context as _;
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgConnection, PgPool};

pub use people::PASSWORD;
pub use scale::{Grown, grow};

use self::basis::Basis;
use self::case::History;
use self::days::{WorkingDays, at};
use self::draw::Draw;
use self::people::People;
use self::team::Roster;
use crate::people::facility;

/// From this day the whole history is past: the figures were published on the day before.
const HISTORY_IS_PAST: NaiveDate = civil(2022, 7, 24);
/// Posts and supervision are held since this day.
const SINCE: NaiveDate = civil(2019, 1, 1);

const fn civil(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => NaiveDate::MIN,
    }
}

/// What seeding did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Loaded {
        inspections: usize,
        findings: usize,
    },
    /// The demonstration was loaded before; nothing was touched.
    AlreadyThere,
}

impl std::fmt::Display for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Loaded { inspections, findings } => {
                write!(f, "the demonstration is loaded: {inspections} inspections, {findings} findings")
            }
            Self::AlreadyThere => f.write_str("the demonstration was loaded before; nothing was touched"),
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    #[error(
        "the demonstration was not loaded: this database holds real data; give an empty database by DATABASE_URL, or another data directory"
    )]
    Real,
    #[error(
        "the demonstration was not loaded: this database holds inspections already; give an empty database by DATABASE_URL, or another data directory"
    )]
    NotEmpty,
    #[error(
        "the demonstration was not loaded: its history ends in July 2022 and the clock says {today}; set XUNJIAN_CLOCK to 2022-07-24 or later"
    )]
    TooEarly { today: NaiveDate },
    #[error("the demonstration was not loaded, and nothing of it was kept: {0:#}")]
    Failed(#[from] anyhow::Error),
}

impl From<sqlx::Error> for SeedError {
    fn from(error: sqlx::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Loads the demonstration into a database that has its schema and reference data and nothing else, as its owner and
/// in one transaction.
///
/// # Errors
/// When the database holds real data or inspections, when the clock stands before the end of the history, or when the
/// database refuses.
pub async fn seed(pool: &PgPool, now: DateTime<Utc>, today: NaiveDate) -> Result<Outcome, SeedError> {
    let mut tx = pool.begin().await?;
    if !store::mark_demo(&mut tx, now).await? {
        return match store::installation(&mut tx).await?.as_deref() {
            Some("demo") => Ok(Outcome::AlreadyThere),
            _ => Err(SeedError::Real),
        };
    }
    if store::has_inspections(&mut tx).await? {
        return Err(SeedError::NotEmpty);
    }
    if today < HISTORY_IS_PAST {
        return Err(SeedError::TooEarly { today });
    }
    let outcome = load(&mut tx, now).await?;
    tx.commit().await?;
    store::analyze(pool).await?;
    Ok(outcome)
}

async fn load(tx: &mut PgConnection, now: DateTime<Utc>) -> anyhow::Result<Outcome> {
    let mut draw = Draw::new(450_000);
    let since = at(SINCE, 9, 0);
    facility::load::load(tx, SINCE, || draw.id(since)).await?;
    store::outside_prison(tx, draw.id(since), SINCE).await?;
    let people = People::made_up(&mut draw, since, &store::units(tx).await?);
    people.write(tx, &mut draw, SINCE, now).await?;

    let (world, facts, planned) = (store::world(tx).await?, facts::facts()?, schedule::planned()?);
    let (basis, days) = (Basis::shipped()?, WorkingDays::shipped()?);
    let dealt = facts::deal(&mut draw, &facts, &planned)?;
    let mut roster = Roster::new(&people, &planned);
    let mut history = History::new(&world, &people, &facts, &basis, &days, draw);
    for (planned, dealt) in planned.iter().zip(&dealt) {
        let place = world.places.get(&planned.facility).with_context(|| format!("no facility {}", planned.facility))?;
        let team = roster.team(planned, &place.supervisor_code)?;
        history.add(planned, &team, dealt)?;
    }
    let (rows, mut draw) = history.finish();
    write::rows(tx, &rows).await?;
    write::trail(tx, &rows, &mut draw, now).await?;
    Ok(Outcome::Loaded { inspections: rows.inspections.len(), findings: rows.findings.len() })
}
