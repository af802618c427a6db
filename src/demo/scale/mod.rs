//! Growth: any number of made-up findings with all that belongs to them, to measure what the pages cost in a large region.
mod deal;
mod field;
mod rectify;
mod store;

use sqlx::Connection as _;

use super::{Extent, SeedError, seed};
use crate::app::App;

/// Cases are written in batches, each in a transaction of its own, so that memory stays small however many there are.
const BATCH: usize = 400;

/// What growing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grown {
    By {
        inspections: usize,
        findings: usize,
    },
    /// The same growth was loaded before; nothing was touched.
    Before {
        key: u64,
    },
}

impl std::fmt::Display for Grown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::By { inspections, findings } => {
                write!(f, "the demonstration has grown by {inspections} inspections with {findings} findings")
            }
            Self::Before { key } => {
                write!(f, "growth {key} was loaded before; nothing was touched. Another --seed loads more")
            }
        }
    }
}

/// Adds `findings` findings of the last ten years to the demonstration, which is loaded first where there is none.
/// Equal `key`, number and day give equal rows.
///
/// # Errors
/// When the database holds real data, or when it refuses.
pub async fn grow(app: &App, findings: usize, key: u64) -> Result<Grown, SeedError> {
    seed(app, Extent::Whole).await?;
    let (now, today) = (app.clock.now(), app.clock.today());
    // a connection of its own, which goes with its settings
    let mut connection = app.db.owner.acquire().await?.detach();
    store::settings(&mut connection).await?;
    let mut world = store::world(&mut connection).await?;
    let mut deal = deal::Deal::new(key, findings, today);
    let people = deal.people();
    if store::has_person(&mut connection, people.first().map(|person| person.id).unwrap_or_default()).await? {
        return Ok(Grown::Before { key });
    }
    let mut tx = connection.begin().await?;
    store::people(&mut tx, &people, now).await?;
    store::facilities(&mut tx, &deal.facilities(&world), deal.since()).await?;
    tx.commit().await?;
    world.places = store::places(&mut connection).await?;

    let mut inspections = 0;
    loop {
        let cases = deal.next(&mut world, &people, BATCH)?;
        if cases.is_empty() {
            break;
        }
        inspections += cases.len();
        let mut tx = connection.begin().await?;
        store::stand_aside(&mut tx).await?;
        field::write(&mut tx, &cases, today).await?;
        rectify::write(&mut tx, &cases, today, now).await?;
        store::stand_guard(&mut tx).await?;
        tx.commit().await?;
    }
    store::series(&mut connection, &world).await?;
    store::vacuum(&mut connection).await?;
    connection.close().await?;
    Ok(Grown::By { inspections, findings })
}
