//! Every job and its hour. Each may run in several processes at once: the database decides who does it.
use std::time::Duration;

use tokio::sync::watch;

use crate::{
    app::App,
    foundation::{db::memo, trail},
    people::access,
};

/// How often entries of the trail are linked into the chain.
const SEAL_EVERY: Duration = Duration::from_secs(2);

/// How often answers to forms and ended sessions that nobody asks for any more are let go.
const FORGET_EVERY: Duration = Duration::from_hours(1);

/// Runs the jobs until told to stop; a job that is under way is finished.
pub async fn run(app: App, mut stop: watch::Receiver<bool>) {
    let mut tick = tokio::time::interval(SEAL_EVERY);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut hour = tokio::time::interval(FORGET_EVERY);
    hour.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut horizon = None;
    loop {
        tokio::select! {
            _ = hour.tick() => {
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

async fn asked(stop: &mut watch::Receiver<bool>) {
    // a sender that is gone asks too
    drop(stop.wait_for(|stop| *stop).await);
}
