//! The demonstration: made-up people and facilities, Guangxi's inspections from 2019 to 2022 as rows from which every
//! figure is counted, and the cases that are under way today.
mod answer;
mod basis;
mod case;
mod course;
mod days;
mod draw;
mod facts;
mod found;
mod instrument;
mod living;
mod people;
mod roster;
mod rows;
mod scale;
mod schedule;
mod store;
mod team;
mod write;

use anyhow::Context as _;
use chrono::{DateTime, NaiveDate, Utc};

pub use people::PASSWORD;
pub use scale::{Grown, grow};

use self::basis::Basis;
use self::case::History;
use self::days::{WorkingDays, at};
use self::draw::Draw;
use self::people::People;
use self::team::Roster;
use crate::app::App;
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

/// How much of the demonstration is loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// What is past: enough where cases of one's own are what counts.
    History,
    /// Besides, what is under way today.
    Whole,
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
        "the demonstration was not loaded: this database holds inspections already, or a loading that was cut off; give an empty database by DATABASE_URL, or another data directory"
    )]
    NotEmpty,
    #[error(
        "the demonstration was not loaded: its history ends in July 2022 and the clock says {today}; set XUNJIAN_CLOCK to 2022-07-24 or later"
    )]
    TooEarly { today: NaiveDate },
    #[error(
        "the demonstration was not loaded to its end: {0:#}; give an empty database by DATABASE_URL, or another data directory"
    )]
    Failed(#[from] anyhow::Error),
}

impl From<sqlx::Error> for SeedError {
    fn from(error: sqlx::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Loads the demonstration into a database that has its schema and reference data and nothing else: the history as its
/// owner and in one transaction, then what is under way as its people, each deed at its hour. One process at a time.
///
/// # Errors
/// When the database holds real data or inspections, when the clock stands before the end of the history, or when the
/// database refuses.
pub async fn seed(app: &App, extent: Extent) -> Result<Outcome, SeedError> {
    let (now, today) = (app.clock.now(), app.clock.today());
    let mut turn = app.db.owner.begin().await?;
    store::take_turn(&mut turn).await?;
    match store::installation(&mut turn).await?.as_deref() {
        Some("demo") => return Ok(Outcome::AlreadyThere),
        Some(_) => return Err(SeedError::Real),
        None => {}
    }
    if store::has_inspections(&mut turn).await? {
        return Err(SeedError::NotEmpty);
    }
    if today < HISTORY_IS_PAST {
        return Err(SeedError::TooEarly { today });
    }
    let outcome = load(app, extent, now, today).await?;
    // only what is whole is called a demonstration
    store::mark_demo(&mut turn, now).await?;
    turn.commit().await?;
    store::analyze(&app.db.owner).await?;
    Ok(outcome)
}

async fn load(app: &App, extent: Extent, now: DateTime<Utc>, today: NaiveDate) -> anyhow::Result<Outcome> {
    let mut tx = app.db.owner.begin().await?;
    let mut draw = Draw::new(450_000);
    let since = at(SINCE, 9, 0);
    facility::load::load(&mut tx, SINCE, || draw.id(since)).await?;
    store::outside_prison(&mut tx, draw.id(since), SINCE).await?;
    let people = People::made_up(&mut draw, since, &store::units(&mut tx).await?);
    people.write(&mut tx, &mut draw, SINCE, now).await?;

    let (world, facts, planned) = (store::world(&mut tx).await?, facts::facts()?, schedule::planned()?);
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
    write::rows(&mut tx, &rows).await?;
    write::trail(&mut tx, &rows, &mut draw, now).await?;
    roster::known(&mut tx, &people, SINCE, now).await?;
    tx.commit().await?;
    let (past, found) = (rows.inspections.len(), rows.findings.len());
    if extent == Extent::History {
        return Ok(Outcome::Loaded { inspections: past, findings: found });
    }
    // the deeds to come are looked up by plans that know what is there
    store::analyze(&app.db.owner).await?;

    let of_facility =
        |fact: &facts::Fact| world.categories.get(&fact.category).is_some_and(|category| !category.of_office);
    let hands = facts::deal_left(&mut draw, &facts, &dealt, &living::wanted(), of_facility)?;
    let ground =
        living::Ground { world: &world, people: &people, facts: &facts, basis: &basis, days: &days, today, hands };
    let (inspections, findings) = living::play(app, &ground, &mut roster, &mut draw).await?;
    let mut tx = app.db.owner.begin().await?;
    roster::told(&mut tx, &people, today, now).await?;
    tx.commit().await?;
    Ok(Outcome::Loaded { inspections: past + inspections, findings: found + findings })
}
