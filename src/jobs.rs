//! Every job and its hour. Each may run in several processes at once: the database decides who does it.
use std::time::Duration;

use tokio::sync::watch;

use crate::{
    app::App,
    foundation::{db::memo, trail},
    people::access,
    workflow::{document, evidence, round::board},
};

/// How often entries of the trail are linked into the chain.
const SEAL_EVERY: Duration = Duration::from_secs(2);

/// How often the chain is recomputed, and answers to forms and ended sessions that nobody asks for any more are let go.
const HOUSEKEEPING_EVERY: Duration = Duration::from_hours(1);

/// How often files that nobody speaks of are removed.
const SWEEP_EVERY: Duration = Duration::from_hours(24);

/// How often plans that are asked for are looked for.
const SOLVE_EVERY: Duration = Duration::from_secs(1);

/// How often signed documents are looked for that have no file yet.
const PRINT_EVERY: Duration = Duration::from_secs(1);

/// Runs the jobs until told to stop; a job that is under way is finished, but for a search, which goes on after the restart.
pub async fn run(app: App, stop: watch::Receiver<bool>) {
    tokio::join!(keep(app.clone(), stop.clone()), solve(app.clone(), stop.clone()), print(app, stop));
}

/// Looks for the plans of rounds, one after the other.
async fn solve(app: App, mut stop: watch::Receiver<bool>) {
    let mut tick = tokio::time::interval(SOLVE_EVERY);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let stopping = stop.clone();
    loop {
        tokio::select! {
            _ = tick.tick() => {
                if let Err(error) = board::job::work(&app.db, &app.clock, || *stopping.borrow()).await {
                    tracing::warn!(?error, "a plan could not be looked for; trying again");
                }
            }
            () = asked(&mut stop) => return,
        }
    }
}

/// Makes the files of what was signed.
async fn print(app: App, mut stop: watch::Receiver<bool>) {
    let mut tick = tokio::time::interval(PRINT_EVERY);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = tick.tick() => {
                if let Err(error) = document::job::print(&app.db, &app.clock, &app.press).await {
                    tracing::warn!(?error, "a signed document could not be drawn; trying again");
                }
            }
            () = asked(&mut stop) => return,
        }
    }
}

async fn keep(app: App, mut stop: watch::Receiver<bool>) {
    let mut tick = tokio::time::interval(SEAL_EVERY);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut hour = tokio::time::interval(HOUSEKEEPING_EVERY);
    hour.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut horizon = None;
    let mut day = tokio::time::interval(SWEEP_EVERY);
    day.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = day.tick() => sweep(&app).await,
            _ = hour.tick() => {
                if let Err(error) = trail::check(&app.db, app.clock.now()).await {
                    tracing::warn!(%error, "the trail could not be verified; trying again in an hour");
                }
                if let Err(error) = access::store::forget(&app.db.owner, app.clock.now()).await {
                    tracing::warn!(%error, "what has expired could not be let go; trying again in an hour");
                }
                match memo::forget(&app.db.owner, horizon.as_deref()).await {
                    Ok(reached) => horizon = Some(reached),
                    Err(error) => tracing::warn!(%error, "changes of figures could not be let go; trying again in an hour"),
                }
            }
            _ = tick.tick() => {
                if let Err(error) = trail::seal(&app.db).await {
                    tracing::warn!(%error, "the trail could not be sealed; trying again");
                }
            }
            () = asked(&mut stop) => return,
        }
    }
}

async fn sweep(app: &App) {
    match app.files.sweep(|ids| evidence::store::known(&app.db.owner, ids)).await {
        Ok(0) => {}
        Ok(removed) => tracing::info!(removed, "files that nobody speaks of were removed"),
        Err(error) => tracing::warn!(%error, "files could not be swept; trying again tomorrow"),
    }
}

async fn asked(stop: &mut watch::Receiver<bool>) {
    // a sender that is gone asks too
    drop(stop.wait_for(|stop| *stop).await);
}
